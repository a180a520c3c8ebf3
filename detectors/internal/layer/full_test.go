package layer

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestFullBlock compares the ways with each other and with a search byte by byte,
// in text of any length, at the edges of what counts.
func TestFullBlock(t *testing.T) {
	if stride != 29 {
		t.Fatalf("the stride is %d: the vector code has its own", stride)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	edges := []byte{'#', 0x7f, '"', 0x80, 0xff, 0, ' ', 'a'}
	for range 3000 {
		text := bytes.Repeat([]byte{'x'}, rng.IntN(400))
		for range rng.IntN(12) {
			if len(text) > 0 {
				text[rng.IntN(len(text))] = edges[rng.IntN(len(edges))]
			}
		}
		from := rng.IntN(len(text) + 40)
		want := len(text)
	places:
		for p := from; p+block <= len(text); p += stride {
			for _, c := range text[p : p+block] {
				if c < '#' || c > 0x7f {
					continue places
				}
			}
			want = p
			break
		}
		if got := fullBlock(text[:len(text):len(text)], from); got != want {
			t.Fatalf("in %d bytes from %d: %d, want %d", len(text), from, got, want)
		}
		if got := fullBlockPortable(text, from); got != want {
			t.Fatalf("portable, in %d bytes from %d: %d, want %d", len(text), from, got, want)
		}
	}
}
