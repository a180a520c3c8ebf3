package prefilter

import (
	"math/bits"

	"golang.org/x/sys/cpu"
)

// ways gives the ways that this processor has, the fastest first.
func ways() []way {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VBMI && cpu.X86.HasBMI2:
		return []way{avx512, avx2, portable}
	case cpu.X86.HasAVX2:
		return []way{avx2, portable}
	}
	return []way{portable}
}

// candidates are positions where a literal may begin: at the bits of mask, from
// at on.
type candidates struct {
	at   int
	mask uint64
}

// candidatesAVX2 looks for candidates from the position from on, in the n bytes
// at text, which are minAVX2 at least, and reads no others. It gives how many it
// put in out and where to go on, n if there is nothing more to look at. Positions
// rise. The last three positions, which have no four bytes, are not looked at.
//
//go:noescape
func candidatesAVX2(text *byte, n, from int, v *vector, out *[16]candidates) (count, next int)

// candidatesAVX512 does the same, from minAVX512 bytes on.
//
//go:noescape
func candidatesAVX512(text *byte, n, from int, v *vector, out *[16]candidates) (count, next int)

const (
	minAVX2   = 32 + fingerprint - 1
	minAVX512 = fingerprint
)

// Where more than one position in crowded is a candidate, it is quicker to go on
// without vectors, and that is done for a stretch. Fewer blocks than enough say
// nothing.
const (
	crowded = 6
	enough  = 15
	stretch = 4 << 10
)

// findVector is Find.
func (f *Filter) findVector(text []byte, yield func(literal, pos int) bool) {
	if len(text) < minAVX512 || len(text) < minAVX2 && f.way == avx2 {
		f.findPortable(text, 0, len(text), yield)
		return
	}
	rest := len(text) - fingerprint + 1 // from here on no candidates are found
	var out [16]candidates
	for from := 0; from < len(text); {
		count, next := f.candidates(text, from, &out)
		some := out[:count]
		if count >= enough && positions(some) > (next-from)/crowded {
			next = min(from+stretch, len(text))
			rest = max(rest, next)
			if !f.findPortable(text, from, next, yield) {
				return
			}
		} else if !f.lookAt(some, text, yield) {
			return
		}
		from = next
	}
	for pos := rest; pos <= len(text)-f.lookup.width; pos++ {
		if !f.lookup.at(text, pos, yield) {
			return
		}
	}
}

// candidates runs the vector code.
func (f *Filter) candidates(text []byte, from int, out *[16]candidates) (count, next int) {
	if f.way == avx512 {
		return candidatesAVX512(&text[0], len(text), from, &f.vector, out)
	}
	return candidatesAVX2(&text[0], len(text), from, &f.vector, out)
}

// positions counts the candidates.
func positions(list []candidates) int {
	n := 0
	for _, c := range list {
		n += bits.OnesCount64(c.mask)
	}
	return n
}

// lookAt looks up the candidates and says whether to go on.
func (f *Filter) lookAt(list []candidates, text []byte, yield func(literal, pos int) bool) bool {
	for _, c := range list {
		for ; c.mask != 0; c.mask &= c.mask - 1 {
			pos := c.at + bits.TrailingZeros64(c.mask)
			head := headAt(text, pos)
			if list := f.lookup.list(head); len(list) != 0 && !f.lookup.try(list, head, text, pos, yield) {
				return false
			}
		}
	}
	return true
}
