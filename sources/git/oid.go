package git

import "encoding/hex"

// objectID is an object's id. In a SHA-1 repository the last 12 bytes are zero.
type objectID [32]byte

// idSize is the length of a repository's object ids in bytes.
type idSize int

const (
	sha1Size   idSize = 20
	sha256Size idSize = 32
)

// String gives the hexadecimal form of id.
func (n idSize) String(id objectID) string { return hex.EncodeToString(id[:n]) }

// parse reads an id in hexadecimal.
func (n idSize) parse(s []byte) (id objectID, ok bool) {
	if len(s) != 2*int(n) {
		return id, false
	}
	_, err := hex.Decode(id[:], s)
	return id, err == nil
}
