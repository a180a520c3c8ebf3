// Package git reads a repository's history: every blob that it holds, once,
// whatever the number of commits that have it and whether a ref leads there or
// not, and the text that lies in no blob, which is messages, people and other
// headers of commits and tags.
//
// [Source.Read] visits all objects in one walk, in the order in which they lie on
// disk: it emits blobs and texts, notes the commits, and logs of each tree what
// differs from the tree that it is stored as a difference to. [Source.Locate] is
// asked only about the few blobs in which something was found. It goes from them
// up to the commits, by the log alone, and says at which paths, since and until
// which commit, and on which refs each secret lies. [Source.Reread] emits those
// blobs once more, now that they have paths.
//
// The files of the package are its parts: open.go and config.go find the
// repository and its format, refs.go and its neighbours list where a history
// starts, store.go opens the objects (the package internal/odb reads them),
// objects.go walks over them, commit.go and tree.go take them apart, history.go
// makes the graph of commits of what commitlist.go keeps, people.go says who made
// them, treelog.go, treetable.go and nametable.go keep what
// trees hold, connect.go reports what is missing, forest.go, placement.go and
// locate.go say where a leak lies.
//
// Nothing in a repository is trusted: not its config, of which nothing is ever
// executed, nor its names, sizes and ids, nor that its objects form no circles.
package git

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// DefaultMaxBlobSize is the size limit of blobs, in bytes, where none is given.
const DefaultMaxBlobSize = 100 << 20

// Options say what to read.
type Options struct {
	// Path lies in the repository: the top of a work tree or any folder below
	// it, a bare repository, a .git folder or a .git file. Empty means ".".
	Path string
	// Jobs is how many objects are read, and how many fragments emitted, at
	// once. 0 means one for each CPU.
	Jobs int
	// MaxBlobSize is the size in bytes above which a blob is skipped. 0 means
	// DefaultMaxBlobSize, a negative number no limit. A blob is held in memory
	// while it is scanned.
	MaxBlobSize int64
	// Archives says how far archives and compressed files among the blobs are
	// opened.
	Archives sources.ArchiveLimits
	// Opened, if it is not nil, is told by Read how many objects the repository
	// holds before it reads them.
	Opened func(objects int)
}

// Source reads one repository. It implements [sources.Source],
// [sources.Locator] and [sources.Rereader]. From Read on it holds the packs
// open; Close ends that.
type Source struct {
	repo *repository
	jobs int
	max  int64
	told func(objects int) // Options.Opened, or nil
	// archives limits how far archives are opened.
	archives sources.ArchiveLimits

	mu    sync.Mutex
	store *objects // nil before Read and after Close
	last  *history // what the last complete Read met; for Locate
}

var (
	_ sources.Source   = (*Source)(nil)
	_ sources.Locator  = (*Source)(nil)
	_ sources.Rereader = (*Source)(nil)
	_ sources.Noticer  = (*Source)(nil)
	_ io.Closer        = (*Source)(nil)
)

// New finds the repository that o.Path lies in and reads its format. The error
// wraps ErrNoRepository if there is none, and ErrUnsupported if it has a format
// that this package does not read.
func New(o Options) (*Source, error) {
	repo, err := open(o.Path)
	if err != nil {
		return nil, err
	}
	s := &Source{repo: repo, jobs: o.Jobs, max: o.MaxBlobSize, told: o.Opened, archives: o.Archives}
	if s.jobs <= 0 {
		s.jobs = runtime.GOMAXPROCS(0)
	}
	if s.max == 0 {
		s.max = DefaultMaxBlobSize
	}
	return s, nil
}

// Name is "git".
func (s *Source) Name() string { return string(sources.Git) }

// Root is the absolute path of the top of the work tree, of the repository
// itself if it is bare.
func (s *Source) Root() string { return s.repo.top }

// Objects is the absolute path of the folder in which the repository keeps its
// objects and refs.
func (s *Source) Objects() string { return s.repo.commonDir }

// Shallow says that the repository is a shallow clone: what lies before its
// oldest commits is not in it.
func (s *Source) Shallow() bool { return len(s.repo.shallow) > 0 }

// Notices tells that a clone is shallow: its history is not all there.
func (s *Source) Notices() []sources.Notice {
	if !s.Shallow() {
		return nil
	}
	return []sources.Notice{{ID: "shallow-clone", Text: "The clone is shallow: what its history had before was not read; " +
		"fetch the rest with `git fetch --unshallow`, or have the pipeline clone the whole history (in GitHub Actions: fetch-depth: 0)."}}
}

// Read emits every blob, message and person in the repository, each once,
// whether a ref leads to it or not. A blob comes without a path: where it lies is
// for Locate to say, and Reread gives it again with that path.
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	store, err := openObjects(s.repo, s.jobs)
	if err != nil {
		return fmt.Errorf("opening the objects of %s: %w", s.repo.top, err)
	}
	if s.told != nil {
		s.told(store.Numbers())
	}
	h := newHistory(s.repo, store)
	r := &reading{repo: s.repo, store: store, jobs: s.jobs, emit: emit, skip: skip, max: s.max, history: h, reported: newIDSet(), opener: s.opener(emit, skip)}
	if err := r.run(ctx); err != nil {
		return errors.Join(err, store.Close())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.store, s.last = store, h
	return nil
}

// Close gives up what Read has opened. Locate and Reread need it read again.
func (s *Source) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	store := s.store
	s.store, s.last = nil, nil
	if store == nil {
		return nil
	}
	return store.Close()
}

// errNotRead says that Read has not returned before.
var errNotRead = errors.New("git: the history must be read before findings can be located in it")

// opened gives what Read has left.
func (s *Source) opened() (*objects, *history, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		return nil, nil, errNotRead
	}
	return s.store, s.last, nil
}

// Locate sets Places in the Git part of each finding's origin, which it
// replaces and does not change. Read must have returned before.
func (s *Source) Locate(ctx context.Context, found []sources.Found, skip sources.SkipFunc) error {
	if len(found) == 0 {
		return nil
	}
	store, h, err := s.opened()
	if err != nil {
		return err
	}
	l := &location{repo: s.repo, store: store, jobs: s.jobs, skip: skip, history: h}
	return odb.Guard(func() error { return l.run(ctx, found) })
}

// Reread emits blobs again, under the paths that their origins have now. A blob's
// id is its origin's Git.Object.
func (s *Source) Reread(ctx context.Context, origins []*sources.Origin, emit sources.Emit) error {
	store, _, err := s.opened()
	if err != nil {
		return err
	}
	for _, origin := range origins {
		if err := ctx.Err(); err != nil {
			return err
		}
		id, ok := s.repo.ids.Parse([]byte(origin.Git.Object))
		if !ok {
			return fmt.Errorf("git: %q is no object id", origin.Git.Object)
		}
		_, data, err := store.read(id, s.max)
		if err != nil {
			return fmt.Errorf("reading %s again: %w", origin.Git.Object, err)
		}
		if err := s.again(ctx, origin, data, emit); err != nil {
			return err
		}
	}
	return nil
}
