package odb

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// handmade is a pack as git would not write it.
type handmade struct {
	t       *testing.T
	data    []byte
	offsets map[ID]uint64
}

func newHandmade(t *testing.T) *handmade {
	return &handmade{t: t, data: append([]byte("PACK\x00\x00\x00\x02"), 0, 0, 0, 0), offsets: map[ID]uint64{}}
}

func blobID(content []byte) (id ID) {
	sum := sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(content), content))
	copy(id[:], sum[:])
	return id
}

// add appends an entry: back is how far before it the base of a delta begins, 0
// for an object that is whole.
func (h *handmade) add(id ID, content []byte, back int) (offset int) {
	h.t.Helper()
	if back == 0 {
		return h.entry(id, Blob, nil, content)
	}
	digits := []byte{byte(back & 0x7f)}
	for back >>= 7; back > 0; back >>= 7 {
		back--
		digits = append(digits, byte(back&0x7f)|0x80)
	}
	slices.Reverse(digits)
	return h.entry(id, ofsDelta, digits, content)
}

// addRef appends a delta that names its base.
func (h *handmade) addRef(id, base ID, delta []byte) { h.entry(id, refDelta, base[:20], delta) }

// entry appends an entry whose header has more than kind and size.
func (h *handmade) entry(id ID, kind Kind, more, content []byte) (offset int) {
	h.t.Helper()
	offset = len(h.data)
	size := len(content)
	c := byte(kind)<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		h.data = append(h.data, c|0x80)
		c = byte(size & 0x7f)
	}
	h.data = append(h.data, c)
	h.data = append(h.data, more...)
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	if _, err := w.Write(content); err != nil {
		h.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		h.t.Fatal(err)
	}
	h.data = append(h.data, z.Bytes()...)
	h.offsets[id] = uint64(offset)
	return offset
}

// open writes packs and their indices, each into a folder of its own, and opens
// them.
func open(packs ...*handmade) *Store {
	t := packs[0].t
	t.Helper()
	var dirs []string
	for _, h := range packs {
		dirs = append(dirs, h.write())
	}
	s, err := Open(dirs, 20, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems {
		t.Error(p)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func (h *handmade) write() (dir string) {
	h.t.Helper()
	var ids []ID
	for id := range h.offsets {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b ID) int { return compareID(&a, &b) })
	binary.BigEndian.PutUint32(h.data[8:], uint32(len(ids)))
	idx := []byte("\xfftOc\x00\x00\x00\x02")
	n := 0
	for b := range 256 {
		for n < len(ids) && int(ids[n][0]) <= b {
			n++
		}
		idx = binary.BigEndian.AppendUint32(idx, uint32(n))
	}
	for i := range ids {
		idx = append(idx, ids[i][:20]...)
	}
	idx = append(idx, make([]byte, 4*len(ids))...) // checksums, which nobody looks at
	for i := range ids {
		idx = binary.BigEndian.AppendUint32(idx, uint32(h.offsets[ids[i]]))
	}
	dir = h.t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "pack"), 0o755); err != nil {
		h.t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"p.pack": append(h.data, make([]byte, 20)...),
		"p.idx":  append(idx, make([]byte, 40)...),
	} {
		if err := os.WriteFile(filepath.Join(dir, "pack", name), data, 0o644); err != nil {
			h.t.Fatal(err)
		}
	}
	return dir
}

// insertDelta makes a delta of a base's size that inserts all of its content.
func insertDelta(baseSize int, content []byte) []byte {
	d := binary.AppendUvarint(nil, uint64(baseSize))
	d = binary.AppendUvarint(d, uint64(len(content)))
	for len(content) > 0 {
		n := min(len(content), 127)
		d = append(append(d, byte(n)), content[:n]...)
		content = content[n:]
	}
	return d
}

// visited gives the contents that a walk visits, and fails for what it skips.
func visited(t *testing.T, s *Store, workers int) map[ID]string {
	t.Helper()
	var mu sync.Mutex
	got := map[ID]string{}
	err := s.Each(t.Context(), []Kind{Blob}, workers, LimitAll(-1), Visitor{
		Visit: func(_ int, o *Object) error {
			mu.Lock()
			defer mu.Unlock()
			got[s.ID(o.Number)] = string(o.Data)
			return nil
		},
		Skip: func(number int32, k Kind, err error) error {
			t.Errorf("%v %x is skipped: %v", k, s.ID(number), err)
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestEmptyBase hands parts of a family to other workers whose base has no bytes.
func TestEmptyBase(t *testing.T) {
	h := newHandmade(t)
	want := map[ID]string{blobID(nil): ""}
	base := h.add(blobID(nil), nil, 0)
	for n := range 3000 {
		content := fmt.Appendf(nil, "version %d", n)
		want[blobID(content)] = string(content)
		h.add(blobID(content), insertDelta(0, content), len(h.data)-base)
	}
	s := open(h)
	for _, workers := range []int{1, 4} {
		got := visited(t, s, workers)
		for id, content := range want {
			if got[id] != content {
				t.Fatalf("%d workers: %q became %q", workers, content, got[id])
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d workers: %d objects of %d", workers, len(got), len(want))
		}
	}
}

// TestFalseEntry names in the index a place in the midst of another object, where
// a header seems to stand: the object around it must be read all the same.
func TestFalseEntry(t *testing.T) {
	h := newHandmade(t)
	content := bytes.Repeat([]byte("some text, then more of it; "), 500)
	offset := h.add(blobID(content), content, 0)
	other := h.add(blobID([]byte("other")), []byte("other"), 0)
	for at := offset + 4; at < other; at++ {
		if c := h.data[at]; c&0x80 == 0 && Kind(c>>4&7) == Blob {
			h.offsets[ID{1, 2, 3}] = uint64(at)
			break
		}
	}
	if len(h.offsets) != 3 {
		t.Fatal("nothing in the compressed text looks like a header")
	}
	s := open(h)
	var mu sync.Mutex
	found, skipped := 0, 0
	err := s.Each(t.Context(), []Kind{Blob}, 2, LimitAll(-1), Visitor{
		Visit: func(_ int, o *Object) error {
			mu.Lock()
			defer mu.Unlock()
			if s.ID(o.Number) == blobID(content) && bytes.Equal(o.Data, content) {
				found++
			}
			return nil
		},
		Skip: func(number int32, _ Kind, _ error) error {
			mu.Lock()
			defer mu.Unlock()
			if s.ID(number) == (ID{1, 2, 3}) {
				skipped++
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if found != 1 || skipped != 1 {
		t.Errorf("the object was visited %d times, the false one skipped %d times", found, skipped)
	}
}

// counted walks over blobs and says how many were visited and how many skipped.
func counted(t *testing.T, s *Store) (visited, skipped int) {
	t.Helper()
	var v, k atomic.Int32
	err := s.Each(t.Context(), []Kind{Blob}, 2, LimitAll(-1), Visitor{
		Visit: func(int, *Object) error { v.Add(1); return nil },
		Skip:  func(int32, Kind, error) error { k.Add(1); return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return int(v.Load()), int(k.Load())
}

// TestTwoNames gives one place to two ids, one of which a larger pack holds too:
// neither may vanish.
func TestTwoNames(t *testing.T) {
	x, z := []byte("content of x"), []byte("content of z")
	small := newHandmade(t)
	small.add(blobID(x), x, 0)
	small.offsets[blobID(z)] = small.offsets[blobID(x)]
	large := newHandmade(t)
	large.add(blobID(z), z, 0)
	for n := range 10 {
		content := fmt.Appendf(nil, "other %d", n)
		large.add(blobID(content), content, 0)
	}
	if v, k := counted(t, open(small)); v != 1 || k != 1 {
		t.Errorf("alone: %d visited, %d skipped", v, k)
	}
	if v, k := counted(t, open(small, large)); v+k != 12 {
		t.Errorf("beside a larger pack: %d visited, %d skipped of 12", v, k)
	}
}

// TestCircles has bases in each other's packs, each in two copies: they are
// reported, and not looked for 2^64 times.
func TestCircles(t *testing.T) {
	a, b := ID{1}, ID{2}
	delta := insertDelta(1, []byte("x"))
	var packs []*handmade
	for range 2 {
		p, q := newHandmade(t), newHandmade(t)
		p.addRef(a, b, delta)
		q.addRef(b, a, delta)
		packs = append(packs, p, q)
	}
	s := open(packs...)
	if v, k := counted(t, s); v != 0 || k != 2 {
		t.Errorf("%d visited, %d skipped", v, k)
	}
	if _, _, err := s.Get(&a, -1); !errors.Is(err, ErrDamaged) {
		t.Errorf("Get gives %v", err)
	}
	if _, err := s.KindOf(&a); !errors.Is(err, ErrDamaged) {
		t.Errorf("KindOf gives %v", err)
	}
}

// TestPanic lets a visitor panic: the walk ends, and the panic comes out.
func TestPanic(t *testing.T) {
	h := newHandmade(t)
	for n := range 50 {
		content := fmt.Appendf(nil, "content %d", n)
		h.add(blobID(content), content, 0)
	}
	s := open(h)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	_ = s.Each(t.Context(), []Kind{Blob}, 4, LimitAll(-1), Visitor{
		Visit: func(int, *Object) error { panic("a fault in a detector") },
		Skip:  func(int32, Kind, error) error { return nil },
	})
}
