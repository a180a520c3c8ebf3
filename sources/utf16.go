package sources

import "encoding/binary"

// UTF16Len counts the UTF-16 code units that the UTF-8 text b becomes when an
// editor or a browser decodes it: two for a character beyond U+FFFF, one for any
// other, and one (U+FFFD) for each maximal part of an invalid sequence, as
// https://encoding.spec.whatwg.org/#utf-8-decoder has it. Columns are counted
// with it.
func UTF16Len(b []byte) int {
	units := 0
	for len(b) > 0 {
		n := asciiPrefix(b)
		units += n
		b = b[n:]
		for len(b) > 0 && b[0] >= 0x80 {
			size, valid, _ := decodeSubpart(b)
			units++
			if valid && size == 4 {
				units++
			}
			b = b[size:]
		}
	}
	return units
}

// asciiPrefix counts the ASCII bytes at the start of b.
func asciiPrefix(b []byte) int {
	const high = 0x8080808080808080
	rest := b
	for len(rest) >= 32 { // long lines: four words at once
		words := rest[:32]
		if (binary.LittleEndian.Uint64(words)|binary.LittleEndian.Uint64(words[8:])|
			binary.LittleEndian.Uint64(words[16:])|binary.LittleEndian.Uint64(words[24:]))&high != 0 {
			break
		}
		rest = rest[32:]
	}
	for len(rest) >= 8 && binary.LittleEndian.Uint64(rest)&high == 0 {
		rest = rest[8:]
	}
	for len(rest) > 0 && rest[0] < 0x80 {
		rest = rest[1:]
	}
	return len(b) - len(rest)
}

// decodeSubpart gives the size of the character, or of the maximal part of an
// invalid one, at the start of b, which must not be empty. It says whether the
// character is valid, and, if not, whether more bytes could have made it so.
func decodeSubpart(b []byte) (size int, valid, short bool) {
	lo, hi := byte(0x80), byte(0xBF)
	need := 0
	switch c := b[0]; {
	case c < 0x80:
		return 1, true, false
	case c < 0xC2: // a continuation byte, or an overlong form of ASCII
		return 1, false, false
	case c < 0xE0:
		need = 1
	case c < 0xF0:
		need = 2
		if c == 0xE0 {
			lo = 0xA0
		} else if c == 0xED { // surrogates
			hi = 0x9F
		}
	case c < 0xF5:
		need = 3
		if c == 0xF0 {
			lo = 0x90
		} else if c == 0xF4 { // beyond U+10FFFF
			hi = 0x8F
		}
	default:
		return 1, false, false
	}
	for size = 1; size <= need; size++ {
		if size == len(b) {
			return size, false, true
		}
		if b[size] < lo || b[size] > hi {
			return size, false, false
		}
		lo, hi = 0x80, 0xBF
	}
	return size, true, false
}

// charBoundary gives the greatest position up to p at which no character, and
// no maximal part of an invalid one, is cut in two. It is at most three bytes
// before p. For p == len(b) a character that only lacks its end counts as cut.
func charBoundary(b []byte, p int) int {
	if p <= 0 || p < len(b) && b[p]&0xC0 != 0x80 {
		return p
	}
	for start := p - 1; start >= 0 && start >= p-3; start-- {
		if b[start]&0xC0 == 0x80 {
			continue
		}
		size, _, short := decodeSubpart(b[start:])
		if start+size > p || short {
			return start
		}
		return p
	}
	return p
}

// HasMark says that a text begins with a byte-order mark in UTF-8. It is a part of
// the text, but of no column: editors do not show it.
func HasMark(text []byte) bool {
	return len(text) >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
}
