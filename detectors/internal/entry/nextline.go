package entry

import "bytes"

// blockScalar says that the | or > at p is the head of a YAML block.
func blockScalar(b []byte, p int) bool {
	for p++; p < len(b); p++ {
		switch c := b[p]; {
		case c == '\n':
			return true
		case c == ' ' || c == '\r' || c == '-' || c == '+' || '0' <= c && c <= '9':
		default:
			return false
		}
	}
	return false
}

// nextLine handles an empty value whose text follows on the next line.
func (e *entryScan) nextLine(p int, percent bool) {
	b := e.b
	line := p
	for i := 0; i < 3; i++ { // blank lines
		s := p + spaceAt(b, p)
		n := newlineAt(b, s)
		if n == 0 {
			break
		}
		p = s + n
		line = p
	}
	line += ruleAt(b, line)
	v := openersAt(b, line)
	indent := indentOf(b, e.ns)
	if at(b, v) == '-' && at(b, v+1) == ' ' { // a list
		for i := 0; i < 64 && at(b, v) == '-' && at(b, v+1) == ' '; i++ {
			valueAt(b, v+2, percent, e.give(Assign, percent))
			end := lineEnd(b, v, maxValue)
			next := end + newlineAt(b, end)
			if next == end {
				return
			}
			v = next + spaceAt(b, next)
		}
		return
	}
	if v-line <= indent && quoteAt(b, v) == 0 {
		e.below(v, Prose)
		return
	}
	// One word alone on its line.
	end := lineEnd(b, v, maxValue)
	if valueAlone(b[v:end]) {
		valueAt(b, v, percent, e.give(Assign, percent))
		return
	}
	if isPlural(b[e.ns:e.ne]) && v-line > indent {
		e.members(line, indent)
	}
	inner := 0
	if v-line > indent {
		inner = indent + 1 // a block of YAML: what is indented less is not in it
	}
	if v := fieldAfter(b, line, inner, true); v > 0 {
		e.fieldValue(v, Assign)
	}
}

// ruleAt measures a line of nothing but dashes, four of which `kubectl describe`
// puts between the name of an entry of a ConfigMap and its value.
func ruleAt(b []byte, p int) int {
	const dashes = "----"
	if !bytes.HasPrefix(b[p:], []byte(dashes)) {
		return 0
	}
	n := newlineAt(b, p+len(dashes))
	if n == 0 {
		return 0
	}
	return len(dashes) + n
}

// valueAlone says that a line holds one word or one string, with a comma or
// semicolon behind it at most.
func valueAlone(line []byte) bool {
	for len(line) > 0 {
		switch c := line[len(line)-1]; c {
		case '\r', ' ', '\t', ',', ';', ')', '\\':
			line = line[:len(line)-1]
			continue
		}
		break
	}
	if n := quoteAt(line, 0); n > 0 {
		return true
	}
	for _, c := range line {
		if c == ' ' || c == '\t' || c == '=' && line[len(line)-1] != '=' {
			return false
		}
	}
	return len(line) > 0 && line[len(line)-1] != ':' && line[len(line)-1] != '{'
}

// below handles a word that stands alone on its line, below a name and a colon, as
// people write in mails.
func (e *entryScan) below(p int, form Form) {
	if end := lineEnd(e.b, p, maxValue); valueAlone(e.b[p:end]) {
		valueAt(e.b, p, false, e.give(form, false))
	}
}
