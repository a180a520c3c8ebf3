package entry

import "bytes"

// closeAt finds the closing quote that is written like the opening one, before
// hi; -1 if there is none.
func closeAt(b []byte, p int, quote []byte, hi int) int {
	switch string(quote) {
	case "\u201c", "\u201e":
		quote = []byte("\u201d")
	case "\u2018":
		quote = []byte("\u2019")
	case "\u00ab":
		quote = []byte("\u00bb")
	}
	hi = min(hi, len(b))
	if p > hi {
		return -1
	}
	i := bytes.Index(b[p:hi], quote)
	if i < 0 {
		return -1
	}
	return p + i
}

// quotedAt yields what stands between the quote of n bytes at p and the one
// that closes it, if that is on the same line or the quote is a triple one.
func quotedAt(b []byte, p, n int, yield func(span)) {
	quote := b[p : p+n]
	start := p + n
	if n == 2 && quote[0] == quote[1] { // an empty string
		return
	}
	if m := quoteAt(b, start); m > n && b[start] == '\\' && b[start+m-1] == quote[n-1] {
		quotedAt(b, start, m, yield) // "\"value\""
		return
	}
	end := closeAt(b, start, quote, start+maxValue)
	if end < 0 {
		// An unclosed quote: a line that was cut, or a quote that belongs to
		// the surroundings. Take the bare word.
		bareAt(b, start, false, yield)
		return
	}
	if end == start {
		// What goes on behind an empty string is in a string in which quotes are
		// doubled: a cell of CSV, a string of PowerShell, SQL or Visual Basic.
		if n == 1 && quote[0] != '`' && isNameByte(at(b, end+1)) {
			s := end + 1
			e := closeAt(b, s, []byte{quote[0], quote[0]}, s+maxValue)
			if e > 0 && bytes.IndexByte(b[s:e], '\n') < 0 {
				yield(span{start: s, end: e, quoted: true})
			}
		}
		return
	}
	multi := n >= 3 && (quote[0] == '"' || quote[0] == '\'') || quote[0] == '`'
	s, e := start, end
	if multi {
		for s < e {
			m := newlineAt(b, s) + boolInt(b[s] == ' ' || b[s] == '\t')
			if c := continuationAt(b, s); c > 0 {
				m = c
			}
			if m == 0 {
				break
			}
			s += m
		}
		for e > s && (b[e-1] == '\n' || b[e-1] == '\r' || b[e-1] == ' ' || b[e-1] == '\t' || b[e-1] == '\\') {
			e--
		}
	}
	if i := bytes.IndexByte(b[s:e], '\n'); i >= 0 {
		bareAt(b, s, false, yield)
		return
	}
	// White space pasted in with the value is not part of it.
	for s < e && (b[s] == ' ' || b[s] == '\t') {
		s++
	}
	for e > s && (b[e-1] == ' ' || b[e-1] == '\t') {
		e--
	}
	// A line break written as an escape at the end of the string.
	for e-s > 2 && b[e-2] == '\\' && (b[e-1] == 'n' || b[e-1] == 'r') {
		e -= 2
	}
	s, e = uncoloured(b, s, e)
	if s >= e {
		return
	}
	// Quotes within quotes: '"value"'.
	if m := quoteAt(b, s); m > 0 && bytes.HasSuffix(b[s:e], b[s:s+m]) && e-s > 2*m {
		s, e = s+m, e-m
	}
	yield(span{start: s, end: e, quoted: true})
}
