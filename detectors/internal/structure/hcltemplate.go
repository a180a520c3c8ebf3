package structure

import "bytes"

// quoted reads a string in quotes, up to the end of the line if it is not closed.
// What it interpolates stays as it is written, which makes a reference of it.
func (r *hclReader) quoted() *node {
	r.p++
	start := r.p
	n := &node{kind: scalar, how: backslashes | dollars}
	n.items, r.p = r.template(r.p, len(r.src), true)
	n.at = span{start, r.p}
	if r.peek(0) == '"' {
		r.p++
	} else {
		r.fault = true
	}
	return simple(n)
}

// simple makes a scalar of one part of that part itself.
func simple(n *node) *node {
	if len(n.items) == 1 {
		n.items[0].at = n.at
		n.value, n.items[0].key = n.items[0].value, ""
		return n.items[0]
	}
	n.value = n.joined()
	return n
}

// template gives the parts of src[p:end]: literals as they read, interpolations
// as they are written. In quotes it ends at the closing one, or before a line
// break.
func (r *hclReader) template(p, end int, quotes bool) (parts []*node, stop int) {
	how := dollars
	if quotes {
		how |= backslashes
	}
	var value []byte
	start := p
	flush := func() {
		if p > start {
			parts = append(parts, &node{value: string(value), at: span{start, p}, how: how})
		}
		value = nil
	}
	for p < end {
		c := r.src[p]
		if quotes && (c == '"' || c == '\n') {
			break
		}
		if (c == '$' || c == '%') && p+1 < end && r.src[p+1] == '{' {
			flush()
			n := r.interpolation(p, end)
			parts = append(parts, plainScalar(r.src, span{p, p + n}))
			p += n
			start = p
			continue
		}
		if text, n := spelled(r.src[p:end], how); n > 0 {
			value = append(value, text...)
			p += n
			continue
		}
		value = append(value, c)
		p++
	}
	flush()
	return parts, p
}

// interpolation measures ${ … } at p, with the strings and braces in it. One that
// is not closed goes as far as the line.
func (r *hclReader) interpolation(p, end int) int {
	var open []byte // the brackets and quotes that are
	for i := p; i < end; i++ {
		c := r.src[i]
		inString := len(open) > 0 && open[len(open)-1] == '"'
		switch {
		case c == '\n' && (inString || len(open) > maxDepth):
			return i - p
		case inString && c == '\\':
			i++
		case inString && (c == '$' || c == '%') && i+1 < end && r.src[i+1] == '{':
			open = append(open, '{')
			i++
		case c == '"' && inString:
			open = open[:len(open)-1]
		case c == '"':
			open = append(open, '"')
		case c == '{' && !inString:
			open = append(open, '{')
		case c == '}' && !inString:
			if open = open[:len(open)-1]; len(open) == 0 {
				return i + 1 - p
			}
		}
	}
	r.fault = true
	return end - p
}

// heredoc reads a here-document, up to the end of the text if it is not closed.
// It stands before <<.
func (r *hclReader) heredoc() *node {
	r.p += 2
	flush := r.peek(0) == '-'
	if flush {
		r.p++
	}
	at := r.word()
	if at.start == at.end {
		return nil
	}
	marker := r.src[at.start:at.end]
	r.line()
	r.p = min(r.p+1, len(r.src))
	var lines []span
	closed := false
	for r.p < len(r.src) && !closed {
		start := r.p
		r.line()
		if bytes.Equal(bytes.TrimSpace(r.src[start:r.p]), marker) {
			closed = true
			break
		}
		r.p = min(r.p+1, len(r.src))
		lines = append(lines, span{start, r.p})
	}
	r.fault = r.fault || !closed
	return r.heredocText(lines, flush)
}

// heredocText makes a scalar of lines, without the indentation that all have in
// common if flush says so.
func (r *hclReader) heredocText(lines []span, flush bool) *node {
	cut := 0
	if flush {
		cut = r.commonIndent(lines)
	}
	n := &node{}
	for _, l := range lines {
		if !r.blankLine(l) {
			l.start += min(cut, indentation(r.src[l.start:l.end]))
		}
		parts, _ := r.template(l.start, l.end, false)
		n.items = append(n.items, parts...)
	}
	if len(n.items) == 0 {
		return n
	}
	n.at = span{n.items[0].at.start, n.items[len(n.items)-1].at.end}
	n.value = n.joined()
	return n
}

// blankLine says that there is nothing on a line; its blanks are no indentation.
func (r *hclReader) blankLine(l span) bool { return len(bytes.TrimSpace(r.src[l.start:l.end])) == 0 }

func (r *hclReader) commonIndent(lines []span) int {
	least := -1
	for _, l := range lines {
		if r.blankLine(l) {
			continue
		}
		if n := indentation(r.src[l.start:l.end]); least < 0 || n < least {
			least = n
		}
	}
	return max(least, 0)
}

// indentation counts the blanks with which a line begins.
func indentation(line []byte) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}
