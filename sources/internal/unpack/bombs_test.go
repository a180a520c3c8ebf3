package unpack

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/leakstag/leakstag/sources"
)

// TestTooManyMembers opens what becomes more members than it has bytes for.
func TestTooManyMembers(t *testing.T) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for range testMembers + 10 {
		if err := w.WriteHeader(&tar.Header{Name: "x", Mode: 0o644, Size: 1}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("1")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	packed := run(t, "", out.Bytes(), "xz", "-c")
	r := read(t.Context(), packed, true, Options{})
	if r.err != nil || r.skipped != 1 || !errors.Is(r.skips["x"], sources.ErrTooLarge) || r.read != testMembers+1 {
		t.Errorf("%d bytes: read %d members, error %v, skips %v", len(packed), r.read, r.err, r.skips)
	}
	if r := read(t.Context(), out.Bytes(), true, Options{}); r.err != nil || r.skipped > 0 {
		t.Errorf("not compressed: error %v, skips %v", r.err, r.skips)
	}
}

// zeros makes zeros, compressed as far as it goes.
func zeros(t testing.TB, n int64) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithWindowSize(8<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(w, zeroReader{}, n); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestBombs opens what becomes much longer than it is.
func TestBombs(t *testing.T) {
	many := func(pack func(testing.TB, ...[]byte) []byte, inner []byte) []byte {
		return pack(t, inner, inner, inner, inner)
	}
	nested := makeZip(t, make([]byte, 4<<20))
	for range 5 {
		nested = many(makeZip, nested)
	}
	sparse := t.TempDir()
	file, err := os.Create(filepath.Join(sparse, "f"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(1<<40), file.Close()); err != nil {
		t.Fatal(err)
	}
	quine := readFile(t, "testdata/quine.zip")
	for name, data := range map[string][]byte{
		"zstd":         zeros(t, 24<<20),
		"zstd in gzip": makeGzip(t, zeros(t, 24<<20)),
		"nested zip":   nested,
		"sparse tar":   run(t, sparse, nil, "tar", "cS", "--format=gnu", "f"),
		"sparse pax":   run(t, sparse, nil, "tar", "cS", "--format=pax", "f"),
		"quine":        quine,
		"two quines":   makeTar(t, quine, quine),
	} {
		for _, random := range []bool{false, true} {
			started := time.Now()
			r := read(t.Context(), data, random, Options{})
			if r.err != nil || r.skipped == 0 || r.read > int64(max(4<<20, len(data)*bombRatio)+(48<<20)) {
				t.Errorf("%s: read %d bytes, error %v, skips %v", name, r.read, r.err, r.skips)
			}
			for _, err := range r.skips {
				if !errors.Is(err, sources.ErrTooLarge) && !errors.Is(err, errNested) {
					t.Errorf("%s: skipped with %v", name, err)
				}
			}
			if took := time.Since(started); took > 10*time.Second {
				t.Errorf("%s: it took %v", name, took)
			}
		}
	}
}

// TestOverlap reads a zip archive in whose directory many members are one and the
// same, as in https://www.bamsoftware.com/hacks/zipbomb/.
func TestOverlap(t *testing.T) {
	text := bytes.Repeat([]byte("line\n"), 100_000)
	data := makeZip(t, text, []byte("2"), []byte("3"))
	const offsetAt = 42
	for at, n := 0, 0; n < 2; {
		i := bytes.Index(data[at:], []byte("PK\x01\x02"))
		at += i + 4
		if name := data[at+offsetAt]; name != 'c' {
			binary.LittleEndian.PutUint32(data[at+offsetAt-4:], 0)
			n++
		}
	}
	r := read(t.Context(), data, true, Options{})
	if r.err != nil || r.read != int64(len(text))+1 || r.skipped != 1 || !errors.Is(r.skips["x"], errOverlap) {
		t.Errorf("read %d bytes, error %v, skips %v", r.read, r.err, r.skips)
	}
}
