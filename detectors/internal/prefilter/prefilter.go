// Package prefilter finds literals in text, all of them in one pass, without
// regard to case. It is what makes scanning fast: everything slower runs only
// where it reports a hit.
//
// The algorithm is Horspool's (R. N. Horspool, Practical fast searching in
// strings, 1980) for a set of literals, with a shift table over pairs of bytes
// as in S. Wu and U. Manber, A fast algorithm for multi-pattern searching
// (1994): a window as wide as the shortest literal moves over the text; the last
// two bytes in it say how far it may move without missing a literal, for most
// pairs its whole width. Case is folded in the table, not in the text.
package prefilter

import (
	"errors"
	"fmt"
)

// Filter finds a fixed set of literals. It is immutable and safe for concurrent
// use.
type Filter struct {
	words []string // folded
	width int      // length of the shortest word
	// shift tells by how much the window may move, by the two bytes at its end.
	shift [1 << 16]uint8
	// bucket tells which list of words to try where shift is 0.
	bucket map[uint16][]int
}

// MinLen is the least length of a literal.
const MinLen = 2

// New makes a filter for these literals.
func New(literals []string) (*Filter, error) {
	if len(literals) == 0 {
		return nil, errors.New("prefilter: no literals")
	}
	f := &Filter{width: 255, bucket: map[uint16][]int{}}
	for _, w := range literals {
		if len(w) < MinLen {
			return nil, fmt.Errorf("prefilter: literal %q is shorter than %d bytes", w, MinLen)
		}
		f.words = append(f.words, fold(w))
		f.width = min(f.width, len(w))
	}
	for i := range f.shift {
		f.shift[i] = uint8(f.width - 1)
	}
	for id, w := range f.words {
		for end := 2; end <= f.width; end++ {
			dist := uint8(f.width - end)
			for _, a := range cases(w[end-2]) {
				for _, b := range cases(w[end-1]) {
					pair := uint16(a) | uint16(b)<<8
					f.shift[pair] = min(f.shift[pair], dist)
					if dist == 0 {
						f.bucket[pair] = append(f.bucket[pair], id)
					}
				}
			}
		}
	}
	return f, nil
}

// Find hands each occurrence of each literal in text to yield, by its index in
// the list given to New and the position of its first byte. Positions come in
// rising order of the end of the window; at one position, literals come in
// their order. Find stops when yield returns false.
func (f *Filter) Find(text []byte, yield func(literal, pos int) bool) {
	width := f.width
	for i := width; i <= len(text); {
		pair := uint16(text[i-2]) | uint16(text[i-1])<<8
		if s := f.shift[pair]; s != 0 {
			i += int(s)
			continue
		}
		start := i - width
		for _, id := range f.bucket[pair] {
			if match(text[start:], f.words[id]) && !yield(id, start) {
				return
			}
		}
		i++
	}
}

// match says whether text begins with the folded word.
func match(text []byte, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
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

// cases gives the forms of a folded byte.
func cases(c byte) []byte {
	if 'a' <= c && c <= 'z' {
		return []byte{c, c &^ 0x20}
	}
	return []byte{c}
}

// Literal gives the literal with this index, folded.
func (f *Filter) Literal(i int) string { return f.words[i] }
