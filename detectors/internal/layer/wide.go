package layer

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// minWide is the least number of bytes that are taken for UTF-16.
const minWide = 8

// Narrow gives text that is UTF-16, in either order of bytes, as UTF-8; nil if it
// is not.
func Narrow(text []byte) *sources.MappedText {
	if len(text) < minWide {
		return nil
	}
	var zeros [2]int
	for i, c := range text {
		if c == 0 {
			zeros[i&1]++
		}
	}
	high := 0 // the place of the high byte
	if zeros[1] > zeros[0] {
		high = 1
	}
	// Most of it must be Latin, and little have zeros elsewhere.
	if units := len(text) / 2; zeros[high]*4 < units*3 || zeros[1-high]*8 > units {
		return nil
	}
	return narrow(text, high)
}

func narrow(text []byte, high int) *sources.MappedText {
	m := &sources.MappedText{}
	var latin []byte
	start := 0
	flush := func(end int) {
		m.Scale(latin, start, end)
		latin = latin[:0]
		start = end
	}
	for i := 0; i+1 < len(text); i += 2 {
		u := rune(text[i+high])<<8 | rune(text[i+1-high])
		if u > 0 && u < utf8.RuneSelf {
			latin = append(latin, byte(u))
			continue
		}
		flush(i)
		n := 2
		if utf16.IsSurrogate(u) && i+3 < len(text) {
			if r := utf16.DecodeRune(u, rune(text[i+2+high])<<8|rune(text[i+3-high])); r != utf8.RuneError {
				u, n = r, 4
			}
		}
		m.Put(utf8.AppendRune(nil, u), i, i+n)
		i += n - 2
		start = i + 2
	}
	flush(len(text) &^ 1)
	return m
}
