package prefilter

import (
	"encoding/binary"
	"math/bits"
)

// lookup tells which literals begin at a position. It is exact, and fast enough
// to be asked at every position where something cheaper cannot say no: a hash of
// the bytes that all literals have gives the few to compare.
type lookup struct {
	words []word
	width int    // how many bytes are hashed: the least length, at most 8
	mask  uint64 // these bytes of the eight at a position
	shift uint   // leaves as many bits of the product as slots needs
	// slots gives for each hash where its list in ids begins; the next slot's
	// begins where it ends. Lists are in the literals' order.
	slots []uint32
	ids   []uint32
}

// word is a literal, ready to be compared with the eight bytes at a position at
// once: with the bits of fold set, those of mask are head.
type word struct {
	head, fold, mask uint64
	rest             string // behind the first eight bytes; lower case, unless exact
	length           int
	exact            bool
}

// caseBits are set in every lower case letter, and clear in upper case.
const caseBits = 0x2020202020202020

// hashFactor is 2^64 divided by the golden ratio (Knuth, The Art of Computer
// Programming 3, 6.4).
const hashFactor = 0x9E3779B97F4A7C15

func newLookup(literals []Literal) lookup {
	l := lookup{words: make([]word, len(literals)), width: 8}
	for i, lit := range literals {
		l.words[i] = newWord(lit)
		l.width = min(l.width, len(lit.Text))
	}
	l.mask = lowBytes(l.width)
	// An eighth of the slots is in use at most.
	slotBits := bits.Len(uint(8*len(literals) - 1))
	l.shift = uint(64 - slotBits)
	l.slots = make([]uint32, 1<<slotBits+1)
	l.ids = make([]uint32, len(literals))
	for i := range l.words {
		l.slots[l.hash(l.words[i].head)+1]++
	}
	for i := 1; i < len(l.slots); i++ {
		l.slots[i] += l.slots[i-1]
	}
	// Filled from the back, each slot's number comes to be where its list begins.
	for i := len(l.words) - 1; i >= 0; i-- {
		h := l.hash(l.words[i].head)
		l.slots[h+1]--
		l.ids[l.slots[h+1]] = uint32(i)
	}
	copy(l.slots, l.slots[1:])
	l.slots[len(l.slots)-1] = uint32(len(l.ids))
	return l
}

func newWord(lit Literal) word {
	w := word{length: len(lit.Text), exact: lit.Exact}
	text := lit.Text
	if !lit.Exact {
		text = fold(text)
	}
	n := min(len(text), 8)
	w.mask = lowBytes(n)
	for i := range n {
		c := text[i]
		w.head |= uint64(c) << (8 * i)
		if !lit.Exact && 'a' <= c && c <= 'z' {
			w.fold |= 0x20 << (8 * i)
		}
	}
	w.rest = text[n:]
	return w
}

// lowBytes masks the first n bytes in memory of a number read as little-endian.
func lowBytes(n int) uint64 { return ^uint64(0) >> (64 - 8*n) }

// hash gives the slot for the eight bytes at a position. It takes no heed of
// case, nor of more than that: the comparison does.
func (l *lookup) hash(head uint64) uint64 {
	return (head | caseBits) & l.mask * hashFactor >> l.shift
}

// list gives the literals that may begin with these eight bytes.
func (l *lookup) list(head uint64) []uint32 {
	h := l.hash(head)
	return l.ids[l.slots[h]:l.slots[h+1]]
}

// try hands each literal in list that begins at pos, with these eight bytes, to
// yield and says whether to go on.
func (l *lookup) try(list []uint32, head uint64, text []byte, pos int, yield func(literal, pos int) bool) bool {
	for _, id := range list {
		w := &l.words[id]
		if (head|w.fold)&w.mask != w.head || w.length > len(text)-pos || w.length > 8 && !w.ends(text[pos+8:]) {
			continue
		}
		if !yield(int(id), pos) {
			return false
		}
	}
	return true
}

// at does so with all literals.
func (l *lookup) at(text []byte, pos int, yield func(literal, pos int) bool) bool {
	head := headAt(text, pos)
	list := l.list(head)
	return len(list) == 0 || l.try(list, head, text, pos, yield)
}

// headAt gives the eight bytes at pos.
func headAt(text []byte, pos int) uint64 {
	if pos <= len(text)-8 {
		return binary.LittleEndian.Uint64(text[pos:])
	}
	return headAtEnd(text[pos:])
}

// headAtEnd puts zeros in place of the bytes behind the end.
func headAtEnd(text []byte) uint64 {
	var head uint64
	for i, c := range text {
		head |= uint64(c) << (8 * i)
	}
	return head
}

// ends says whether text, which is long enough, begins with what the word has
// behind its first eight bytes.
func (w *word) ends(text []byte) bool {
	text = text[:len(w.rest)]
	if w.exact {
		return string(text) == w.rest
	}
	for i, c := range text {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != w.rest[i] {
			return false
		}
	}
	return true
}

// fold turns A-Z to lower case and leaves all other bytes alone.
func fold(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}
