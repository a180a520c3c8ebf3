package entry

import "bytes"

// The functions in this file look at text from a position on and say how many
// bytes what they look for takes there, 0 for none.

func isNameByte(c byte) bool {
	return isWordByte(c) || c == '-' || c == '.'
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// at gives the byte at p, 0 past the end.
func at(b []byte, p int) byte {
	if 0 <= p && p < len(b) {
		return b[p]
	}
	return 0
}

func hasPrefixFold(b []byte, lower string) bool {
	if len(b) < len(lower) {
		return false
	}
	for i := range len(lower) {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// quotes are the ways in which a quotation mark is written, longest first where
// one begins like another. Escaped ones are found by quoteAt.
var quotes = []string{
	`"""`, `'''`, `"`, `'`, "`",
	"&quot;", "&#34;", "&#x22;", "&apos;", "&#39;", "&#x27;", "&amp;quot;",
	"%22", "%27", "%2522",
	`\u0022`, `\u0027`, `\x22`, `\x27`,
	"\u201c", "\u201d", "\u2018", "\u2019", "\u201e", "\u00ab", "\u00bb",
}

// quoteAt measures a quotation mark at p: plain, with any number of backslashes
// before it, or written as an entity or escape.
func quoteAt(b []byte, p int) int {
	c := at(b, p)
	switch c {
	case '"', '\'', '`', '&', '%', '\\', 0xe2, 0xc2:
	default:
		return 0
	}
	slashes := 0
	for at(b, p+slashes) == '\\' && slashes < 16 {
		slashes++
	}
	if slashes > 0 {
		if q := at(b, p+slashes); q == '"' || q == '\'' || q == '`' {
			return slashes + 1
		}
		if rest := b[p+slashes-1:]; slashes > 1 {
			for _, q := range quotes {
				if q[0] == '\\' && bytes.HasPrefix(rest, []byte(q)) {
					return slashes - 1 + len(q)
				}
			}
		}
	}
	rest := b[p:]
	for _, q := range quotes {
		if q[0] == c && hasPrefixFold(rest, q) {
			return len(q)
		}
	}
	return 0
}

// spaceAt measures white space within a line at p: blanks, tabs, no-break
// spaces, terminal colours.
func spaceAt(b []byte, p int) int {
	start := p
	for p < len(b) && p-start < maxSpace {
		switch c := b[p]; {
		case c == ' ' || c == '\t' || c == 0: // NUL: /proc/PID/cmdline
			p++
		case c == 0xc2 && at(b, p+1) == 0xa0:
			p += 2
		case c == '%' && at(b, p+1) == '2' && at(b, p+2) == '0':
			p += 3
		case c == 0x1b || c == '\\' || c == '#' || c == '^':
			n := ansiAt(b, p) + tabAt(b, p)
			if n == 0 {
				return p - start
			}
			p += n
		default:
			return p - start
		}
	}
	return p - start
}

// tabAt measures a tab that a string or rsyslog has escaped at p.
func tabAt(b []byte, p int) int {
	if at(b, p) == '#' && at(b, p+1) == '0' && at(b, p+2) == '1' && at(b, p+3) == '1' {
		return 4
	}
	n := 0
	for at(b, p+n) == '\\' && n < 8 {
		n++
	}
	if n > 0 && at(b, p+n) == 't' {
		return n + 1
	}
	return 0
}

// newlineAt measures a line break at p, also one that a string or rsyslog has
// escaped.
func newlineAt(b []byte, p int) int {
	switch at(b, p) {
	case '\n':
		return 1
	case '\r':
		if at(b, p+1) == '\n' {
			return 2
		}
		return 1
	case '#': // rsyslog's
		if at(b, p+1) == '0' && at(b, p+2) == '1' && at(b, p+3) == '2' {
			return 4
		}
	case '\\':
		n := 0
		for at(b, p+n) == '\\' && n < 8 {
			n++
		}
		switch at(b, p+n) {
		case 'n':
			return n + 1
		case 'r':
			if at(b, p+n+1) == '\\' {
				if m := newlineAt(b, p+n+1); m > 0 {
					return n + 1 + m
				}
			}
			return n + 1
		}
	}
	return 0
}

// continuationAt measures the mark that joins the next line to this one, with
// the line break: a backslash, a back-tick (PowerShell) or a caret (cmd).
func continuationAt(b []byte, p int) int {
	switch at(b, p) {
	case '\\', '`', '^':
		n := 1
		n += spaceAt(b, p+n)
		switch at(b, p+n) {
		case '\n':
			return n + 1
		case '\r':
			if at(b, p+n+1) == '\n' {
				return n + 2
			}
		}
	}
	return 0
}

// tagAt measures an XML or HTML tag, comment marks excluded, at p.
func tagAt(b []byte, p int) int {
	if at(b, p) != '<' {
		return 0
	}
	i := p + 1
	if at(b, i) == '/' {
		i++
	}
	if bytes.HasPrefix(b[min(i, len(b)):], []byte("![CDATA[")) {
		return i + 8 - p
	}
	if !isLetter(at(b, i)) {
		return 0
	}
	for ; i < len(b) && i-p < 200; i++ {
		switch b[i] {
		case '>':
			return i + 1 - p
		case '<', '\n':
			return 0
		}
	}
	return 0
}

// lineStart gives the position after the last line break before p, at most
// limit bytes back.
func lineStart(b []byte, p, limit int) int {
	lo := max(0, p-limit)
	if i := bytes.LastIndexByte(b[lo:p], '\n'); i >= 0 {
		return lo + i + 1
	}
	return lo
}

// lineEnd gives the position of the next line break at or after p, at most
// limit bytes on.
func lineEnd(b []byte, p, limit int) int {
	hi := min(len(b), p+limit)
	if p >= hi {
		return hi
	}
	if i := bytes.IndexByte(b[p:hi], '\n'); i >= 0 {
		return p + i
	}
	return hi
}

// nestedQuote measures a single quote as it is written within a shell's single
// quotes: closed, quoted or escaped, and opened again. Python's shlex.quote does it
// the first way, most others the second.
func nestedQuote(b []byte, p int) int {
	for _, q := range []string{`'"'"'`, `'\''`} {
		if bytes.HasPrefix(b[p:], []byte(q)) {
			return len(q)
		}
	}
	return 0
}

// spewType measures the type and the length that go-spew writes before a string:
// (string) (len=32) "value".
func spewType(b []byte, p int) int {
	const head = "(string) (len="
	if !bytes.HasPrefix(b[p:], []byte(head)) {
		return 0
	}
	end := p + len(head)
	for '0' <= at(b, end) && at(b, end) <= '9' {
		end++
	}
	if at(b, end) != ')' {
		return 0
	}
	return end + 1 - p
}
