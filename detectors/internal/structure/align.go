package structure

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// spelling says in which ways a notation may write a value differently from what
// it is.
type spelling uint8

const (
	// backslashes begin escapes.
	backslashes spelling = 1 << iota
	// doubled quotes stand for one: YAML's 'it''s'.
	doubled
	// folded lines: white space may be more, less or other than in the value.
	folded
	// dollars are doubled before a brace: HCL's $${ and %%{.
	dollars
	// entities of XML.
	entities
	// never says that a value does not stand in the text at all.
	never
)

// align appends value to m with the place of each of its bytes in src[at.start:at.end],
// by going through both side by side, and gives the end of what the value took
// there. So the parsers need to tell only what a value is and where it begins. It
// fails if the text could not have meant the value; then m holds a part of it.
func align(m *sources.MappedText, src []byte, at span, value string, how spelling) (end int, ok bool) {
	p, v := at.start, 0
	if how&never != 0 {
		return p, false
	}
	for v < len(value) || p < at.end && opensNothing(src[p:at.end], how) {
		// What is the same in both is taken in one piece.
		n := 0
		for v+n < len(value) && p+n < at.end && src[p+n] == value[v+n] && !special(src[p+n:at.end], how) {
			n++
		}
		if n > 0 {
			m.Copy(src, p, p+n)
			p, v = p+n, v+n
			continue
		}
		text, took := spelled(src[p:at.end], how)
		if took > 0 && strings.HasPrefix(value[v:], text) {
			m.PutString(text, p, p+took)
			p, v = p+took, v+len(text)
			continue
		}
		if how&folded == 0 {
			return p, false
		}
		blanks := whiteRun(src[p:at.end])
		made := len(value[v:]) - len(strings.TrimLeft(value[v:], " \t\r\n"))
		if blanks == 0 && made == 0 {
			return p, false
		}
		m.PutString(value[v:v+made], p, p+blanks) // nothing, if none was made
		p, v = p+blanks, v+made
	}
	return p, true
}

// opensNothing says that text begins with an escape for nothing at all, as a
// backslash at the end of a line is.
func opensNothing(text []byte, how spelling) bool {
	if how&backslashes == 0 || text[0] != '\\' {
		return false
	}
	s, n := spelled(text, how)
	return n > 0 && s == ""
}

// special says that text begins with something that may mean another text.
func special(text []byte, how spelling) bool {
	switch text[0] {
	case '\\':
		return how&backslashes != 0
	case '\'':
		return how&doubled != 0 && len(text) > 1 && text[1] == '\''
	case '$', '%':
		return how&dollars != 0 && len(text) > 2 && text[1] == text[0] && text[2] == '{'
	case '&':
		return how&entities != 0
	}
	return false
}

// spelled gives what the beginning of text means, and its length; 0 if it is
// nothing special.
func spelled(text []byte, how spelling) (string, int) {
	if len(text) < 2 || !special(text, how) {
		return "", 0
	}
	switch text[0] {
	case '\'':
		return "'", 2
	case '$', '%':
		return string(text[:1]), 2
	case '&':
		return entity(text)
	}
	return escape(text)
}

// escape decodes an escape that begins with a backslash. The notations differ in
// which they have, not in what those mean (RFC 8259, 7; TOML 1.0, "String"; YAML
// 1.2, 5.7; the HCL specification, "Quoted Templates").
func escape(text []byte) (string, int) {
	const letters, meanings = "0abtnvfre_NLP", "\x00\a\b\t\n\v\f\r\x1b\u00a0\u0085\u2028\u2029"
	c := text[1]
	digits := 0
	switch c {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case '\n', '\r', ' ', '\t': // a line goes on behind its end
		n := 1 + whiteRun(text[1:])
		if bytes.IndexByte(text[1:n], '\n') < 0 {
			return string(text[1]), 2
		}
		return "", n
	default:
		for i, l := range []byte(letters) {
			if l == c {
				return string([]rune(meanings)[i]), 2
			}
		}
		_, n := utf8.DecodeRune(text[1:])
		return string(text[1 : 1+n]), 1 + n
	}
	r, ok := hexRune(text, 2, digits)
	if !ok {
		return "", 0
	}
	n := 2 + digits
	if 0xd800 <= r && r < 0xdc00 && n+6 <= len(text) && text[n] == '\\' && text[n+1] == 'u' { // UTF-16
		if low, ok := hexRune(text, n+2, 4); ok && 0xdc00 <= low && low < 0xe000 {
			return string((r-0xd800)<<10 | (low - 0xdc00) + 0x10000), n + 6
		}
	}
	return string(r), n
}

func hexRune(text []byte, from, digits int) (rune, bool) {
	if from+digits > len(text) {
		return 0, false
	}
	u, err := strconv.ParseUint(string(text[from:from+digits]), 16, 32)
	return rune(u), err == nil
}

// entity decodes a reference to a character in XML (XML 1.0, 4.1 and 4.6).
func entity(text []byte) (string, int) {
	end := bytes.IndexByte(text[:min(len(text), 12)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(text[1:end])
	switch name {
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "amp":
		return "&", end + 1
	case "quot":
		return `"`, end + 1
	case "apos":
		return "'", end + 1
	}
	number, base := strings.TrimPrefix(name, "#"), 10
	if number == name {
		return "", 0
	}
	if hex := strings.TrimPrefix(number, "x"); hex != number {
		number, base = hex, 16
	}
	u, err := strconv.ParseUint(number, base, 21)
	if err != nil {
		return "", 0
	}
	return string(rune(u)), end + 1
}

// whiteRun measures the white space with which text begins.
func whiteRun(text []byte) int {
	n := 0
	for n < len(text) && (text[n] == ' ' || text[n] == '\t' || text[n] == '\n' || text[n] == '\r') {
		n++
	}
	return n
}
