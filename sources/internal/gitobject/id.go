// Package gitobject takes the text objects of git apart: commits and annotated tags
// (gitformat-pack(5) says how they are stored, git-mktag(1) and git-commit-tree(1)
// what is in them). It is what the readers of a history have in common.
//
// Nothing in an object is trusted: what is damaged is told as far as it can be read.
package gitobject

import "encoding/hex"

// ID is an object's id. In a SHA-1 repository the last 12 bytes are zero.
type ID [32]byte

// IDSize is the length of a repository's object ids in bytes.
type IDSize int

// The lengths there are.
const (
	SHA1Size   IDSize = 20
	SHA256Size IDSize = 32
)

// String gives the hexadecimal form of id.
func (n IDSize) String(id ID) string { return hex.EncodeToString(id[:n]) }

// Parse reads an id in hexadecimal.
func (n IDSize) Parse(s []byte) (id ID, ok bool) {
	if len(s) != 2*int(n) {
		return id, false
	}
	_, err := hex.Decode(id[:], s)
	return id, err == nil
}
