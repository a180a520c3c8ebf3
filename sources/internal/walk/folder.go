package walk

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync/atomic"

	"github.com/leakstag/leakstag/sources"
)

// folder is an open folder of the tree, closed by the last who uses it.
type folder struct {
	dir
	path string // "." for the top
	// prefix is what the paths of its entries begin with.
	prefix string
	users  atomic.Int32
	held   *atomic.Int32 // the folders that are open
}

func (w *walker) newFolder(d dir, name string) *folder {
	f := &folder{dir: d, path: name, held: &w.held}
	if name != "." {
		f.prefix = name + "/"
	}
	f.held.Add(1)
	f.use()
	return f
}

func (f *folder) use() { f.users.Add(1) }

// done may be called on nil.
func (f *folder) done() {
	if f != nil && f.users.Add(-1) == 0 {
		f.held.Add(-1)
		f.Close() // nothing was written that could be lost
	}
}

// maxHeld is how many folders may be held open for the folders in them, which
// can be opened from the top as well.
const maxHeld = 64

// list lists some of a folder's entries and puts them into the queue.
func (w *walker) list(j job, l *listing) {
	in, err := w.enter(j)
	if err != nil {
		w.left(j.path, err)
		return
	}
	l.prefix = in.prefix
	end := in.next(l)
	files := job{in: in}
	var folders []job
	for _, e := range l.entries {
		switch {
		case w.exclude.match(e.path):
		case e.err != nil:
			w.left(e.path, e.err)
		case e.kind.IsDir():
			if !w.isObjectStore(in, e.path) {
				folders = append(folders, w.inside(in, e.path))
			}
		case e.kind&fs.ModeSymlink != 0:
		case !w.wanted(e.path):
		case e.kind.IsRegular():
			files.paths = append(files.paths, e.path)
		default:
			w.left(e.path, sources.ErrSpecial)
		}
	}
	if len(files.paths) > 0 {
		in.use()
	}
	if end == nil {
		in.use()
		folders = append(folders, job{in: in})
	} else if end != io.EOF {
		w.left(in.path, end)
	}
	w.queue.put(folders, files)
	in.done()
}

// enter opens the folder that the job names.
func (w *walker) enter(j job) (*folder, error) {
	if j.path == "" {
		return j.in, nil
	}
	var d dir
	var err error
	if j.in != nil {
		d, err = j.in.folder(j.path[len(j.in.prefix):])
		j.in.done()
	} else {
		d, err = open(w.top, j.path)
	}
	if err != nil {
		return nil, err
	}
	in := w.newFolder(d, j.path)
	if in.isKernelFS() {
		in.done()
		return nil, fmt.Errorf("%w: a file system of the kernel", sources.ErrSpecial)
	}
	return in, nil
}

// inside is the job of listing a folder in another.
func (w *walker) inside(in *folder, item string) job {
	if w.held.Load() > maxHeld {
		return job{path: item}
	}
	in.use()
	return job{in: in, path: item}
}

// isObjectStore says whether a folder inside the folder in is where a git
// repository keeps its objects, or git-lfs its own.
func (w *walker) isObjectStore(in *folder, item string) bool {
	if item[len(in.prefix):] != "objects" {
		return false
	}
	if looksLikeGit(in) {
		return true
	}
	if path.Base(in.path) != "lfs" {
		return false
	}
	outer := path.Dir(in.path)
	if outer == "." {
		return looksLikeGit(w.top)
	}
	d, err := open(w.top, outer)
	if err != nil {
		return false
	}
	defer d.Close() // only read
	return looksLikeGit(d)
}

// looksLikeGit says whether a folder is a git directory.
func looksLikeGit(d dir) bool {
	if head, err := d.kind("HEAD"); err != nil || head.IsDir() {
		return false
	}
	refs, err := d.kind("refs")
	return err == nil && refs.IsDir()
}
