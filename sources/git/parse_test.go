package git

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources/internal/gitobject"
)

// FuzzParseTree writes what it read again: it must be the same.
func FuzzParseTree(f *testing.F) {
	id := strings.Repeat("\x12", 20)
	f.Add([]byte("100644 a\x00" + id + "40000 b\x00" + id))
	f.Add([]byte("100644 \x00" + id + "120000 ../x\x00" + id + "160000 s\x00" + id))
	f.Add([]byte("100644 a\x00short"))
	f.Add([]byte("8 a\x00" + id))
	f.Fuzz(func(t *testing.T, data []byte) {
		var again []byte
		err := eachEntry(data, func(e treeEntry) {
			again = fmt.Appendf(again, "%o %s\x00%s", e.mode, e.name, e.id)
		})
		if err == nil && len(again) > len(data) {
			t.Errorf("%d bytes became %d", len(data), len(again))
		}
		// Modes may have zeros in front; all else must come back.
		if err == nil && !bytes.Contains(data, []byte("\x00")) && len(data) > 0 {
			t.Error("entries without an end")
		}
		if err == nil && !leadingZeros(data) && !bytes.Equal(data, again) {
			t.Errorf("%q became %q", data, again)
		}
	})
}

func leadingZeros(data []byte) (found bool) {
	rest := data
	_ = eachEntry(data, func(e treeEntry) {
		found = found || rest[0] == '0' && rest[1] != ' '
		rest = rest[e.size:]
	})
	return found
}

// eachEntry reads a tree to its end.
func eachEntry(data []byte, yield func(treeEntry)) error {
	for len(data) > 0 {
		e, ok := parseEntry(data, gitobject.SHA1Size)
		if !ok {
			return errTree
		}
		yield(e)
		data = data[e.size:]
	}
	return nil
}
