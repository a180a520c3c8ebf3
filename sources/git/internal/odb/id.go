package odb

import (
	"bytes"
	"encoding/hex"
)

// parseID reads an id in hexadecimal.
func parseID(s string, idLen int) (id ID, ok bool) {
	if len(s) != 2*idLen {
		return id, false
	}
	_, err := hex.Decode(id[:], []byte(s))
	return id, err == nil
}

func compareID(a, b *ID) int { return bytes.Compare(a[:], b[:]) }
