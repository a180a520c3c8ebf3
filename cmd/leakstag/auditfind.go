package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/bmatcuk/doublestar/v4"
	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/leakstag/leakstag/sources"
)

// foundPlace is a place that is there.
type foundPlace struct {
	kind sources.Kind
	// path is its absolute path on the running system, without links.
	path string
	// inHome is as in auditPlace.
	inHome bool
	// exclude are globs of what in it is left to other places, or out.
	exclude []string
}

// placeFinder looks for the places of a host.
type placeFinder struct {
	root string // of a mounted system; empty for the running one
	skip sources.SkipFunc
}

// find gives the places that are there, of each file only one, in an order that
// depends on nothing else. exclude are the user's globs.
func (f *placeFinder) find(places []auditPlace, exclude []string) ([]foundPlace, error) {
	var all []foundPlace
	seen := map[string]bool{}
	for _, p := range places {
		for _, name := range f.expand(p.path) {
			real, err := f.real(name)
			switch {
			case err == nil && !seen[real]:
				seen[real] = true
				all = append(all, foundPlace{kind: p.kind, path: real, inHome: p.inHome})
			case err != nil && !missing(err) && !p.inHome:
				at := sources.Origin{Source: p.kind, Path: filepath.ToSlash(f.local(name))}
				if err := f.skip(at, fmt.Errorf("can't look at it: %w", withoutPath(err))); err != nil {
					return nil, err
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b foundPlace) int { return cmp.Compare(a.path, b.path) })
	return withUserGlobs(withoutOverlap(all), exclude), nil
}

// missing says that there is nothing under a name.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// withoutPath leaves out the path, which is said beside the error.
func withoutPath(err error) error {
	if inPath := (*fs.PathError)(nil); errors.As(err, &inPath) {
		return inPath.Err
	}
	return err
}

// local gives the path on the running system for one of the host's.
func (f *placeFinder) local(name string) string {
	if f.root != "" {
		return filepath.Join(f.root, filepath.FromSlash(name))
	}
	return filepath.Join(systemDrive(), filepath.FromSlash(name))
}

// systemDrive is where the paths of the running system begin.
func systemDrive() string {
	if filepath.Separator == '/' {
		return "/"
	}
	return cmp.Or(strings.TrimRight(os.Getenv("SystemDrive"), `\/`), "C:") + string(filepath.Separator)
}

// real gives the path without links. In a mounted system a link leads to where it
// would lead there, and never out of it.
func (f *placeFinder) real(name string) (string, error) {
	real, err := filepath.EvalSymlinks(f.local(name))
	if f.root != "" {
		real, err = securejoin.SecureJoin(f.root, filepath.FromSlash(name))
	}
	if err != nil {
		return "", err
	}
	info, err := os.Lstat(real)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = fs.ErrNotExist // nothing to read
	}
	return real, err
}

// expand gives the paths that one with a "*" in it stands for.
func (f *placeFinder) expand(name string) []string {
	before, after, wild := strings.Cut(name, "/*")
	if !wild {
		return []string{name}
	}
	real, err := f.real(before)
	if err != nil {
		return nil
	}
	entries, err := os.ReadDir(real)
	if err != nil {
		return nil // who reads the folder says so
	}
	var out []string
	for _, e := range entries {
		if !e.Type().IsRegular() {
			out = append(out, f.expand(path.Join(before, e.Name())+after)...)
		}
	}
	return out
}

// withoutOverlap leaves out places that lie in others of their kind, and has the
// others leave out those of another kind that lie in them. The places are sorted.
func withoutOverlap(all []foundPlace) []foundPlace {
	var out []foundPlace
	for _, p := range all {
		around := -1
		for i := range out {
			if inside(out[i].path, p.path) && (around < 0 || len(out[i].path) > len(out[around].path)) {
				around = i
			}
		}
		if around >= 0 {
			if out[around].kind == p.kind {
				continue
			}
			if info, err := os.Lstat(p.path); err == nil && info.IsDir() { // a single file there is of no interest to the other
				out[around].exclude = append(out[around].exclude, literalGlob(out[around].path, p.path))
			}
		}
		out = append(out, p)
	}
	return out
}

// inside says that a path lies below a folder.
func inside(folder, name string) bool {
	sep := string(filepath.Separator)
	return strings.HasPrefix(name, strings.TrimSuffix(folder, sep)+sep)
}

// literalGlob gives the glob of one path below a folder.
func literalGlob(folder, name string) string {
	rel, err := filepath.Rel(folder, name)
	if err != nil {
		rel = name
	}
	var b strings.Builder
	for _, r := range filepath.ToSlash(rel) {
		if strings.ContainsRune(`*?[]{}\`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return "/" + b.String()
}

// withUserGlobs adds the user's globs. One that begins with a slash is for a path of
// the system.
func withUserGlobs(all []foundPlace, exclude []string) []foundPlace {
	var out []foundPlace
	for _, p := range all {
		at, left := filepath.ToSlash(p.path), false
		for _, g := range exclude {
			if !strings.HasPrefix(g, "/") {
				p.exclude = append(p.exclude, g)
				continue
			}
			if rest, ok := strings.CutPrefix(g, strings.TrimSuffix(at, "/")+"/"); ok && rest != "" {
				p.exclude = append(p.exclude, "/"+rest)
			}
			for dir := at; !left; dir = path.Dir(dir) {
				left = doublestar.MatchUnvalidated(strings.TrimSuffix(g, "/"), dir)
				if dir == path.Dir(dir) {
					break
				}
			}
		}
		if !left {
			out = append(out, p)
		}
	}
	return out
}
