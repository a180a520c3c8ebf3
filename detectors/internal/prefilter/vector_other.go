//go:build !amd64

package prefilter

// haveVector says whether this processor runs the vector code.
func haveVector() bool { return false }

// findVector is Find.
func (f *Filter) findVector(text []byte, yield func(literal, pos int) bool) {
	f.findPortable(text, 0, len(text), yield)
}
