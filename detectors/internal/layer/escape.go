package layer

import (
	"bytes"
	"html"
	"strconv"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// unescape undoes one level of percent-encoding (RFC 3986), of escapes with
// backslashes (JSON, C, JavaScript, shells) and of entities (XML, HTML) in
// text[lo:hi]. It says whether there were any. What is no escape stays as it is.
func unescape(m *sources.MappedText, text []byte, lo, hi int) bool {
	text = text[:hi]
	found := false
	done := lo
	for p := lo; p < hi; {
		i := bytes.IndexAny(text[p:], `%\&`)
		if i < 0 {
			break
		}
		p += i
		c, n := escapeAt(text, p)
		if n == 0 {
			p++
			continue
		}
		m.Copy(text, done, p)
		putRune(m, c, text[p] == '%' || text[p] == '\\' && text[p+1] != 'u' && text[p+1] != 'U', p, p+n)
		p += n
		done = p
		found = true
	}
	m.Copy(text, done, hi)
	return found
}

// putRune adds a character, or where single is set a byte.
func putRune(m *sources.MappedText, c rune, single bool, from, to int) {
	if single || c < utf8.RuneSelf {
		if c == 0 {
			c = ' ' // what ends an argument
		}
		m.Put([]byte{byte(c)}, from, to)
		return
	}
	m.Put(utf8.AppendRune(nil, c), from, to)
}

// unform is unescape for percent-encoding alone, in a form's data, where a blank
// is a plus sign (WHATWG URL Standard, 5.1).
func unform(m *sources.MappedText, text []byte, lo, hi int) bool {
	done := lo
	for p := lo; p < hi; {
		c, n := rune(' '), 1
		switch text[p] {
		case '+':
		case '%':
			c, n = percentAt(text[:hi], p)
		default:
			n = 0
		}
		if n == 0 {
			p++
			continue
		}
		m.Copy(text, done, p)
		putRune(m, c, true, p, p+n)
		p += n
		done = p
	}
	m.Copy(text, done, hi)
	return true
}

// escapeAt decodes the escape at p; n is 0 if there is none.
func escapeAt(text []byte, p int) (c rune, n int) {
	switch text[p] {
	case '%':
		return percentAt(text, p)
	case '&':
		return entityAt(text, p)
	case '\\':
		return backslashAt(text, p)
	}
	return 0, 0
}

// percentAt decodes a byte that is percent-encoded. A byte above ASCII never stands
// alone: %DB_PASSWORD% is the name of a variable.
func percentAt(text []byte, p int) (rune, int) {
	c, ok := number(text, p+1, 2, 16)
	if !ok || c >= utf8.RuneSelf && !highByte(text, p-3) && !highByte(text, p+3) {
		return 0, 0
	}
	return c, 3
}

// highByte says that a byte above ASCII is percent-encoded at p.
func highByte(text []byte, p int) bool {
	if p < 0 || p >= len(text) || text[p] != '%' {
		return false
	}
	c, ok := number(text, p+1, 2, 16)
	return ok && c >= utf8.RuneSelf
}

// number reads so many digits at p.
func number(text []byte, p, digits, base int) (rune, bool) {
	if p+digits > len(text) || text[p] == '+' || text[p] == '-' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[p:p+digits]), base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}

// backslashAt decodes an escape with a backslash.
func backslashAt(text []byte, p int) (rune, int) {
	if p+1 >= len(text) {
		return 0, 0
	}
	switch c := text[p+1]; c {
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case '/', '\\', '"', '\'', '-', '.', '=', ':', '+', '$', '`', '!', '&', '?':
		return rune(c), 2
	case 'x', 'u', 'U':
		if p+2 < len(text) && text[p+2] == '{' { // \u{61}
			if i := bytes.IndexByte(text[p+3:min(len(text), p+10)], '}'); i > 0 {
				if c, ok := number(text, p+3, i, 16); ok {
					return c, i + 4
				}
			}
			return 0, 0
		}
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		if c, ok := number(text, p+2, digits, 16); ok {
			return c, digits + 2
		}
	case '0', '1', '2', '3':
		if c, ok := number(text, p+1, 3, 8); ok {
			return c, 4
		}
	}
	return 0, 0
}

// maxEntity is the length of the longest entity that is decoded.
const maxEntity = 12

// entityAt decodes an entity that stands for one character.
func entityAt(text []byte, p int) (rune, int) {
	i := bytes.IndexByte(text[p:min(len(text), p+maxEntity)], ';')
	if i < 2 {
		return 0, 0
	}
	plain := html.UnescapeString(string(text[p : p+i+1]))
	c, size := utf8.DecodeRuneInString(plain)
	if size != len(plain) {
		return 0, 0
	}
	return c, i + 1
}
