//go:build !amd64

package layer

// fullBlock is fullBlockPortable.
func fullBlock(text []byte, p int) int { return fullBlockPortable(text, p) }
