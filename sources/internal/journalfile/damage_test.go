//go:build linux

package journalfile

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// fewEntries are entries of which the last holds the key.
func fewEntries() []testEntry {
	list := entries()
	return append(list[:12:12], testEntry{1_700_000_100_000_000, []pair{
		{"MESSAGE", "api_key=" + fakeKey}, {"_SYSTEMD_UNIT", "logstag-agent.service"},
	}})
}

// A file that is cut short anywhere holds the key still, or is skipped.
func TestCutShort(t *testing.T) {
	list := append(smallEntries(), testEntry{3, []pair{{"MESSAGE", "api_key=" + fakeKey}, {"_PID", "1"}}})
	for _, compact := range []bool{false, true} {
		file := handmadeFile(t, list, compact, packers[2])
		whole := collect(ReadFile, bytes.NewReader(file))
		for size := range len(file) {
			r := collect(ReadFile, bytes.NewReader(file[:size]))
			if r.err != nil || len(r.skips) == 0 && !slices.Equal(r.items, whole.items) {
				t.Fatalf("%d of %d bytes: error %v, skips %v", size, len(file), r.err, r.skips)
			}
		}
	}
	export := exported(list)
	for size := range len(export) {
		r := collect(ReadExport, bytes.NewReader(export[:size]))
		if r.err != nil || len(r.skips) == 0 && !r.holds(fakeKey) && strings.Contains(string(export[:size]), fakeKey) {
			t.Fatalf("export, %d of %d bytes: error %v, skips %v", size, len(export), r.err, r.skips)
		}
	}
}

// What comes after damage is found as bytes, and skipped.
func TestDamage(t *testing.T) {
	file := handmadeFile(t, fewEntries(), false, packers[0])
	second := handmadeHeader + int(binary.LittleEndian.Uint64(file[handmadeHeader+8:])+7)&^7
	for name, change := range map[string]func(b []byte){
		"an object of no size":        func(b []byte) { binary.LittleEndian.PutUint64(b[second+8:], 0) },
		"an object of no kind":        func(b []byte) { b[second] = 200 },
		"an object too small":         func(b []byte) { binary.LittleEndian.PutUint64(b[second+8:], 63) },
		"an object longer than all":   func(b []byte) { binary.LittleEndian.PutUint64(b[second+8:], 1<<20) },
		"an object longer than fits":  func(b []byte) { binary.LittleEndian.PutUint64(b[second+8:], 1<<39) },
		"an object longer than words": func(b []byte) { binary.LittleEndian.PutUint64(b[second+8:], 1<<63+16) },
		"an object over text": func(b []byte) {
			b[second] = typeEntryArray
			binary.LittleEndian.PutUint64(b[second+8:], uint64(len(b)-second-8))
		},
		"a hole":                      func(b []byte) { clear(b[second : second+200]) },
		"flags of the future":         func(b []byte) { b[12] |= 0x80 },
		"a header too small":          func(b []byte) { binary.LittleEndian.PutUint64(b[88:], 8) },
		"a header too large":          func(b []byte) { binary.LittleEndian.PutUint64(b[88:], 1<<40) },
		"more objects than there are": func(b []byte) { binary.LittleEndian.PutUint64(b[144:], 10_000) },
	} {
		t.Run(name, func(t *testing.T) {
			damaged := bytes.Clone(file)
			change(damaged)
			r := collect(ReadFile, bytes.NewReader(damaged))
			if r.err != nil || len(r.skips) != 1 || !r.holds(fakeKey) {
				t.Errorf("error %v, skips %v, key found: %v", r.err, r.skips, r.holds(fakeKey))
			}
			for _, err := range r.skips {
				if strings.Contains(err.Error(), "FAKE") {
					t.Error("the error holds text of the journal")
				}
			}
		})
	}
}

// A field that can't be decompressed is skipped; the others are read.
func TestDamagedField(t *testing.T) {
	list := append(fewEntries(), testEntry{1, []pair{{"MESSAGE", strings.Repeat("compress ", 1000)}}}, testEntry{2, []pair{{"MESSAGE", "last"}}})
	for _, pack := range packers[1:] {
		for _, kind := range []string{"payload", "length", "kind"} {
			broken := pack
			broken.pack = func(t testing.TB, payload []byte) []byte {
				packed := pack.pack(t, payload)
				switch kind {
				case "payload":
					clear(packed[len(packed)/3:])
				case "length": // LZ4 says it here; the others have their magic here
					binary.LittleEndian.PutUint64(packed, 1<<62)
				}
				return packed
			}
			if kind == "kind" {
				broken.object = 3
			}
			r := collect(ReadFile, bytes.NewReader(handmadeFile(t, list, false, broken)))
			if r.err != nil || len(r.skips) < 2 || !r.holds(fakeKey) || !r.holds(`"last"`) {
				t.Errorf("%s, %s: error %v, %d skips, key found: %v", pack.name, kind, r.err, len(r.skips), r.holds(fakeKey))
			}
		}
	}
}

// An xz payload may not ask for a dictionary that is much larger than systemd's.
func TestLargeDictionary(t *testing.T) {
	pack := packers[1]
	pack.pack = func(t testing.TB, payload []byte) []byte {
		packed := packXZ(t, payload)
		packed[xzStreamHeader+4] = 37 // 2 GiB; the checksum of the header is wrong now as well
		return packed
	}
	r := collect(ReadFile, bytes.NewReader(handmadeFile(t, fewEntries(), false, pack)))
	if len(r.skips) == 0 || !errors.Is(r.skips[0], sources.ErrTooLarge) {
		t.Errorf("skips: %v", r.skips)
	}
}

// journald makes room for entries before it writes them.
func TestFileBeingWritten(t *testing.T) {
	file := handmadeFile(t, fewEntries(), false, packers[0])
	whole := collect(ReadFile, bytes.NewReader(file))
	binary.LittleEndian.PutUint64(file[144:], 3) // as the header was a while ago
	r := collect(ReadFile, bytes.NewReader(append(file, make([]byte, 8<<20)...)))
	if r.err != nil || len(r.skips) > 0 || len(r.bytes) > 0 {
		t.Errorf("error %v, skips %v, %d texts besides", r.err, r.skips, len(r.bytes))
	}
	compare(t, r.items, whole.items)
	r = collect(ReadFile, bytes.NewReader(append(append(file, make([]byte, 1<<20)...), "old text"...)))
	if len(r.bytes) != 1 || r.bytes[0] != "old text" || len(r.skips) > 0 {
		t.Errorf("of what lies behind, %q was read; skips %v", r.bytes, r.skips)
	}
}

// Fields without an entry, as a host that crashed leaves them, are read.
func TestNoEntry(t *testing.T) {
	h := &handmade{t: t, pack: packers[0], file: make([]byte, handmadeHeader), at: map[pair]uint64{}}
	h.data([]byte("MESSAGE=api_key=" + fakeKey))
	h.data([]byte("_SYSTEMD_UNIT=logstag-agent.service"))
	h.finish()
	r := collect(ReadFile, bytes.NewReader(h.file))
	if len(r.items) != 2 || !r.holds("unit=logstag-agent.service") || !r.holds("api_key="+fakeKey) || len(r.skips) > 0 {
		t.Errorf("%d items, skips %v", len(r.items), r.skips)
	}
}

// A field of any length is read in a small amount of memory.
func TestLongField(t *testing.T) {
	const size = maxPayload + 1<<20
	h := &handmade{t: t, pack: packers[0], file: make([]byte, handmadeHeader, 2*size), at: map[pair]uint64{}}
	at := h.object(typeData, 0, make([]byte, dataHeader+size))
	copy(h.file[int(at)+64:], "COREDUMP=")
	copy(h.file[len(h.file)-100:], "api_key="+fakeKey)
	h.entry(1, testEntry{1, []pair{{"MESSAGE", "next"}}})
	h.finish()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	found := 0
	err := ReadFile(t.Context(), bytes.NewReader(h.file), &sources.Origin{}, func(f sources.Fragment) error {
		if i := bytes.Index(f.Data, []byte(fakeKey)); i >= f.Before && i < len(f.Data)-f.After || bytes.Contains(f.Data, []byte("next")) {
			found++
		}
		return nil
	}, func(_ sources.Origin, err error) error { return err })
	runtime.ReadMemStats(&after)
	if err != nil || found != 2 {
		t.Errorf("%d of 2 texts found, error %v", found, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
}

// A failing disk is no damage of the journal.
func TestReadFailure(t *testing.T) {
	failure := errors.New("input/output error")
	file, export := handmadeFile(t, fewEntries(), false, packers[0]), exported(fewEntries())
	for _, size := range []int{0, 100, 300, len(file) / 2} {
		r := collect(ReadFile, io.MultiReader(bytes.NewReader(file[:size]), iotest.ErrReader(failure)))
		if r.err != nil || len(r.skips) == 0 || !errors.Is(r.skips[0], failure) {
			t.Errorf("%d bytes: error %v, skips %v", size, r.err, r.skips)
		}
		r = collect(ReadExport, io.MultiReader(bytes.NewReader(export[:size]), iotest.ErrReader(failure)))
		if r.err != nil || len(r.skips) == 0 || !errors.Is(r.skips[0], failure) {
			t.Errorf("export, %d bytes: error %v, skips %v", size, r.err, r.skips)
		}
	}
}

// Small reads change nothing.
func TestSmallReads(t *testing.T) {
	file, export := handmadeFile(t, fewEntries(), true, packers[2]), exported(fewEntries())
	want := collect(ReadFile, bytes.NewReader(file))
	compare(t, collect(ReadFile, iotest.OneByteReader(bytes.NewReader(file))).items, want.items)
	compare(t, collect(ReadExport, iotest.OneByteReader(bytes.NewReader(export))).items, expected(fewEntries()))
}

func TestCancelled(t *testing.T) {
	for name, read := range map[string]func(context.Context) error{
		"file": func(ctx context.Context) error {
			zeros := io.MultiReader(bytes.NewReader(handmadeFile(t, fewEntries(), false, packers[0])), endless{})
			return ReadFile(ctx, zeros, &sources.Origin{}, func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error { return err })
		},
		"export": func(ctx context.Context) error {
			return ReadExport(ctx, repeated("MESSAGE=x\n\n"), &sources.Origin{}, func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error { return err })
		},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if err := read(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
}

// endless is a file that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// repeated is a text that is repeated without an end.
type repeated string

func (r repeated) Read(p []byte) (int, error) { return copy(p, r), nil }

// Damage at random neither stops the reader nor makes it read in circles.
func TestRandomDamage(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, pack := range packers {
		file := handmadeFile(t, smallEntries(), false, pack)
		for range 100 {
			damaged := bytes.Clone(file)
			for range 1 + rng.IntN(8) {
				damaged[rng.IntN(len(damaged))] ^= 1 << rng.IntN(8)
			}
			if r := collect(ReadFile, bytes.NewReader(damaged)); r.err != nil {
				t.Fatal(r.err)
			}
		}
	}
}
