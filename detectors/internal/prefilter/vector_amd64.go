package prefilter

import (
	"math/bits"

	"golang.org/x/sys/cpu"
)

// haveVector says whether this processor runs the vector code.
func haveVector() bool { return cpu.X86.HasAVX2 }

// blockSize is how many positions the vector code looks at in one go.
const blockSize = 64

// needed is the least length of text that the vector code takes.
const needed = blockSize/2 + fingerprint - 1

// candidates are positions where a literal may begin: at the bits of mask, from
// at on.
type candidates struct {
	at   int
	mask uint64
}

// candidatesAVX2 looks for candidates from the position from on, in the n bytes
// at text, at least needed, and reads no others. It gives how many it put in out
// and where to go on, n if there is nothing more to look at. Positions rise. The
// last three positions, which have no four bytes, are not looked at.
//
//go:noescape
func candidatesAVX2(text *byte, n, from int, v *vector, out *[16]candidates) (count, next int)

// crowded is from which share of positions on, one in crowded, it is quicker to
// go on without vector code, and stretch for how long that is done.
const (
	crowded = 6
	stretch = 4 << 10
)

// findVector is Find.
func (f *Filter) findVector(text []byte, yield func(literal, pos int) bool) {
	if len(text) < needed {
		f.findPortable(text, 0, len(text), yield)
		return
	}
	rest := len(text) - fingerprint + 1 // from here on no candidates are found
	var out [16]candidates
	for from := 0; from < len(text); {
		count, next := candidatesAVX2(&text[0], len(text), from, f.vector, &out)
		some := out[:count]
		if count == len(out) && positions(some) > (next-from)/crowded {
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
