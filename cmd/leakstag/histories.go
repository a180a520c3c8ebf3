package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git"
)

// histories are the git repositories that lie among files: their objects, packed
// as they are, were left to the source "git". The zero value is ready.
type histories struct {
	mu      sync.Mutex
	gitDirs []string
}

// found records a repository by its folder.
func (h *histories) found(gitDir string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gitDirs = append(h.gitDirs, gitDir)
}

// maxTold is how many repositories are named.
const maxTold = 5

// tell says which of them nobody has read, and how to.
func (h *histories) tell(w io.Writer, dir string, read []sources.Source) {
	h.mu.Lock()
	defer h.mu.Unlock()
	done := map[string]bool{}
	for _, src := range read {
		if g, ok := src.(*git.Source); ok {
			done[real(g.Objects())] = true
		}
	}
	var unread []string
	for _, d := range h.gitDirs {
		if done[real(d)] {
			continue
		}
		if base := filepath.Base(d); base == ".git" {
			d = filepath.Dir(d)
		}
		if rel, err := filepath.Rel(dir, d); err == nil && filepath.IsLocal(rel) {
			d = rel
		}
		unread = append(unread, "git:"+d)
	}
	if len(unread) == 0 {
		return
	}
	slices.Sort(unread)
	unread = slices.Compact(unread)
	named := strings.Join(unread[:min(len(unread), maxTold)], " ")
	if more := len(unread) - maxTold; more > 0 {
		named += fmt.Sprintf(" and %d more", more)
	}
	fmt.Fprintln(w, withoutKeys(fmt.Sprintf("leakstag: of the git repositories in these folders the files were read, not the histories: %s", named)))
}

// real is a path without links, or as it is where that can't be told.
func real(path string) string {
	if r, err := filepath.EvalSymlinks(path); err == nil {
		return r
	}
	return path
}
