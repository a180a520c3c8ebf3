package shellhistory

import (
	"context"
	"os"
	"path/filepath"

	"github.com/leakstag/leakstag/sources"
)

// holdsSystem says that a tree looks like a system: it has a passwd file, or a
// folder in which a system keeps homes. A home has none of them.
func (t tree) holdsSystem() bool {
	for _, name := range append([]string{"/etc/passwd", "/Windows/System32"}, homeFolders...) {
		if _, err := os.Stat(t.path(name)); err == nil {
			return true
		}
	}
	return false
}

// findFolder lists the histories in a folder that the user named: a home; where
// another system is mounted, the homes of all its users; where neither is, but
// homes lie, as in a copy of /home, those.
func (s *Source) findFolder(ctx context.Context, dir string, users []user, skip sources.SkipFunc) ([]historyFile, error) {
	if t := newTree(dir); t.holdsSystem() {
		return t.findSystem(ctx, skip)
	}
	// The user named this folder on this system: it is no part of a mounted
	// one, and its own links are followed.
	f := newFinder(newTree(""), skip)
	found, err := f.all(ctx, []home{{dir: dir, user: s.userOfHome(dir, users), required: true}})
	if err != nil || len(found) > 0 {
		return found, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, skip(fileOrigin(dir), err)
	}
	var homes []home
	for _, entry := range entries {
		if entry.IsDir() {
			below := filepath.Join(dir, entry.Name())
			homes = append(homes, home{dir: below, user: s.userOfHome(below, users)})
		}
	}
	return f.all(ctx, homes)
}

// findSystem lists the histories of all users of a system. What lies at its top is
// nobody's.
func (t tree) findSystem(ctx context.Context, skip sources.SkipFunc) ([]historyFile, error) {
	users, err := t.readUsers(skip)
	if err != nil {
		return nil, err
	}
	homes, err := t.homes(users, skip)
	if err != nil {
		return nil, err
	}
	return newFinder(t, skip).all(ctx, append(homes, home{dir: "/"}))
}
