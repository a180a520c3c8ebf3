package shellhistory

import (
	"encoding/binary"
	"iter"
)

// A bbolt database (https://pkg.go.dev/go.etcd.io/bbolt) in which elvish keeps
// its commands. It is read here, because the library locks the file, which
// elvish's daemon holds locked for as long as it lives, and maps it into memory.
//
// A page begins with its number (8 bytes), flags (2), the number of elements (2)
// and of pages that go on with it (4). An element of a leaf page has flags (4),
// where its key begins, from the element on (4), and the lengths of key and
// value (4, 4); one of a branch page where its key begins (4), its length (4)
// and the page below it (8). All numbers are in the machine's own order, which
// is little-endian everywhere but on s390x.
const (
	boltMagic      = 0xED0CDAED
	boltHeader     = 16 // of a page, and of an element
	boltBranch     = 0x01
	boltLeaf       = 0x02
	boltBucket     = 0x01 // a leaf element's value is a bucket
	maxBoltDepth   = 64
	boltMetaRoot   = boltHeader + 16 // in a meta page: the root bucket
	boltMetaTx     = boltHeader + 48
	boltBucketSize = 16 // the page of a bucket's root, and its last number
)

// isBolt knows a bbolt database by its first page.
func isBolt(text []byte) bool {
	return len(text) >= boltMetaTx+16 && binary.LittleEndian.Uint32(text[boltHeader:]) == boltMagic
}

// parseElvish reads elvish's database: the values of bucket "cmd" are the
// commands (pkg/store/cmd.go), and those of other buckets, the folders that one
// was in, do no harm. A database that is damaged is given as the text in it.
func parseElvish(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		b := bolt{text: text, pageSize: int(binary.LittleEndian.Uint32(text[boltHeader+8:])), left: len(text)}
		root, ok := b.root()
		if ok {
			b.seen = map[uint64]bool{}
			ok = b.page(root, maxBoltDepth)
		}
		if !ok {
			parseStrings(text)(yield)
			return
		}
		in := newWalker(text)
		for _, v := range sortSpans(b.values) {
			f := in.fragment(v.start, v.end)
			if !blank(f.Data) && !yield(command{fragment: f}) {
				return
			}
		}
	}
}

// bolt is a database.
type bolt struct {
	text     []byte
	pageSize int
	seen     map[uint64]bool
	values   []span
	// left is how many bytes elements and values may still have: what lies in
	// one of them can be in no other.
	left int
}

// root finds the page of the root bucket, as the newer one of the two meta pages
// says.
func (b *bolt) root() (page uint64, ok bool) {
	if b.pageSize < 512 || b.pageSize > 1<<20 {
		return 0, false
	}
	newest := uint64(0)
	for i := range 2 {
		at := i * b.pageSize
		if at+boltMetaTx+8 > len(b.text) || binary.LittleEndian.Uint32(b.text[at+boltHeader:]) != boltMagic {
			continue
		}
		if tx := binary.LittleEndian.Uint64(b.text[at+boltMetaTx:]); !ok || tx > newest {
			newest, ok = tx, true
			page = binary.LittleEndian.Uint64(b.text[at+boltMetaRoot:])
		}
	}
	return page, ok
}

// page reads a page and those below it. Each is read once.
func (b *bolt) page(number uint64, depth int) bool {
	if number >= uint64(len(b.text)/b.pageSize) || b.seen[number] || depth == 0 {
		return false
	}
	b.seen[number] = true
	at := int(number) * b.pageSize
	overflow := uint64(binary.LittleEndian.Uint32(b.text[at+12:]))
	end := uint64(at) + (overflow+1)*uint64(b.pageSize)
	return b.elements(at, int(min(end, uint64(len(b.text)))), depth)
}

// elements reads the elements of the page text[at:end].
func (b *bolt) elements(at, end, depth int) bool {
	if end-at < boltHeader {
		return false
	}
	flags := binary.LittleEndian.Uint16(b.text[at+8:])
	count := int(binary.LittleEndian.Uint16(b.text[at+10:]))
	if flags&(boltBranch|boltLeaf) == 0 || boltHeader*(count+1) > end-at {
		return false
	}
	for i := range count {
		element := at + boltHeader*(i+1)
		if b.left -= boltHeader; b.left < 0 {
			return false
		}
		if flags&boltBranch != 0 {
			if !b.page(binary.LittleEndian.Uint64(b.text[element+8:]), depth-1) {
				return false
			}
			continue
		}
		field := func(n int) int { return int(binary.LittleEndian.Uint32(b.text[element+4*n:])) }
		start := element + field(1) + field(2)
		stop := start + field(3)
		if start < element || stop < start || stop > end {
			return false
		}
		if field(0)&boltBucket == 0 {
			if b.left -= stop - start; b.left < 0 {
				return false
			}
			b.values = append(b.values, span{start, stop})
		} else if !b.bucket(start, stop, depth-1) {
			return false
		}
	}
	return true
}

// bucket reads a bucket: one of a few elements lies in the value itself.
func (b *bolt) bucket(start, end, depth int) bool {
	if end-start < boltBucketSize || depth == 0 {
		return false
	}
	if root := binary.LittleEndian.Uint64(b.text[start:]); root != 0 {
		return b.page(root, depth)
	}
	return b.elements(start+boltBucketSize, end, depth)
}
