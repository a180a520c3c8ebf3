//go:build !unix

package odb

import "io"

// mapsFiles says that mapping a file does not read it.
const mapsFiles = false

// mapping is a file's content.
type mapping struct {
	data []byte // valid until close
}

// openMapping reads a file whole: a mapped file could not be replaced by git
// here.
func openMapping(path string) (*mapping, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from
	data, err := io.ReadAll(f)
	return &mapping{data}, err
}

// release does nothing: the content is all there is.
func (m *mapping) release() {}

func (m *mapping) close() error {
	m.data = nil
	return nil
}
