// Package prefilter finds literals in text, all of them in one pass, with or
// without regard to case. It is what makes scanning fast: everything slower runs only
// where it reports a hit.
//
// Something fast finds the few positions at which a literal may begin, and a
// lookup by hash says whether one does. Vector code, in assembly, looks at 64
// positions or more at a time (see vector.go). Everywhere else, and where near
// misses are so dense that vectors gain nothing, plain Go looks at one position
// in four (see portable.go). On source text, with the rules that are built in,
// one core of an EPYC 9005 searches 61 GB/s with AVX-512, 18 GB/s with AVX2 and
// 4 GB/s in plain Go, which was 1.6 GB/s with Horspool's algorithm; where each
// position is nearly a hit, all come down to 1 GB/s.
//
// What the processor has is asked when the program runs, so that the vectors are
// there in every plain build. Go's own, simd/archsimd, need a build tag and are
// no faster than the assembly with AVX2.
package prefilter

import (
	"errors"
	"fmt"
)

// Filter finds a fixed set of literals. It is immutable and safe for concurrent
// use.
type Filter struct {
	lookup lookup
	// What finds the positions that are worth a lookup.
	way     way
	sampler sampler
	vector  vector
}

// Literal is a text to look for.
type Literal struct {
	Text string
	// Exact says that case matters.
	Exact bool
}

// MinLen is the least length of a literal.
const MinLen = 2

// way is how to find the positions that are worth a lookup.
type way int

const (
	portable way = iota
	avx2
	avx512
)

func (w way) String() string { return [...]string{"portable", "AVX2", "AVX-512"}[w] }

// New makes a filter for these literals.
func New(literals []Literal) (*Filter, error) { return newFilter(ways()[0], literals) }

func newFilter(w way, literals []Literal) (*Filter, error) {
	if len(literals) == 0 {
		return nil, errors.New("prefilter: no literals")
	}
	for _, l := range literals {
		if len(l.Text) < MinLen {
			return nil, fmt.Errorf("prefilter: literal %q is shorter than %d bytes", l.Text, MinLen)
		}
	}
	f := &Filter{way: w, lookup: newLookup(literals)}
	f.sampler = newSampler(&f.lookup)
	if w != portable {
		f.vector = newVector(f.lookup.words)
	}
	return f, nil
}

// Find hands each occurrence of each literal in text to yield, by its index in
// the list given to New and the position of its first byte. Positions rise; at
// one position, literals come in their order. Find stops when yield returns
// false.
func (f *Filter) Find(text []byte, yield func(literal, pos int) bool) {
	if f.way == portable {
		f.findPortable(text, 0, len(text), yield)
		return
	}
	f.findVector(text, yield)
}

// Len is the length of the literal with this index.
func (f *Filter) Len(i int) int { return f.lookup.words[i].length }
