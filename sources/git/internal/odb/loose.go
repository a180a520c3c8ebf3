package odb

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strconv"
)

// everyKind is the set of all types.
const everyKind = kinds(1<<Commit | 1<<Tree | 1<<Blob | 1<<Tag)

// readLoose reads an object in a file of its own: a zlib stream of "type SP size
// NUL" and the content. Of an object of another kind than those that are wanted
// it gives the kind alone, of one over the limit the kind and ErrTooLarge. The
// bytes are the caller's.
func (m *maker) readLoose(path string, want kinds, limits *Limits) (Kind, []byte, error) {
	f, err := openRegular(path)
	if err != nil {
		return 0, nil, err
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return 0, nil, err
	}
	// The header alone says whether to read on, and most files are short.
	stored := info.Size()
	m.file = m.file[:0]
	if err := m.readFile(f, min(stored, 64<<10)); err != nil {
		return 0, nil, err
	}
	var buf [64]byte
	n, err := m.Prefix(buf[:], m.file)
	end := bytes.IndexByte(buf[:n], 0)
	if err != nil || end < 0 {
		return 0, nil, damaged("the object has no header")
	}
	kind, size, ok := parseLooseHeader(buf[:end])
	switch {
	case !ok:
		return 0, nil, damaged("the object has no header")
	case !want.has(kind):
		return kind, nil, nil
	case limits[kind] >= 0 && size > uint64(limits[kind]), size > hugest:
		return kind, nil, tooLarge(size)
	case !plausible(size, uint64(stored)):
		return 0, nil, damaged("the object is shorter than it claims")
	}
	// What lies behind the stream of a sound file is nothing.
	whole := min(stored, int64(end)+int64(size+size/8)+64<<10)
	if err := m.readFile(f, max(0, whole-int64(len(m.file)))); err != nil {
		return kind, nil, err
	}
	head := end + 1
	data := m.pool.get(head + int(size))
	if _, err := m.Zlib(data, m.file); err != nil {
		m.pool.put(data)
		return 0, nil, brokenStream(err)
	}
	return kind, data[head:], nil
}

// readFile reads n more bytes of a file behind those that it has read.
func (m *maker) readFile(f *os.File, n int64) error {
	at := len(m.file)
	m.file = append(m.file, make([]byte, n)...)
	if _, err := io.ReadFull(f, m.file[at:]); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return nil
}

// parseLooseHeader reads "type SP size".
func parseLooseHeader(head []byte) (kind Kind, size uint64, ok bool) {
	name, digits, ok := bytes.Cut(head, []byte{' '})
	size, err := strconv.ParseUint(string(digits), 10, 63)
	kind, known := parseKind(string(name))
	return kind, size, ok && err == nil && known
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
