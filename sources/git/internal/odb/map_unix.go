//go:build unix

package odb

import (
	"os"

	"golang.org/x/sys/unix"
)

// mapsFiles says that mapping a file does not read it.
const mapsFiles = true

// mapping is a file that is mapped read-only.
type mapping struct {
	data []byte // valid until close
}

// openMapping maps a file.
func openMapping(path string) (*mapping, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, damaged("not a regular file")
	}
	if info.Size() == 0 {
		return &mapping{}, nil
	}
	if int64(int(info.Size())) != info.Size() {
		return nil, damaged("too large for this system")
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, &os.PathError{Op: "mmap", Path: path, Err: err}
	}
	return &mapping{data}, nil
}

// release gives the memory back that holds what was read of the file. What is
// read again comes from the system's own cache; other goroutines may read
// meanwhile.
func (m *mapping) release() {
	if len(m.data) > 0 {
		// A system that refuses keeps the memory, which does no harm.
		_ = unix.Madvise(m.data, unix.MADV_DONTNEED)
	}
}

func (m *mapping) close() error {
	data := m.data
	m.data = nil
	if len(data) == 0 {
		return nil
	}
	return unix.Munmap(data)
}
