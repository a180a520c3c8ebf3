package odb

import (
	"encoding/binary"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sort"
)

// entry is one object in a pack. Entries are sorted by offset.
type entry struct {
	offset uint64
	size   uint64 // inflated: of the object, or of the delta
	// base is the entry that a delta is against, or one of the values below.
	base int32
	// name is the object's number in the index; -1 if that does not name it.
	name int32
	head uint8 // length of the header, up to the compressed data
	kind Kind  // as written: a type or a kind of delta
	// duplicate says that another pack holds the object too, and visits it.
	duplicate bool
}

// What entry.base is where there is no such entry.
const (
	noBase      = -1 // stored whole
	foreignBase = -2 // in another pack, or loose
	brokenBase  = -3 // nowhere
)

// pack is one pack file, mapped.
type pack struct {
	path    string
	data    []byte
	unmap   func() error
	index   *packIndex
	entries []entry
	// byName gives the entry of each number of the index.
	byName []int32
	// The children of entry i are children[first[i]:first[i+1]], sorted by
	// offset.
	first, children []int32
	duplicates      int
	faults          []fault // entries that cannot be read
}

// fault is an object that cannot be read, and why.
type fault struct {
	name int32
	err  error
}

// packHead is the length of a pack's header: "PACK", version, count.
const packHead = 12

// openPack maps a pack and reads the headers of all its entries.
func openPack(path string, index *packIndex, idLen int) (*pack, error) {
	if index.len() > math.MaxInt32-1 {
		return nil, fmt.Errorf("%d objects are more than can be read", index.len())
	}
	data, unmap, err := mapFile(path)
	if err != nil {
		return nil, err
	}
	p := &pack{path: path, data: data, unmap: unmap, index: index}
	if len(data) < packHead || string(data[:4]) != "PACK" {
		return nil, closeWith(p, damaged("it is no pack"))
	}
	if v := binary.BigEndian.Uint32(data[4:]); v != 2 && v != 3 {
		return nil, closeWith(p, fmt.Errorf("pack version %d is unknown", v))
	}
	p.data = data[:max(packHead, len(data)-idLen)] // the checksum at the end is no entry
	p.readEntries()
	return p, nil
}

func closeWith(p *pack, err error) error {
	if cerr := p.close(); cerr != nil {
		return fmt.Errorf("%w (and it cannot be closed: %w)", err, cerr)
	}
	return err
}

func (p *pack) close() error {
	if p.unmap == nil {
		return nil
	}
	p.data = nil
	return p.unmap()
}

// id gives an entry's id; the zero id if the index does not name it.
func (p *pack) id(e int) ID {
	if n := p.entries[e].name; n >= 0 {
		return p.index.id(int(n))
	}
	return ID{}
}

// lookUp gives the entry of an object.
func (p *pack) lookUp(id ID) (int, bool) {
	n, ok := p.index.find(&id)
	if !ok || p.byName[n] < 0 {
		return 0, false
	}
	return int(p.byName[n]), true
}

// atOffset gives the entry that begins at an offset.
func (p *pack) atOffset(offset uint64) (int, bool) {
	i := sort.Search(len(p.entries), func(i int) bool { return p.entries[i].offset >= offset })
	return i, i < len(p.entries) && p.entries[i].offset == offset
}

// readEntries reads the header of each object that the index names, and of those
// that only serve as bases: a multi-pack-index names each object in one pack.
func (p *pack) readEntries() {
	n := p.index.len()
	p.entries = make([]entry, 0, n)
	for name, offset := range p.index.offsets {
		p.addEntry(offset, int32(name))
	}
	for {
		slices.SortFunc(p.entries, func(a, b entry) int {
			switch {
			case a.offset < b.offset:
				return -1
			case a.offset > b.offset:
				return 1
			}
			return int(b.name) - int(a.name)
		})
		// Two names for one offset: only damage makes that.
		p.entries = slices.CompactFunc(p.entries, func(a, b entry) bool { return a.offset == b.offset })
		added := false
		for i, end := 0, len(p.entries); i < end; i++ {
			e := &p.entries[i]
			if e.kind != ofsDelta {
				continue
			}
			offset, _, ok := p.ofsBase(e)
			if !ok {
				continue
			}
			if j := sort.Search(end, func(j int) bool { return p.entries[j].offset >= offset }); j < end && p.entries[j].offset == offset {
				continue
			}
			if p.addEntry(offset, -1) {
				added = true
			}
		}
		if !added {
			break
		}
	}
	p.byName = make([]int32, n)
	for i := range p.byName {
		p.byName[i] = -1
	}
	for i := range p.entries {
		if name := p.entries[i].name; name >= 0 {
			p.byName[name] = int32(i)
		}
	}
}

// addEntry reads the header at an offset.
func (p *pack) addEntry(offset uint64, name int32) bool {
	e := entry{offset: offset, name: name, base: noBase}
	fail := func(what string) bool {
		if name >= 0 {
			p.faults = append(p.faults, fault{name, damaged("%s at offset %d of %s", what, offset, filepath.Base(p.path))})
		}
		return false
	}
	if offset < packHead || offset >= uint64(len(p.data)) {
		return fail("there is nothing")
	}
	b := p.data[offset:]
	c := b[0]
	e.kind = Kind(c >> 4 & 7)
	e.size = uint64(c & 15)
	at, shift := 1, 4
	for c&0x80 != 0 {
		if at >= len(b) || shift > 57 {
			return fail("the header has no end")
		}
		c = b[at]
		at++
		e.size |= uint64(c&0x7f) << shift
		shift += 7
	}
	e.head = uint8(at)
	switch e.kind {
	case Commit, Tree, Blob, Tag:
	case ofsDelta:
		_, n, ok := p.ofsBase(&e)
		if !ok {
			return fail("a delta's base has no place")
		}
		e.head += n
	case refDelta:
		if at+p.index.idLen > len(b) {
			return fail("the header has no end")
		}
		e.head += uint8(p.index.idLen)
	default:
		return fail(fmt.Sprintf("an object of unknown type %d lies", e.kind))
	}
	p.entries = append(p.entries, e)
	return true
}

// ofsBase reads the offset of the base of an OFS_DELTA, and the length of its
// encoding. It works before and after head counts that encoding.
func (p *pack) ofsBase(e *entry) (base uint64, length uint8, ok bool) {
	b := p.data[e.offset:]
	at := 1
	for b[at-1]&0x80 != 0 { // over type and size
		if at >= len(b) {
			return 0, 0, false
		}
		at++
	}
	start := at
	if at >= len(b) {
		return 0, 0, false
	}
	c := b[at]
	at++
	back := uint64(c & 0x7f)
	for c&0x80 != 0 {
		if at >= len(b) || at-start > 8 {
			return 0, 0, false
		}
		c = b[at]
		at++
		back = (back+1)<<7 | uint64(c&0x7f)
	}
	if back == 0 || back > e.offset {
		return 0, 0, false
	}
	return e.offset - back, uint8(at - start), true
}

// refBase gives the id of the base of a REF_DELTA.
func (p *pack) refBase(e *entry) (id ID) {
	end := e.offset + uint64(e.head)
	copy(id[:], p.data[end-uint64(p.index.idLen):end])
	return id
}

// dropHeldBy marks the objects that another pack holds too. Both indices are in
// order, so one pass over both is enough.
func (p *pack) dropHeldBy(other *pack) {
	i, j := 0, 0
	n := p.index.idLen
	for i < p.index.len() && j < other.index.len() {
		a, b := p.index.ids[i*n:(i+1)*n], other.index.ids[j*n:(j+1)*n]
		switch c := compareBytes(a, b); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			mine, theirs := p.byName[i], other.byName[j]
			if mine >= 0 && theirs >= 0 && !p.entries[mine].duplicate {
				p.entries[mine].duplicate = true
				p.duplicates++
			}
			i++
			j++
		}
	}
}

func compareBytes(a, b []byte) int {
	for i := range a {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return 0
}

// link finds the base of each delta and makes the lists of children.
func (p *pack) link() {
	n := len(p.entries)
	p.first = make([]int32, n+1)
	for i := range p.entries {
		e := &p.entries[i]
		switch e.kind {
		case ofsDelta:
			offset, _, _ := p.ofsBase(e)
			if b, ok := p.atOffset(offset); ok {
				e.base = int32(b)
			} else {
				e.base = brokenBase
			}
		case refDelta:
			id := p.refBase(e)
			if b, ok := p.lookUp(id); ok {
				e.base = int32(b)
			} else {
				e.base = foreignBase
			}
		}
		if e.base >= 0 {
			p.first[e.base+1]++
		}
	}
	for i := 1; i <= n; i++ {
		p.first[i] += p.first[i-1]
	}
	p.children = make([]int32, p.first[n])
	fill := slices.Clone(p.first[:n])
	for i := range p.entries {
		if b := p.entries[i].base; b >= 0 {
			p.children[fill[b]] = int32(i)
			fill[b]++
		}
	}
}

// childrenOf gives the bounds of an entry's children.
func (p *pack) childrenOf(e int) (from, to int32) { return p.first[e], p.first[e+1] }

// compressed gives the zlib stream of an entry, and all that follows it.
func (p *pack) compressed(e *entry) []byte { return p.data[e.offset+uint64(e.head):] }
