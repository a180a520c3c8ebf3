package inflate

import "math/bits"

// A table gives for the next bits of the input, as many as its root has, an entry
// that says what they mean:
//
//	literal    1<<31 | byte<<16                        | length<<8 | length
//	match      mask of the extra bits<<25 | base<<16   | length<<8 | length + extra bits
//	distance   base<<16                                | length<<8 | length + extra bits
//	end        exceptional | end                       | length<<8 | length
//	longer     start<<16 | exceptional | longer        | sub<<8    | root
//	nothing    exceptional                             | length<<8 | length
//
// Length is that of the code in bits; extra bits that follow the code add to the
// base of a match's length or distance. A code longer than the root is found in a
// second table: sub more bits count from entry start on. There, the length is
// again that of the whole code.
const (
	literal     = 1 << 31
	exceptional = 1 << 15
	longer      = 1 << 14
	end         = 1 << 13
)

const (
	maxLit  = 288 // symbols for literals and lengths; the last two mean nothing
	maxDist = 32  // symbols for distances; the last two mean nothing
	maxCode = 15  // bits in the longest code

	litRoot  = 11
	distRoot = 8
	// How many entries a table can have at most, second tables included, for so
	// many symbols and such a root: see "enough" in the sources of zlib.
	litSize  = 2342
	distSize = 402
)

// tables is what the symbols of a block are decoded with. The masks are those of
// the roots.
type tables struct {
	lit      [litSize]uint32
	dist     [distSize]uint32
	litMask  uint64
	distMask uint64
	litBits  uint
	distBits uint
}

// sized notes the bits of the roots.
func (t *tables) sized(lit, dist uint) {
	t.litBits, t.litMask = lit, 1<<lit-1
	t.distBits, t.distMask = dist, 1<<dist-1
}

// lengths are the entries of symbols 256 on, with a code of length 0.
var lengths = [maxLit - 256]uint32{
	exceptional | end,
	3 << 16, 4 << 16, 5 << 16, 6 << 16, 7 << 16, 8 << 16, 9 << 16, 10 << 16,
	11<<16 | 1<<25 | 1, 13<<16 | 1<<25 | 1, 15<<16 | 1<<25 | 1, 17<<16 | 1<<25 | 1,
	19<<16 | 3<<25 | 2, 23<<16 | 3<<25 | 2, 27<<16 | 3<<25 | 2, 31<<16 | 3<<25 | 2,
	35<<16 | 7<<25 | 3, 43<<16 | 7<<25 | 3, 51<<16 | 7<<25 | 3, 59<<16 | 7<<25 | 3,
	67<<16 | 15<<25 | 4, 83<<16 | 15<<25 | 4, 99<<16 | 15<<25 | 4, 115<<16 | 15<<25 | 4,
	131<<16 | 31<<25 | 5, 163<<16 | 31<<25 | 5, 195<<16 | 31<<25 | 5, 227<<16 | 31<<25 | 5,
	258 << 16,
	exceptional, exceptional,
}

// distances are the entries of the symbols for distances, with a code of length 0.
var distances = [maxDist]uint32{
	1 << 16, 2 << 16, 3 << 16, 4 << 16,
	5<<16 | 1, 7<<16 | 1, 9<<16 | 2, 13<<16 | 2,
	17<<16 | 3, 25<<16 | 3, 33<<16 | 4, 49<<16 | 4,
	65<<16 | 5, 97<<16 | 5, 129<<16 | 6, 193<<16 | 6,
	257<<16 | 7, 385<<16 | 7, 513<<16 | 8, 769<<16 | 8,
	1025<<16 | 9, 1537<<16 | 9, 2049<<16 | 10, 3073<<16 | 10,
	4097<<16 | 11, 6145<<16 | 11, 8193<<16 | 12, 12289<<16 | 12,
	16385<<16 | 13, 24577<<16 | 13,
	exceptional, exceptional,
}

// symbols are the symbols of a block by the length of their code, in order.
// Those of each length come in the order of their numbers, the distances behind
// the literals and lengths.
type symbols struct {
	of [maxCode + 1][bucket]uint16
}

// bucket is how many symbols can have one length, and what is written behind
// them before it is known that they are too many.
const bucket = maxLit + maxDist + 16

// counts is how many symbols have a code of each length.
type counts [maxCode + 1]uint16

// complete says whether there is exactly one code for each sequence of bits.
func (c *counts) complete() bool {
	left := 1
	for _, n := range c[1:] {
		left = left<<1 - int(n)
		if left < 0 {
			return false
		}
	}
	return left == 0
}

// build fills a table for the symbols from[l] up to to[l] of each length l, less
// first each. The code must be complete. It gives the bits of the root, which
// are at most root.
//
// Codes are given out in the order of their lengths, so the table can begin with
// as many entries as the shortest code has values, and be doubled each time the
// length grows by one: a code with one bit more than before stands for half as
// many entries, and those that are done are found in both halves.
func build(table []uint32, meaning []uint32, syms *symbols, from, to *counts, first int, root uint) uint {
	longest := uint(maxCode)
	for to[longest] == from[longest] {
		longest--
	}
	root = min(root, longest)
	code := uint(0)
	for l := uint(1); l <= root; l++ {
		code <<= 1
		half := 1 << (l - 1)
		if code != 0 {
			copy(table[half:2*half], table[:half])
		}
		add := uint32(l<<8 | l)
		for _, sym := range syms.of[l][from[l]:to[l]] {
			table[bits.Reverse16(uint16(code))>>(16-l)] = meaning[int(sym)-first] + add
			code++
		}
	}
	if longest > root {
		second(table, meaning, syms, from, to, first, root, code)
	}
	return root
}

// second makes the second tables, for codes longer than the root. Code is the
// next code with as many bits as the root.
func second(table []uint32, meaning []uint32, syms *symbols, from, to *counts, first int, root, code uint) {
	start, end, sub := 0, 1<<root, uint(0)
	prefix := -1
	for l := root + 1; l <= maxCode; l++ {
		code <<= 1
		add := uint32(l<<8 | l)
		n := int(to[l] - from[l])
		for i, sym := range syms.of[l][from[l]:to[l]] {
			reversed := int(bits.Reverse16(uint16(code)) >> (16 - l))
			code++
			if p := reversed & (1<<root - 1); p != prefix {
				// A new second table, just large enough for the codes that
				// begin so.
				prefix, start = p, end
				sub = l - root
				for used := n - i; used < 1<<sub; {
					sub++
					used = used<<1 + int(to[root+sub]-from[root+sub])
				}
				end = start + 1<<sub
				table[prefix] = exceptional | longer | uint32(start)<<16 | uint32(sub)<<8 | uint32(root)
			}
			entry := meaning[int(sym)-first] + add
			for j := reversed >> root; j < 1<<sub; j += 1 << (l - root) {
				table[start+j] = entry
			}
		}
	}
}

// lone fills a table for the codes that zlib takes although they are incomplete:
// none at all, or a single one of one bit. What stands for nothing says so.
func lone(table []uint32, entry uint32) uint {
	table[0], table[1] = entry, exceptional
	return 1
}

// prepare makes what is the same for all streams.
func (d *Decoder) prepare() {
	for i := range d.lit[:256] {
		d.lit[i] = literal | uint32(i)<<16
	}
	copy(d.lit[256:], lengths[:])
	var lit, dist, none counts
	add := func(from, to int, l int, n *counts) {
		for i := from; i < to; i++ {
			d.symbols.of[l][n[l]] = uint16(i)
			n[l]++
		}
	}
	add(256, 280, 7, &lit)
	add(0, 144, 8, &lit)
	add(280, 288, 8, &lit)
	add(144, 256, 9, &lit)
	add(0, 32, 5, &dist)
	d.fixed.sized(
		build(d.fixed.lit[:], d.lit[:], &d.symbols, &none, &lit, 0, litRoot),
		build(d.fixed.dist[:], distances[:], &d.symbols, &none, &dist, 0, distRoot))
	d.ready = true
}
