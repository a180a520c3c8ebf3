// Package walk reads the files of a tree that others may be changing, and may
// have laid out with ill intent.
//
// No symbolic link is followed, except the root itself: what a link inside the
// tree points to is read where it lies, and what lies outside is not part of the
// tree. Folders are entered through [os.Root], so that a folder that turns into a
// link at the wrong moment leads nowhere. FIFOs, sockets and devices are not
// opened. The object stores of git repositories, packed as they are, are left to
// those who can read them.
package walk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"

	"github.com/leakstag/leakstag/sources"
)

// Options says what to read.
type Options struct {
	// Root is the folder, or the single file, to read. It may be a symbolic link.
	Root string
	// Include, if not empty, are globs of which a file must match one, Exclude
	// globs of files and folders to leave out. See [CheckGlobs].
	Include, Exclude []string
	// Match, if not nil, says which files are wanted at all, by their path. It
	// must be safe for concurrent use.
	Match func(path string) bool
	// MaxFileSize is the size in bytes over which a file is skipped; 0 for none.
	MaxFileSize int64
	// Jobs is how many files are read at once; 0 for one a processor.
	Jobs int
}

// Item names a file or folder in a tree.
type Item struct {
	// Root is the absolute path of the tree's folder, in the system's own form.
	Root string
	// Path is relative to Root, with forward slashes; "." for Root itself.
	Path string
}

// File is an open file. It is closed after the visit.
type File struct {
	Item
	// Reader reads from the file's start. It ends with the file or, where the
	// file keeps growing, soon after the size that it had when it was opened.
	io.Reader
	// Size is the size in bytes when the file was opened.
	Size int64
}

// growth is how much a file may grow while it is read and still be read to its
// end. It also is all that is read of a file that hides its size.
const growth = 16 << 20

// batch is how many names of a folder are held at once.
const batch = 1024

// Walk calls visit once for each file, from several goroutines at once, and skip
// for what can't be read; it returns when all of them have ended. What vanishes
// before it is opened is not skipped: it is not there. An error of visit or skip
// ends the walk and is returned, and so does ctx with its error. Any other error
// says that the root can't be read at all.
func Walk(ctx context.Context, o Options, visit func(context.Context, File) error, skip func(Item, error) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	include, err := compile(o.Include)
	if err != nil {
		return err
	}
	exclude, err := compile(o.Exclude)
	if err != nil {
		return err
	}
	if o.Jobs < 1 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	item, info, err := locate(o.Root)
	if err != nil {
		return fmt.Errorf("read %q: %w", o.Root, cause(err))
	}
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	w := &walker{
		ctx: inner, fail: cancel, o: o, include: include, exclude: exclude,
		visit: visit, skip: skip, root: item.Root,
		pool: pool.New().WithMaxGoroutines(o.Jobs),
	}
	if !info.IsDir() {
		w.single(item.Path)
	} else {
		top, err := os.OpenRoot(item.Root)
		if err != nil {
			return fmt.Errorf("read %q: %w", o.Root, cause(err))
		}
		defer top.Close() // after the files in it
		w.tree(top)
	}
	w.pool.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return context.Cause(inner)
}

// locate says how the files below root, a folder or a single file, are named.
func locate(root string) (Item, fs.FileInfo, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return Item{}, nil, err
	}
	info, err := os.Stat(root)
	if err != nil {
		return Item{}, nil, err
	}
	if info.IsDir() {
		return Item{Root: root, Path: "."}, info, nil
	}
	if !info.Mode().IsRegular() {
		return Item{}, nil, fmt.Errorf("%w; what a pipe or device gives can be read from standard input", sources.ErrSpecial)
	}
	return Item{Root: filepath.Dir(root), Path: filepath.Base(root)}, info, nil
}

// walker is one walk.
type walker struct {
	ctx              context.Context
	fail             context.CancelCauseFunc
	o                Options
	include, exclude globs
	visit            func(context.Context, File) error
	skip             func(Item, error) error
	root             string
	top              *os.Root
	pool             *pool.Pool
}

// folder is an open folder, closed by the last who uses it.
type folder struct {
	*os.Root
	users atomic.Int32
}

func (f *folder) use() { f.users.Add(1) }

func (f *folder) done() {
	if f.users.Add(-1) == 0 {
		f.Close() // nothing was written that could be lost
	}
}

// single reads a tree of one file, which may be a symbolic link.
func (w *walker) single(name string) {
	if !w.exclude.match(name) && w.wanted(name) {
		w.file(name, func() (*os.File, error) {
			return os.OpenFile(filepath.Join(w.root, name), openFlags&^noFollow, 0)
		}, func() {})
	}
}

// tree reads the folders one after the other, the files of each in the pool.
func (w *walker) tree(top *os.Root) {
	w.top = top
	pending := []string{"."}
	for len(pending) > 0 && w.ctx.Err() == nil {
		last := len(pending) - 1
		name := pending[last]
		pending = pending[:last]
		subfolders, err := w.folder(name)
		if err != nil {
			w.left(name, err)
		}
		pending = append(pending, subfolders...)
	}
}

// folder reads the files of one folder, and gives the paths of its folders.
func (w *walker) folder(name string) (subfolders []string, err error) {
	root, err := w.top.OpenRoot(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	in := &folder{Root: root}
	in.use()
	defer in.done()
	list, err := in.Open(".")
	if err != nil {
		return nil, err
	}
	defer list.Close()
	if name != "." && isKernelFS(list) {
		return nil, fmt.Errorf("%w: a file system of the kernel", sources.ErrSpecial)
	}
	for w.ctx.Err() == nil {
		entries, err := list.ReadDir(batch)
		for _, entry := range entries {
			item := path.Join(name, filepath.ToSlash(entry.Name()))
			if w.exclude.match(item) {
				continue
			}
			switch {
			case entry.IsDir():
				if !w.isObjectStore(in, name, entry.Name()) {
					subfolders = append(subfolders, item)
				}
			case entry.Type()&fs.ModeSymlink != 0:
			case !w.wanted(item):
			case entry.Type().IsRegular():
				in.use()
				w.file(item, func() (*os.File, error) {
					return in.OpenFile(entry.Name(), openFlags, 0)
				}, in.done)
			default:
				w.left(item, sources.ErrSpecial)
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return subfolders, err
		}
	}
	return subfolders, nil
}

// wanted says whether the options select the file.
func (w *walker) wanted(item string) bool {
	return (len(w.include) == 0 || w.include.match(item)) && (w.o.Match == nil || w.o.Match(item))
}

// file has the pool open and read one file, and call done at the end.
func (w *walker) file(item string, open func() (*os.File, error), done func()) {
	w.pool.Go(func() {
		defer done()
		if w.ctx.Err() != nil {
			return
		}
		if err := w.read(item, open); err != nil {
			w.fail(err)
		}
	})
}

// read opens one file and visits it.
func (w *walker) read(item string, open func() (*os.File, error)) error {
	f, err := open()
	if err != nil {
		w.left(item, err)
		return nil
	}
	defer f.Close() // only read
	info, err := f.Stat()
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		err = sources.ErrSpecial
	case w.o.MaxFileSize > 0 && info.Size() > w.o.MaxFileSize:
		err = fmt.Errorf("%w: %d bytes, the limit is %d", sources.ErrTooLarge, info.Size(), w.o.MaxFileSize)
	}
	if err != nil {
		w.left(item, err)
		return nil
	}
	return w.visit(w.ctx, File{
		Item:   Item{Root: w.root, Path: item},
		Reader: io.LimitReader(f, info.Size()+growth),
		Size:   info.Size(),
	})
}

// left gives what can't be read to skip, unless it is not there any more.
func (w *walker) left(item string, err error) {
	if errors.Is(err, fs.ErrNotExist) || isReplaced(err) {
		return
	}
	if err := w.skip(Item{Root: w.root, Path: item}, cause(err)); err != nil {
		w.fail(err)
	}
}

// cause leaves out a path that the error names: whoever gets the error knows it.
func cause(err error) error {
	if inPath := (*fs.PathError)(nil); errors.As(err, &inPath) {
		return fmt.Errorf("can't open or read it: %w", inPath.Err)
	}
	return err
}

// isObjectStore says whether the folder called name inside the folder in, whose
// path is given, is where a git repository keeps its objects, or git-lfs its own.
func (w *walker) isObjectStore(in *folder, inPath, name string) bool {
	if name != "objects" {
		return false
	}
	if looksLikeGit(in.Root, "") {
		return true
	}
	return path.Base(inPath) == "lfs" && looksLikeGit(w.top, path.Dir(inPath))
}

// looksLikeGit says whether the folder dir in root is a git directory.
func looksLikeGit(root *os.Root, dir string) bool {
	head, err := root.Lstat(filepath.Join(filepath.FromSlash(dir), "HEAD"))
	if err != nil || head.IsDir() {
		return false
	}
	refs, err := root.Lstat(filepath.Join(filepath.FromSlash(dir), "refs"))
	return err == nil && refs.IsDir()
}
