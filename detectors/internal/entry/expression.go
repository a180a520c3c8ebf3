package entry

import "bytes"

// The functions in this file find the text that an expression holds, where that
// text is the value.

// templateAt yields the default that the expression of a template at p gives:
// {{ key | default "value" }}, {{ default "value" key }},
// {{ pillar.get('key', 'value') }}, <%= key || 'value' %>; or the branches of its
// condition.
func templateAt(b []byte, p int, yield func(span)) {
	if branchesAt(b, p, yield) {
		return
	}
	hi := lineEnd(b, p, maxField)
	if end := bytes.Index(b[p:hi], []byte("}}")); end >= 0 && b[p] == '{' {
		hi = p + end
	}
	if v := functionDefault(b[:hi], p); v > 0 {
		quotedAt(b, v, quoteAt(b, v), func(s span) {
			s.wrapped = true
			yield(s)
		})
		return
	}
	for i := p + 2; i < hi; i++ {
		if b[i] != '|' {
			continue
		}
		n := templateDefault(b, i)
		if at(b, i+1) == '|' {
			n = 2 + spaceAt(b, i+2)
		}
		if n > 0 && i+n < hi && quoteAt(b, i+n) > 0 {
			quotedAt(b, i+n, quoteAt(b, i+n), func(s span) {
				s.wrapped = true
				yield(s)
			})
			return
		}
	}
}

// functionDefault finds the string that a function gives where nothing else is
// set, in the expression of a template at p: the first argument of Sprig's default,
// the second one of get. It gives -1 if there is none.
func functionDefault(b []byte, p int) int {
	i := p + 2
	if at(b, i) == '-' {
		i++
	}
	i += spaceAt(b, i)
	if hasPrefixFold(b[min(i, len(b)):], "default ") {
		i += len("default ")
		if i += spaceAt(b, i); quoteAt(b, i) > 0 {
			return i
		}
		return -1
	}
	n := bytes.Index(b[min(i, len(b)):], []byte(".get("))
	if n < 0 {
		return -1
	}
	i += n + len(".get(")
	quote := at(b, i)
	if quote != '"' && quote != '\'' {
		return -1
	}
	if n = bytes.IndexByte(b[i+1:], quote); n < 0 {
		return -1
	}
	if i += n + 2; at(b, i) != ',' {
		return -1
	}
	i++
	if i += spaceAt(b, i); quoteAt(b, i) > 0 {
		return i
	}
	return -1
}

// templateIn finds the beginning of a template's expression at p, or within a
// quote there; -1 if there is none.
func templateIn(b []byte, p int) int {
	p += quoteAt(b, p)
	if at(b, p) == '{' && (at(b, p+1) == '{' || at(b, p+1) == '%') || at(b, p) == '<' && at(b, p+1) == '%' {
		return p
	}
	return -1
}

// expansionDefault finds what stands in for a variable that is not set, at the
// beginning of a shell's expansion, or one in the style of Spring, at p:
// ${1:-value}, ${OTHER-value}, ${other.name:value}. It is -1 if there is none.
func expansionDefault(b []byte, p int) int {
	if at(b, p) != '$' || at(b, p+1) != '{' {
		return -1
	}
	i := p + 2
	for i-p < maxName && (isWordByte(at(b, i)) || at(b, i) == '.') {
		i++
	}
	if i == p+2 {
		return -1
	}
	switch at(b, i) {
	case ':':
		switch at(b, i+1) {
		case '-', '=':
			return i + 2
		case '+', '?':
			return -1
		}
		return i + 1
	case '-', '=':
		return i + 1
	}
	return -1
}

// decodedAt yields the text that a shell's command at p decodes from base64:
// $(echo dGV4dA== | base64 -d).
func decodedAt(b []byte, p int, yield func(span)) {
	hi := lineEnd(b, p, maxValue)
	i := p + 2
	i += spaceAt(b, i)
	switch {
	case hasPrefixFold(b[i:hi], "echo "):
		i += len("echo ")
	case hasPrefixFold(b[i:hi], "printf "):
		i += len("printf ")
	case hasPrefixFold(b[i:hi], "base64 "): // base64 -d <<< text
		n := bytes.Index(b[i:hi], []byte("<<<"))
		if n < 0 {
			return
		}
		i += n + len("<<<")
		valueBehind(b, i, hi, yield)
		return
	default:
		return
	}
	if bytes.Contains(b[i:hi], []byte("base64")) {
		for hasPrefixFold(b[i:hi], "-n ") || hasPrefixFold(b[i:hi], "%s ") {
			i += len("-n ")
		}
		valueBehind(b, i, hi, yield)
	}
}

// valueBehind yields the word or string behind white space at p.
func valueBehind(b []byte, p, hi int, yield func(span)) {
	p += spaceAt(b, p)
	wrapped := func(s span) {
		s.wrapped = true
		yield(s)
	}
	if p >= hi {
		return
	}
	if n := quoteAt(b, p); n > 0 {
		quotedAt(b, p, n, wrapped)
		return
	}
	bareAt(b, p, false, wrapped)
}

// verbAt measures the verb at p for which a function that formats text puts its
// next argument: %s, {}.
func verbAt(b []byte, p int) int {
	for _, verb := range [...]string{"%s", "%q", "%v", "{}", "{0}"} {
		if hasPrefixFold(b[p:], verb) {
			return len(verb)
		}
	}
	return 0
}

// formatted handles a value that is the first argument of a function that formats
// text; p stands behind its verb: printf 'api_key=%s\n' VALUE.
func (e *entryScan) formatted(p int) {
	b := e.b
	for hi := min(len(b), p+64); p < hi; p++ {
		switch b[p] {
		case '%', '{', '\n', '=':
			return // more verbs, or none of this
		case '"', '\'', '`':
			p++
			if at(b, p) == ',' {
				p++
			}
			p += spaceAt(b, p)
			valueAt(b, p, false, e.give(Argument, false))
			return
		}
	}
}
