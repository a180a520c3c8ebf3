package sqlitefile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
)

// magic is how a database begins (https://www.sqlite.org/fileformat2.html).
const magic = "SQLite format 3\x00"

// IsDatabase knows a database by its first bytes.
func IsDatabase(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }

// Snapshot is a database as it was at one moment, in memory.
type Snapshot struct {
	// Database is the database file.
	Database []byte
	// WAL is the write-ahead log beside it: the pages that were changed and
	// are not in the database file yet. Empty if there is none.
	WAL []byte
	// Journal is the rollback journal beside it: pages as they were before a
	// change. Empty if there is none.
	Journal []byte
}

// attempts is how often a snapshot is tried of a database that changes all the
// while.
const attempts = 5

// Take reads a database and the files beside it while others may write: read
// gives the bytes of the file with this ending, "" for the database, and
// fs.ErrNotExist if there is none. Nothing is locked and nothing is written, so
// that no other process ever waits or notices.
//
// That is safe, because a writer first adds pages to the log and later, at a
// checkpoint, copies them into the database. The log is read after the database,
// so that whatever a checkpoint was copying meanwhile is in it too; only if the
// log has begun anew, which its header tells, or the database has changed
// without one, the two may not belong together, and both are read again. A
// database that never keeps still is taken as it is: what SQLite can't make sense
// of is an error when it is read.
func Take(read func(ending string) ([]byte, error)) (*Snapshot, error) {
	var s Snapshot
	for range attempts {
		before, err := optional(read("-wal"))
		if err != nil {
			return nil, err
		}
		if s.Database, err = read(""); err != nil {
			return nil, err
		}
		if s.WAL, err = optional(read("-wal")); err != nil {
			return nil, err
		}
		if s.Journal, err = optional(read("-journal")); err != nil {
			return nil, err
		}
		if !bytes.Equal(walHeader(before), walHeader(s.WAL)) {
			continue
		}
		if len(s.WAL) > 0 {
			break
		}
		again, err := read("")
		if err != nil {
			return nil, err
		}
		if bytes.Equal(again, s.Database) {
			break
		}
	}
	return &s, nil
}

// optional makes a file that isn't there an empty one.
func optional(data []byte, err error) ([]byte, error) {
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// walHeader is the part of a log that changes when the log begins anew.
func walHeader(wal []byte) []byte { return wal[:min(len(wal), walHeaderSize)] }

const (
	walHeaderSize = 32
	walFrameSize  = 24 // before each page
	headerSize    = 100
)

// keepsLog says that the database's header asks for a log.
func (s *Snapshot) keepsLog() bool { return len(s.Database) >= headerSize && s.Database[19] == 2 }

// pageSize is the size of the database's pages; 0 if it is not a sensible one.
func (s *Snapshot) pageSize() int {
	if len(s.Database) < headerSize {
		return 0
	}
	size := int(binary.BigEndian.Uint16(s.Database[16:]))
	if size == 1 {
		size = 1 << 16
	}
	if size < 512 || size&(size-1) != 0 {
		return 0
	}
	return size
}
