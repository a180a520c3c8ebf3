package git

import (
	"bytes"
	"errors"
)

// The types of tree entries, as the upper bits of their mode. All else is taken
// for a file: a file in a tree by a strange mode is one nevertheless.
const (
	modeType      = 0o170000
	modeTree      = 0o040000
	modeSubmodule = 0o160000
)

// treeEntry is one entry of a tree, as it is written there.
type treeEntry struct {
	mode uint32
	name []byte // any bytes but NUL; untrusted
	id   objectID
	size int // of the entry as it is written, in bytes
}

func (e *treeEntry) isTree() bool      { return e.mode&modeType == modeTree }
func (e *treeEntry) isSubmodule() bool { return e.mode&modeType == modeSubmodule }

var errTree = errors.New("damaged tree: its entries cannot be read to the end")

// parseTree calls yield for each entry of a tree object: "mode SP name NUL id",
// the mode in octal. Names are not judged: whatever is wrong with one must not
// hide the entries after it. Where the form itself is broken it ends with
// errTree, after the entries before that.
func parseTree(data []byte, ids idSize, yield func(treeEntry)) error {
	for len(data) > 0 {
		blank := bytes.IndexByte(data, ' ')
		if blank < 1 {
			return errTree
		}
		var e treeEntry
		for _, c := range data[:blank] {
			if c < '0' || c > '7' || e.mode > 1<<24 {
				return errTree
			}
			e.mode = e.mode<<3 | uint32(c-'0')
		}
		data = data[blank+1:]
		end := bytes.IndexByte(data, 0)
		if end < 0 || len(data)-end-1 < int(ids) {
			return errTree
		}
		e.name = data[:end]
		data = data[end+1:]
		copy(e.id[:], data[:ids])
		data = data[ids:]
		e.size = blank + 1 + end + 1 + int(ids)
		yield(e)
	}
	return nil
}
