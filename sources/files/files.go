// Package files reads a tree of files, or a single one.
//
// Every regular file is read as it is: binaries as bytes, UTF-16 as text. Archives,
// packages, container images and compressed files are opened, each member an
// item of its own ("backup.tgz!etc/logstag-agent.toml"). What is not read: what symbolic links point to (inside the tree it is read where it
// lies, outside it is not part of the tree), FIFOs, sockets and devices, the
// kernel's own file systems, and the object stores of git repositories, which
// the source "git" reads. The rest of a repository's .git folder is read.
package files

import (
	"context"
	"path/filepath"
	"sync"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/tracking"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

// Options says which files to read.
type Options struct {
	// Root is the folder, or the single file, to read. It may be a symbolic
	// link; others are not followed.
	Root string
	// Include and Exclude are doublestar globs, matched with the path relative
	// to Root, with forward slashes. Only files that match one of Include (if
	// there is any) and none of Exclude are read; a folder that matches one of
	// Exclude is not entered. A glob without a slash is matched with a name at
	// any depth, one that ends in a slash stands for a folder, and a slash at
	// the start binds it to Root.
	Include, Exclude []string
	// Repository, if not nil, is told the absolute path of the folder of each git
	// repository whose objects were left to the source "git", once each and in no
	// order. It must be safe for concurrent use.
	Repository func(gitDir string)
	// MaxFileSize is the size in bytes over which a file is skipped; 0 for none.
	MaxFileSize int64
	// Archives says how far archives and compressed files are opened. Include,
	// Exclude and MaxFileSize are for the files that lie in the tree, not for what
	// is packed in them.
	Archives sources.ArchiveLimits
	// Memory, if not nil, knows what was read before.
	Memory sources.Memory
	// Jobs is how many files are read at once; 0 for one a processor.
	Jobs int
}

// Source reads a tree of files. It implements [sources.Locator]: git says
// whether the files with findings are tracked.
type Source struct{ options Options }

// New gives a source that reads what o says. Nothing is read yet.
func New(o Options) *Source { return &Source{o} }

// Name gives "files".
func (*Source) Name() string { return string(sources.Files) }

// Read implements [sources.Source].
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	return tree.Read(ctx, tree.Options{
		Kind: sources.Files,
		Files: walk.Options{
			Root: s.options.Root, Include: s.options.Include, Exclude: s.options.Exclude,
			MaxFileSize: s.options.MaxFileSize, Jobs: s.options.Jobs, Objects: s.repositories(),
		},
		Archives: s.options.Archives,
		Text:     tree.Emit,
		Emit:     emit,
		Memory:   s.options.Memory,
	}, skip)
}

// repositories gives what the walk tells of repositories; nil if nobody asked.
func (s *Source) repositories() func(gitDir string) {
	if s.options.Repository == nil {
		return nil
	}
	var told sync.Map
	return func(gitDir string) {
		if _, known := told.LoadOrStore(gitDir, true); known {
			return
		}
		root, err := filepath.Abs(s.options.Root)
		if err == nil {
			s.options.Repository(filepath.Join(root, filepath.FromSlash(gitDir)))
		}
	}
}

// Locate implements [sources.Locator]. It sets Repository, RepositoryPath and
// Tracking of what lies in a git repository. Where git can't tell what it thinks
// of the files of a repository, Tracking stays empty and skip gets the reason.
func (*Source) Locate(ctx context.Context, found []sources.Found, skip sources.SkipFunc) error {
	return tracking.Locate(ctx, found, skip)
}
