package prefilter

import (
	"encoding/base64"
	"testing"
)

// TestCandidatesAreFew counts the positions that the vector code leaves to the
// lookup: were they many, all would be right, but slow.
func TestCandidatesAreFew(t *testing.T) {
	for _, w := range ways() {
		if w == portable {
			continue
		}
		f, err := newFilter(w, realLiterals())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name     string
			text     []byte
			perMille int
		}{
			{"logs", logLines(1 << 16), 20}, // which have words that begin alike
			{"random", randomBytes(1 << 16), 1},
			{"base64", []byte(base64.StdEncoding.EncodeToString(randomBytes(1 << 16))), 5},
			{"zeros", make([]byte, 1<<16), 0},
			{"base64 of zeros", []byte(base64.StdEncoding.EncodeToString(make([]byte, 1<<16))), 0},
		} {
			n := 0
			var out [16]candidates
			for from := 0; from < len(c.text); {
				var count int
				count, from = f.candidates(c.text, from, &out)
				n += positions(out[:count])
			}
			if n*1000 > len(c.text)*c.perMille {
				t.Errorf("%s: %s: %d candidates in %d bytes, want %d in a thousand at most", w, c.name, n, len(c.text), c.perMille)
			}
		}
	}
}
