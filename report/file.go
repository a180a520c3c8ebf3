package report

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WriteFile writes a report to the file at path through write.
//
// The file appears, or replaces the one that was there, only once it is whole:
// if write fails or ctx is done, everything stays as it was. Its mode is 0600,
// whatever it was before. A symbolic link is replaced, not followed, so that
// nobody can point a report at a file of their choice.
//
// A FIFO, socket or device, and anything below /dev and /proc (such as
// /dev/stdout), is written to as it is, without regard to ctx.
func WriteFile(ctx context.Context, path string, write func(io.Writer) error) error {
	if path == "" {
		return errors.New("write the report: no file name is given")
	}
	info, err := os.Lstat(path)
	switch {
	case belowDevices(path):
		err = writeThrough(path, nil, write)
	case err == nil && info.IsDir():
		err = errors.New("it is a folder, give the name of a file in it")
	case err == nil && !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0:
		err = writeThrough(path, info, write)
	case err == nil || errors.Is(err, fs.ErrNotExist):
		err = writeAtomically(ctx, path, write)
	}
	if err != nil {
		return fmt.Errorf("write the report %s: %w", visible(path), err)
	}
	return nil
}

// belowDevices knows the names that stand for open files and devices on Unix.
func belowDevices(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return strings.HasPrefix(path, "/dev/") && !strings.HasPrefix(path, "/dev/shm/") ||
		strings.HasPrefix(path, "/proc/")
}

// writeThrough writes to what is there already. Where info is given, it must
// still be the same thing.
func writeThrough(path string, info fs.FileInfo, write func(io.Writer) error) error {
	// Standard output may be a regular file that holds something already.
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	defer f.Close() // the error of the first Close counts
	if info != nil {
		opened, err := f.Stat()
		if err != nil {
			return err
		}
		if !os.SameFile(info, opened) {
			return errors.New("it was replaced while it was being opened")
		}
	}
	if err := writeBuffered(f, write); err != nil {
		return err
	}
	return f.Close()
}

// writeBuffered gives write a buffer in front of w.
func writeBuffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
