package walk

import (
	"io"
	"io/fs"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// The walk asks the operating system through these few types. There are two
// implementations: openPortable, through package os, for every system, and one
// for Linux that calls the kernel itself, because what package os does around
// each call costs more than the scan of a small file. The tests hold for both.

// opener opens the folder of a tree. The path may lead through symbolic links.
type opener func(path string) (dir, error)

// dir is an open folder. Its methods may be called from several goroutines at
// once, next and isKernelFS excepted. Names are those of entries: they hold no separator.
type dir interface {
	// next puts more of the folder's entries into l, in place of those in it; the
	// error is io.EOF after the last. Entries may come with an error too.
	next(l *listing) error
	// folder opens a folder, and no symbolic link to one.
	folder(name string) (dir, error)
	// file opens a file, and follows no symbolic link out of the folder. It does
	// not wait for the other end of what has become a FIFO.
	file(name string) (file, error)
	// kind gives the type of an entry, which is not followed.
	kind(name string) (fs.FileMode, error)
	// stamp gives the stamp of an entry, which is not followed, and whether it is
	// a regular file.
	stamp(name string) (s sources.Stamp, regular bool, err error)
	// isKernelFS says whether the folder is the kernel's: its "files" are
	// switches and counters, some of which hang, never end, or do something when
	// they are read.
	isKernelFS() bool
	// Close closes the folder. Nothing was written that could be lost.
	Close() error
}

// file is an open file, for one goroutine.
type file interface {
	io.ReadCloser
	io.ReaderAt
	// stamp gives the file's stamp, and whether it is a regular one.
	stamp() (s sources.Stamp, regular bool, err error)
}

// listing holds some entries of a folder.
type listing struct {
	// prefix goes before each name to make a path of it.
	prefix  string
	entries []entry
	path    []byte // the last one
}

// entry is what a folder has under one name.
type entry struct {
	path string
	kind fs.FileMode // the type bits only
	err  error       // why the kind is not known
}

// add adds an entry.
func (l *listing) add(name []byte, kind fs.FileMode, err error) {
	l.path = append(append(l.path[:0], l.prefix...), name...)
	l.entries = append(l.entries, entry{path: string(l.path), kind: kind, err: err})
}

// open opens the folder with a path relative to top, one name after the other,
// so that a folder that turns into a symbolic link leads nowhere.
func open(top dir, name string) (dir, error) {
	at := top
	for part := range strings.SplitSeq(name, "/") {
		next, err := at.folder(part)
		if at != top {
			at.Close()
		}
		if err != nil {
			return nil, err
		}
		at = next
	}
	return at, nil
}
