// Package templates reads the deployment templates in a tree: the files whose
// names say that they are Terraform, Helm, Compose, a unit file, and so on, in
// archives too.
package templates

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/tracking"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/unpack"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

// Options says which files to read.
type Options struct {
	// Root, Include, Exclude, MaxFileSize, Archives and Jobs are as for the source
	// "files": Root a folder or a single file, the globs relative to it, the
	// size in bytes.
	Root             string
	Include, Exclude []string
	MaxFileSize      int64
	Archives         sources.ArchiveLimits
	Jobs             int
	// ExcludeFolders are globs as Exclude has them, of folders only: of those in which
	// programs keep what they download, say.
	ExcludeFolders []string
	// Memory, if not nil, knows what was read before.
	Memory sources.Memory
	// Patterns are doublestar globs that say what a template is. A file is read
	// if one of them matches its path relative to Root, or its name, without
	// regard to case; a member of an archive likewise, by its path in the archive;
	// a compressed file also without the ending that says so. What is packed in
	// archives of any name is looked at.
	Patterns []string
}

// Source reads the templates in a tree. It implements [sources.Locator]: git
// says whether the files with findings are tracked.
type Source struct{ options Options }

// New gives a source that reads what o says. Nothing is read yet.
func New(o Options) *Source { return &Source{o} }

// Name gives "templates".
func (*Source) Name() string { return string(sources.Templates) }

// Read implements [sources.Source].
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	isTemplate, err := matcher(s.options.Patterns)
	if err != nil {
		return err
	}
	return tree.Read(ctx, tree.Options{
		Kind: sources.Templates,
		Files: walk.Options{
			Root: s.options.Root, Include: s.options.Include, Exclude: s.options.Exclude,
			ExcludeFolders: s.options.ExcludeFolders,
			MaxFileSize:    s.options.MaxFileSize, Jobs: s.options.Jobs,
		},
		Archives: s.options.Archives,
		Wanted: func(name string) bool {
			if isTemplate(name) {
				return true
			}
			name, packed := unpack.Unpacked(name)
			return packed && isTemplate(name)
		},
		Text:   tree.Emit,
		Emit:   emit,
		Memory: s.options.Memory,
	}, skip)
}

// Locate implements [sources.Locator]. It sets Repository, RepositoryPath and
// Tracking of what lies in a git repository. Where git can't tell what it thinks
// of the files of a repository, Tracking stays empty and skip gets the reason.
func (*Source) Locate(ctx context.Context, found []sources.Found, skip sources.SkipFunc) error {
	return tracking.Locate(ctx, found, skip)
}

// matcher gives a function that says whether a path matches one of the patterns.
func matcher(patterns []string) (func(string) bool, error) {
	lower := make([]string, len(patterns))
	for i, pattern := range patterns {
		lower[i] = strings.ToLower(pattern)
		if !doublestar.ValidatePattern(lower[i]) {
			return nil, fmt.Errorf("template pattern %q is not a valid glob pattern", pattern)
		}
	}
	return func(name string) bool {
		name = strings.ToLower(name)
		base := path.Base(name)
		for _, pattern := range lower {
			if doublestar.MatchUnvalidated(pattern, base) || doublestar.MatchUnvalidated(pattern, name) {
				return true
			}
		}
		return false
	}, nil
}
