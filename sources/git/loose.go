package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/klauspost/compress/zlib"

	"github.com/leakstag/leakstag/sources"
)

// looseReader reads objects that lie in files of their own: zlib over "type
// size NUL content" (gitrepository-layout(5), Git Internals "Git Objects").
type looseReader struct {
	in   *bufio.Reader
	zlib io.ReadCloser
}

// longestHeader is more than "commit", a blank, 20 digits and NUL have.
const longestHeader = 32

// read reads the object id in the object folder dir. The error wraps
// os.ErrNotExist if it is not there.
func (l *looseReader) read(dir string, id objectID, limit int64) (kind, []byte, error) {
	name := sha1Size.String(id)
	path := filepath.Join(dir, name[:2], name[2:])
	info, err := os.Stat(path)
	if err != nil {
		return 0, nil, err
	}
	if !info.Mode().IsRegular() {
		return 0, nil, fmt.Errorf("%s: %w", path, sources.ErrSpecial)
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, nil, err
	}
	defer f.Close() // only read from
	k, data, err := l.decode(f, limit)
	if err != nil && !errors.Is(err, sources.ErrTooLarge) {
		err = fmt.Errorf("damaged object %s: %w", path, err)
	}
	return k, data, err
}

// decode reads a loose object's file.
func (l *looseReader) decode(f io.Reader, limit int64) (kind, []byte, error) {
	if l.in == nil {
		l.in = bufio.NewReader(f)
	} else {
		l.in.Reset(f)
	}
	if err := l.reset(); err != nil {
		return 0, nil, err
	}
	var head [longestHeader]byte
	n, err := io.ReadFull(l.zlib, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return 0, nil, err
	}
	end := bytes.IndexByte(head[:n], 0)
	if end < 0 {
		return 0, nil, errors.New("it has no header")
	}
	word, digits, _ := bytes.Cut(head[:end], []byte{' '})
	k, ok := parseKind(string(word))
	size, err := strconv.ParseUint(string(digits), 10, 63)
	if !ok || err != nil {
		return 0, nil, errors.New("its header names no type or size")
	}
	if tooLarge(int64(size), limit) {
		return k, nil, sizeError(int64(size), limit)
	}
	data, err := readSized(io.MultiReader(bytes.NewReader(head[end+1:n]), l.zlib), int64(size))
	return k, data, err
}

func (l *looseReader) reset() (err error) {
	if r, ok := l.zlib.(zlib.Resetter); ok {
		return r.Reset(l.in, nil)
	}
	l.zlib, err = zlib.NewReader(l.in)
	return err
}

// readSized reads exactly size bytes up to the end of r. The size is only
// believed as the bytes come in.
func readSized(r io.Reader, size int64) ([]byte, error) {
	const believed = 1 << 20
	var buf bytes.Buffer
	buf.Grow(int(min(size, believed)) + bytes.MinRead)
	n, err := buf.ReadFrom(io.LimitReader(r, size+1))
	switch {
	case err != nil:
		return nil, err
	case n < size:
		return nil, fmt.Errorf("it ends after %d of %d bytes", n, size)
	case n > size:
		return nil, fmt.Errorf("it goes on after its %d bytes", size)
	}
	return buf.Bytes(), nil
}

func tooLarge(size, limit int64) bool { return limit >= 0 && size > limit }

func sizeError(size, limit int64) error {
	return fmt.Errorf("%d bytes are %w of %d", size, sources.ErrTooLarge, limit)
}

// final says that err is what the caller of a store has to know, not a reason to
// look for another copy of the object.
func final(err error) bool { return err == nil || errors.Is(err, sources.ErrTooLarge) }
