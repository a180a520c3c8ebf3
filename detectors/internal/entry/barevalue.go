package entry

import "bytes"

// bareAt yields an unquoted value: up to white space, a quote, or a mark that
// no key holds.
func bareAt(b []byte, p int, percent bool, yield func(span)) {
	start := p
	hi := min(len(b), p+maxValue)
	for p < hi {
		c := b[p]
		if c <= ' ' || c == '"' || c == '\'' || c == '`' || c == ',' || c == ';' || c == '&' ||
			c == '<' || c == '>' || c == '(' || c == ')' || c == '{' || c == '}' || c == '[' ||
			c == ']' || c == '|' || c == '\\' && !keyEscape(b, p) || c == 0x7f || c == '#' {
			n := markedAt(b, p)
			if n == 0 || p == start {
				break
			}
			p += n
			continue
		}
		if c == '^' && ansiAt(b, p) > 0 || c == '_' && clixmlEscape(b, p) {
			break
		}
		if c == '\\' && keyEscape(b, p) {
			p += len(`\u002e`)
			continue
		}
		if c == '%' && percent && percentStop(b, p) {
			break
		}
		if c == '=' && isWordByte(at(b, p+1)) {
			return // another entry: name=value
		}
		if c >= 0x80 && (quoteAt(b, p) > 0 || c == 0xc2 && at(b, p+1) == 0xa0 || c == 0xe3 || c == 0xef) {
			break
		}
		p++
	}
	if p == start {
		return
	}
	// What goes on behind the word shows that it is an expression.
	switch at(b, p) {
	case '(':
		if p > start && isWordByte(b[p-1]) {
			return
		}
	case '[':
		if !bytes.HasPrefix(b[p:], []byte(`[\r]`)) && !bytes.HasPrefix(b[p:], []byte(`[\n]`)) { // a line's end, as Java's HTTP client shows it
			return
		}
	case '{':
		if at(b, p-1) == '$' || at(b, p-1) == '#' || at(b, p-1) == '%' || at(b, p+1) == '{' {
			return
		}
	}
	yield(span{start: start, end: p})
}

// keyEscape says that the escape at p stands for a mark that keys hold, as Java's
// properties may have it: \u002E.
func keyEscape(b []byte, p int) bool {
	if at(b, p+1) != 'u' || at(b, p+2) != '0' || at(b, p+3) != '0' {
		return false
	}
	switch hi, lo := at(b, p+4), at(b, p+5)|0x20; hi {
	case '2':
		return lo == 'd' || lo == 'e'
	case '5':
		return lo == 'f'
	}
	return false
}

// percentStop says that the escape at p ends a percent-encoded value: it stands
// for &, a quote, a blank, a comma, a bracket or a line break.
func percentStop(b []byte, p int) bool {
	if at(b, p+1) == '2' && at(b, p+2) == '5' {
		return percentStop(b, p+2) || at(b, p+3) == '2' && at(b, p+4) == '6'
	}
	switch at(b, p+1) {
	case '2':
		switch at(b, p+2) | 0x20 {
		case '0', '2', '3', '6', '7', 'c':
			return true
		}
	case '3':
		switch at(b, p+2) | 0x20 {
		case 'c', 'e', 'b':
			return true
		}
	case '0':
		return true
	case '5', '7':
		switch at(b, p+2) | 0x20 {
		case 'b', 'd':
			return true
		}
	}
	return false
}
