package layer

import "encoding/binary"

// block is how many bytes without a blank or a control character are looked for,
// and stride how far apart: one of them lies within any run of minFound.
const (
	block  = 32
	stride = minFound - block + 1
)

// ones has a 1 in each byte, highs the highest bit.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// fullBlockPortable finds the first block of text, at p or a number of strides
// behind it, whose bytes are all from '#' to 0x7f; len(text) if there is none.
func fullBlockPortable(text []byte, p int) int {
	for ; p+block <= len(text); p += stride {
		w := (*[block]byte)(text[p:])
		x, y := binary.LittleEndian.Uint64(w[:]), binary.LittleEndian.Uint64(w[8:])
		if ((x-'#'*ones)|x|(y-'#'*ones)|y)&highs != 0 {
			continue
		}
		x, y = binary.LittleEndian.Uint64(w[16:]), binary.LittleEndian.Uint64(w[24:])
		if ((x-'#'*ones)|x|(y-'#'*ones)|y)&highs == 0 {
			return p
		}
	}
	return len(text)
}
