// Package tracking finds out what git thinks of files in work trees: which
// repository they belong to, and whether they are tracked there, untracked, or
// ignored.
//
// The git program is asked where there is one and it is willing; go-git
// otherwise. Neither runs anything that the repository names.
package tracking

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// patience is how long git may take over one repository: its configuration may
// name files that never end.
const patience = 2 * time.Minute

// Locate sets Repository, RepositoryPath and Tracking of every origin that lies
// in a repository. A file belongs to the innermost repository around it, so that
// those of a submodule belong to the submodule. What lies in a .git folder, or
// in a bare repository, counts as ignored: it is never committed. If it can't be
// told what git thinks of a repository's files, skip gets an error for the
// repository, and Tracking stays empty. A member of an archive has the archive's
// repository and tracking; its name stays at the end of its path.
func Locate(ctx context.Context, found []sources.Found, skip sources.SkipFunc) error {
	finder := newFinder()
	byTop := map[string]map[string][]*sources.Origin{}
	for _, f := range found {
		if err := ctx.Err(); err != nil {
			return err
		}
		file := f.Origin.File()
		place, ok := finder.find(filepath.Join(f.Origin.Root, filepath.FromSlash(file)))
		if !ok {
			continue
		}
		f.Origin.Repository = place.top
		f.Origin.RepositoryPath = place.path + strings.TrimPrefix(f.Origin.Path, file)
		if place.inGit {
			f.Origin.Tracking = sources.Ignored
			continue
		}
		if byTop[place.top] == nil {
			byTop[place.top] = map[string][]*sources.Origin{}
		}
		byTop[place.top][place.path] = append(byTop[place.top][place.path], f.Origin)
	}
	for _, top := range slices.Sorted(maps.Keys(byTop)) {
		if err := track(ctx, top, byTop[top], skip); err != nil {
			return err
		}
	}
	return nil
}

// track sets Tracking of files in one work tree, given by their paths.
func track(ctx context.Context, top string, files map[string][]*sources.Origin, skip sources.SkipFunc) error {
	paths := slices.Sorted(maps.Keys(files))
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	states, err := askGit(limited, top, paths)
	if err != nil && ctx.Err() == nil {
		var second error
		if states, second = askGoGit(top, paths); second != nil {
			err = errors.Join(err, fmt.Errorf("go-git: %w", second))
		} else {
			err = nil
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		source := files[paths[0]][0].Source
		origin := sources.Origin{Source: source, Path: filepath.ToSlash(top), Repository: top}
		return skip(origin, fmt.Errorf("can't tell which files of the repository are tracked: %w", err))
	}
	for path, origins := range files {
		for _, origin := range origins {
			origin.Tracking = states[path]
		}
	}
	return nil
}
