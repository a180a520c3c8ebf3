package structure

import "bytes"

// withoutTemplates gives text with the expressions of templates (Helm's and Go's
// {{ … }}, Jinja's {{ … }}, {% … %} and {# … #}) in doc replaced such that YAML
// may be left, with all places where they were: a value becomes $(____), which is
// a reference; a statement, blanks. It is nil if there are none.
func withoutTemplates(text []byte, doc span) []byte {
	var out []byte
	for p := doc.start; p+1 < doc.end; {
		i := bytes.IndexByte(text[p:doc.end], '{')
		if i < 0 {
			break
		}
		p += i
		n := expressionLen(text[p:doc.end])
		if n == 0 {
			p++
			continue
		}
		if out == nil {
			out = bytes.Clone(text)
		}
		replaceExpression(out, p, p+n)
		p += n
	}
	return out
}

// expressionLen measures the expression of a template with which text begins.
func expressionLen(text []byte) int {
	const longest = 2000
	if len(text) < 4 {
		return 0
	}
	closing := ""
	switch text[1] {
	case '{':
		closing = "}}"
	case '%':
		closing = "%}"
	case '#':
		closing = "#}"
	default:
		return 0
	}
	i := bytes.Index(text[2:min(len(text), longest)], []byte(closing))
	if i < 0 {
		return 0
	}
	n := 2 + i + 2
	if closing == "}}" && n < len(text) && text[n] == '}' && bytes.IndexByte(text[2:n], '{') >= 0 {
		n++
	}
	return n
}

func replaceExpression(text []byte, start, end int) {
	value := text[start+1] == '{' && bytes.IndexByte(text[start:end], '\n') < 0
	if value && aloneOnLine(text, start, end) {
		value = listItem(text, start)
	}
	if !value {
		blankOut(text[start:end])
		return
	}
	for i := start; i < end; i++ {
		text[i] = '_'
	}
	text[start], text[start+1], text[end-1] = '$', '(', ')'
}

// aloneOnLine says that nothing else stands on the line of text[start:end].
func aloneOnLine(text []byte, start, end int) bool {
	lo := bytes.LastIndexByte(text[:start], '\n') + 1
	hi := end + len(text[end:])
	if i := bytes.IndexByte(text[end:], '\n'); i >= 0 {
		hi = end + i
	}
	return len(bytes.Trim(text[lo:start], " \t-")) == 0 && len(bytes.TrimSpace(text[end:hi])) == 0
}

// listItem says that before text[start:], on its line, the mark of a list's item
// stands.
func listItem(text []byte, start int) bool {
	lo := bytes.LastIndexByte(text[:start], '\n') + 1
	return bytes.IndexByte(text[lo:start], '-') >= 0
}

// blankOut overwrites all but line breaks with blanks.
func blankOut(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}
