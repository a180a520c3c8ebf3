package sources

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// slowUTF16Len counts code units with the decoder of x/text, which replaces
// invalid bytes as WHATWG says.
func slowUTF16Len(b []byte) int {
	if utf8.Valid(b) {
		return len(utf16.Encode([]rune(string(b))))
	}
	units := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size <= 1 {
			size = maximalSubpart(b)
			r = utf8.RuneError
		}
		units += utf16.RuneLen(r)
		b = b[size:]
	}
	return units
}

// maximalSubpart finds, by trial, how many bytes at the start of b could still
// be the start of a character.
func maximalSubpart(b []byte) int {
	longest := 1
	for n := 2; n <= 3 && n <= len(b); n++ {
		if prefixes[string(b[:n])] {
			longest = n
		} else {
			break
		}
	}
	return longest
}

// prefixes holds the first two and three bytes of every longer character.
var prefixes = func() map[string]bool {
	all := map[string]bool{}
	for r := rune(0x800); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		s := string(r)
		for n := 2; n < len(s); n++ {
			all[s[:n]] = true
		}
	}
	return all
}()

func TestUTF16Len(t *testing.T) {
	for _, test := range []struct {
		in   string
		want int
	}{
		{"", 0},
		{"a", 1},
		{strings.Repeat("a", 100), 100},
		{"é", 1},
		{"日本", 2},
		{"😀", 2},
		{"\U0010FFFF", 2},
		{"a😀b", 4},
		{"\x80", 1},
		{"\x80\x80", 2},
		{"\xff\xfe", 2},
		{"\xc0\x80", 2},
		{"\xe2\x82", 1},         // a cut character is one
		{"\xe2\x82a", 2},        //
		{"\xf0\x9f\x98", 1},     //
		{"\xf0\x9f\x98\xf0", 2}, //
		{"\xed\xa0\x80", 3},     // a surrogate is no character, nor a start of one
		{"\xe0\x80\x80", 3},     // overlong
		{"\xf4\x90\x80\x80", 4}, // beyond the last character
		{"\xf5\x80\x80\x80", 4},
	} {
		if got := UTF16Len([]byte(test.in)); got != test.want {
			t.Errorf("%q: %d, want %d", test.in, got, test.want)
		}
	}
}

func FuzzUTF16Len(f *testing.F) {
	f.Add([]byte("plain"))
	f.Add([]byte("é日😀\xf0\x9f\x98\xed\xa0\x80\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		want := slowUTF16Len(b)
		if got := UTF16Len(b); got != want {
			t.Errorf("%q: %d, want %d", b, got, want)
		}
		for p := range len(b) + 1 {
			q := charBoundary(b, p)
			if q > p || q < p-3 {
				t.Fatalf("%q: boundary %d for %d", b, q, p)
			}
			if q < len(b) && UTF16Len(b[:q])+UTF16Len(b[q:]) != want {
				t.Errorf("%q cut at %d: the columns don't add up", b, q)
			}
		}
	})
}

func TestUTF16LenAgreesWithDecoder(t *testing.T) {
	// x/text encodes what it decodes: a second oracle for valid text.
	text := "schlüssel = 日本語 😀\n"
	encoded, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := UTF16Len([]byte(text)); got != len(encoded)/2 {
		t.Errorf("%d, want %d", got, len(encoded)/2)
	}
}
