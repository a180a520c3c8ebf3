package git

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources/git/internal/reftable"
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
	// shared is what the reftables say that all work trees share; nil if refs
	// are stored in files.
	shared *reftable.Contents
	// faults are the refs that cannot be read.
	faults []error
}

// readRefs lists every place where a repository names an object: all refs, the
// HEADs of all work trees and the notes beside them, and the stashes. The HEAD
// of the work tree that was opened, if it names a commit, comes first; the
// others are sorted.
func readRefs(repo *repository) (*refList, error) {
	l := &refList{repo: repo, named: map[string]string{}}
	if repo.reftable {
		l.readSharedTables()
	} else if err := l.readSharedFiles(); err != nil {
		return nil, err
	}
	l.setApart()
	l.readWorktrees()
	for _, name := range slices.Sorted(maps.Keys(l.named)) {
		if id, ok := l.resolve(name, l.named[name]); ok {
			l.list = append(l.list, ref{name: name, id: id, kind: branchRef})
		}
	}
	l.addStashes()
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

// isOwn says whether a ref below refs/ belongs to one work tree alone, see
// gitglossary(7) under "per-worktree ref".
func isOwn(name string) bool {
	return strings.HasPrefix(name, "refs/bisect/") || strings.HasPrefix(name, "refs/worktree/") || strings.HasPrefix(name, "refs/rewritten/")
}

// setApart gives refs that belong to the main work tree alone, but lie among
// those that all share, the name that they have in a linked one.
func (l *refList) setApart() {
	if sameFile(l.repo.gitDir, l.repo.commonDir) {
		return
	}
	for _, name := range slices.Collect(maps.Keys(l.named)) {
		if isOwn(name) {
			l.named[mainWorktree+name] = l.named[name]
			delete(l.named, name)
		}
	}
}

// resolve follows symbolic refs. One that leads nowhere names no object: an
// unborn branch, or a remote's HEAD whose branch was deleted.
func (l *refList) resolve(name, value string) (objectID, bool) {
	for range 5 { // as many as git follows
		target, symbolic := strings.CutPrefix(value, "ref:")
		if !symbolic {
			return l.repo.ids.Parse([]byte(value))
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

// mainWorktree is what the names of the main work tree's refs begin with, seen
// from a linked one.
const mainWorktree = "main-worktree/"

// readWorktrees reads what belongs to one work tree alone, for the main and all
// linked ones.
func (l *refList) readWorktrees() {
	own := l.repo.gitDir
	dirs := map[string]string{} // by the name that git gives such refs
	if sameFile(own, l.repo.commonDir) {
		dirs[""] = own
	} else {
		dirs[mainWorktree] = l.repo.commonDir
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
	place := l.repo.refsPlace(dir)
	if l.repo.reftable {
		l.readOwnTables(dir, prefix)
	} else {
		l.readOwnFiles(dir, prefix)
	}
	l.readNoteFiles(place, prefix)
	if place != dir { // FETCH_HEAD and MERGE_HEAD are not where the refs are
		l.readNoteFiles(dir, prefix)
	}
}

// addRoot adds what is named outside of refs/: a HEAD, or a note.
func (l *refList) addRoot(prefix, name, value string) {
	id, ok := l.resolve(prefix+name, value)
	switch {
	case !ok:
	case name == "HEAD":
		l.list = append(l.list, ref{prefix + name, id, headRef, strings.HasPrefix(value, "ref:")})
	default:
		l.list = append(l.list, ref{name: prefix + name, id: id, kind: noteRef})
	}
}

// readNoteFiles reads the files beside HEAD in which git notes objects. FETCH_HEAD
// and MERGE_HEAD are files even where refs are not.
func (l *refList) readNoteFiles(dir, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		l.fault("the refs of a work tree cannot be listed: %w", err)
		return
	}
	for _, e := range entries {
		if isNote(e.Name()) && !e.IsDir() {
			l.readNotes(filepath.Join(dir, e.Name()), prefix+e.Name())
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
		if id, ok := l.repo.ids.Parse(word); ok && !seen[id] {
			seen[id] = true
			l.list = append(l.list, ref{name: name, id: id, kind: noteRef})
		} else if target, ok := strings.CutPrefix(string(word), "ref:"); ok {
			if id, ok := l.resolve(name, "ref:"+target); ok {
				l.list = append(l.list, ref{name: name, id: id, kind: noteRef})
			}
		}
	}
}

// addStashes lists all stashes. refs/stash is only the newest; the others lie in
// its reflog.
func (l *refList) addStashes() {
	var ids []objectID
	if l.repo.reftable {
		ids = l.stashesInTables()
	} else {
		ids = l.stashesInFile()
	}
	at := slices.IndexFunc(l.list, func(r ref) bool { return r.name == "refs/stash" })
	if at >= 0 && len(ids) > 0 && ids[0] == l.list[at].id {
		l.list = slices.Delete(l.list, at, at+1) // it has a better name
	}
	for n, id := range ids {
		l.list = append(l.list, ref{name: fmt.Sprintf("stash@{%d}", n), id: id})
	}
}
