package unpack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/leakstag/leakstag/sources"
)

// makeZip packs texts, in turn named a, b, c, ….
func makeZip(t testing.TB, texts ...[]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i, text := range texts {
		w, err := z.Create(string(rune('a' + i)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func makeTar(t testing.TB, texts ...[]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for i, text := range texts {
		if err := w.WriteHeader(&tar.Header{Name: string(rune('a' + i)), Mode: 0o644, Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func makeGzip(t testing.TB, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDepth(t *testing.T) {
	data := []byte("FAKE text")
	for depth := 1; depth <= 10; depth++ {
		data = makeGzip(t, data)
		for _, limit := range []int{0, 3, -1} {
			r := read(t.Context(), data, false, Options{Limits: sources.ArchiveLimits{Depth: limit}})
			most := map[int]int{0: sources.DefaultArchiveDepth, 3: 3, -1: 0}[limit]
			if depth <= most && (r.skipped > 0 || r.texts["x"] != "FAKE text") {
				t.Errorf("%d in each other, limit %d: %v", depth, limit, r.skips)
			}
			if depth > most && (!errors.Is(r.skips["x"], errNested) || !strings.HasPrefix(r.texts["x"], "\x1f\x8b")) {
				t.Errorf("%d in each other, limit %d: skipped %v", depth, limit, r.skips)
			}
			if r.err != nil {
				t.Error(r.err)
			}
		}
	}
	r := read(t.Context(), makeTar(t, []byte("1"), makeTar(t, []byte("2"))), true, Options{Limits: sources.ArchiveLimits{Depth: 1}})
	if r.texts["x!a"] != "1" || !strings.Contains(r.texts["x!b"], "ustar") || !errors.Is(r.skips["x!b"], errNested) {
		t.Errorf("texts %q, skips %v", r.texts, r.skips)
	}
}

func TestBytes(t *testing.T) {
	text := bytes.Repeat([]byte("line\n"), 20_000)
	for name, data := range map[string][]byte{
		"zip": makeZip(t, text, text, text, text), "gzip": makeGzip(t, makeTar(t, text, text, text)),
	} {
		r := read(t.Context(), data, true, Options{Limits: sources.ArchiveLimits{Bytes: 250_000}})
		if r.err != nil || r.skipped != 1 || !errors.Is(r.skips["x!c"], sources.ErrTooLarge) || len(r.texts["x!b"]) != len(text) || r.read < 240_000 || r.read > 250_000 {
			t.Errorf("%s: read %d bytes, error %v, skips %v", name, r.read, r.err, r.skips)
		}
	}
	exact := makeZip(t, text, text)
	if r := read(t.Context(), exact, true, Options{Limits: sources.ArchiveLimits{Bytes: int64(2 * len(text))}}); r.skipped > 0 {
		t.Errorf("at the limit: %v", r.skips)
	}
}

func TestMembers(t *testing.T) {
	one := []byte("1")
	for name, data := range map[string][]byte{"zip": makeZip(t, one, one, one, one), "tar": makeTar(t, one, makeTar(t, one, one), one)} {
		r := read(t.Context(), data, true, Options{Limits: sources.ArchiveLimits{Members: 3}})
		if r.err != nil || r.skipped != 1 || r.read > 4 || r.read < 2 {
			t.Errorf("%s: read %d bytes, error %v, skips %v", name, r.read, r.err, r.skips)
		}
		for _, err := range r.skips {
			if !errors.Is(err, sources.ErrTooLarge) {
				t.Errorf("%s: skipped with %v", name, err)
			}
		}
	}
}

func TestEncrypted(t *testing.T) {
	root := t.TempDir()
	write(t, root, "secret", []byte("FAKE\n"))
	write(t, root, "open", []byte("open\n"))
	run(t, root, nil, "zip", "-q", "-P", "FAKE", "x.zip", "secret")
	run(t, root, nil, "zip", "-q", "x.zip", "open")
	r := read(t.Context(), readFile(t, root, "x.zip"), true, Options{})
	if r.err != nil || r.skipped != 1 || !errors.Is(r.skips["x!secret"], errEncrypted) {
		t.Errorf("error %v, skips %v", r.err, r.skips)
	}
	compare(t, r.texts, map[string]string{"x!open": "open\n"})
}

// asIs is a compressor that does nothing.
type asIs struct{ io.Writer }

func (asIs) Close() error { return nil }

func TestUnknownMethod(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(99, func(w io.Writer) (io.WriteCloser, error) { return asIs{w}, nil })
	for i := range maxSkips + 10 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i), Method: 99})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("text")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	r := read(t.Context(), out.Bytes(), true, Options{})
	if r.err != nil || r.skipped != maxSkips+1 || !errors.Is(r.skips["x!3"], zip.ErrAlgorithm) || !errors.Is(r.skips["x"], errMore) {
		t.Errorf("error %v, %d skips, %v", r.err, r.skipped, r.skips["x"])
	}
}

// TestHeld reads zip archives in other archives, which are held in memory, by
// several at once.
func TestHeld(t *testing.T) {
	noise := make([]byte, 9<<20)
	for i := range noise {
		noise[i] = byte(i * i >> 7)
	}
	noise = append(noise, "FAKE"...)
	var stored bytes.Buffer
	z := zip.NewWriter(&stored)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "n", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(noise); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if r := read(t.Context(), stored.Bytes(), true, Options{}); r.skipped > 0 || r.read != int64(len(noise)) {
		t.Errorf("by itself: read %d bytes, skips %v", r.read, r.skips)
	}
	r := read(t.Context(), makeTar(t, stored.Bytes(), []byte("2")), true, Options{})
	if r.err != nil || r.skipped != 2 || !errors.Is(r.skips["x!a"], sources.ErrTooLarge) || r.read < int64(len(noise)) || r.texts["x!b"] != "2" {
		t.Errorf("read %d bytes of %d, error %v, skips %v", r.read, stored.Len(), r.err, r.skips)
	}

	o := New(Options{
		Text: func(_ context.Context, r *sources.Peeked, _ *sources.Origin, _ sources.SkipFunc) error {
			n, err := io.Copy(io.Discard, r)
			if n != int64(len(noise)) {
				t.Errorf("%d bytes", n)
			}
			return err
		},
		Skip: func(_ sources.Origin, err error) error { return err },
	})
	data := makeTar(t, stored.Bytes(), stored.Bytes())
	done := make(chan error)
	for range 3 {
		go func() {
			done <- o.Read(context.Background(), Item{Reader: bytes.NewReader(data), Origin: &sources.Origin{Path: "x"}})
		}()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestConstantMemory reads a long archive of long members.
func TestConstantMemory(t *testing.T) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	a := tar.NewWriter(w)
	piece := bytes.Repeat([]byte("some text in a line\n"), 200_000)
	const pieces = 8
	for i := range pieces {
		if err := a.WriteHeader(&tar.Header{Name: fmt.Sprint(i), Mode: 0o644, Size: int64(len(piece))}); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Write(piece); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(a.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	o := New(Options{
		Text: func(_ context.Context, r *sources.Peeked, _ *sources.Origin, _ sources.SkipFunc) error {
			n, err := sources.Stream(t.Context(), r, &sources.Origin{}, func(sources.Fragment) error { return nil })
			total += n
			return err
		},
		Skip: func(_ sources.Origin, err error) error { return err },
	})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err = o.Read(t.Context(), Item{Reader: bytes.NewReader(out.Bytes()), Origin: &sources.Origin{Path: "x"}})
	runtime.ReadMemStats(&after)
	if err != nil || total != int64(pieces*len(piece)) {
		t.Errorf("read %d bytes, error %v", total, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("%d bytes of memory for %d bytes of text", used, total)
	}
}

// TestFaultyDecoder reads through one that panics.
func TestFaultyDecoder(t *testing.T) {
	u := &file{opener: New(Options{}), ctx: t.Context()}
	l := &layer{file: u, name: "xz", text: faulty{}}
	for range 2 {
		if n, err := l.Read(make([]byte, 10)); n != 0 || !errors.Is(err, errFault) || !strings.HasPrefix(err.Error(), "xz: ") {
			t.Errorf("%d bytes, error %v", n, err)
		}
	}
}

type faulty struct{}

func (faulty) Read(p []byte) (int, error) { return len(p[cap(p)+1:]), nil }

// TestDirectory reads an archive whose directory is too long to be held, from its
// start.
func TestDirectory(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	name := strings.Repeat("a long name/", 300)
	const members = maxDirectory/3600 + 100
	for i := range members {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(name, i), Method: zip.Deflate})
		if err == nil && i >= members-3 {
			_, err = w.Write([]byte("text"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	r := read(t.Context(), out.Bytes(), true, Options{})
	if r.err != nil || r.skipped != 1 || !errors.Is(r.skips["x"], sources.ErrTooLarge) || r.read != 3*4 {
		t.Errorf("read %d bytes, error %v, skips %v", r.read, r.err, r.skips)
	}
}
