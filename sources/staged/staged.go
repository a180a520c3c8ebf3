// Package staged reads what a commit made now would record: the files in a
// repository's index that differ from those at HEAD, as they are in the index,
// whatever lies in the work tree.
//
// The real git is asked for it, as only it reads every form of index there is.
// In a hook git says through the environment which index the commit is made
// from, and that is often not the repository's own (`git commit -a`, `-p`, or
// with paths). What files tell as surely as a process of git's is read from them:
// this runs before every commit. Without a git program, go-git reads the index,
// and what it may get wrong is an error.
package staged

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/unpack"
)

// DefaultMaxBlobSize is the size limit of files, in bytes, where none is given.
const DefaultMaxBlobSize = 100 << 20

// Options say what to read.
type Options struct {
	// Path lies in the work tree: its top or any folder below. Empty means ".".
	Path string
	// Env is the environment, as os.Environ gives it, in which git was started.
	// GIT_DIR, GIT_INDEX_FILE and their like count as they do for git itself;
	// all else in it is ignored.
	Env []string
	// MaxBlobSize is the size in bytes above which a file is skipped. 0 means
	// DefaultMaxBlobSize, a negative number no limit.
	MaxBlobSize int64
	// All is for all files in the index, not just those that differ from HEAD.
	All bool
	// Archives says how far archives and compressed files are opened.
	Archives sources.ArchiveLimits
	// Before asks for what there was before, in place of what a commit would
	// record: of each file that it would change or remove, the version at HEAD.
	// Tracking is Untracked for those that it would remove.
	Before bool
}

// Source reads one index. It implements [sources.Source].
type Source struct {
	path string
	env  []string
	max  int64
	all  bool
	// archives limits how far archives are opened.
	archives sources.ArchiveLimits
	before   bool
	removed  []string // by Read
}

var (
	_ sources.Source  = (*Source)(nil)
	_ sources.Remover = (*Source)(nil)
)

// New checks that o.Path is a folder. Whether it lies in a work tree is found
// out by Read.
func New(o Options) (*Source, error) {
	if o.Path == "" {
		o.Path = "."
	}
	path, err := filepath.Abs(o.Path)
	if err != nil {
		return nil, fmt.Errorf("staged: %w", err)
	}
	// The real path is what git itself shows.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("staged: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("staged: %s is not a folder", path)
	}
	s := &Source{
		path: path, max: o.MaxBlobSize, all: o.All, archives: o.Archives,
		before: o.Before,
	}
	if s.max == 0 {
		s.max = DefaultMaxBlobSize
	}
	if s.env, err = gitcmd.Pointers(o.Env); err != nil {
		return nil, fmt.Errorf("staged: %w", err)
	}
	return s, nil
}

// Name is "staged".
func (s *Source) Name() string { return string(sources.Staged) }

// Read emits every file that a commit would add or change, one after the other,
// and with it the top of its work tree as Root; with Options.All, every file that
// is tracked, as it is in the index. Files that a commit would only remove or give
// another mode hold nothing new and are not emitted, nor are those of which only the
// name is noted in the index (`git add -N`); a renamed file is one at a new place. A
// file with an unresolved conflict is given to skip: no commit can be made of it.
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.before {
		return s.readBefore(ctx, emit)
	}
	err := s.readWithGit(ctx, emit, skip)
	if errors.Is(err, gitcmd.ErrNoGit) {
		err = s.readWithoutGit(ctx, emit, skip)
	}
	return err
}

// Removed gives the files that the commit would remove or rename. Without a git
// program none are known.
func (s *Source) Removed() []string { return s.removed }

// emitFile emits a file's content, or what is packed in it.
func (s *Source) emitFile(ctx context.Context, data []byte, o *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	opener := unpack.New(unpack.Options{Limits: s.archives, Text: tree.Emit(emit), Skip: skip})
	return opener.ReadBytes(ctx, data, o, emit)
}

// lookup gives the value of a variable; the last one counts.
func lookup(env []string, name string) string {
	value := ""
	for _, entry := range env {
		if v, ok := strings.CutPrefix(entry, name+"="); ok {
			value = v
		}
	}
	return value
}

// entry is a file that a commit would record.
type entry struct {
	path string // from the top of the work tree, with forward slashes
	id   string // of its blob, in hexadecimal
}

// origin is the origin of a file.
func origin(top string, e entry) sources.Origin {
	o := sources.Origin{
		Source: sources.Staged, Root: top, Path: e.path,
		Repository: top, RepositoryPath: e.path, Tracking: sources.Tracked,
	}
	if e.id != "" {
		o.Git = &sources.GitOrigin{Object: e.id, Type: sources.Blob}
	}
	return o
}

var errUnmerged = errors.New("has an unresolved conflict, so no commit can be made; resolve it and `git add` it")
