package odb

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
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
	offset = len(h.data)
	kind := byte(Blob)
	if back > 0 {
		kind = byte(ofsDelta)
	}
	size := len(content)
	c := kind<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		h.data = append(h.data, c|0x80)
		c = byte(size & 0x7f)
	}
	h.data = append(h.data, c)
	if back > 0 {
		digits := []byte{byte(back & 0x7f)}
		for back >>= 7; back > 0; back >>= 7 {
			back--
			digits = append(digits, byte(back&0x7f)|0x80)
		}
		slices.Reverse(digits)
		h.data = append(h.data, digits...)
	}
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

// open writes the pack and its index, and opens them.
func (h *handmade) open() *Store {
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
	dir := h.t.TempDir()
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
	s, err := Open([]string{dir}, 20, 2)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, p := range s.Problems {
		h.t.Error(p)
	}
	h.t.Cleanup(func() { s.Close() })
	return s
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
	s := h.open()
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
	s := h.open()
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
