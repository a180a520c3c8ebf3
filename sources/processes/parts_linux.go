package processes

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/shirou/gopsutil/v4/process"

	"github.com/leakstag/leakstag/sources"
)

// maxText is how many bytes of a process's arguments, and of its environment, are
// read. A new process has at most 6 MiB of both (execve(2)), but it may declare
// any of its memory to be its arguments (PR_SET_MM_MAP in prctl(2)).
const maxText = 16 << 20

// arguments gives a process's arguments. Both results may be set: then the
// arguments are not all of them.
func arguments(ctx context.Context, p *process.Process) ([]string, error) {
	return readStrings(ctx, p.Pid, "cmdline")
}

// environment gives a process's environment as it was when the process began,
// with a "NAME=value" for each variable. Both results may be set.
func environment(ctx context.Context, p *process.Process) ([]string, error) {
	return readStrings(ctx, p.Pid, "environ")
}

// readStrings reads a file of a process that holds strings with a NUL after each
// (proc(5)).
func readStrings(ctx context.Context, pid int32, name string) ([]string, error) {
	folder := filepath.Join(procFolder(ctx), strconv.Itoa(int(pid)))
	data, err := readAtMost(filepath.Join(folder, name), maxText)
	if len(data) == 0 && !errors.Is(err, fs.ErrNotExist) {
		if more, moreErr := readOfThread(folder, name, strconv.Itoa(int(pid))); len(more) > 0 {
			data, err = more, moreErr
		}
	}
	text := strings.TrimRight(string(data), "\x00")
	if text == "" {
		return nil, err
	}
	return strings.Split(text, "\x00"), err
}

// readOfThread reads the file of a thread other than the first one: a process
// whose first thread has ended goes on with the others, but its own file is empty,
// or root's. Without such a thread there is nothing.
func readOfThread(folder, name, first string) ([]byte, error) {
	const most = 8
	tasks, err := os.Open(filepath.Join(folder, "task"))
	if err != nil {
		return nil, nil // the process has ended
	}
	defer tasks.Close()                  // it was only read
	names, _ := tasks.Readdirnames(most) // without names, so has the process
	for _, thread := range names {
		if thread == first {
			continue
		}
		if data, err := readAtMost(filepath.Join(folder, "task", thread, name), maxText); len(data) > 0 {
			return data, err
		}
	}
	return nil, nil
}

// readAtMost reads a file of /proc, which doesn't say how long it is.
func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if int64(len(data)) > most {
		return data[:most], fmt.Errorf("%w: only the first %d bytes were read", sources.ErrTooLarge, most)
	}
	return data, err
}

// container gives the container in which a process runs; empty for none.
func container(ctx context.Context, pid int32) string {
	const most = 64 << 10
	// What can't be read names no container.
	data, _ := readAtMost(filepath.Join(procFolder(ctx), strconv.Itoa(int(pid)), "cgroup"), most)
	return containerOf(string(data))
}
