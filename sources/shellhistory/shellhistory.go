// Package shellhistory reads what people typed: the histories of shells, of the
// REPLs of languages, of database clients and of editors.
//
// Each command is an item of its own, with the user, the program and the time at
// which it ran. Its text is what the person typed: escapes are undone, the lines
// of one command stay together. Lines and columns are those of the history file,
// so that an editor finds the place; a command from a database has its table and
// row instead.
//
// Where histories lie is listed in places.go, what start-up files may say about it
// in variables.go, and the forms in form.go; a form's reader is in a file of its
// own. Databases are read by tables.go and package sqlitefile.
package shellhistory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"

	"github.com/sourcegraph/conc/pool"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/shellhistory/internal/sqlitefile"
)

// DefaultMaxSize is the size, in bytes, above which a history file is skipped.
const DefaultMaxSize = 1 << 30

// Options say whose history is read. The zero value means the current user's.
type Options struct {
	// Path is a history file, whatever its name, or a folder: a home, the place
	// where another system is mounted, whose users' homes are read, or a folder
	// of homes. Empty means the current user's home.
	Path string
	// Home is the current user's home folder; empty means what the environment
	// says.
	Home string
	// AllUsers reads the homes of all users: those in the passwd file, and the
	// folders in which a system keeps homes. Path must be empty.
	AllUsers bool
	// Root is the folder at which another system is mounted. All its users'
	// homes are read unless Path is set; no link leads out of it. Empty or "/"
	// means the running system.
	Root string
	// Env looks up an environment variable (HOME, HISTFILE, XDG_DATA_HOME, …).
	// Nil means os.Getenv.
	Env func(string) string
	// Jobs is how many files are read at once; 0 means one for each CPU. A file
	// is in memory while it is read.
	Jobs int
	// MaxSize is the size, in bytes, above which a file is skipped; 0 means
	// DefaultMaxSize.
	MaxSize int64
	// Memory, if not nil, knows which files were read before. Databases are read
	// anew: what was written last may lie in a file beside them.
	Memory sources.Memory
}

// Source reads shell histories. It is safe for concurrent use.
type Source struct {
	opts Options
	tree tree
}

// New makes a source. It reads nothing yet.
func New(opts Options) *Source {
	if opts.Env == nil {
		opts.Env = os.Getenv
	}
	if opts.Jobs <= 0 {
		opts.Jobs = runtime.GOMAXPROCS(0)
	}
	if opts.MaxSize <= 0 {
		opts.MaxSize = DefaultMaxSize
	}
	return &Source{opts: opts, tree: newTree(opts.Root)}
}

// Name gives "shell-history".
func (s *Source) Name() string { return string(sources.ShellHistory) }

// Read emits every command of every history file once, in the file's order. A
// home without history is no error, a Path that does not exist is.
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	files, err := s.find(ctx, skip)
	if err != nil {
		return err
	}
	p := pool.New().WithMaxGoroutines(s.opts.Jobs).WithContext(ctx).WithCancelOnError().WithFirstError()
	for _, f := range files {
		p.Go(func(ctx context.Context) error { return s.read(ctx, f, emit, skip) })
	}
	return p.Wait()
}

// find lists the files to read, each once.
func (s *Source) find(ctx context.Context, skip sources.SkipFunc) ([]historyFile, error) {
	if s.opts.Path != "" && s.opts.AllUsers {
		return nil, fmt.Errorf("shell history: give a path or ask for all users, not both")
	}
	users, err := s.tree.readUsers(skip)
	if err != nil {
		return nil, err
	}
	if s.opts.Path != "" {
		return s.findNamed(ctx, users, skip)
	}
	var homes []home
	if !s.tree.mounted() {
		own, err := s.ownHome(users)
		if err != nil && !s.opts.AllUsers {
			return nil, err
		}
		if err == nil {
			homes = append(homes, own)
		}
	}
	if s.opts.AllUsers || s.tree.mounted() {
		others, err := s.tree.homes(users, skip)
		if err != nil {
			return nil, err
		}
		homes = append(homes, others...)
	}
	return newFinder(s.tree, skip).all(ctx, homes)
}

// findNamed lists what Path stands for.
func (s *Source) findNamed(ctx context.Context, users []user, skip sources.SkipFunc) ([]historyFile, error) {
	path, err := absolute(s.opts.Path)
	if err != nil {
		return nil, fmt.Errorf("shell history: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("shell history: %w", err)
	}
	if info.IsDir() {
		return s.findFolder(ctx, path, users, skip)
	}
	if !info.Mode().IsRegular() && !isNull(info) {
		return nil, fmt.Errorf("shell history: %s: %w: name a history file or a home folder", path, sources.ErrSpecial)
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fmt.Errorf("shell history: %w", err)
	}
	f := historyFile{path: path, real: real, user: s.userOfFile(path, users), form: nameForm(path), named: true}
	return []historyFile{f}, nil
}

// read emits the commands of one file.
func (s *Source) read(ctx context.Context, f historyFile, emit sources.Emit, skip sources.SkipFunc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	file := fileOrigin(f.path)
	stamp := s.stamp(f.real)
	if s.opts.Memory != nil && s.opts.Memory.Known(&file, stamp) {
		return nil
	}
	data, err := readRegular(f.real, s.opts.MaxSize)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && !f.named {
			return nil // gone since it was found
		}
		if f.named && !errors.Is(err, sources.ErrTooLarge) {
			return fmt.Errorf("shell history: %w", err)
		}
		return skip(fileOrigin(f.path), err)
	}
	if sqlitefile.IsDatabase(data) {
		return s.readDatabase(ctx, f, emit, skip)
	}
	form, binary := binaryForm(f.form, data)
	text, encoding := data, ""
	if !binary {
		text, encoding = sources.Decode(data)
		form = f.form
	}
	if form.parse == nil {
		form = contentForm(form, text)
	}
	if s.opts.Memory != nil && s.opts.Memory.Begin(&file, stamp, bytes.NewReader(data)) {
		return nil
	}
	if err := emitCommands(ctx, f, form, encoding, form.parse(text), emit); err != nil {
		return err
	}
	if s.opts.Memory != nil {
		s.opts.Memory.Done(&file)
	}
	return nil
}

// stamp gives the stamp of a file before it is read; the zero one is no file's.
func (s *Source) stamp(real string) sources.Stamp {
	if s.opts.Memory == nil {
		return sources.Stamp{}
	}
	info, err := os.Lstat(real)
	if err != nil {
		return sources.Stamp{}
	}
	return sources.StampOf(info)
}

// emitCommands emits the commands of a file of this form.
func emitCommands(ctx context.Context, f historyFile, form form, encoding string, commands iter.Seq[command], emit sources.Emit) error {
	for c := range commands {
		if err := ctx.Err(); err != nil {
			return err
		}
		origin := fileOrigin(f.path)
		origin.LineText = true
		origin.Encoding = encoding
		if c.encoding != "" {
			origin.Encoding = c.encoding
		}
		origin.Command = &sources.CommandOrigin{User: f.user, Shell: form.shell, Time: c.time}
		c.fragment.Origin = &origin
		if err := emit(c.fragment); err != nil {
			return err
		}
	}
	return nil
}
