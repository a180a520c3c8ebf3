package sources

import (
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestTextMap(t *testing.T) {
	original := []byte(`key="a\u0041b" + 'c'`)
	var m MappedText
	m.Copy(original, 0, 4)               // key=
	m.Copy(original, 5, 6)               // a
	m.PutString("A", 6, 12)              // \u0041
	m.Copy(original, 12, 13)             // b
	m.Copy(original, 18, 19)             // c
	m.PutString("\n", len(original), 20) // a separator
	if got := string(m.Text); got != "key=aAbc\n" {
		t.Fatalf("the text is %q", got)
	}
	for _, tt := range []struct {
		start, end int
		want       string
	}{
		{0, 3, "key"}, {4, 5, "a"}, {5, 6, `\u0041`}, {4, 7, `a\u0041b`}, {4, 8, `a\u0041b" + 'c`},
		{7, 8, "c"}, {8, 9, ""}, {3, 5, `="a`}, {5, 5, ""}, {9, 9, ""}, {0, 0, ""},
	} {
		if from, to := m.Map.Original(tt.start, tt.end); string(original[from:to]) != tt.want {
			t.Errorf("%q: %q, want %q", m.Text[tt.start:tt.end], original[from:to], tt.want)
		}
	}
	if from, to := new(TextMap).Original(0, 0); from != 0 || to != 0 {
		t.Errorf("of nothing: %d to %d", from, to)
	}
}

// TestScale holds the map of evenly made text to what its decoders say: what is
// left of a stretch of base64 or hexadecimal still decodes to it.
func TestScale(t *testing.T) {
	plain := []byte("a text of some length, to be encoded")
	b64 := []byte("<" + base64.RawStdEncoding.EncodeToString(plain) + ">")
	digits := []byte("<" + hex.EncodeToString(plain) + ">")
	var in64, inHex MappedText
	in64.Scale(plain, 1, len(b64)-1)
	inHex.Scale(plain, 1, len(digits)-1)
	for start := range plain {
		for end := start + 1; end <= len(plain); end++ {
			from, to := inHex.Map.Original(start, end)
			if got, _ := hex.DecodeString(string(digits[from:to])); string(got) != string(plain[start:end]) {
				t.Fatalf("hexadecimal of %q: %q", plain[start:end], digits[from:to])
			}
			from, to = in64.Map.Original(start, end)
			from, to = (from-1)*6, (to-1)*6 // in bits
			if from > start*8 || start*8-from >= 6 || to < end*8 || to-end*8 >= 6 && to < (len(b64)-2)*6 {
				t.Fatalf("base64 of %q: bits %d to %d, want %d to %d", plain[start:end], from, to, start*8, end*8)
			}
		}
	}
}

// TestAppend builds texts at random and has them cut out of another: each byte
// keeps its place.
func TestAppend(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var inner MappedText
		var original []byte
		for range rng.IntN(8) {
			from := len(original)
			switch n := 1 + rng.IntN(4); rng.IntN(3) {
			case 0:
				original = append(original, strings.Repeat("x", n)...)
				inner.Copy(original, from, from+n)
			case 1:
				original = append(original, strings.Repeat("41", n)...)
				inner.Scale([]byte(strings.Repeat("A", n)), from, from+2*n)
			case 2:
				original = append(original, "&#"+strconv.Itoa(n)+";"...)
				inner.PutString("?!", from, len(original))
			}
			original = append(original, '.')
		}
		if len(inner.Text) == 0 {
			continue
		}
		start := rng.IntN(len(inner.Text))
		end := start + rng.IntN(len(inner.Text)-start+1)
		var outer MappedText
		outer.PutString("head: ", 0, 0)
		outer.Append(&inner, start, end)
		if got := string(outer.Text); got != "head: "+string(inner.Text[start:end]) {
			t.Fatalf("cut out %q, want %q", got, inner.Text[start:end])
		}
		for i := start; i < end; i++ {
			wantFrom, wantTo := inner.Map.Original(i, i+1)
			from, to := outer.Map.Original(6+i-start, 7+i-start)
			if from != wantFrom || to != wantTo {
				t.Fatalf("byte %d of %q: %d to %d, want %d to %d", i, inner.Text, from, to, wantFrom, wantTo)
			}
		}
	}
}

func TestReset(t *testing.T) {
	var m MappedText
	m.PutString("text", 0, 1)
	kept := m.Map.Clone()
	m.Reset()
	m.Copy([]byte("other"), 2, 4)
	if string(m.Text) != "he" {
		t.Errorf("the text is %q", m.Text)
	}
	if from, to := kept.Original(0, 4); from != 0 || to != 1 {
		t.Errorf("the clone says %d to %d", from, to)
	}
}
