package layer

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// unquote undoes quoted-printable (RFC 2045, 6.7) in text[lo:hi] and says whether
// there was any.
func unquote(m *sources.MappedText, text []byte, lo, hi int) bool {
	found := false
	done := lo
	for p := lo; p < hi; {
		i := bytes.IndexByte(text[p:hi], '=')
		if i < 0 {
			break
		}
		p += i
		var made []byte
		n := lineBreak(text[:hi], p+1)
		if n == 0 {
			c, ok := number(text[:hi], p+1, 2, 16)
			if !ok {
				p++
				continue
			}
			n, made = 2, []byte{byte(c)}
		}
		m.Copy(text, done, p)
		m.Put(made, p, p+n+1)
		p += n + 1
		done = p
		found = true
	}
	m.Copy(text, done, hi)
	return found
}

// lineBreak measures a line break at p, and blanks before it.
func lineBreak(text []byte, p int) int {
	i := p
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') && i-p < 8 {
		i++
	}
	if i < len(text) && text[i] == '\r' {
		i++
	}
	if i < len(text) && text[i] == '\n' {
		return i + 1 - p
	}
	return 0
}
