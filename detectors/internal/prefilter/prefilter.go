// Package prefilter finds literals in text, all of them in one pass, with or
// without regard to case. It is what makes scanning fast: everything slower runs only
// where it reports a hit.
package prefilter

import (
	"errors"
	"fmt"
)

// Filter finds a fixed set of literals. It is immutable and safe for concurrent
// use.
type Filter struct {
	lookup lookup
	// These two find the positions that are worth a lookup.
	sampler sampler
	vector  *vector // nil where this processor has none
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
	f, err := newPortable(literals)
	if err != nil {
		return nil, err
	}
	if haveVector() {
		f.vector = newVector(f.lookup.words)
	}
	return f, nil
}

// newPortable makes a filter without vector code.
func newPortable(literals []Literal) (*Filter, error) {
	if len(literals) == 0 {
		return nil, errors.New("prefilter: no literals")
	}
	for _, l := range literals {
		if len(l.Text) < MinLen {
			return nil, fmt.Errorf("prefilter: literal %q is shorter than %d bytes", l.Text, MinLen)
		}
	}
	f := &Filter{lookup: newLookup(literals)}
	f.sampler = newSampler(&f.lookup)
	return f, nil
}

// Find hands each occurrence of each literal in text to yield, by its index in
// the list given to New and the position of its first byte. Positions rise; at
// one position, literals come in their order. Find stops when yield returns
// false.
func (f *Filter) Find(text []byte, yield func(literal, pos int) bool) {
	if f.vector != nil {
		f.findVector(text, yield)
		return
	}
	f.findPortable(text, 0, len(text), yield)
}

// Len is the length of the literal with this index.
func (f *Filter) Len(i int) int { return f.lookup.words[i].length }
