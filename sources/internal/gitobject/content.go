package gitobject

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

// Names says that id, in hexadecimal, is that of an object of this type with this
// content.
func Names(id, kind string, content []byte) bool {
	var h hash.Hash
	switch len(id) {
	case 2 * sha1.Size:
		h = sha1.New()
	case 2 * sha256.Size:
		h = sha256.New()
	default:
		return false
	}
	fmt.Fprintf(h, "%s %d\x00", kind, len(content))
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil)) == id
}

// ErrContent says that an object is not the one that its id names: git, which does
// not look, would record or send something else than it gives to read.
func ErrContent(id string) error {
	return fmt.Errorf("the content of the object %s is not what its id names: the repository is damaged", id)
}
