package inflate

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
)

// reference inflates with the standard library, up to a limit. Used is as of
// [Decoder.Zlib].
func reference(src []byte, limit int) (out []byte, used int, err error) {
	if len(src) < 2 || src[0]&15 != 8 || src[0]>>4 > 7 || (int(src[0])<<8|int(src[1]))%31 != 0 || src[1]&0x20 != 0 {
		return nil, 0, errors.New("no zlib header")
	}
	in := bytes.NewReader(src[2:])
	r := flate.NewReader(in)
	out, err = io.ReadAll(io.LimitReader(r, int64(limit)))
	return out, len(src) - in.Len(), err
}

// check holds Zlib and Prefix against the reference, for a destination of that
// size with so much capacity behind it.
func check(t *testing.T, d *Decoder, src []byte, size, slack int) {
	t.Helper()
	want, used, wantErr := reference(src, size+1)
	dst := make([]byte, size, size+slack)
	n, err := d.Zlib(dst, src)
	switch {
	case len(want) > size:
		if !errors.Is(err, ErrLong) {
			t.Errorf("a stream of more than %d bytes gives %v", size, err)
		}
	case wantErr != nil:
		// A stored block that claims too much and breaks off has both faults. And
		// where the input breaks off, the reference gives up some symbols early:
		// it wants as many bits as the end of the block has.
		both := len(want) == size || errors.Is(wantErr, io.ErrUnexpectedEOF)
		if !errors.Is(err, ErrCorrupt) && (!both || !errors.Is(err, ErrLong)) {
			t.Errorf("a stream with the fault %q gives %v", wantErr, err)
		}
	case len(want) < size:
		if !errors.Is(err, ErrShort) {
			t.Errorf("a stream of %d bytes, for %d, gives %v", len(want), size, err)
		}
	case err != nil:
		t.Errorf("a good stream of %d bytes gives %v", size, err)
	case n != used:
		t.Errorf("%d bytes were used, not %d", n, used)
	case !bytes.Equal(dst, want):
		t.Errorf("the %d bytes of a stream are not what they should be", size)
	}
	checkPrefix(t, d, src, want[:min(size, len(want))], wantErr, size, slack)
}

func checkPrefix(t *testing.T, d *Decoder, src, want []byte, wantErr error, size, slack int) {
	t.Helper()
	dst := make([]byte, size, size+slack)
	n, err := d.Prefix(dst, src)
	if err == nil && wantErr != nil && len(want) < size && !errors.Is(wantErr, io.ErrUnexpectedEOF) {
		t.Errorf("the prefix of a stream with the fault %q gives no error", wantErr)
	}
	if err != nil && wantErr == nil {
		t.Errorf("the prefix of a good stream gives %v", err)
	}
	if n < len(want) && err == nil || n > size || !bytes.Equal(dst[:min(n, len(want))], want[:min(n, len(want))]) {
		t.Errorf("the prefix of %d bytes is not what it should be (%d bytes, %v)", len(want), n, err)
	}
}

func deflated(t testing.TB, level int, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := zlib.NewWriterLevel(&buf, level)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// samples are data of many sizes and kinds.
func samples(rnd *rand.Rand) [][]byte {
	var all [][]byte
	for _, size := range []int{0, 1, 2, 3, 7, 8, 9, 31, 100, 257, 258, 259, 1000, 5000, 40000, 140000} {
		for kind := range 6 {
			b := make([]byte, size)
			for i := range b {
				switch kind {
				case 0: // zeros
				case 1:
					b[i] = byte(rnd.IntN(256))
				case 2:
					b[i] = byte(rnd.IntN(4))
				case 3: // few symbols often, many seldom: long codes
					b[i] = byte(rnd.ExpFloat64() * 9)
				case 4: // repeats at all distances
					if d := 1 + rnd.IntN(40000); rnd.IntN(8) != 0 && d <= i {
						copy(b[i:min(len(b), i+3+rnd.IntN(60))], b[i-d:])
					} else if b[i] == 0 {
						b[i] = byte(rnd.IntN(256))
					}
				case 5: // repeats at short distances
					if i >= 20 && rnd.IntN(30) != 0 {
						b[i] = b[i-1-i/64%20]
					} else {
						b[i] = byte(rnd.IntN(256))
					}
				}
			}
			all = append(all, b)
		}
	}
	return all
}

func TestRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var d Decoder
	for _, data := range samples(rnd) {
		for level := zlib.HuffmanOnly; level <= zlib.BestCompression; level++ {
			if len(data) > 5000 && level > 1 && level != 6 {
				continue
			}
			packed := deflated(t, level, data)
			for _, behind := range []int{0, 4, 100} {
				src := append(packed[:len(packed):len(packed)], make([]byte, behind)...)
				for _, slack := range []int{0, 1, Slack - 1, Slack, 1000} {
					dst := make([]byte, len(data), len(data)+slack)
					used, err := d.Zlib(dst, src)
					if err != nil || used != len(packed)-4 || !bytes.Equal(dst, data) {
						t.Fatalf("%d bytes, level %d, slack %d: %d of %d used, %v, equal: %v",
							len(data), level, slack, used, len(packed), err, bytes.Equal(dst, data))
					}
				}
			}
			for _, size := range []int{0, 1, len(data) / 2, len(data) - 1, len(data) + 1} {
				if size >= 0 {
					check(t, &d, packed, size, 0)
					check(t, &d, append(packed, make([]byte, 50)...), size, Slack)
				}
			}
		}
	}
}

// Every beginning of a stream is an error, and so is a stream with a byte changed,
// unless the reference takes it too.
func TestDamage(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var d Decoder
	for _, data := range samples(rnd) {
		if len(data) == 0 || len(data) > 1000 {
			continue
		}
		for _, level := range []int{zlib.HuffmanOnly, zlib.NoCompression, zlib.BestCompression} {
			packed := deflated(t, level, data)
			stream := packed[:len(packed)-4]
			for n := range stream {
				for _, slack := range []int{0, Slack} {
					dst := make([]byte, len(data), len(data)+slack)
					if _, err := d.Zlib(dst, stream[:n:n]); !errors.Is(err, ErrCorrupt) {
						t.Fatalf("%d of %d bytes of a stream give %v", n, len(stream), err)
					}
				}
			}
			for range 50 {
				broken := bytes.Clone(packed)
				broken[rnd.IntN(len(broken))] ^= 1 << rnd.IntN(8)
				check(t, &d, broken, len(data), rnd.IntN(2)*Slack)
			}
		}
	}
}

// A decoder can be used again after an error, and a stream does not change what
// the next one gives.
func TestUsedAgain(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	all := samples(rnd)
	var d Decoder
	for range 2000 {
		data := all[rnd.IntN(len(all))]
		if len(data) > 5000 {
			continue
		}
		packed := deflated(t, rnd.IntN(10), data)
		if rnd.IntN(2) == 0 {
			packed[rnd.IntN(len(packed))] ^= byte(1 + rnd.IntN(255))
		}
		check(t, &d, packed, len(data), rnd.IntN(2)*Slack)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	data := bytes.Repeat([]byte("some text that can be compressed, "), 50)
	packed := deflated(t, 6, data)
	dst := make([]byte, len(data), len(data)+Slack)
	var d Decoder
	if n := testing.AllocsPerRun(10, func() {
		if _, err := d.Zlib(dst, packed); err != nil {
			t.Error(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations for a stream", n)
	}
}

func ExampleDecoder_Zlib() {
	src := []byte("\x78\x9c\xcb\x48\xcd\xc9\xc9\x07\x00\x06\x2c\x02\x15")
	dst := make([]byte, 5, 5+Slack)
	var d Decoder
	used, err := d.Zlib(dst, src)
	fmt.Printf("%s %d %v\n", dst, used, err)
	// Output: hello 9 <nil>
}
