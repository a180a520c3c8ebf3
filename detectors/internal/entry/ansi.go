package entry

import "bytes"

// escapeCharacters are the ways in which ESC is written: by itself, escaped by
// what wrote the log (rsyslog, JSON, a shell, a printer of bytes), or by "cat -v".
var escapeCharacters = [...]string{"\x1b", `\u001b`, `\u001B`, `#033`, `\x1b`, `\x1B`, `\033`, `\e`, `^[`}

// ansiAt measures a control sequence for a terminal (ECMA-48) at p, raw or as it
// is written in a log that escapes it: a colour, a choice of characters, the
// beginning or end of a link.
func ansiAt(b []byte, p int) int {
	switch at(b, p) {
	case 0x1b, '\\', '#', '^':
	default:
		return 0
	}
	for _, e := range escapeCharacters {
		if bytes.HasPrefix(b[p:], []byte(e)) {
			n := sequenceAt(b, p+len(e))
			if n > 0 {
				return len(e) + n
			}
		}
	}
	return 0
}

// sequenceAt measures what follows the ESC of a control sequence.
func sequenceAt(b []byte, p int) int {
	switch at(b, p) {
	case '[': // CSI: parameters, then a letter
		for n := 1; n < 24; n++ {
			c := at(b, p+n)
			switch {
			case '@' <= c && c <= '~':
				return n + 1
			case c != ';' && c != ':' && c != '?' && (c < '0' || c > '9'):
				return 0
			}
		}
	case '(': // a set of characters
		if c := at(b, p+1); 'A' <= c && c <= 'Z' || c == '0' {
			return 2
		}
	case ']': // OSC: text up to BEL or ESC \
		for n := 1; n < 256 && p+n < len(b); n++ {
			switch c := b[p+n]; {
			case c == 0x07:
				return n + 1
			case c == 0x1b && at(b, p+n+1) == '\\':
				return n + 2
			case c < ' ':
				return 0
			}
		}
	}
	return 0
}

// markedAt measures the marks with which grep shows a match in the middle of a
// word, at p: a colour, then an order to erase the rest of the line, which nothing
// else gives there.
func markedAt(b []byte, p int) int {
	n := ansiAt(b, p)
	if n == 0 || b[p] != 0x1b || at(b, p+n-1) != 'm' {
		return 0
	}
	m := ansiAt(b, p+n)
	if m == 0 || at(b, p+n+m-1) != 'K' || !isNameByte(at(b, p+n+m)) {
		return 0
	}
	return n + m
}

// uncoloured leaves out the control sequences at the ends of the text b[s:e].
func uncoloured(b []byte, s, e int) (int, int) {
	for s < e {
		n := ansiAt(b, s)
		if n == 0 {
			break
		}
		s += n
	}
	for s < e {
		i := bytes.LastIndexByte(b[max(s, e-28):e], 0x1b)
		if i += max(s, e-28); i < s || i+ansiAt(b, i) != e {
			break
		}
		e = i
	}
	return s, min(max(s, e), len(b))
}
