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
	p, info, err := ours(path)
	if err != nil || info == nil {
		return removeLegacy(path, err)
	}
	if !p.intact {
		return "", errors.New("it was changed by hand since leakstag wrote it, so it is left as it is: delete leakstag's part yourself")
	}
	if p.kind == block {
		return "removed from the script", writeWhole(path, p.before+p.after, info.Mode().Perm())
	}
	if p.kind == beside || p.kind == framework {
		err := os.Rename(path+suffix, path)
		if !errors.Is(err, fs.ErrNotExist) {
			return "removed; the hook from before is back", err
		}
	}
	return "removed", os.Remove(path)
}

// removeLegacy takes our hook away from where the pre-commit framework has moved it:
// that is how it calls a hook that it finds in its place.
func removeLegacy(path string, err error) (string, error) {
	legacy := path + ".legacy"
	p, info, legacyErr := ours(legacy)
	if err != nil || legacyErr != nil || info == nil || !p.intact || p.kind == block {
		return "", err
	}
	if p.kind == framework {
		// The framework's hook is back in its place. An equal one is of no use.
		now, err1 := os.ReadFile(path)
		before, err2 := os.ReadFile(path + suffix)
		if err1 == nil && err2 == nil && bytes.Equal(now, before) {
			if err := os.Remove(path + suffix); err != nil {
				return "", err
			}
		}
	}
	return "removed (it was at " + filepath.Base(legacy) + ")", os.Remove(legacy)
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
