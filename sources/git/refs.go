package git

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// refKind says how much a ref counts.
type refKind uint8

const (
	// branchRef is a ref below refs/, or a stash.
	branchRef refKind = iota
	// headRef is the HEAD of a work tree.
	headRef
	// noteRef is a place where git notes an object for itself (ORIG_HEAD,
	// FETCH_HEAD, …). git may remove the object while the note stays, so it is no
	// damage if the object is gone.
	noteRef
)

// ref is a name for an object, from which a walk starts.
type ref struct {
	name string // "refs/heads/main", "stash@{1}", "ORIG_HEAD"
	id   objectID
	kind refKind
	// symbolic says that a HEAD is a branch: the branch is a ref of its own.
	symbolic bool
}

// refList is the refs of a repository.
type refList struct {
	repo *repository
	// named are the refs below refs/: what is written there, an id or "ref: …".
	named map[string]string
	list  []ref
	// faults are the refs that cannot be read.
	faults []error
}

// readRefs lists every place where a repository names an object: all refs, the
// HEADs of all work trees and the notes beside them, and the stashes. The HEAD
// of the work tree that was opened, if it names a commit, comes first; the
// others are sorted.
func readRefs(repo *repository) (*refList, error) {
	l := &refList{repo: repo, named: map[string]string{}}
	if err := l.readPacked(); err != nil {
		return nil, err
	}
	l.readLoose(filepath.Join(repo.commonDir, "refs"), "refs")
	l.readWorktrees()
	for _, name := range slices.Sorted(maps.Keys(l.named)) {
		if id, ok := l.resolve(name, l.named[name]); ok {
			l.list = append(l.list, ref{name: name, id: id, kind: branchRef})
		}
	}
	l.readStashes()
	slices.SortStableFunc(l.list, func(a, b ref) int {
		switch ah, bh := a.name == "HEAD", b.name == "HEAD"; {
		case ah && !bh:
			return -1
		case bh && !ah:
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	return l, nil
}

func (l *refList) fault(format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf(format, args...))
}

// readPacked reads the packed-refs file: "id SP name" on each line.
func (l *refList) readPacked() error {
	file := filepath.Join(l.repo.commonDir, "packed-refs")
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
		if _, valid := l.repo.ids.parse(id); !ok || !valid {
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
		if _, ok := l.repo.ids.parse([]byte(value)); !ok {
			l.fault("the ref %s holds no object id", name)
			return "", false
		}
	}
	return value, true
}

// resolve follows symbolic refs. One that leads nowhere names no object: an
// unborn branch, or a remote's HEAD whose branch was deleted.
func (l *refList) resolve(name, value string) (objectID, bool) {
	for range 5 { // as many as git follows
		target, symbolic := strings.CutPrefix(value, "ref:")
		if !symbolic {
			return l.repo.ids.parse([]byte(value))
		}
		next, ok := l.named[strings.TrimSpace(target)]
		if !ok {
			return objectID{}, false
		}
		value = next
	}
	l.fault("the ref %s leads through too many other refs", name)
	return objectID{}, false
}

// readWorktrees reads what belongs to one work tree alone, for the main and all
// linked ones.
func (l *refList) readWorktrees() {
	own := l.repo.gitDir
	dirs := map[string]string{} // by the name that git gives such refs
	if sameFile(own, l.repo.commonDir) {
		dirs[""] = own
	} else {
		dirs["main-worktree/"] = l.repo.commonDir
	}
	linked := filepath.Join(l.repo.commonDir, "worktrees")
	entries, err := os.ReadDir(linked)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.fault("linked work trees cannot be listed: %w", err)
	}
	for _, e := range entries {
		dir := filepath.Join(linked, e.Name())
		if !isFile(filepath.Join(dir, "HEAD")) {
			continue
		}
		if sameFile(dir, own) {
			dirs[""] = dir
		} else {
			dirs["worktrees/"+e.Name()+"/"] = dir
		}
	}
	for _, prefix := range slices.Sorted(maps.Keys(dirs)) {
		l.readWorktree(dirs[prefix], prefix)
	}
}

// readWorktree reads one work tree's HEAD, its other notes, and refs of its own.
func (l *refList) readWorktree(dir, prefix string) {
	if !sameFile(dir, l.repo.commonDir) && isFolder(filepath.Join(dir, "refs")) {
		l.readLoose(filepath.Join(dir, "refs"), prefix+"refs")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		l.fault("the refs of a work tree cannot be listed: %w", err)
		return
	}
	for _, e := range entries {
		name := e.Name()
		path := filepath.Join(dir, name)
		switch {
		case name == "HEAD":
			if value, ok := l.readValue(path, prefix+name); ok {
				if id, ok := l.resolve(prefix+name, value); ok {
					l.list = append(l.list, ref{prefix + name, id, headRef, strings.HasPrefix(value, "ref:")})
				}
			}
		case isNote(name) && !e.IsDir():
			l.readNotes(path, prefix+name)
		}
	}
}

// isNote says whether a file beside HEAD is one in which git notes objects.
func isNote(name string) bool {
	if name == "AUTO_MERGE" {
		return true
	}
	stem, ok := strings.CutSuffix(name, "_HEAD")
	return ok && strings.Trim(stem, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
}

// readNotes reads a file that names an object on each line (FETCH_HEAD, and
// MERGE_HEAD in an octopus merge, have several).
func (l *refList) readNotes(path, name string) {
	data, err := readSmall(path)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			l.fault("the ref %s cannot be read: %w", name, err)
		}
		return
	}
	seen := map[objectID]bool{}
	for line := range bytes.Lines(data) {
		word, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte{'\t'})
		if id, ok := l.repo.ids.parse(word); ok && !seen[id] {
			seen[id] = true
			l.list = append(l.list, ref{name: name, id: id, kind: noteRef})
		} else if target, ok := strings.CutPrefix(string(word), "ref:"); ok {
			if id, ok := l.resolve(name, "ref:"+target); ok {
				l.list = append(l.list, ref{name: name, id: id, kind: noteRef})
			}
		}
	}
}

// readStashes lists all stashes. refs/stash is only the newest; the others lie
// in its reflog, the newest last: "old SP new SP who TAB what".
func (l *refList) readStashes() {
	at := slices.IndexFunc(l.list, func(r ref) bool { return r.name == "refs/stash" })
	data, err := readSmall(filepath.Join(l.repo.commonDir, "logs", "refs", "stash"))
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
		if id, ok := l.repo.ids.parse(fields[1]); ok {
			ids = append(ids, id)
		} else {
			l.fault("the list of stashes has a line that names no stash")
		}
	}
	slices.Reverse(ids)
	if at >= 0 && len(ids) > 0 && ids[0] == l.list[at].id {
		l.list = slices.Delete(l.list, at, at+1) // it has a better name
	}
	for n, id := range ids {
		l.list = append(l.list, ref{name: fmt.Sprintf("stash@{%d}", n), id: id})
	}
}
