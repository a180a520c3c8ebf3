package walk

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
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
	isObject, gitDir := w.objectNames(in)
	for _, e := range l.entries {
		switch {
		case w.exclude.match(e.path):
		case e.err != nil:
			w.left(e.path, e.err)
		case e.kind.IsDir() && w.excludeFolders.match(e.path):
		case e.kind.IsDir():
			folders = append(folders, w.inside(in, e.path))
		case e.kind&fs.ModeSymlink != 0:
		case !w.visited(e):
		case e.kind.IsRegular() && isObject != nil && isObject(e.path[len(in.prefix):]):
			if w.o.Objects != nil {
				w.o.Objects(gitDir)
			}
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

// objectNames says which names of files in a folder are those of objects that a
// git repository keeps there, or git-lfs; nil if it keeps none there. Only such
// names are left out: anything else may lie in the folder too. gitDir is the
// repository's folder.
func (w *walker) objectNames(in *folder) (isObject func(name string) bool, gitDir string) {
	inner, outer := path.Base(in.path), path.Dir(in.path)
	above := ""
	isObject = isPackName
	switch store := path.Base(outer); {
	case store == "objects" && inner == "pack":
		above = path.Dir(outer)
	case store == "objects" && isHex(inner, 2):
		above = path.Dir(outer)
		isObject = func(name string) bool { return isHex(name, 38) || isHex(name, 62) }
	case isHex(inner, 2) && isHex(store, 2):
		lfs, ok := strings.CutSuffix(path.Dir(outer), "/objects")
		if !ok || path.Base(lfs) != "lfs" {
			return nil, ""
		}
		above = path.Dir(lfs)
		isObject = func(name string) bool { return isHex(name, 64) }
	default:
		return nil, ""
	}
	if above == "." {
		if !looksLikeGit(w.top) {
			return nil, ""
		}
		return isObject, above
	}
	d, err := open(w.top, above)
	if err != nil {
		return nil, ""
	}
	defer d.Close() // only read
	if !looksLikeGit(d) {
		return nil, ""
	}
	return isObject, above
}

// isPackName says whether a name is of a file in which git keeps many objects, or
// of one beside it.
func isPackName(name string) bool {
	stem, _, ok := strings.Cut(name, ".")
	id, pack := strings.CutPrefix(stem, "pack-")
	return ok && pack && (isHex(id, 40) || isHex(id, 64)) || name == "multi-pack-index"
}

// isHex says whether s is a number of n hexadecimal digits, as git writes them.
func isHex(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789abcdef") == ""
}

// looksLikeGit says whether a folder is a git directory.
func looksLikeGit(d dir) bool {
	if head, err := d.kind("HEAD"); err != nil || head.IsDir() {
		return false
	}
	refs, err := d.kind("refs")
	return err == nil && refs.IsDir()
}
