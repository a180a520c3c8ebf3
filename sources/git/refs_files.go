package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// readSharedFiles reads the refs that all work trees share.
func (l *refList) readSharedFiles() error {
	if err := l.readPacked(); err != nil {
		return err
	}
	l.readLoose(filepath.Join(l.repo.refsPlace(l.repo.commonDir), "refs"), "refs")
	return nil
}

// readOwnFiles reads the HEAD of a work tree and refs of its own.
func (l *refList) readOwnFiles(dir, prefix string) {
	place := l.repo.refsPlace(dir)
	if refs := filepath.Join(place, "refs"); !sameFile(dir, l.repo.commonDir) && isFolder(refs) {
		l.readLoose(refs, prefix+"refs")
	}
	if value, ok := l.readValue(filepath.Join(place, "HEAD"), prefix+"HEAD"); ok {
		l.addRoot(prefix, "HEAD", value)
	}
}

// readPacked reads the packed-refs file: "id SP name" on each line.
func (l *refList) readPacked() error {
	file := filepath.Join(l.repo.refsPlace(l.repo.commonDir), "packed-refs")
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a regular file", file)
	}
	if err != nil {
		return fmt.Errorf("reading the refs: %w", err)
	}
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("reading the refs: %w", err)
	}
	defer f.Close() // only read from
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Bytes()
		if len(line) == 0 || line[0] == '#' || line[0] == '^' {
			continue
		}
		id, name, ok := bytes.Cut(line, []byte{' '})
		if _, valid := l.repo.ids.Parse(id); !ok || !valid {
			l.fault("%s: line %d is no ref", file, n)
			continue
		}
		l.named[string(name)] = string(id)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading the refs: %s: %w", file, err)
	}
	return nil
}

// readLoose reads the refs that lie in files of their own.
func (l *refList) readLoose(dir, prefix string) {
	// The folder itself may be a link to another repository's.
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			l.fault("a ref cannot be read: %w", err)
			return nil
		}
		below, err := filepath.Rel(dir, path)
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".lock") {
			return err
		}
		name := prefix + "/" + filepath.ToSlash(below)
		if value, ok := l.readValue(path, name); ok {
			l.named[name] = value
		}
		return nil
	})
	if err != nil {
		l.fault("refs cannot be listed: %w", err)
	}
}

// readValue reads what a ref's file holds: an id, or "ref: " and another name.
func (l *refList) readValue(path, name string) (string, bool) {
	// In old repositories a symbolic ref is a symbolic link.
	if target, err := os.Readlink(path); err == nil && strings.HasPrefix(filepath.ToSlash(target), "refs/") {
		return "ref: " + filepath.ToSlash(target), true
	}
	data, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false // deleted meanwhile
	}
	if err != nil {
		l.fault("the ref %s cannot be read: %w", name, err)
		return "", false
	}
	value, _, _ := strings.Cut(string(data), "\n")
	value = strings.TrimSpace(value)
	if !strings.HasPrefix(value, "ref:") {
		value, _, _ = strings.Cut(value, "\t") // FETCH_HEAD has more on the line
		if _, ok := l.repo.ids.Parse([]byte(value)); !ok {
			l.fault("the ref %s holds no object id", name)
			return "", false
		}
	}
	return value, true
}

// stashesInFile reads the reflog of refs/stash, and gives the newest first. It has
// the newest last: "old SP new SP who TAB what".
func (l *refList) stashesInFile() []objectID {
	data, err := readSmall(filepath.Join(l.repo.refsPlace(l.repo.commonDir), "logs", "refs", "stash"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.fault("the list of stashes cannot be read: %w", err)
	}
	var ids []objectID
	for line := range bytes.Lines(data) {
		fields := bytes.SplitN(line, []byte{' '}, 3)
		if len(fields) < 3 {
			l.fault("the list of stashes has a line that names no stash")
			continue
		}
		if id, ok := l.repo.ids.Parse(fields[1]); ok {
			ids = append(ids, id)
		} else {
			l.fault("the list of stashes has a line that names no stash")
		}
	}
	slices.Reverse(ids)
	return ids
}
