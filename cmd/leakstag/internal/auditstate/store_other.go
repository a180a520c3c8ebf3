//go:build !unix

package auditstate

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// noFollow has no meaning here.
const noFollow = 0

// isPrivate has nothing to look at: a mode says nothing here.
func isPrivate(fs.FileInfo) bool { return true }

// replace writes a file and puts it into the place of the one at path.
func replace(path string, data []byte) (err error) {
	name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+strconv.Itoa(os.Getpid()))
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(name)
		}
	}()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(name, path)
}
