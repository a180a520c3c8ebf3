package git

import (
	"bytes"
	"errors"
)

// The types of tree entries, as the upper bits of their mode. All else is taken
// for a file: a file in a tree by a strange mode is one nevertheless.
const (
	modeType      = 0o170000
	modeSubmodule = 0o160000
)

// treeEntry is one entry of a tree, in the tree's own bytes.
type treeEntry struct {
	mode uint32
	name []byte // any bytes but NUL; untrusted
	id   []byte
	size int // of the entry as it is written, in bytes
}

func (e *treeEntry) isSubmodule() bool { return e.mode&modeType == modeSubmodule }

var errTree = errors.New("damaged tree: its entries cannot be read to the end")

// parseEntry reads the entry at the start of data: "mode SP name NUL id", the
// mode in octal. Names are not judged: whatever is wrong with one must not hide
// the entries after it.
func parseEntry(data []byte, ids idSize) (e treeEntry, ok bool) {
	const longestMode = 9
	at := 0
	for ; at < len(data) && data[at] != ' '; at++ {
		c := data[at]
		if c < '0' || c > '7' || at == longestMode {
			return e, false
		}
		e.mode = e.mode<<3 | uint32(c-'0')
	}
	if at == 0 || at == len(data) {
		return e, false
	}
	at++
	n := bytes.IndexByte(data[at:], 0)
	if n < 0 {
		return e, false
	}
	e.name = data[at : at+n]
	at += n + 1
	if len(data)-at < int(ids) {
		return e, false
	}
	e.size = at + int(ids)
	e.id = data[at:e.size:e.size]
	return e, true
}
