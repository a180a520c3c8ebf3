package inflate

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/flate"
)

// corpus is streams like those of a pack, and the sizes of what is in them.
type corpus struct {
	streams [][]byte
	sizes   []int
	total   int
}

func (c *corpus) add(t testing.TB, data []byte) {
	c.streams = append(c.streams, append(deflated(t, 6, data), make([]byte, 32)...))
	c.sizes = append(c.sizes, len(data))
	c.total += len(data)
}

// source makes text with the statistics of a program: few words often, many
// seldom, lines that resemble others.
func source(rnd *rand.Rand, size int) []byte {
	var out []byte
	var lines [][]byte
	for len(out) < size {
		var line []byte
		if len(lines) > 0 && rnd.IntN(3) == 0 {
			line = lines[rnd.IntN(len(lines))]
		} else {
			line = bytes.Repeat([]byte("\t"), 1+rnd.IntN(3))
			for range 2 + rnd.IntN(6) {
				word := int(rnd.ExpFloat64() * 60)
				line = fmt.Appendf(line, "%c%s%d%c", "abcdefghijklmnopqrstuvwxyz"[word%26], "ame_of_it"[:word*7%10], word/26, " .(),="[word*5%6])
			}
			line = append(line, '\n')
			lines = append(lines, line)
		}
		out = append(out, line...)
	}
	return out[:size]
}

// deltas are instructions to copy, whose numbers hardly compress, and text.
func deltas(t testing.TB, rnd *rand.Rand) *corpus {
	c := &corpus{}
	for range 2000 {
		var b []byte
		for range 1 + int(rnd.ExpFloat64()*8) {
			b = append(b, 0xb3, byte(rnd.IntN(256)), byte(rnd.IntN(256)), byte(rnd.IntN(256)), byte(rnd.IntN(8)))
			text := source(rnd, 10+int(rnd.ExpFloat64()*50))
			b = append(append(b, byte(min(len(text), 127))), text[:min(len(text), 127)]...)
		}
		c.add(t, b)
	}
	return c
}

// trees are names, and ids that do not compress.
func trees(t testing.TB, rnd *rand.Rand) *corpus {
	c := &corpus{}
	for range 500 {
		var b []byte
		for range 1 + int(rnd.ExpFloat64()*25) {
			b = fmt.Appendf(b, "100644 file%c%d.go\x00", 'a'+rnd.IntN(26), rnd.IntN(100))
			for range 20 {
				b = append(b, byte(rnd.IntN(256)))
			}
		}
		c.add(t, b)
	}
	return c
}

func texts(t testing.TB, rnd *rand.Rand) *corpus {
	c := &corpus{}
	for range 20 {
		c.add(t, source(rnd, 100_000))
	}
	return c
}

// BenchmarkInflate compares with the fastest library, which reads from and writes
// to streams. Bytes are those of the output.
func BenchmarkInflate(b *testing.B) {
	for _, kind := range []struct {
		name string
		make func(testing.TB, *rand.Rand) *corpus
	}{{"deltas", deltas}, {"trees", trees}, {"texts", texts}} {
		c := kind.make(b, rand.New(rand.NewPCG(7, 8)))
		buf := make([]byte, 100_000, 100_000+Slack)
		b.Run(kind.name+"/ours", func(b *testing.B) {
			var d Decoder
			b.SetBytes(int64(c.total))
			for b.Loop() {
				for i, src := range c.streams {
					if _, err := d.Zlib(buf[:c.sizes[i]], src); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(c.streams)), "ns/stream")
		})
		b.Run(kind.name+"/klauspost", func(b *testing.B) {
			in := bytes.NewReader(nil)
			r := flate.NewReader(in)
			b.SetBytes(int64(c.total))
			for b.Loop() {
				for i, src := range c.streams {
					in.Reset(src[2:])
					if err := r.(flate.Resetter).Reset(in, nil); err != nil {
						b.Fatal(err)
					}
					if _, err := io.ReadFull(r, buf[:c.sizes[i]]); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(c.streams)), "ns/stream")
		})
	}
}
