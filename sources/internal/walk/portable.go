package walk

import (
	"io/fs"
	"os"

	"github.com/leakstag/leakstag/sources"
)

// openPortable is the opener for every system.
func openPortable(path string) (dir, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &osDir{root: root}, nil
}

// osDir is a folder that is read through package os.
type osDir struct {
	root *os.Root
	list *os.File // from the first next on
}

// batch is how many entries of a folder are held at once.
const batch = 1024

func (d *osDir) next(l *listing) error {
	l.entries = l.entries[:0]
	if d.list == nil {
		list, err := d.root.Open(".")
		if err != nil {
			return err
		}
		d.list = list
	}
	entries, err := d.list.ReadDir(batch)
	for _, e := range entries {
		l.add([]byte(e.Name()), e.Type(), nil)
	}
	return err
}

func (d *osDir) folder(name string) (dir, error) {
	// A symbolic link that stays in the folder would be followed.
	kind, err := d.kind(name)
	if err != nil {
		return nil, err
	}
	if !kind.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errReplaced}
	}
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &osDir{root: root}, nil
}

func (d *osDir) file(name string) (file, error) {
	f, err := d.root.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, err
	}
	return osFile{f}, nil
}

func (d *osDir) kind(name string) (fs.FileMode, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return 0, err
	}
	return info.Mode().Type(), nil
}

func (d *osDir) stamp(name string) (sources.Stamp, bool, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return sources.Stamp{}, false, err
	}
	return sources.StampOf(info), info.Mode().IsRegular(), nil
}

func (d *osDir) isKernelFS() bool {
	if d.list == nil {
		list, err := d.root.Open(".")
		if err != nil {
			return false // next says so
		}
		d.list = list
	}
	return isKernelFS(int(d.list.Fd()))
}

func (d *osDir) Close() error {
	if d.list != nil {
		d.list.Close()
	}
	return d.root.Close()
}

// osFile is a file that is read through package os.
type osFile struct{ *os.File }

func (f osFile) stamp() (sources.Stamp, bool, error) {
	info, err := f.Stat()
	if err != nil {
		return sources.Stamp{}, false, err
	}
	return sources.StampOf(info), info.Mode().IsRegular(), nil
}
