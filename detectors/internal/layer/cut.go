package layer

import "bytes"

// cutReach is how far behind the end of a run an escape may cut it.
const cutReach = 8

// Cut looks for an escape behind a run of digits that lies in text[start:end]. It
// gives the place of the escaped text in which the run may go on.
func Cut(text []byte, start, end int) (Place, bool) {
	for p := end; p < min(len(text), end+cutReach); p++ {
		switch text[p] {
		case '%', '\\', '&':
			c, n := escapeAt(text, p)
			if n == 0 || endsRun(text, c, p+n) {
				continue
			}
			if softLine(text, p) {
				return Place{Encoding: QuotedPrintable, Pos: start}, true
			}
			at := Place{Encoding: Escaped, Pos: start, Rest: true}
			if text[p] == '%' && bytes.IndexByte(text[p+n:min(len(text), p+n+2)], '+') >= 0 { // %0A+ or %5Cn+
				at.Encoding = Form
			}
			return at, true
		case '=':
			if _, ok := number(text, p+1, 2, 16); ok || softBreak(text, p) > 0 {
				return Place{Encoding: QuotedPrintable, Pos: start}, true
			}
		}
	}
	return Place{}, false
}

// endsRun says that an escaped character, and what follows it at p, ends a run
// however it is written: a quote, or a line break with nothing like the run behind
// it.
func endsRun(text []byte, c rune, p int) bool {
	switch c {
	case '"', '\'', ' ':
		return true
	case '\n', '\r':
		return p >= len(text) || base64Digits[text[p]] == 0 && bytes.IndexByte([]byte("%\\&= \t"), text[p]) < 0
	}
	return false
}

// softLine says that the line at p goes on, as lines of quoted-printable do.
func softLine(text []byte, p int) bool {
	end := p + bytes.IndexByte(text[p:min(len(text), p+maxQuoted)], '\n')
	if end > p && text[end-1] == '\r' {
		end--
	}
	return end > p && text[end-1] == '=' && softBreak(text, end-1) > 0
}

// Soft gives the place of quoted-printable text around one of escapes that a line
// of it has cut.
func Soft(text []byte, at Place) (Place, bool) {
	return Place{Encoding: QuotedPrintable, Pos: at.Pos}, at.Encoding == Escaped && softLine(text, at.Pos)
}
