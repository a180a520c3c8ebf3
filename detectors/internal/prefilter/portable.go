package prefilter

import (
	"encoding/binary"
	"math/bits"
)

// sampler finds the stretches of text in which a literal may begin, with plain Go
// on any processor. Every literal has a width of bytes at least, so of all its
// groups of three bytes within that width one begins at one of the positions that
// lie stride apart. Only there the text is looked at; nothing depends on the last
// look, so a processor has many of them under way.
type sampler struct {
	width, stride int
	// mask takes the bytes of a group out of four.
	mask uint32
	// groups tells, by the hash of a group, at which places in literals there is
	// one: a bit for each distance from the beginning.
	groups []uint8
	shift  uint
}

// groupSize is how many bytes a group has, where literals are long enough.
const groupSize = 3

// minGroupBits and maxGroupBits bound the number of hashes to what the nearest
// caches hold.
const (
	minGroupBits = 12
	maxGroupBits = 18
)

func newSampler(l *lookup) sampler {
	size := min(groupSize, l.width)
	s := sampler{width: l.width, stride: l.width - size + 1, mask: uint32(lowBytes(size))}
	hashBits := min(max(bits.Len(uint(64*len(l.words)*s.stride)), minGroupBits), maxGroupBits)
	s.shift = uint(32 - hashBits)
	s.groups = make([]uint8, 1<<hashBits)
	for i := range l.words {
		for at := range s.stride {
			s.groups[s.hash(uint32(l.words[i].head>>(8*at)))] |= 1 << at
		}
	}
	return s
}

// hash takes no heed of case, nor of more than that: the lookup does.
func (s *sampler) hash(group uint32) uint32 {
	return (group | caseBits&(1<<32-1)) & s.mask * (hashFactor >> 32) >> (s.shift & 31)
}

// findPortable is Find for the literals that begin at from or behind it, but
// before to. It says whether to go on.
func (f *Filter) findPortable(text []byte, from, to int, yield func(literal, pos int) bool) bool {
	s := f.sampler // a copy, which stays in registers
	pos := from + s.stride - 1
	for end := min(to, len(text)-3); pos < end; pos += s.stride {
		places := s.groups[s.hash(binary.LittleEndian.Uint32(text[pos:]))]
		for places != 0 {
			place := bits.Len8(places) - 1
			places &^= 1 << place
			if !f.lookup.at(text, pos-place, yield) {
				return false
			}
		}
	}
	for start := pos - s.stride + 1; start < min(to, len(text)-s.width+1); start++ {
		if !f.lookup.at(text, start, yield) {
			return false
		}
	}
	return true
}
