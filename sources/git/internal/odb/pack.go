package odb

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"path/filepath"
	"slices"
	"sort"

	"github.com/sourcegraph/conc/pool"
)

// pack is one pack file. Its objects are its entries, in the order in which they
// lie. An entry takes 17 bytes: a history has millions.
type pack struct {
	path  string
	file  packFile
	end   uint64 // where the entries end: the checksum behind them is none
	index *packIndex
	// base is the store's number of the first object of the index; the others
	// follow.
	base int
	// keys hold of each entry its offset and, in the lowest nameBits, the number
	// that its id has in the index, or noName. They are sorted.
	keys     []uint64
	nameBits int
	forms    []form
	// The children of entry i, those stored as differences to it, are
	// children[first[i]:first[i+1]]; see largestLast.
	first, children []int32
	duplicates      int
	faults          []fault // entries that cannot be read
}

// form says how an entry is stored: its kind as written, and a few marks.
type form uint8

const (
	kindMask form = 7
	// duplicate says that another pack holds the object too, and visits it.
	duplicate form = 1 << 3
	// Where the base of a delta is: in the same pack, elsewhere, or nowhere. An
	// object that is stored whole has none of the three.
	hasBase     form = 1 << 4
	foreignBase form = 1 << 5
	brokenBase  form = 1 << 6
)

func (f form) kind() Kind { return Kind(f & kindMask) }

// header is what stands before an entry's compressed data.
type header struct {
	kind   Kind
	size   uint64 // inflated: of the object, or of the delta
	length int    // of the header
	back   uint64 // how far before the entry the base of an OFS_DELTA begins
	base   ID     // of a REF_DELTA
}

// longestHeader is the length of the longest header, in bytes.
const longestHeader = 10 + 32

// stored is an entry as it lies in its pack.
type stored struct {
	header
	pack   *pack
	offset uint64 // of the stream
	// stream begins with the compressed data. It reaches to the next entry, which
	// is too short if the index names something that is none.
	stream []byte
}

// fault is an object that cannot be read, and why.
type fault struct {
	name int32
	err  error
}

// packHead is the length of a pack's header: "PACK", version, count.
const packHead = 12

// openPack opens a pack and reads the headers of all its entries. The pack owns
// the index from now on, whether there is an error or not.
func openPack(path string, index *packIndex, workers int) (*pack, error) {
	p := &pack{path: path, index: index, nameBits: bits.Len(uint(index.len()))}
	file, err := openPackFile(path)
	if err != nil {
		return nil, closeWith(p, err)
	}
	p.file = file
	var head [packHead]byte
	if _, err := file.file.ReadAt(head[:], 0); err != nil || string(head[:4]) != "PACK" {
		return nil, closeWith(p, damaged("it is no pack"))
	}
	if v := binary.BigEndian.Uint32(head[4:]); v != 2 && v != 3 {
		return nil, closeWith(p, fmt.Errorf("pack version %d is unknown", v))
	}
	if bits.Len64(uint64(file.size))+p.nameBits > 64 {
		return nil, closeWith(p, fmt.Errorf("%d bytes are more than can be read", file.size))
	}
	p.end = uint64(max(packHead, file.size-int64(index.idLen)))
	if err := p.readEntries(int64(binary.BigEndian.Uint32(head[8:])), workers); err != nil {
		return nil, closeWith(p, err)
	}
	return p, nil
}

func closeWith(p *pack, err error) error {
	if cerr := p.close(); cerr != nil {
		return fmt.Errorf("%w (and it cannot be closed: %w)", err, cerr)
	}
	return err
}

func (p *pack) close() error {
	ierr := p.index.close()
	if err := p.file.close(); err != nil {
		return err
	}
	return ierr
}

// offset is where an entry begins.
func (p *pack) offset(e int) uint64 { return p.keys[e] >> p.nameBits }

// name is the number that an entry's id has in the index; not ok if the index
// does not name it.
func (p *pack) name(e int) (n int, ok bool) {
	n = int(p.keys[e] & (1<<p.nameBits - 1))
	return n, n != p.noName()
}

// noName is the name of an entry that only serves as a base.
func (p *pack) noName() int { return 1<<p.nameBits - 1 }

// number is the store's number of an entry's object; -1 if it has none.
func (p *pack) number(e int) int32 {
	if n, ok := p.name(e); ok {
		return int32(p.base + n)
	}
	return -1
}

// hidden says that an entry is not to be told of: another copy is, or it has no
// id.
func (p *pack) hidden(e int) bool {
	_, named := p.name(e)
	return !named || p.forms[e]&duplicate != 0
}

// lookUp gives the entry of an object.
func (p *pack) lookUp(id *ID) (int, bool) {
	n, ok := p.index.find(id[:p.index.idLen])
	if !ok {
		return 0, false
	}
	return p.entryOf(n)
}

// entryOf gives the entry of the object that has number n in the index; not ok
// if its header cannot be read.
func (p *pack) entryOf(n int) (int, bool) {
	offset, ok := p.index.offset(n)
	if !ok {
		return 0, false
	}
	return p.atOffset(offset)
}

// atOffset gives the entry that begins at an offset.
func (p *pack) atOffset(offset uint64) (int, bool) {
	i := sort.Search(len(p.keys), func(i int) bool { return p.offset(i) >= offset })
	return i, i < len(p.keys) && p.offset(i) == offset
}

// before gives the entry that begins at an offset below that of entry e. The
// base of a delta most often lies near to it.
func (p *pack) before(e int, offset uint64) (int, bool) {
	lo, step := e, 1
	for lo > 0 && p.offset(lo) > offset {
		e = lo
		lo = max(0, lo-step)
		step *= 2
	}
	i := lo + sort.Search(e-lo, func(i int) bool { return p.offset(lo+i) >= offset })
	return i, i < len(p.keys) && p.offset(i) == offset
}

// readEntries sorts the objects that the index names by their places, reads
// their headers and finds the base of each delta. Claimed is how many objects the
// pack says that it has.
func (p *pack) readEntries(claimed int64, workers int) error {
	n := p.index.len()
	p.keys = make([]uint64, 0, n)
	for i := range n {
		if offset, ok := p.index.offset(i); ok && offset < p.end {
			p.keys = append(p.keys, offset<<p.nameBits|uint64(i))
		} else {
			p.fault(i, "there is nothing where the index says")
		}
	}
	sortKeys(p.keys, p.nameBits)
	// Two names for one offset: only damage makes that. The second is told of as
	// if it could not be read, so that another copy is looked for.
	kept := p.keys[:0]
	for _, k := range p.keys {
		if last := len(kept) - 1; last >= 0 && kept[last]>>p.nameBits == k>>p.nameBits {
			p.fault(int(k)&p.noName(), "the index gives the place of another object")
			continue
		}
		kept = append(kept, k)
	}
	p.keys = kept
	bases, err := p.readHeaders(workers)
	if err == nil && slices.Contains(bases, missingBase) {
		// As many as the pack can have, so that no pack makes more of itself.
		const smallest = 10 // bytes: of a header and a zlib stream
		room := int(min(claimed, p.file.size/smallest)) - len(p.keys)
		if p.addBases(bases, room) {
			bases, err = p.readHeaders(workers)
		}
	}
	if err != nil {
		return err
	}
	p.link(bases)
	return nil
}

func (p *pack) fault(name int, what string) {
	p.faults = append(p.faults, fault{int32(name), damaged("%s in %s", what, filepath.Base(p.path))})
}

// What stands for a base in the list that readHeaders makes where it is no
// entry.
const (
	noBase      = -1 // stored whole
	elsewhere   = -2 // in another pack, or loose
	missingBase = -3 // the entry is not in the list yet
	badHeader   = -4
)

// readHeaders reads the kind of each entry, and gives the entry of its base.
func (p *pack) readHeaders(workers int) ([]int32, error) {
	bases := make([]int32, len(p.keys))
	p.forms = make([]form, len(p.keys))
	const grain = 1 << 14
	group := pool.New().WithErrors().WithMaxGoroutines(max(workers, 1))
	for from := 0; from < len(p.keys); from += grain {
		group.Go(func() error {
			return Guard(func() error {
				in := newBlocks(largeBlock, 0)
				for e := from; e < min(from+grain, len(p.keys)); e++ {
					if err := p.readHeader(in, e, bases); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	return bases, group.Wait()
}

func (p *pack) readHeader(in *blocks, e int, bases []int32) error {
	offset := p.offset(e)
	h, ok, err := p.header(in, offset)
	if !ok {
		bases[e] = badHeader
		return err
	}
	p.forms[e] = form(h.kind)
	bases[e] = noBase
	switch h.kind {
	case ofsDelta:
		if b, ok := p.before(e, offset-h.back); ok {
			bases[e] = int32(b)
		} else {
			bases[e] = missingBase
		}
	case refDelta:
		if b, ok := p.lookUp(&h.base); ok {
			bases[e] = int32(b)
		} else {
			bases[e] = elsewhere
		}
	}
	return nil
}

// addBases adds the entries that the index does not name and that only serve as
// bases, not more than there is room for: a multi-pack-index names each object in
// one pack. It says whether there were any.
func (p *pack) addBases(bases []int32, room int) bool {
	known := len(p.keys)
	added := map[uint64]bool{}
	in := newBlocks(smallBlock, 0)
	for e, b := range bases {
		if b != missingBase {
			continue
		}
		offset := p.offset(e)
		h, ok, _ := p.header(in, offset)
		for ok && h.kind == ofsDelta && room > 0 {
			offset -= h.back
			if added[offset] || p.has(offset, known) {
				break
			}
			if h, ok, _ = p.header(in, offset); ok {
				added[offset] = true
				p.keys = append(p.keys, offset<<p.nameBits|uint64(p.noName()))
				room--
			}
		}
	}
	slices.Sort(p.keys)
	return len(added) > 0
}

// has says whether one of the first entries begins at an offset.
func (p *pack) has(offset uint64, entries int) bool {
	i := sort.Search(entries, func(i int) bool { return p.offset(i) >= offset })
	return i < entries && p.offset(i) == offset
}

// link makes the lists of children, and leaves out what has no sound header.
func (p *pack) link(bases []int32) {
	n := len(p.keys)
	p.first = make([]int32, n+1)
	for e, b := range bases {
		switch {
		case b >= 0:
			p.forms[e] |= hasBase
			p.first[b+1]++
		case b == elsewhere:
			p.forms[e] |= foreignBase
		case b == missingBase:
			p.forms[e] |= brokenBase
		case b == badHeader:
			p.forms[e] |= brokenBase
			if name, ok := p.name(e); ok {
				p.fault(name, fmt.Sprintf("at offset %d lies no object with a sound header", p.offset(e)))
				// It is reported as a fault, and not once more as unread.
				p.keys[e] |= uint64(p.noName())
			}
		}
	}
	for i := 1; i <= n; i++ {
		p.first[i] += p.first[i-1]
	}
	p.children = make([]int32, p.first[n])
	// Each list is filled from its start; first moves on meanwhile and is put
	// back afterwards.
	for e, b := range bases {
		if b >= 0 {
			p.children[p.first[b]] = int32(e)
			p.first[b]++
		}
	}
	copy(p.first[1:], p.first[:n])
	p.first[0] = 0
	p.largestLast(bases)
}

// largestLast puts that child last on which the most others depend. A base is not
// needed any more once its last child is made, so that few bases are held at
// once, however long the family: each is the base of less than half of the one
// below it.
func (p *pack) largestLast(bases []int32) {
	// Most bases lie before what depends on them, so that one pass from the end
	// counts. Where they do not, the counts are too low, which does no harm.
	weights := make([]int32, len(bases))
	for e := len(bases) - 1; e >= 0; e-- {
		if b := bases[e]; b >= 0 {
			weights[b] += weights[e] + 1
		}
	}
	for e := range bases {
		from, to := p.childrenOf(e)
		if to-from < 2 {
			continue
		}
		list := p.children[from:to]
		most := len(list) - 1
		for i, c := range list {
			if weights[c] > weights[list[most]] {
				most = i
			}
		}
		list[most], list[len(list)-1] = list[len(list)-1], list[most]
	}
}

// header reads the header at an offset; not ok if there is no sound one.
func (p *pack) header(in *blocks, offset uint64) (h header, ok bool, err error) {
	if offset < packHead || offset >= p.end {
		return h, false, nil
	}
	b, err := in.at(p.file, int64(offset), int(min(longestHeader, p.end-offset)))
	if err != nil {
		return h, false, err
	}
	h, ok = parseHeader(b, offset, p.index.idLen)
	return h, ok, nil
}

// parseHeader reads the header at the start of b, which lies at an offset.
func parseHeader(b []byte, offset uint64, idLen int) (h header, ok bool) {
	if len(b) == 0 {
		return h, false
	}
	c := b[0]
	h.kind = Kind(c >> 4 & 7)
	h.size = uint64(c & 15)
	at, shift := 1, 4
	for c&0x80 != 0 {
		if at >= len(b) || shift > 57 {
			return h, false
		}
		c = b[at]
		at++
		h.size |= uint64(c&0x7f) << shift
		shift += 7
	}
	switch h.kind {
	case Commit, Tree, Blob, Tag:
	case ofsDelta:
		if at >= len(b) {
			return h, false
		}
		c := b[at]
		at++
		h.back = uint64(c & 0x7f)
		for n := 0; c&0x80 != 0; n++ {
			if at >= len(b) || n > 8 {
				return h, false
			}
			c = b[at]
			at++
			h.back = (h.back+1)<<7 | uint64(c&0x7f)
		}
		if h.back == 0 || h.back > offset {
			return h, false
		}
	case refDelta:
		if at+idLen > len(b) {
			return h, false
		}
		at += copy(h.base[:], b[at:at+idLen])
	default:
		return h, false
	}
	h.length = at
	return h, true
}

// spare is how many bytes are read behind an entry: the inflater is fastest
// where it need not mind the end.
const spare = 16

// entry reads an entry. Its header was sound when the pack was opened; in a pack
// that changed meanwhile it may not be.
func (p *pack) entry(in *blocks, e int) (s stored, err error) {
	offset, end := p.offset(e), p.end
	if e+1 < len(p.keys) {
		end = p.offset(e + 1)
	}
	n := end - offset + spare
	const much = 64 << 10
	if n > much { // for a claim of its own it need not be that much
		h, ok, err := p.header(in, offset)
		if err != nil {
			return s, err
		}
		if ok {
			n = min(n, uint64(h.length)+min(h.size, hugest)+min(h.size, hugest)/8+much)
		}
	}
	b, err := in.at(p.file, int64(offset), int(n))
	if err != nil {
		return s, err
	}
	h, ok := parseHeader(b, offset, p.index.idLen)
	if !ok {
		return s, damaged("at offset %d of %s lies no object with a sound header", offset, filepath.Base(p.path))
	}
	return stored{header: h, pack: p, offset: offset + uint64(h.length), stream: b[h.length:]}, nil
}

// heldBy marks, by their numbers in the index, the objects that another pack
// holds too. Both indices are in order, so one pass over both is enough where they
// are of a size.
func (p *pack) heldBy(other *pack, marks []bool) {
	if p.index.len()*16 < other.index.len() {
		for n := range marks {
			if !marks[n] {
				_, marks[n] = other.index.find(p.index.raw(n))
			}
		}
		return
	}
	i, j := 0, 0
	for i < p.index.len() && j < other.index.len() {
		switch c := bytes.Compare(p.index.raw(i), other.index.raw(j)); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			marks[i] = true
			i++
			j++
		}
	}
}

// drop leaves out of walks the objects that are marked.
func (p *pack) drop(marks []bool) {
	for n, marked := range marks {
		if !marked {
			continue
		}
		p.duplicates++
		if e, ok := p.entryOf(n); ok {
			if name, _ := p.name(e); name == n {
				p.forms[e] |= duplicate
			}
		}
	}
}

// childrenOf gives the bounds of an entry's children.
func (p *pack) childrenOf(e int) (from, to int32) { return p.first[e], p.first[e+1] }
