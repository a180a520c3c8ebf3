// Package walk reads the files of a tree that others may be changing, and may
// have laid out with ill intent.
//
// No symbolic link is followed, except the root itself: what a link inside the
// tree points to is read where it lies, and what lies outside is not part of the
// tree. Folders are entered from the folder that they lie in, so that one that turns
// into a link at the wrong moment leads nowhere. FIFOs, sockets and devices are not
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
	// ExcludeFolders are globs of folders to leave out: they cost nothing for a file.
	ExcludeFolders []string
	// Match, if not nil, says which files are wanted at all, by their path. It
	// must be safe for concurrent use.
	Match func(path string) bool
	// Glance has the files visited too that Match does not want: something may be
	// packed in them. They are unwanted: MaxFileSize does not hold for them, and
	// nobody is told which of them can't be opened.
	Glance bool
	// Objects, if not nil, is told the folder of each git repository of which an
	// object was left out, by its path in the tree, "." for the root; of one
	// repository many times. It must be safe for concurrent use.
	Objects func(gitDir string)
	// Known, if not nil, says of a regular file by its stamp that it needs not be
	// opened. It must be safe for concurrent use.
	Known func(Item, sources.Stamp) bool
	// MaxFileSize is the size in bytes over which a file is skipped; 0 for none.
	MaxFileSize int64
	// Jobs is how many files are read at once; 0 for one a processor.
	Jobs int

	open opener // set by tests
}

// Item names a file or folder in a tree.
type Item struct {
	// Root is the absolute path of the tree's folder, in the system's own form.
	Root string
	// Path is relative to Root, with forward slashes; "." for Root itself.
	Path string
}

// File is an open file. It is closed after the visit, and its Reader used again.
type File struct {
	Item
	// Reader reads from the file's start. It ends with the file or, where the
	// file keeps growing, soon after the size that it had when it was opened.
	io.Reader
	// At reads the file at any place, whatever was read from Reader.
	At io.ReaderAt
	// Size is the size in bytes when the file was opened, and Stamp all that the
	// file system said of it then.
	Size  int64
	Stamp sources.Stamp
	// Unwanted says that the file is only there to glance at.
	Unwanted bool
}

// Growth is how much a file may grow while it is read and still be read to its
// end. It also is all that is read of a file that hides its size.
const Growth = 16 << 20

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
	excludeFolders, err := compile(o.ExcludeFolders)
	if err != nil {
		return err
	}
	if o.open == nil {
		o.open = openSystem
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
		ctx: inner, fail: cancel, o: o, include: include, exclude: exclude, excludeFolders: excludeFolders,
		visit: visit, skip: skip, root: item.Root,
	}
	w.queue = newQueue(o.Jobs, &w.held)
	if !info.IsDir() {
		w.single(item.Path)
	} else if err := w.tree(); err != nil {
		return fmt.Errorf("read %q: %w", o.Root, cause(err))
	}
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
	excludeFolders   globs
	visit            func(context.Context, File) error
	skip             func(Item, error) error
	root             string
	top              dir
	held             atomic.Int32
	queue            *queue
}

// single reads a tree of one file, which may be a symbolic link.
func (w *walker) single(name string) {
	if w.exclude.match(name) || !w.wanted(name) && !w.glanced(name) {
		return
	}
	path := filepath.Join(w.root, name)
	if w.o.Known != nil {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && w.known(name, sources.StampOf(info)) {
			return
		}
	}
	f, err := os.OpenFile(path, openFlags&^noFollow, 0)
	if err != nil {
		w.leftFile(name, err)
		return
	}
	w.read(name, osFile{f}, new(reader), func() {})
}

// tree has the workers read the tree.
func (w *walker) tree() error {
	top, err := w.o.open(w.root)
	if err != nil {
		return err
	}
	w.top = top
	in := w.newFolder(top, ".")
	defer in.done() // after all that lies in it
	in.use()
	w.queue.put([]job{{in: in}}, job{})
	workers := pool.New()
	for range w.o.Jobs {
		workers.Go(w.work)
	}
	workers.Wait()
	w.queue.drop()
	return nil
}

// work does what the queue has, until there is no more. The first who leaves
// has the others leave: they wait only while somebody works.
func (w *walker) work() {
	defer w.queue.end()
	var l listing
	var r reader
	for w.ctx.Err() == nil {
		j, ok := w.queue.take()
		switch {
		case !ok:
			return
		case len(j.paths) > 0:
			w.files(j, &r)
		default:
			w.list(j, &l)
		}
	}
}

// longFile is the size in bytes of a file that other files don't wait for.
const longFile = 256 << 10

// files reads files of one folder, each with r.
func (w *walker) files(j job, r *reader) {
	defer j.in.done()
	for len(j.paths) > 0 && w.ctx.Err() == nil {
		item := j.paths[0]
		j.paths = j.paths[1:]
		name := item[len(j.in.prefix):]
		if w.o.Known != nil {
			if s, regular, err := j.in.stamp(name); err == nil && regular && w.known(item, s) {
				continue
			}
		}
		f, err := j.in.file(name)
		if err != nil {
			w.leftFile(item, err)
			continue
		}
		w.read(item, f, r, func() {
			if len(j.paths) > 0 {
				j.in.use()
				w.queue.put(nil, job{in: j.in, paths: j.paths})
				j.paths = nil
			}
		})
	}
}

// known says that the file needs not be opened.
func (w *walker) known(item string, s sources.Stamp) bool {
	return w.o.Known(Item{Root: w.root, Path: item}, s)
}

// wanted says whether the options select the file.
func (w *walker) wanted(item string) bool {
	return w.included(item) && (w.o.Match == nil || w.o.Match(item))
}

func (w *walker) included(item string) bool { return len(w.include) == 0 || w.include.match(item) }

// visited says whether an entry that is no folder is visited, if only to glance at
// it. Which of the two it is costs more to tell, and nothing depends on it for a
// file that is known.
func (w *walker) visited(e entry) bool {
	if w.o.Glance && e.kind.IsRegular() {
		return w.included(e.path)
	}
	return w.wanted(e.path)
}

// glanced says whether the file is only to be glanced at.
func (w *walker) glanced(item string) bool {
	return w.o.Glance && w.o.Match != nil && w.included(item) && !w.o.Match(item)
}

// read visits an open file, to be read with r, and closes it. Before a long one
// it calls long.
func (w *walker) read(item string, f file, r *reader, long func()) {
	defer f.Close() // only read
	unwanted := w.glanced(item)
	stamp, regular, err := f.stamp()
	size := stamp.Size
	switch {
	case err != nil:
	case !regular:
		err = sources.ErrSpecial
	case w.o.MaxFileSize > 0 && size > w.o.MaxFileSize && !unwanted:
		err = fmt.Errorf("%w: %d bytes, the limit is %d", sources.ErrTooLarge, size, w.o.MaxFileSize)
	}
	if err != nil {
		w.leftFile(item, err)
		return
	}
	if size >= longFile {
		long()
	}
	*r = reader{file: f, size: size}
	if err := w.visit(w.ctx, File{Item: Item{Root: w.root, Path: item}, Reader: r, At: r, Size: size, Stamp: stamp, Unwanted: unwanted}); err != nil {
		w.fail(err)
	}
}

// reader reads a file from its start.
type reader struct {
	file file
	size int64 // when it was opened
	read int64
}

func (r *reader) Read(p []byte) (int, error) {
	left := r.size + Growth - r.read
	if left <= 0 {
		return 0, io.EOF
	}
	n, err := r.file.Read(p[:min(int64(len(p)), left)])
	r.read += int64(n)
	if err == nil && n < len(p) && r.read == r.size {
		err = io.EOF // it had no more to give: no need to ask again
	}
	return n, err
}

// ReadAt implements [io.ReaderAt].
func (r *reader) ReadAt(p []byte, at int64) (int, error) { return r.file.ReadAt(p, at) }

// leftFile is left for a file, if it was wanted.
func (w *walker) leftFile(item string, err error) {
	if !w.glanced(item) {
		w.left(item, err)
	}
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

// errReplaced says that a name has become something else since it was listed.
var errReplaced = errors.New("it was replaced meanwhile")

// cause leaves out a path that the error names: whoever gets the error knows it.
func cause(err error) error {
	if inPath := (*fs.PathError)(nil); errors.As(err, &inPath) {
		return fmt.Errorf("can't open or read it: %w", inPath.Err)
	}
	return err
}
