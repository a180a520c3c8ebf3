package inflate

import (
	"bytes"
	"errors"
	"math/bits"
	"slices"
	"strings"
	"testing"
)

// bitWriter makes streams by hand.
type bitWriter struct {
	out []byte
	n   uint
}

func newStream() *bitWriter { return &bitWriter{out: []byte{0x78, 0x9c}} }

// bits writes the lowest n bits of v, the lowest first.
func (w *bitWriter) bits(v, n uint) *bitWriter {
	for i := range n {
		if w.n%8 == 0 {
			w.out = append(w.out, 0)
		}
		w.out[len(w.out)-1] |= byte(v>>i&1) << (w.n % 8)
		w.n++
	}
	return w
}

// code writes a Huffman code, the highest bit first.
func (w *bitWriter) code(v, n uint) *bitWriter {
	return w.bits(uint(bits.Reverse16(uint16(v))>>(16-n)), n)
}

// raw writes whole bytes from the next one on.
func (w *bitWriter) raw(b ...byte) *bitWriter {
	w.out = append(w.out, b...)
	w.n = 0
	return w
}

// fixed writes a literal or a length of a block of type 1.
func (w *bitWriter) fixed(sym uint) *bitWriter {
	switch {
	case sym < 144:
		return w.code(0x30+sym, 8)
	case sym < 256:
		return w.code(0x190+sym-144, 9)
	case sym < 280:
		return w.code(sym-256, 7)
	}
	return w.code(0xc0+sym-280, 8)
}

// dynamic begins a last block of type 2 with these symbols of the code for code
// lengths; "a,b*n,c" is n times b between a and c.
func (w *bitWriter) dynamic(lits, dists int, lengths string) *bitWriter {
	w.bits(1, 1).bits(2, 2).bits(uint(lits-257), 5).bits(uint(dists-1), 5).bits(15, 4)
	for _, sym := range lengthOrder {
		w.bits(lengthOfLength(uint(sym)), 3)
	}
	for part := range strings.SplitSeq(lengths, ",") {
		value, count, repeated := strings.Cut(part, "*")
		if !repeated {
			count = "1"
		}
		for range number(count) {
			w.length(number(value))
		}
	}
	return w
}

// lengthOfLength is the length of a symbol in the code for code lengths: 13 with 4
// bits and 6 with 5 make it complete.
func lengthOfLength(sym uint) uint {
	if sym < 13 {
		return 4
	}
	return 5
}

// length writes one symbol of the code for lengths.
func (w *bitWriter) length(sym uint) *bitWriter {
	if sym < 13 {
		return w.code(sym, 4)
	}
	return w.code(26+sym-13, 5)
}

func number(s string) (n uint) {
	for _, c := range s {
		n = n*10 + uint(c-'0')
	}
	return n
}

func TestHandMade(t *testing.T) {
	a := string(rune('a'))
	tests := []struct {
		name string
		src  []byte
		want string // what it gives
		err  error  // for a destination of that size
	}{
		{"nothing", nil, "", ErrCorrupt},
		{"half a header", []byte{0x78}, "", ErrCorrupt},
		{"header only", []byte{0x78, 0x9c}, "", ErrCorrupt},
		{"another method", []byte{0x77, 0x85, 3, 0}, "", ErrCorrupt},
		{"a window over 32 KiB", []byte{0x88, 0x1c, 3, 0}, "", ErrCorrupt},
		{"a wrong check of the header", []byte{0x78, 0x9d, 3, 0}, "", ErrCorrupt},
		{"a dictionary", []byte{0x78, 0xbb, 0, 0, 0, 0, 3, 0}, "", ErrCorrupt},
		{"a small window", []byte{0x08, 0x1d, 3, 0}, "", nil},
		{"an unknown type", newStream().bits(7, 3).out, "", ErrCorrupt},

		{"stored", newStream().bits(1, 3).raw(3, 0, 0xfc, 0xff, 'a', 'b', 'c').out, "abc", nil},
		{"stored, empty", newStream().bits(1, 3).raw(0, 0, 0xff, 0xff).out, "", nil},
		{"stored, twice", newStream().bits(0, 3).raw(1, 0, 0xfe, 0xff, 'a').bits(1, 3).raw(1, 0, 0xfe, 0xff, 'b').out, "ab", nil},
		{"stored, wrong complement", newStream().bits(1, 3).raw(3, 0, 0xfd, 0xff, 'a', 'b', 'c').out, "abc", ErrCorrupt},
		{"stored, cut", newStream().bits(1, 3).raw(3, 0, 0xfc, 0xff, 'a', 'b').out, "abc", ErrCorrupt},
		{"stored, no length", newStream().bits(1, 3).raw(3, 0, 0xfc).out, "abc", ErrCorrupt},
		{"stored, no last block", newStream().bits(0, 3).raw(1, 0, 0xfe, 0xff, 'a').out, "a", ErrCorrupt},

		{"fixed, empty", newStream().bits(3, 3).fixed(256).out, "", nil},
		{"fixed", newStream().bits(3, 3).fixed('a').fixed(0xff).fixed(256).out, "a\xff", nil},
		{"fixed, a run", newStream().bits(3, 3).fixed('a').fixed(285).code(0, 5).fixed(256).out, strings.Repeat(a, 259), nil},
		{"fixed, 258 in the long way", newStream().bits(3, 3).fixed('a').fixed(284).bits(31, 5).code(0, 5).fixed(256).out, strings.Repeat(a, 259), nil},
		{"fixed, then stored", newStream().bits(2, 3).fixed('a').fixed(256).bits(1, 3).raw(1, 0, 0xfe, 0xff, 'b').out, "ab", nil},
		{"fixed, no end", newStream().bits(3, 3).fixed('a').out, "a", ErrCorrupt},
		{"fixed, symbol 286", newStream().bits(3, 3).fixed('a').fixed(286).bits(0, 40).out, "aaaa", ErrCorrupt},
		{"fixed, symbol 287", newStream().bits(3, 3).fixed('a').fixed(287).bits(0, 40).out, "aaaa", ErrCorrupt},
		{"fixed, distance 30", newStream().bits(3, 3).fixed('a').fixed(257).code(30, 5).bits(0, 40).out, "aaaa", ErrCorrupt},
		{"fixed, distance 31", newStream().bits(3, 3).fixed('a').fixed(257).code(31, 5).bits(0, 40).out, "aaaa", ErrCorrupt},
		{"fixed, before the start", newStream().bits(3, 3).fixed('a').fixed(257).code(1, 5).fixed(256).bits(0, 40).out, "aaaa", ErrCorrupt},

		{"dynamic, only an end", newStream().dynamic(257, 1, "0*256,1,0").code(0, 1).out, "", nil},
		{"dynamic, only an end, the other bit", newStream().dynamic(257, 1, "0*256,1,0").code(1, 1).bits(0, 40).out, "", ErrCorrupt},
		{"dynamic, only an end, of two bits", newStream().dynamic(257, 1, "0*256,2,0").bits(0, 40).out, "", ErrCorrupt},
		{"dynamic, literals", newStream().dynamic(257, 1, "0*97,1,0*158,1,0").code(0, 1).code(0, 1).code(1, 1).out, "aa", nil},
		{"dynamic, one distance", newStream().dynamic(258, 1, "0*97,1,0*158,2,2,1").code(0, 1).code(3, 2).code(0, 1).code(2, 2).out, "aaaa", nil},
		{"dynamic, one distance, the other bit", newStream().dynamic(258, 1, "0*97,1,0*158,2,2,1").code(0, 1).code(3, 2).code(1, 1).bits(0, 40).out, "aaaa", ErrCorrupt},
		{"dynamic, one distance of two bits", newStream().dynamic(258, 1, "0*97,1,0*158,2,2,2").code(0, 1).code(2, 2).out, "a", ErrCorrupt},
		{"dynamic, no distance, but a match", newStream().dynamic(258, 1, "0*97,1,0*158,2,2,0").code(0, 1).code(3, 2).bits(0, 40).out, "aaaa", ErrCorrupt},
		{"dynamic, oversubscribed", newStream().dynamic(257, 1, "0*97,1,1,0*157,1,0").bits(0, 40).out, "a", ErrCorrupt},
		{"dynamic, incomplete", newStream().dynamic(257, 1, "0*97,1,0*158,2,0").code(0, 1).code(2, 2).out, "a", ErrCorrupt},
		{"dynamic, distances oversubscribed", newStream().dynamic(257, 3, "0*97,1,0*158,1,1*3").code(0, 1).code(1, 1).out, "a", ErrCorrupt},
		{"dynamic, no end", newStream().dynamic(257, 1, "0*97,1,1,0*158,0").bits(0, 4).out, "aaaaaaaa", ErrCorrupt},
		{"dynamic, no end, too much", newStream().dynamic(257, 1, "0*97,1,1,0*158,0").bits(0, 99).out, "a", ErrLong},
		{"dynamic, a repeat at the start", newStream().dynamic(257, 1, "16").bits(0, 99).out, "a", ErrCorrupt},
		{"dynamic, 287 symbols", newStream().dynamic(287, 1, "0*97,1,0*158,1,0*31").code(0, 1).code(1, 1).out, "a", ErrCorrupt},
		{"dynamic, 31 distances", newStream().dynamic(257, 31, "0*97,1,0*158,1,0*31").code(0, 1).code(1, 1).out, "a", ErrCorrupt},
		{"dynamic, lengths cut", newStream().dynamic(257, 1, "0*97,1,0*100").out, "a", ErrCorrupt},
		{"dynamic, zeros over the border", newStream().dynamic(257, 1, "0*97,1,0*158,1,18").bits(0, 7).code(0, 1).code(1, 1).out, "a", ErrCorrupt},
		{"dynamic, codes of all lengths", newStream().dynamic(257, 1, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,0*241,15,0").
			code(0x7ffe, 15).code(0x3ffe, 14).code(0, 1).code(0x7ffe, 15).code(0x7fff, 15).out, "\x0e\x0d\x00\x0e", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var d Decoder
			for _, behind := range []int{0, 1, 100} {
				src := slices.Concat(test.src, make([]byte, behind))
				if test.err != nil {
					src = slices.Clone(test.src) // zeros behind could complete it
				}
				for _, slack := range []int{0, Slack} {
					dst := make([]byte, len(test.want), len(test.want)+slack)
					used, err := d.Zlib(dst, src)
					if !errors.Is(err, test.err) {
						t.Errorf("gives %v, not %v", err, test.err)
					}
					if err == nil && (string(dst) != test.want || used != len(test.src)) {
						t.Errorf("gives %q from %d bytes, not %q from %d", dst, used, test.want, len(test.src))
					}
					for size := range len(test.want) + 3 {
						check(t, &d, src, size, slack)
					}
				}
			}
		})
	}
}

func TestPrefix(t *testing.T) {
	var d Decoder
	data := bytes.Repeat([]byte("blob 1234\x00content "), 1000)
	src := deflated(t, 6, data)
	for _, size := range []int{0, 1, 10, 33, 1000, len(data), len(data) + 1} {
		for _, slack := range []int{0, Slack} {
			dst := make([]byte, size, size+slack)
			n, err := d.Prefix(dst, src)
			if want := min(size, len(data)); err != nil || n != want || !bytes.Equal(dst[:n], data[:n]) {
				t.Errorf("the first %d bytes: %d, %v", size, n, err)
			}
		}
	}
	// What is broken behind the prefix does not matter, what is before it does.
	dst := make([]byte, 10)
	if n, err := d.Prefix(dst, src[:60]); n != 10 || err != nil {
		t.Errorf("from the beginning of a stream: %d, %v", n, err)
	}
	if n, err := d.Prefix(make([]byte, len(data)), src[:60]); n == len(data) || !errors.Is(err, ErrCorrupt) {
		t.Errorf("all from the beginning of a stream: %d, %v", n, err)
	}
	if _, err := d.Prefix(nil, []byte("no zlib")); !errors.Is(err, ErrCorrupt) {
		t.Errorf("from no stream: %v", err)
	}
}
