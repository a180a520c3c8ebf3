package sources

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// gathered is what a test keeps of a stream.
type gathered struct {
	text      []byte
	fragments int
}

// gather streams r, checks every rule that fragments keep, overwrites each
// fragment when done with it, and gives back the text put together.
func gather(t testing.TB, r io.Reader, origin *Origin) (gathered, error) {
	t.Helper()
	var g gathered
	var last Fragment
	line, column := 1, 0 // of the first byte not yet owned
	_, err := Stream(context.Background(), r, origin, func(f Fragment) error {
		if f.Origin != origin {
			t.Error("fragment has another origin")
		}
		if owned := f.Offset + int64(f.Before); owned != int64(len(g.text)) {
			t.Errorf("fragment %d owns from %d on, want %d", g.fragments, owned, len(g.text))
		}
		if g.fragments == 0 && f.Before != 0 || g.fragments > 0 && (f.Before < Overlap || last.After < Overlap) {
			t.Errorf("fragment %d: %d bytes before, %d after the one before it", g.fragments, f.Before, last.After)
		}
		owned := f.Data[f.Before : len(f.Data)-f.After]
		if len(owned) == 0 {
			t.Errorf("fragment %d owns nothing", g.fragments)
		}
		if !bytes.HasSuffix(g.text, f.Data[:f.Before]) {
			t.Errorf("fragment %d: wrong context before", g.fragments)
		}
		gotLine, gotColumn := slowPosition(f.Line, f.Column, f.Data[:f.Before])
		if gotLine != line || gotColumn != column {
			t.Errorf("fragment %d owns from %d:%d on, want %d:%d", g.fragments, gotLine, gotColumn, line, column)
		}
		line, column = slowPosition(line, column, owned)
		g.text = append(g.text, owned...)
		g.fragments++
		last = f
		for i := range f.Data {
			f.Data[i] = 'X'
		}
		return nil
	})
	if last.After != 0 {
		t.Errorf("last fragment leaves %d bytes to a later one", last.After)
	}
	return g, err
}

// slowPosition moves a position over text, one line at a time.
func slowPosition(line, column int, text []byte) (int, int) {
	for {
		before, after, found := bytes.Cut(text, []byte("\n"))
		if !found {
			return line, column + slowUTF16Len(text)
		}
		_ = before
		line, column, text = line+1, 0, after
	}
}

func TestStreamTiles(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	random := func(n int, alphabet string) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = alphabet[rng.IntN(len(alphabet))]
		}
		return b
	}
	repeat := func(s string, n int) []byte { return []byte(strings.Repeat(s, n/len(s)+1)[:n]) }
	inputs := map[string][]byte{
		"one byte":          []byte("x"),
		"buffer less one":   repeat("line of text\n", bufferSize-1),
		"buffer":            repeat("line of text\n", bufferSize),
		"buffer and one":    repeat("line of text\n", bufferSize+1),
		"lines":             repeat("2026-01-01 something happened on this host\n", 3*chunk+77),
		"one line":          repeat("no line end here ", 3*chunk+5),
		"line ends only":    repeat("\n", 2*chunk+5),
		"two byte runes":    repeat("é", 3*chunk+1),
		"three byte runes":  repeat("日本語", 3*chunk+2),
		"four byte runes":   repeat("a😀", 3*chunk+3),
		"cut rune at end":   append(repeat("x", 3*chunk), 0xF0, 0x9F, 0x98),
		"continuations":     bytes.Repeat([]byte{0x80}, 3*chunk),
		"leads":             bytes.Repeat([]byte{0xF0, 0x9F}, chunk+9),
		"random bytes":      random(3*chunk, "\x00\x7f\x80\x8f\xa0\xbf\xc2\xe0\xed\xf0\xf4\xff\n"),
		"text with invalid": random(3*chunk, "abc \xf0\x9f\x98\x80\xe9\n"),
	}
	readers := map[string]func(io.Reader) io.Reader{
		"plain":    func(r io.Reader) io.Reader { return r },
		"half":     iotest.HalfReader,
		"data err": iotest.DataErrReader,
	}
	for name, input := range inputs {
		for how, wrap := range readers {
			t.Run(name+"/"+how, func(t *testing.T) {
				g, err := gather(t, wrap(bytes.NewReader(input)), &Origin{})
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(g.text, input) {
					t.Error("the text came out different")
				}
				if len(input) < bufferSize && g.fragments != 1 {
					t.Errorf("%d fragments for a short text", g.fragments)
				}
				if want := len(input)/chunk + 2; g.fragments > want {
					t.Errorf("%d fragments, want at most %d", g.fragments, want)
				}
			})
		}
	}
	t.Run("one byte at a time", func(t *testing.T) {
		input := inputs["text with invalid"][:bufferSize+5000]
		g, err := gather(t, iotest.OneByteReader(bytes.NewReader(input)), &Origin{})
		if err != nil || !bytes.Equal(g.text, input) {
			t.Errorf("the text came out different, error %v", err)
		}
	})
}

func TestStreamEmpty(t *testing.T) {
	for _, input := range []string{"", "\xff\xfe", "\xfe\xff"} {
		g, err := gather(t, strings.NewReader(input), &Origin{})
		if err != nil || g.fragments != 0 {
			t.Errorf("%q: %d fragments, error %v", input, g.fragments, err)
		}
	}
}

func TestStreamDecodesUTF16(t *testing.T) {
	line := "api_key = \"nothing\" # schlüssel 日本 😀\r\n"
	for _, length := range []int{20, chunk, 5 * chunk} {
		text := strings.Repeat(line, length/len(line)+1)
		for _, bigEndian := range []bool{false, true} {
			for _, mark := range []bool{false, true} {
				t.Run(fmt.Sprintf("%d/%v/%v", length, bigEndian, mark), func(t *testing.T) {
					want := text
					raw := encodeUTF16(text, bigEndian)
					if mark {
						raw = append(encodeUTF16("\ufeff", bigEndian), raw...)
					}
					origin := &Origin{}
					n, err := int64(0), error(nil)
					g, err := gather(t, iotest.HalfReader(bytes.NewReader(raw)), origin)
					if err != nil {
						t.Fatal(err)
					}
					if string(g.text) != want {
						t.Errorf("decoded text differs after %d of %d bytes", len(g.text), len(want))
					}
					if encoding := map[bool]string{false: UTF16LE, true: UTF16BE}[bigEndian]; origin.Encoding != encoding {
						t.Errorf("encoding %q, want %q", origin.Encoding, encoding)
					}
					n, err = Stream(context.Background(), bytes.NewReader(raw), &Origin{}, func(Fragment) error { return nil })
					if err != nil || n != int64(len(raw)) {
						t.Errorf("read %d bytes of %d, error %v", n, len(raw), err)
					}
				})
			}
		}
	}
}

func TestStreamReadError(t *testing.T) {
	broken := errors.New("broken")
	for _, length := range []int{0, 1, 1000, chunk, 3 * chunk} {
		for name, text := range map[string][]byte{
			"ascii":  bytes.Repeat([]byte("a\n"), length/2),
			"utf-16": encodeUTF16(strings.Repeat("ab\r\n", length/4), false),
		} {
			r := io.MultiReader(bytes.NewReader(text), iotest.ErrReader(broken))
			g, err := gather(t, r, &Origin{})
			var failed *ReadError
			if !errors.As(err, &failed) || !errors.Is(err, broken) {
				t.Errorf("%s of %d bytes: error %v", name, length, err)
			}
			want, _ := Decode(text)
			if !bytes.Equal(g.text, want) {
				t.Errorf("%s: %d bytes before the error, want %d", name, len(g.text), len(want))
			}
		}
	}
}

func TestReadItemGivesReadErrorsToSkip(t *testing.T) {
	broken, fatal := errors.New("broken"), errors.New("fatal")
	nothing := func(Fragment) error { return nil }
	skipped := 0
	err := ReadItem(context.Background(), iotest.ErrReader(broken), &Origin{Path: "a"}, nothing, func(o Origin, err error) error {
		if o.Path != "a" || !errors.Is(err, broken) {
			t.Errorf("skip of %q: %v", o.Path, err)
		}
		skipped++
		return nil
	})
	if err != nil || skipped != 1 {
		t.Errorf("error %v, %d skips", err, skipped)
	}
	err = ReadItem(context.Background(), iotest.ErrReader(broken), &Origin{}, nothing, func(Origin, error) error { return fatal })
	if err != fatal {
		t.Errorf("error %v, want skip's", err)
	}
	err = ReadItem(context.Background(), strings.NewReader("x"), &Origin{}, func(Fragment) error { return fatal }, func(Origin, error) error {
		t.Error("emit's error went to skip")
		return nil
	})
	if err != fatal {
		t.Errorf("error %v, want emit's", err)
	}
}

func TestStreamStops(t *testing.T) {
	endless := repeating("all work and no play\n")
	t.Run("emit", func(t *testing.T) {
		boom := errors.New("boom")
		calls := 0
		_, err := Stream(context.Background(), endless, &Origin{}, func(Fragment) error { calls++; return boom })
		if err != boom || calls != 1 {
			t.Errorf("error %v after %d calls", err, calls)
		}
	})
	t.Run("context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		_, err := Stream(ctx, endless, &Origin{}, func(Fragment) error {
			if calls++; calls == 3 {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) || calls != 3 {
			t.Errorf("error %v after %d calls", err, calls)
		}
	})
	t.Run("no progress", func(t *testing.T) {
		_, err := Stream(context.Background(), stuck{}, &Origin{}, func(Fragment) error { return nil })
		if !errors.Is(err, io.ErrNoProgress) {
			t.Errorf("error %v", err)
		}
	})
}

// repeating is an endless text.
type repeating string

func (r repeating) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], r)
	}
	return n, nil
}

// stuck gives neither bytes nor an error.
type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

func TestEmitBytes(t *testing.T) {
	for name, test := range map[string]struct{ in, want, encoding string }{
		"empty":     {"", "", ""},
		"ascii":     {"key = 1\n", "key = 1\n", ""},
		"utf-8":     {"\ufeffschlüssel\n", "\ufeffschlüssel\n", ""},
		"utf-16 le": {string(encodeUTF16("\ufeffkey\n", false)), "key\n", UTF16LE},
		"utf-16 be": {string(encodeUTF16("\ufeffkey\n", true)), "key\n", UTF16BE},
	} {
		t.Run(name, func(t *testing.T) {
			origin, got := &Origin{}, ""
			err := EmitBytes(origin, []byte(test.in), func(f Fragment) error {
				if !f.Whole() || f.Line != 1 || f.Column != 0 || f.Origin != origin || len(f.Data) == 0 {
					t.Errorf("fragment %+v is not the whole item", f)
				}
				got += string(f.Data)
				return nil
			})
			if err != nil || got != test.want || origin.Encoding != test.encoding {
				t.Errorf("got %q in %q, error %v", got, origin.Encoding, err)
			}
		})
	}
}

func FuzzStream(f *testing.F) {
	f.Add([]byte("a\nb"), uint16(1), false)
	f.Add([]byte("é😀\n\xf0\x9f"), uint16(40000), true)
	f.Add(encodeUTF16("key = value\n", true), uint16(30000), false)
	f.Fuzz(func(t *testing.T, unit []byte, times uint16, half bool) {
		if len(unit) > 64 {
			unit = unit[:64]
		}
		input := bytes.Repeat(unit, int(times))
		var r io.Reader = bytes.NewReader(input)
		if half {
			r = iotest.HalfReader(r)
		}
		origin := &Origin{}
		g, err := gather(t, r, origin)
		if err != nil {
			t.Fatal(err)
		}
		if origin.Encoding == "" && !bytes.Equal(g.text, input) {
			t.Error("the text came out different")
		}
		if want, encoding := Decode(input); len(input) < bufferSize && (encoding != origin.Encoding || !bytes.Equal(g.text, want)) {
			t.Error("Stream and Decode differ")
		}
	})
}

// encodeUTF16 is the tests' own encoder.
func encodeUTF16(s string, bigEndian bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// BenchmarkStream reads a log from memory, beside a plain copy through a buffer
// of the same size.
func BenchmarkStream(b *testing.B) {
	for name, unit := range map[string]string{
		"lines":    "2026-01-01T00:00:00Z host app[123]: something of no interest happened\n",
		"one line": "no line end here ",
	} {
		text := strings.Repeat(unit, (64<<20)/len(unit))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := Stream(context.Background(), strings.NewReader(text), &Origin{}, func(Fragment) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/copy", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			buf := make([]byte, bufferSize)
			for b.Loop() {
				r := strings.NewReader(text)
				for {
					if _, err := r.Read(buf); err != nil {
						break
					}
				}
			}
		})
	}
}
