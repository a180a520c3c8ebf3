package shellhistory

import (
	"io/fs"
	"slices"
	"strings"
)

// companions are the endings of the files that SQLite keeps beside a database: a
// log of what was not written into it yet, the pages that a change has replaced,
// and an index that holds no text.
const (
	walEnding     = "-wal"
	journalEnding = "-journal"
	shmEnding     = "-shm"
)

// isCompanion says that a file is read with the database beside it.
func isCompanion(name string, beside []fs.DirEntry) bool {
	for _, ending := range []string{walEnding, journalEnding, shmEnding} {
		database, ok := strings.CutSuffix(name, ending)
		if !ok {
			continue
		}
		return ending == shmEnding ||
			slices.ContainsFunc(beside, func(e fs.DirEntry) bool { return e.Name() == database })
	}
	return false
}
