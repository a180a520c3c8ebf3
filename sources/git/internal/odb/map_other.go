//go:build !unix

package odb

import "os"

// mapFile reads a file whole: a mapped file could not be replaced by git here.
func mapFile(path string) (data []byte, unmap func() error, err error) {
	data, err = os.ReadFile(path)
	return data, func() error { return nil }, err
}
