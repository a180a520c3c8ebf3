package unpack

import (
	"errors"
	"testing"
)

// TestUnlisted reads a zip archive that was put before another, whose directory
// is the one that counts.
func TestUnlisted(t *testing.T) {
	data := append(makeZip(t, []byte("first\n"), []byte("second\n")), makeZip(t, []byte("listed\n"))...)
	for _, random := range []bool{false, true} {
		r := read(t.Context(), data, random, Options{})
		if r.err != nil || r.read != int64(len("first\nsecond\nlisted\n")) || r.skipped != 1 || !errors.Is(r.skips["x"], errUnlisted) {
			t.Errorf("read %d bytes, error %v, skips %v", r.read, r.err, r.skips)
		}
	}
}
