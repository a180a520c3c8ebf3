package odb

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/klauspost/compress/zlib"
)

// readLoose reads an object in a file of its own: a zlib stream of "type SP size
// NUL" and the content. An object over limit bytes (a negative limit is none) is
// not read; its type is given with ErrTooLarge. The result is put into buf if it
// fits.
func readLoose(path string, limit int64, buf []byte) (Kind, []byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return 0, nil, err
	}
	defer f.Close() // only read from
	z, err := zlib.NewReader(bufio.NewReaderSize(f, 32<<10))
	if err != nil {
		return 0, nil, damaged("the file is no zlib stream")
	}
	r := bufio.NewReaderSize(z, 4<<10)
	head, err := r.ReadSlice(0)
	if err != nil || len(head) > 64 {
		return 0, nil, damaged("the object has no header")
	}
	name, size, ok := bytes.Cut(head[:len(head)-1], []byte{' '})
	n, err := strconv.ParseUint(string(size), 10, 63)
	kind, known := parseKind(string(name))
	if !ok || err != nil || !known {
		return 0, nil, damaged("the object has no header")
	}
	if limit >= 0 && n > uint64(limit) {
		return kind, nil, fmt.Errorf("%d bytes: %w", n, ErrTooLarge)
	}
	if info, err := f.Stat(); err != nil || n > uint64(info.Size())*most {
		return 0, nil, damaged("the object is shorter than it claims")
	}
	if uint64(cap(buf)) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	if _, err := io.ReadFull(r, buf); err != nil {
		return 0, nil, damaged("the object is shorter than it claims or broken")
	}
	if _, err := r.ReadByte(); err != io.EOF {
		return 0, nil, damaged("the object is longer than it claims or broken")
	}
	return kind, buf, nil
}

// parseKind reads the name of an object type.
func parseKind(name string) (Kind, bool) {
	for _, k := range []Kind{Commit, Tree, Blob, Tag} {
		if k.String() == name {
			return k, true
		}
	}
	return 0, false
}

// openRegular opens a file if it is a regular one.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, damaged("not a regular file")
	}
	return os.Open(path)
}
