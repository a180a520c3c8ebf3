package layer

import "golang.org/x/sys/cpu"

// fullBlockAVX2 does what fullBlockPortable does in the n bytes at text, and gives
// n or more if there is no such block. It reads no other bytes.
//
//go:noescape
func fullBlockAVX2(text *byte, n, p int) int

// fullBlock is fullBlockPortable, by the fastest way that there is.
func fullBlock(text []byte, p int) int {
	if !cpu.X86.HasAVX2 || len(text) < block {
		return fullBlockPortable(text, p)
	}
	return min(fullBlockAVX2(&text[0], len(text), p), len(text))
}
