package odb

import (
	"math/bits"

	"github.com/leakstag/leakstag/sources/git/internal/inflate"
)

// buffers keeps byte slices for use again, by the power of two that they hold.
// It is for one goroutine.
type buffers struct {
	free [40][][]byte
	kept int // bytes in free
	most int // how many bytes are kept
}

// get gives a slice of n bytes with any content, and room behind it for the
// inflater.
func (b *buffers) get(n int) []byte {
	class := classOf(n + inflate.Slack)
	if class < len(b.free) {
		if list := b.free[class]; len(list) > 0 {
			buf := list[len(list)-1]
			b.free[class] = list[:len(list)-1]
			b.kept -= 1 << class
			return buf[:n]
		}
		return make([]byte, n, 1<<class)
	}
	return make([]byte, n, n+inflate.Slack)
}

// put takes back a slice that get gave, or another that nobody uses any more.
func (b *buffers) put(buf []byte) {
	class := bits.Len(uint(cap(buf))) - 1
	if cap(buf) < 64 || class >= len(b.free) || b.kept+1<<class > b.most {
		return
	}
	b.free[class] = append(b.free[class], buf[:0:1<<class])
	b.kept += 1 << class
}

// classOf is the logarithm of the least power of two that holds n bytes.
func classOf(n int) int {
	return bits.Len(uint(n - 1))
}
