//go:build !amd64

package prefilter

// ways gives the ways that this processor has.
func ways() []way { return []way{portable} }

// findVector is Find.
func (f *Filter) findVector(text []byte, yield func(literal, pos int) bool) {
	f.findPortable(text, 0, len(text), yield)
}
