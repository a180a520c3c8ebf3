package entry

import "bytes"

// At finds the values given to the name that holds text[start:end], and hands
// each to yield, in the order of the grammar below. The same value may come more
// than once.
func At(text []byte, start, end int, yield func(Candidate)) {
	ns, ne := nameAt(text, start, end)
	e := entryScan{b: text, ns: ns, ne: ne, yield: yield}
	e.run()
}

// entryScan is the work on one name.
type entryScan struct {
	b      []byte
	ns, ne int
	yield  func(Candidate)
	found  bool
}

func (e *entryScan) give(form Form, percent bool) func(span) {
	return func(s span) {
		if s.wrapped {
			form = Wrapped
		}
		e.found = true
		c := Candidate{NameStart: e.ns, NameEnd: e.ne, Start: s.start, End: s.end, Form: form, Quoted: s.quoted, Made: s.made, Percent: percent}
		e.yield(c)
		if s.quoted {
			if c.Start, c.End = changedTo(e.b, s.end); c.Start > 0 {
				e.yield(c)
			}
		}
	}
}

func (e *entryScan) run() {
	b := e.b
	if endTag(b, e.ns) {
		return // what follows the end of an element is not its text
	}
	e.printed()
	name := e.ne
	if at(b, name) == '>' && at(b, e.ns-1) == '<' && quoteAt(b, name+1) > 0 && e.ns > 1 && quoteAt(b, e.ns-2) > 0 {
		name++ // a recorder's '<API_KEY>'
	}
	n, quoted := closersAt(b, name)
	p := name + n
	held := heldBy(b, e.ns)

	if v := elementText(b, p, at(b, e.ns-1) == '<'); v > 0 && (at(b, e.ns-1) == '<' || at(b, e.ns-1) == ':' || at(b, p) == '>' || at(b, p) == '<' || quoted) {
		valueAt(b, v, false, e.give(Element, false))
	}
	e.htmlColumn(p)
	if v := robotVariable(b, e.ns, e.ne); v > 0 {
		valueAt(b, v, false, e.give(Assign, false))
		return
	}
	if v := markedUp(b, p); v > 0 {
		valueAt(b, v, false, e.give(Assign, false))
		return
	}
	if v := escapedElement(b, e.ns, p); v > 0 {
		valueAt(b, v, false, e.give(Element, false))
		return
	}
	if v := pipelineCommand(b, e.ns, p); v > 0 {
		valueAt(b, v, false, e.give(Assign, false))
		return
	}
	if s, ok := replacement(b, e.ns, e.ne); ok {
		e.give(Directive, false)(s)
		return
	}
	if s, ok := pipedIn(b, e.ns); ok {
		e.give(Directive, false)(s)
	}
	if s, form, ok := valueBefore(b, e.ns); ok {
		e.give(form, false)(s)
	}
	if v := changedFrom(b, p); v > 0 {
		valueAt(b, v, false, e.give(Assign, false))
		return
	}
	if held {
		e.pair(p)
	} else if at(b, e.ns-1) == '<' && at(b, p) == '>' { // <apikeys><add value="…"/>
		e.block(p+1, Element)
	}
	q := p + spaceAt(b, p)
	sep, weak, percent := separatorAt(b, q)
	if !percent && q == p && e.percentQuoted(p) {
		percent = true
	}
	switch {
	case sep > 0 && weak:
		if b[q] == ',' || b[q] == ';' || b[q] == '\t' || b[q] == '|' {
			e.columns()
		}
		if b[q] == ',' || b[q] == ';' && quoted {
			e.argument(q+sep, quoted)
			return
		}
		if n := templateDefault(b, q); n > 0 {
			valueAt(b, q+n, false, e.give(Assign, false))
			return
		}
		if b[q] == '|' || b[q] >= 0x80 || b[q] == '\t' || b[q] == '~' {
			valueAt(b, q+sep, percent, func(s span) {
				form := Argument
				if quoted && s.quoted || b[q] == '|' && cellEnds(b, s) {
					form = Row
				}
				e.give(form, percent)(s)
			})
		}
		return
	case sep > 0:
		if b[q] == ':' || b[q] == ' ' {
			if a := annotationAt(b, p); a > 0 {
				valueAt(b, p+a+1, false, e.give(Assign, false))
				return
			}
		}
		e.assigned(q+sep, percent)
		return
	}
	if a := annotationAt(b, p); a > 0 {
		valueAt(b, p+a+1, false, e.give(Assign, false))
		return
	}
	if at(b, q) == '{' && (quoted || at(b, p-1) == ')' || quoteAt(b, p+1) > 0) { // let(:api_key) { 'value' }, apiKey{"value"}
		if v := q + 1 + spaceAt(b, q+1); quoteAt(b, v) > 0 && !keyQuoted(b, v) {
			valueAt(b, v, false, e.give(Assign, false))
			return
		}
	}
	if at(b, q) == '{' && at(b, q+1) != '{' { // variable "api_key" { default = … }
		e.block(q+1, Assign)
		return
	}
	if quoted && hasPrefixFold(b[min(q, len(b)):], "do") && newlineAt(b, q+2) > 0 { // env 'API_KEY' do, value 'X'
		e.block(q+2, Assign)
		return
	}
	switch at(b, p) {
	case '(':
		e.call(p + 1)
		return
	case '[': // a log's api_key[value]
		bareAt(b, p+1, false, func(s span) {
			if at(b, s.end) == ']' {
				e.give(Argument, false)(s)
			}
		})
		return
	case '.': // getenv("API_KEY").unwrap_or("value")
		e.method(p + 1)
		return
	case ':': // ApiKey::from("value")
		if at(b, p+1) == ':' {
			e.method(p + 2)
			return
		}
	case '}': // \newcommand{\apikey}{value}
		if at(b, p+1) == '{' {
			valueAt(b, p+2, false, e.give(Assign, false))
			return
		}
		if n := quoteAt(b, p+1); n > 0 && at(b, p+1+n) == ',' { // jsonb_set(c, '{api_key}', '"value"')
			e.argument(p+1+n+1, true)
			return
		}
		if r := p + 1 + spaceAt(b, p+1); at(b, r) == '=' { // ${env:API_KEY} = "value"
			if n, _, _ := separatorAt(b, r); n > 0 {
				e.assigned(r+n, false)
			}
		}
		return
	case '-': // ${NAME-value}
		if expansion(b, e.ns) {
			valueAt(b, p+1, false, e.give(Assign, false))
			return
		}
	}
	if quoted && e.formPart(q) {
		return
	}
	if n := newlineAt(b, q); n > 0 && at(b, e.ns-1) == '/' { // a store's key, then its value
		e.below(q+n, Assign)
	}
	if c := at(b, q); c == ')' || c == '\n' || c == '\r' || at(b, p-1) == ')' || bytes.IndexByte(b[p:q], '\t') >= 0 {
		e.columns() // the last column, or one that a tab ends
	}
	if n := newlineAt(b, q); n > 0 && quoted && !isFlag(b, e.ns) { // YAML: ? "api_key", then : "value"
		if r := q + n + spaceAt(b, q+n); at(b, r) == ':' {
			valueAt(b, r+1, false, e.give(Assign, false))
		}
		return
	}
	if n := wordOr(b, q); n > 0 { // os.getenv("API_KEY") or "value"
		valueAt(b, q+n, false, e.give(Assign, false))
		return
	}
	e.spaced(p, q, quoted)
}

// templateDefault measures the filter of a template that gives a default, at the
// bar before it: | default "value", | default('value').
func templateDefault(b []byte, p int) int {
	const filter = "default"
	q := p + 1
	q += spaceAt(b, q)
	if at(b, p) != '|' || !hasPrefixFold(b[min(q, len(b)):], filter) {
		return 0
	}
	q += len(filter)
	q += spaceAt(b, q)
	if at(b, q) == '(' {
		q++
	}
	if quoteAt(b, q) == 0 {
		return 0
	}
	return q - p
}

// cellEnds says that a value is all that its cell of a table holds.
func cellEnds(b []byte, s span) bool {
	p := s.end
	if s.quoted {
		p += quoteAt(b, p)
	}
	p += spaceAt(b, p)
	return at(b, p) == '|'
}

// formPart handles a part of a multipart form: name="api_key", an empty line,
// the value.
func (e *entryScan) formPart(p int) bool {
	b := e.b
	n := newlineAt(b, p)
	if n == 0 || !bytes.Contains(b[lineStart(b, e.ns, 200):e.ns], []byte("form-data")) {
		return false
	}
	p += n
	n = newlineAt(b, p)
	if n == 0 {
		return false
	}
	valueAt(b, p+n, false, e.give(Assign, false))
	return true
}

// percentQuoted says that the quote before p was a percent-encoded one.
func (e *entryScan) percentQuoted(p int) bool {
	return p-e.ne >= 3 && e.b[e.ne] == '%'
}

// assigned handles what stands behind a separator.
func (e *entryScan) assigned(p int, percent bool) {
	b := e.b
	v := openersAt(b, p)
	// | and > begin a block of YAML, indented on the next lines.
	if c := at(b, v); (c == '|' || c == '>') && blockScalar(b, v) {
		for v < len(b) && b[v] != '\n' {
			v++
		}
	}
	if at(b, v) == '{' && at(b, v+1) != '{' && at(b, v+1) != '%' {
		if q := v + 1 + spaceAt(b, v+1); quoteAt(b, q) > 0 && !keyQuoted(b, q) {
			valueAt(b, v, percent, e.give(Assign, percent))
			return
		}
		e.membersOf(v+1, isPlural(b[e.ns:e.ne]))
		e.block(v+1, Assign)
		return
	}
	if nl := newlineAt(b, v); nl > 0 || at(b, v) == '#' {
		if at(b, v) == '#' {
			v = lineEnd(b, v, 200)
			nl = newlineAt(b, v)
		}
		e.nextLine(v+nl, percent)
		return
	}
	if v >= len(b) || v > p && emptyInMap(b, e.ns, v) {
		return
	}
	if s, ok := userInfo(b, e.ns, v); ok {
		e.give(Assign, percent)(s)
		return
	}
	if n := parameterAt(b, v); n > 0 {
		v = n
	}
	if n := verbAt(b, v); n > 0 && at(b, v+n) != '(' && bytes.IndexByte(b[lineStart(b, e.ns, 64):e.ns], '%') < 0 {
		e.formatted(v + n)
		return
	}
	valueAt(b, v, percent, e.give(Assign, percent))
}

// block looks for a value field in the block that begins at p.
func (e *entryScan) block(p int, form Form) {
	if v := fieldAfter(e.b, p, 0, true); v > 0 {
		e.fieldValue(v, form)
	}
}

// pair handles a name that is the value of a field: its own value stands in
// another field of the same object.
func (e *entryScan) pair(p int) {
	b := e.b
	if v := fieldAfter(b, p, indentOf(b, e.ns), false); v > 0 {
		e.fieldValue(v, Pair)
		return
	}
	if v := fieldBefore(b, fieldStart(b, e.ns)); v > 0 {
		e.fieldValue(v, Pair)
	}
}

// fieldStart steps back from a name to the beginning of the field whose value
// it is.
func fieldStart(b []byte, p int) int {
	lo := max(0, p-64)
	for p > lo && !isWordByte(b[p-1]) && b[p-1] != '\n' {
		p--
	}
	for p > lo && isWordByte(b[p-1]) {
		p--
	}
	for p > lo && (b[p-1] == '"' || b[p-1] == '\'' || b[p-1] == '\\') {
		p--
	}
	return p
}

// fieldValue handles the value of a field, which may stand on the next line.
func (e *entryScan) fieldValue(v int, form Form) {
	b := e.b
	v = openersAt(b, v)
	if c := at(b, v); (c == '|' || c == '>') && blockScalar(b, v) {
		for v < len(b) && b[v] != '\n' {
			v++
		}
	}
	if n := newlineAt(b, v); n > 0 {
		v += n
		v += spaceAt(b, v)
	}
	valueAt(b, v, false, e.give(form, false))
}
