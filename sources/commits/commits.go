// Package commits reads what some of a repository's commits brought in: those of a
// range, of a branch, of the last days, or of a push. The package git reads a whole
// history, each object once; this one is for the few commits that a pull request or
// a hook is about, and does not look at the rest.
//
// What such a commit brought in is what none of its parents has. A file that it
// changes is read as it is after the commit, and as it was before: a secret that
// was there before, or in a file that the same commit removed, is not the commit's.
// So an old leak does not come up again with every change of its file.
//
// The real git lists the commits and what they change, and gives the objects
// (git-rev-list(1), git-diff-tree(1), git-cat-file(1)): it alone knows every way to
// name a commit, and the objects of a push that waits in quarantine.
//
// The files of the package are its parts: selection.go and list.go say which commits
// they are, changes.go what they change, read.go reads it, introduced.go says which
// commit brought a secret in, shallow.go what a shallow clone hides.
package commits

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// DefaultMaxBlobSize is the size limit of files, in bytes, where none is given.
const DefaultMaxBlobSize = 100 << 20

// Options say what to read.
type Options struct {
	// Path lies in the repository. Empty means ".".
	Path string
	// Env is the environment, as os.Environ gives it, in which git was started:
	// GIT_DIR and its like count as they do for git itself, all else is ignored.
	// nil where Path says it all.
	Env []string
	// Selection says which commits.
	Selection Selection
	// Jobs is how many objects are read at once. 0 means one for each CPU.
	Jobs int
	// MaxBlobSize is the size in bytes above which a file is skipped. 0 means
	// DefaultMaxBlobSize, a negative number no limit.
	MaxBlobSize int64
	// Archives says how far archives and compressed files are opened.
	Archives sources.ArchiveLimits
}

// Source reads some commits of one repository. It implements [sources.Source],
// [sources.Locator] and [sources.Noticer].
type Source struct {
	options Options
	dir     string

	mu   sync.Mutex
	last *reading // what the last complete Read met; for Locate
}

var (
	_ sources.Source  = (*Source)(nil)
	_ sources.Locator = (*Source)(nil)
	_ sources.Noticer = (*Source)(nil)
)

// New checks that o.Path is a folder and that o.Selection says something. Which
// commits there are is found out by Read.
func New(o Options) (*Source, error) {
	if err := o.Selection.check(); err != nil {
		return nil, err
	}
	if o.Path == "" {
		o.Path = "."
	}
	dir, err := filepath.Abs(o.Path)
	if err != nil {
		return nil, fmt.Errorf("git: %w", err)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // what git itself shows
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("git: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("git: %s is not a folder", dir)
	}
	if o.Env, err = gitcmd.Pointers(o.Env); err != nil {
		return nil, fmt.Errorf("git: %w", err)
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.MaxBlobSize == 0 {
		o.MaxBlobSize = DefaultMaxBlobSize
	}
	return &Source{options: o, dir: dir}, nil
}

// Name is "git".
func (s *Source) Name() string { return string(sources.Git) }

// Read emits what the commits brought in: their messages and people, and every file
// that they added or changed, as it was after and before each. The error wraps
// gitcmd.ErrNoGit without a git program.
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	r := &reading{Options: s.options, dir: s.dir, emit: emit, skip: skip}
	if err := r.run(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = r
	return nil
}

// Notices tells, after Read, what the clone hides.
func (s *Source) Notices() []sources.Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		return nil
	}
	return s.last.notices
}
