// Package prefilter finds literals in text, all of them in one pass, with or
// without regard to case. It is what makes scanning fast: everything slower runs only
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
	words []Literal // folded, unless exact
	width int       // length of the shortest word
	// shift tells by how much the window may move, by the two bytes at its end.
	shift [1 << 16]uint8
	// bucket tells which of lists to try where shift is 0.
	bucket [1 << 16]uint16
	lists  [][]int
}

// Literal is a text to look for.
type Literal struct {
	Text string
	// Exact says that case matters.
	Exact bool
}

// MinLen is the least length of a literal.
const MinLen = 2

// New makes a filter for these literals.
func New(literals []Literal) (*Filter, error) {
	if len(literals) == 0 {
		return nil, errors.New("prefilter: no literals")
	}
	f := &Filter{width: 255}
	for _, w := range literals {
		if len(w.Text) < MinLen {
			return nil, fmt.Errorf("prefilter: literal %q is shorter than %d bytes", w.Text, MinLen)
		}
		if !w.Exact {
			w.Text = fold(w.Text)
		}
		f.words = append(f.words, w)
		f.width = min(f.width, len(w.Text))
	}
	for i := range f.shift {
		f.shift[i] = uint8(f.width - 1)
	}
	hits := map[uint16][]int{}
	for id, w := range f.words {
		for end := 2; end <= f.width; end++ {
			dist := uint8(f.width - end)
			for _, a := range w.cases(end - 2) {
				for _, b := range w.cases(end - 1) {
					pair := uint16(a) | uint16(b)<<8
					f.shift[pair] = min(f.shift[pair], dist)
					if dist == 0 {
						hits[pair] = append(hits[pair], id)
					}
				}
			}
		}
	}
	for pair, list := range hits {
		f.bucket[pair] = uint16(len(f.lists))
		f.lists = append(f.lists, list)
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
		for _, id := range f.lists[f.bucket[pair]] {
			if f.words[id].begins(text[start:]) && !yield(id, start) {
				return
			}
		}
		i++
	}
}

// begins says whether text begins with the literal.
func (l *Literal) begins(text []byte) bool {
	if len(text) < len(l.Text) {
		return false
	}
	if l.Exact {
		return string(text[:len(l.Text)]) == l.Text
	}
	for i := range len(l.Text) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != l.Text[i] {
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

// cases gives the forms of the byte at i.
func (l *Literal) cases(i int) []byte {
	c := l.Text[i]
	if !l.Exact && 'a' <= c && c <= 'z' {
		return []byte{c, c &^ 0x20}
	}
	return []byte{c}
}

// Len is the length of the literal with this index.
func (f *Filter) Len(i int) int { return len(f.words[i].Text) }
