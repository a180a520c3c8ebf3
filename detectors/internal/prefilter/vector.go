package prefilter

// vector is what the vector code looks positions up by: the algorithm is Teddy
// (Hyperscan; described in rust-lang's aho-corasick, packed/teddy). The literals
// are in eight buckets, each a bit. For each of the first four bytes of literals
// there are two tables of sixteen bytes: by the low half of a byte in the text,
// and by the high half, the buckets that have such a byte there. A shuffle looks
// up the halves of 32 bytes at once; the buckets left when all eight tables are
// combined may have a literal that begins there.
type vector struct {
	tables [fingerprint][2][16]uint8
}

// fingerprint is how many bytes of each literal the vector code looks at.
const fingerprint = 4

// bucketCount is how many groups of literals the tables tell apart.
const bucketCount = 8

// seedCount is how many groups there are at most before they are merged to be
// bucketCount.
const seedCount = 24

func newVector(words []word) *vector {
	v := &vector{}
	for i, b := range group(words) {
		for at := range fingerprint {
			for half := range 16 {
				v.tables[at][0][half] |= uint8(b.low>>(16*at+half)&1) << i
				v.tables[at][1][half] |= uint8(b.high>>(16*at+half)&1) << i
			}
		}
	}
	return v
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
	best, least := -1, 1<<62
	for i, g := range list {
		if c := g.with(b).count() - g.count(); c < least {
			best, least = i, c
		}
	}
	return best
}

// closest gives the two buckets that lose least by being one.
func closest(list []bucket) (int, int) {
	var counts [seedCount]int
	for i, b := range list {
		counts[i] = b.count()
	}
	x, y, least := 0, 1, 1<<62
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
func (b bucket) count() int {
	n := 1
	for low, high := countBits(b.low), countBits(b.high); low != 0; low, high = low>>16, high>>16 {
		n *= int(low&31) * int(high&31)
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
