package shellhistory

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/leakstag/leakstag/sources"
)

// historyFile is a file to read.
type historyFile struct {
	path string // as people know it
	real string // with all links resolved
	user string
	form form
	// named says that the user named this very file: it must be there.
	named bool
}

// finder collects history files, each real file once.
type finder struct {
	tree  tree
	skip  sources.SkipFunc
	homes map[string]bool
	// system are the system's start-up files; nil until they are needed.
	system []startupText
	files  map[string]bool
	found  []historyFile
}

func newFinder(t tree, skip sources.SkipFunc) *finder {
	return &finder{tree: t, skip: skip, homes: map[string]bool{}, files: map[string]bool{}}
}

// all lists the histories of some homes, in their order.
func (f *finder) all(ctx context.Context, homes []home) ([]historyFile, error) {
	for _, h := range homes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := f.home(h); err != nil {
			return nil, err
		}
	}
	return f.found, nil
}

// home adds the histories of one home.
func (f *finder) home(h home) error {
	// What the environment names belongs to the home's user, whether or not
	// the home is there.
	for _, file := range h.files {
		if err := f.file(file.path, h.user, file.form); err != nil {
			return err
		}
	}
	for _, folder := range h.folders {
		for _, p := range folder.places {
			if err := f.place(join(folder.dir, p.dir), h.user, p); err != nil {
				return err
			}
		}
	}
	real, err := f.tree.real(h.dir)
	if err != nil {
		real = f.tree.path(h.dir)
	}
	if f.homes[real] {
		return nil
	}
	f.homes[real] = true
	if err == nil {
		_, err = os.ReadDir(real)
	}
	switch {
	case missing(err) && h.required:
		return fmt.Errorf("shell history: %w", err)
	case missing(err):
		return nil
	case err != nil && h.required:
		return fmt.Errorf("shell history: %w", err)
	case err != nil:
		return f.skip(fileOrigin(f.tree.path(h.dir)), err)
	}
	if err := f.settings(h); err != nil {
		return err
	}
	for _, p := range places() {
		dirs, err := f.expand(h.dir, p.dir)
		if err != nil {
			return err
		}
		for _, dir := range dirs {
			if err := f.place(dir, h.user, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// expand gives the folders that a place's dir stands for: one, unless a name in
// it has a "*".
func (f *finder) expand(home, dir string) ([]string, error) {
	before, after, wild := strings.Cut(dir, "*")
	if !wild {
		return []string{join(home, dir)}, nil
	}
	parent, prefix := path.Split(before)
	suffix, rest, _ := strings.Cut(after, "/")
	entries, err := f.list(join(home, parent))
	var dirs []string
	for _, entry := range entries {
		if ok, _ := path.Match(prefix+"*"+suffix, entry.Name()); ok && !entry.Type().IsRegular() {
			dirs = append(dirs, join(home, path.Join(parent, entry.Name(), rest)))
		}
	}
	return dirs, err
}

// list reads a folder. One that isn't there is empty; what can't be read is
// skipped, and what was listed before that is worth reading.
func (f *finder) list(dir string) ([]fs.DirEntry, error) {
	real, err := f.tree.real(dir)
	var entries []fs.DirEntry
	if err == nil {
		entries, err = os.ReadDir(real) // sorted
	}
	if err != nil && !missing(err) {
		return entries, f.skip(fileOrigin(f.tree.path(dir)), err)
	}
	return entries, nil
}

// place adds the histories in one folder.
func (f *finder) place(dir, user string, p place) error {
	entries, err := f.list(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		matches := func(pattern string) bool { ok, _ := path.Match(pattern, name); return ok }
		if entry.IsDir() || !slices.ContainsFunc(p.patterns, matches) || isCompanion(name, entries) {
			continue
		}
		as := p.form
		if as.parse == nil {
			as = nameForm(join(dir, name))
		}
		if err := f.file(join(dir, name), user, as); err != nil {
			return err
		}
	}
	return nil
}

// file adds a file, unless it is known already or nothing to read: a link to
// /dev/null, which is how people turn a history off, or a folder.
func (f *finder) file(name, user string, as form) error {
	shown := f.tree.path(name)
	real, err := f.tree.real(name)
	var info fs.FileInfo
	if err == nil {
		info, err = os.Lstat(real)
	}
	switch {
	case missing(err):
		return nil
	case err != nil:
		return f.skip(fileOrigin(shown), err)
	case info.IsDir() || isNull(info) || real == f.tree.path(os.DevNull):
		return nil
	case !info.Mode().IsRegular():
		return f.skip(fileOrigin(shown), fmt.Errorf("read: %w", sources.ErrSpecial))
	case f.files[real]:
		return nil
	}
	f.files[real] = true
	f.found = append(f.found, historyFile{path: shown, real: real, user: user, form: as})
	return nil
}

// missing says that there is no such file or folder, a dangling link and a file
// in a folder's place included.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// isNull says whether a file is the system's null device.
func isNull(info fs.FileInfo) bool {
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}

// fileOrigin is the origin of a file as a whole.
func fileOrigin(path string) sources.Origin {
	return sources.Origin{Source: sources.ShellHistory, Path: filepath.ToSlash(path)}
}
