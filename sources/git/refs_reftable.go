package git

import (
	"encoding/hex"
	"path/filepath"
	"strings"

	"github.com/leakstag/leakstag/sources/git/internal/reftable"
)

// readSharedTables reads the refs that all work trees share. With them lie HEAD
// and the other refs of the main work tree, and the reflog of the stashes.
func (l *refList) readSharedTables() {
	l.shared = l.readStack(l.repo.commonDir, "refs/stash")
	for _, r := range l.shared.Refs {
		if strings.HasPrefix(r.Name, "refs/") {
			l.named[r.Name] = tableValue(r)
		}
	}
}

// readOwnTables reads the HEAD of a work tree, and what else is its own. A linked
// one has a stack for that; refs that all share have no meaning there.
func (l *refList) readOwnTables(dir, prefix string) {
	stack := l.shared
	if !sameFile(dir, l.repo.commonDir) {
		stack = l.readStack(dir)
		for _, r := range stack.Refs {
			if isOwn(r.Name) {
				l.named[prefix+r.Name] = tableValue(r)
			}
		}
	}
	for _, r := range stack.Refs {
		if !strings.HasPrefix(r.Name, "refs/") {
			l.addRoot(prefix, r.Name, tableValue(r))
		}
	}
}

// readStack reads the tables of a repository's or work tree's folder. If they
// cannot be listed, they hold nothing, and that is a fault.
func (l *refList) readStack(dir string, logsOf ...string) *reftable.Contents {
	stack, err := reftable.Read(filepath.Join(l.repo.refsPlace(dir), "reftable"), int(l.repo.ids), logsOf...)
	if err != nil {
		l.fault("refs cannot be read: %w", err)
		return &reftable.Contents{}
	}
	for _, fault := range stack.Faults {
		l.fault("refs cannot be read: %w", fault)
	}
	return stack
}

// tableValue gives what a file would hold for a ref: an id, or "ref: " and
// another name.
func tableValue(r reftable.Ref) string {
	if r.ID == nil {
		return "ref: " + r.Target
	}
	return hex.EncodeToString(r.ID)
}

// stashesInTables gives the stashes that the reflog of refs/stash names, the
// newest first.
func (l *refList) stashesInTables() []objectID {
	var ids []objectID
	for _, entry := range l.shared.Logs {
		var id objectID
		copy(id[:], entry.New)
		ids = append(ids, id)
	}
	return ids
}
