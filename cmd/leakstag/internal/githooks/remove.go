package githooks

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Remove takes our part of these hooks away and puts back what was there before,
// byte for byte. What was changed by hand since is left, and is an error; the other
// hooks are dealt with all the same.
func Remove(folder Folder, names []string) ([]Result, error) {
	var done []Result
	var faults []error
	for _, name := range names {
		what, err := remove(filepath.Join(folder.Path, name))
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", filepath.Join(folder.Path, name), err))
		} else if what != "" {
			done = append(done, Result{name, what})
		}
	}
	return done, errors.Join(faults...)
}

// remove gives what it did; empty if there was nothing of ours.
func remove(path string) (string, error) {
	where := path
	p, info, err := ours(path)
	if err == nil && info == nil {
		// The pre-commit framework calls a hook so that it finds in its place.
		where = path + ".legacy"
		p, info, err = ours(where)
	}
	if err != nil || info == nil {
		return "", err
	}
	what := "removed"
	if where != path {
		what += " (it was at " + filepath.Base(where) + ")"
	}
	switch {
	case !p.intact:
		return "", errors.New("it was changed by hand since leakstag wrote it, so it is left as it is: delete leakstag's part yourself")
	case p.kind == block:
		return what + " from the script", writeWhole(where, p.before+p.after, info.Mode().Perm())
	case p.kind == alone:
		return what, os.Remove(where)
	case where != path && sameContent(path, path+suffix):
		// The framework's own hook, which is back in its place by itself.
		return what, errors.Join(os.Remove(path+suffix), os.Remove(where))
	}
	err = os.Rename(path+suffix, where)
	if errors.Is(err, fs.ErrNotExist) { // somebody has deleted it
		return what, os.Remove(where)
	}
	return what + "; the hook from before is back", err
}

// sameContent says that two files hold the same.
func sameContent(a, b string) bool {
	x, err1 := os.ReadFile(a)
	y, err2 := os.ReadFile(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// ours reads a hook; info is nil if there is none, or nothing of ours in it.
func ours(path string) (parsed, fs.FileInfo, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return parsed{}, nil, nil
	}
	if err != nil {
		return parsed{}, nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxScript+16<<10 {
		return parsed{}, nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return parsed{}, nil, err
	}
	p, ok := parse(string(text))
	if !ok {
		return parsed{}, nil, nil
	}
	return p, info, nil
}
