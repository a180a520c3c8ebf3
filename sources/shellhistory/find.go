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
	files map[string]bool
	found []historyFile
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
	if h.histFile != "" {
		if err := f.file(h.histFile, h.user, nameForm(h.histFile)); err != nil {
			return err
		}
	}
	for _, p := range h.data {
		if err := f.place(filepath.Join(h.dataHome, filepath.FromSlash(p.dir)), h.user, p); err != nil {
			return err
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
	for _, p := range places() {
		if err := f.place(join(h.dir, p.dir), h.user, p); err != nil {
			return err
		}
	}
	return nil
}

// place adds the histories in one folder.
func (f *finder) place(dir, user string, p place) error {
	real, err := f.tree.real(dir)
	var entries []fs.DirEntry
	if err == nil {
		entries, err = os.ReadDir(real) // sorted
	}
	if missing(err) {
		return nil
	}
	if err != nil {
		if err := f.skip(fileOrigin(f.tree.path(dir)), err); err != nil {
			return err
		}
		// What was listed before the error is still worth reading.
	}
	for _, entry := range entries {
		name := entry.Name()
		matches := func(pattern string) bool { ok, _ := path.Match(pattern, name); return ok }
		if entry.IsDir() || !slices.ContainsFunc(p.patterns, matches) {
			continue
		}
		as := p.form
		if as.parse == nil {
			as = nameForm(name)
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
