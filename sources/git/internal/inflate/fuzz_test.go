package inflate

import (
	"bytes"
	"compress/zlib"
	"testing"
)

// FuzzZlib holds the decoder against the standard library, for any bytes and any
// size and capacity of the destination: what is accepted, what comes out, and how
// much input that takes. The size is as given, and as large as it should be.
func FuzzZlib(f *testing.F) {
	text := bytes.Repeat([]byte("tree 100644 file.go and some more of this, again and again; "), 12)
	for i := range text {
		text[i] ^= byte(i * i >> 12 & 3)
	}
	for _, level := range []int{zlib.HuffmanOnly, zlib.NoCompression, zlib.BestSpeed, zlib.BestCompression} {
		for _, n := range []int{0, 1, 20, 100, len(text)} {
			f.Add(deflated(f, level, text[:n]), uint16(n), uint16(Slack))
		}
	}
	f.Add(newStream().bits(3, 3).fixed('a').fixed(285).code(0, 5).fixed(256).out, uint16(259), uint16(0))
	f.Add(newStream().dynamic(258, 1, "0*97,1,0*158,2,2,1").code(0, 1).code(3, 2).code(0, 1).code(2, 2).out, uint16(4), uint16(0))
	f.Add(newStream().dynamic(257, 1, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,0*241,15,0").
		code(0x7ffe, 15).code(0x3ffe, 14).code(0, 1).code(0x7ffe, 15).code(0x7fff, 15).out, uint16(4), uint16(Slack))
	var d Decoder
	f.Fuzz(func(t *testing.T, src []byte, size, slack uint16) {
		if len(src) > 2 {
			// Few inputs have a good header by chance.
			src = append([]byte{0x78, 0x9c}, src[2:]...)
		}
		slack %= 2 * Slack
		check(t, &d, src, int(size), int(slack))
		want, _, _ := reference(src, 1<<20)
		for _, n := range []int{len(want), len(want) + 1, max(len(want)-1, 0)} {
			check(t, &d, src, n, int(slack))
			check(t, &d, append(src[:len(src):len(src)], make([]byte, 2*margin)...), n, Slack)
		}
	})
}
