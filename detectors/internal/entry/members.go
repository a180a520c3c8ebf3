package entry

// maxMembers is how many members of one map are looked at.
const maxMembers = 64

// isPlural says that a name is one of several keys: api_keys, apiKeys.
func isPlural(name []byte) bool {
	return len(name) > 4 && hasPrefixFold(name[len(name)-4:], "keys")
}

// membersOf handles the map of keys that begins at p. Of a name for one key only
// values in quotes that look like nothing but keys count: most such maps are of what
// describes it.
func (e *entryScan) membersOf(p int, plural bool) {
	if plural {
		e.members(p, -1)
		return
	}
	give := e.yield
	defer func(found bool) { e.yield, e.found = give, found }(e.found)
	e.yield = func(c Candidate) {
		if c.Quoted && !isValueField(lowerWord([]byte(c.Member))) {
			c.Form = Wrapped
			give(c)
		}
	}
	e.members(p, -1)
}

// members handles a map of keys by what they are for, from p on:
// api_keys = { logstag = "value" }. Indent is that of the line of the map's name
// where the map has no braces, else -1.
func (e *entryScan) members(p, indent int) {
	b := e.b
	for range maxMembers {
		for p < len(b) && (b[p] == ' ' || b[p] == '\t' || b[p] == '\r' || b[p] == '\n' || b[p] == ',') {
			p++
		}
		if indent >= 0 && p-lineStart(b, p, 256) <= indent {
			return
		}
		start := p + quoteAt(b, p)
		end := start
		for end < len(b) && end-start < maxName && isNameByte(b[end]) {
			end++
		}
		if end == start {
			return
		}
		v := end
		n, _ := closersAt(b, v)
		v += n
		v += spaceAt(b, v)
		sep, weak, _ := separatorAt(b, v)
		if sep == 0 || weak {
			return
		}
		v += sep
		v += spaceAt(b, v)
		if c := at(b, v); c == '{' || c == '[' || newlineAt(b, v) > 0 {
			return // a map of something else
		}
		p = v
		valueAt(b, v, false, func(s span) {
			e.found = true
			e.yield(Candidate{
				NameStart: e.ns, NameEnd: e.ne, Member: string(b[start:end]),
				Start: s.start, End: s.end, Form: Assign, Quoted: s.quoted,
			})
			p = max(p, s.end)
		})
		for p < len(b) && p-v < maxValue && b[p] != ',' && b[p] != '\n' && b[p] != '}' {
			p++
		}
	}
}
