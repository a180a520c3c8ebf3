package prefilter

import (
	"math"
	"slices"
)

// vector is what the vector code looks positions up by. The algorithm is Teddy
// (Hyperscan; described in rust-lang's aho-corasick, packed/teddy). The literals
// are in eight buckets, each a bit. Tables give, for each of the first four bytes
// of literals, the buckets that have a byte there. What is left when the four
// are combined may have a literal that begins there.
type vector struct {
	// halves are for AVX2, which looks up a byte's low and its high half, sixteen
	// values each. So it takes each mixture of a bucket's halves for its own.
	halves [fingerprint][2][16]uint8
	// whole are for AVX-512, which looks up bytes, but for their highest bit.
	whole [fingerprint][128]uint8
}

// fingerprint is how many bytes of each literal the vector code looks at.
const fingerprint = 4

// bucketCount is how many groups of literals the tables tell apart.
const bucketCount = 8

// seedCount is how many groups there are at most before they are merged to be
// bucketCount.
const seedCount = 16

func newVector(words []word) vector {
	var v vector
	groups := group(words)
	for i, b := range groups {
		for at := range fingerprint {
			for half := range 16 {
				v.halves[at][0][half] |= uint8(b.low>>(16*at+half)&1) << i
				v.halves[at][1][half] |= uint8(b.high>>(16*at+half)&1) << i
			}
		}
	}
	for i := range words {
		w := &words[i]
		own := bucketOf(w)
		in := slices.IndexFunc(groups, func(b bucket) bool { return b.with(own) == b })
		for at := range fingerprint {
			v.add(at, w, 1<<in)
		}
	}
	return v
}

// add puts the byte at this place in a literal into whole.
func (v *vector) add(at int, w *word, bucket uint8) {
	if at >= w.length {
		for c := range v.whole[at] {
			v.whole[at][c] |= bucket // any byte will do
		}
		return
	}
	c := byte(w.head >> (8 * at))
	v.whole[at][c&0x7f] |= bucket
	if byte(w.fold>>(8*at)) != 0 {
		v.whole[at][c&^0x20] |= bucket
	}
}

// group puts literals that look alike into one bucket, so that few positions
// pass for a mixture of several.
func group(words []word) []bucket {
	groups := make([]bucket, 0, seedCount)
	for i := range words {
		b := bucketOf(&words[i])
		at := nearest(groups, b)
		if at < 0 || len(groups) < seedCount && groups[at].with(b) != groups[at] {
			groups = append(groups, b)
			continue
		}
		groups[at] = groups[at].with(b)
	}
	for len(groups) > bucketCount {
		x, y := closest(groups)
		groups[x] = groups[x].with(groups[y])
		last := len(groups) - 1
		groups[y] = groups[last]
		groups = groups[:last]
	}
	return groups
}

// nearest gives the bucket that b makes least worse.
func nearest(list []bucket, b bucket) int {
	best, least := -1, int64(math.MaxInt64)
	for i, g := range list {
		if c := g.with(b).count() - g.count(); c < least {
			best, least = i, c
		}
	}
	return best
}

// closest gives the two buckets that lose least by being one.
func closest(list []bucket) (int, int) {
	var counts [seedCount]int64
	for i, b := range list {
		counts[i] = b.count()
	}
	x, y, least := 0, 1, int64(math.MaxInt64)
	for i, b := range list {
		for j, c := range list[:i] {
			if n := b.with(c).count() - counts[i] - counts[j]; n < least {
				x, y, least = j, i, n
			}
		}
	}
	return x, y
}

// bucket is a group of literals: for each of their first four bytes, in sixteen
// bits each, which low and which high halves they have.
type bucket struct {
	low, high uint64
}

func bucketOf(w *word) bucket {
	var b bucket
	for at := range fingerprint {
		if at >= w.length {
			b.low |= 0xffff << (16 * at) // any byte will do
			b.high |= 0xffff << (16 * at)
			continue
		}
		c := byte(w.head >> (8 * at))
		b.low |= 1 << (16*at + int(c&15))
		b.high |= 1 << (16*at + int(c>>4))
		if byte(w.fold>>(8*at)) != 0 {
			b.high |= 1 << (16*at + int(c&^0x20>>4))
		}
	}
	return b
}

func (b bucket) with(c bucket) bucket { return bucket{b.low | c.low, b.high | c.high} }

// count says how many texts of four bytes pass for one in the bucket.
func (b bucket) count() int64 {
	n := int64(1)
	for low, high := countBits(b.low), countBits(b.high); low != 0; low, high = low>>16, high>>16 {
		n *= int64(low&31) * int64(high&31)
	}
	return n
}

// countBits gives the number of bits set in each sixteen.
func countBits(x uint64) uint64 {
	x -= x >> 1 & 0x5555555555555555
	x = x&0x3333333333333333 + x>>2&0x3333333333333333
	x = (x + x>>4) & 0x0f0f0f0f0f0f0f0f
	return (x + x>>8) & 0x001f001f001f001f
}
