package entry

// nameAt widens a hit to the whole name that it is a part of: LOGSTAG_API_KEY
// around API_KEY, logstag.agent.apiKey around apiKey.
func nameAt(b []byte, start, end int) (int, int) {
	lo := max(0, start-maxName)
	s := start
	for s > lo && isNameByte(b[s-1]) {
		s--
	}
	// What stands before may belong to an escape: %22api_key, \napi_key,
	// \u0022api_key, \x1b[36mapi_key. Find where that ends.
	for i := s - 1; i < start; i++ {
		if n := escapeAt(b, i); n > 0 && i+n <= start && i+n > s {
			s = i + n
			i = s - 1
		}
	}
	for s < start && b[s] == '.' {
		s++
	}
	e := end
	hi := min(len(b), end+maxName)
	for e < hi && (isWordByte(b[e]) || (b[e] == '-' || b[e] == '.') && isLetter(at(b, e+1))) {
		if b[e] == '-' && expansion(b, s) {
			break
		}
		e++
	}
	return s, e
}

// expansion says that the name at start is a shell's variable in braces, where a
// dash begins what stands in for it: ${NAME-value}.
func expansion(b []byte, start int) bool {
	return at(b, start-1) == '{' && at(b, start-2) == '$'
}

// escapeAt measures an escape at p whose last characters could be taken for the
// beginning of a name.
func escapeAt(b []byte, p int) int {
	switch at(b, p) {
	case '%':
		if isHex(at(b, p+1)) && isHex(at(b, p+2)) {
			if at(b, p+1) == '2' && at(b, p+2) == '5' && isHex(at(b, p+3)) && isHex(at(b, p+4)) {
				return 5
			}
			return 3
		}
	case '\\':
		switch c := at(b, p+1); c {
		case 'n', 'r', 't', 'f', 'v', 'b':
			return 2
		case 'e':
			return ansiAt(b, p)
		case 'u':
			if isHex(at(b, p+2)) && isHex(at(b, p+3)) && isHex(at(b, p+4)) && isHex(at(b, p+5)) {
				if n := ansiAt(b, p); n > 0 {
					return n
				}
				return 6
			}
		case 'x', '0':
			if n := ansiAt(b, p); n > 0 {
				return n
			}
			if c == 'x' && isHex(at(b, p+2)) && isHex(at(b, p+3)) {
				return 4
			}
		}
	case 0x1b, '^':
		return ansiAt(b, p)
	case '#':
		if n := ansiAt(b, p); n > 0 {
			return n
		}
		if at(b, p+1) == '0' && isHex(at(b, p+2)) && isHex(at(b, p+3)) { // rsyslog's #012
			return 4
		}
	}
	return 0
}

// isFlag says that the name at start is a command line flag: --api-key, -ApiKey,
// /ApiKey at the beginning of a word.
func isFlag(b []byte, start int) bool {
	if at(b, start) == '-' {
		return true
	}
	if at(b, start-1) != '/' {
		return false
	}
	c := at(b, start-2)
	return c == ' ' || c == '\t'
}

// isHolder says that word is a field whose value is the name of something else,
// and whose neighbour is that thing's value.
func isHolder(word string) bool {
	switch word {
	case "name", "key", "parameterkey", "param", "parameter", "parametername", "field", "variable", "var",
		"variablename", "header", "setting", "env", "label", "option", "property", "id", "keyname", "k", "n",
		"attribute", "key_name", "envname", "title", "headername", "path", "secretname", "username", "login",
		"environmentvariable", "optionname", "settingname", "configname", "propertyname", "paramname", "metakey", "valuename":
		return true
	}
	return false
}

// heldBy says whether the name at start is itself the value of a field that
// holds names (`name: API_KEY`, `"key": "API_KEY"`, `name="API_KEY"`).
func heldBy(b []byte, start int) bool {
	p := start
	lo := max(0, start-64)
	back := func(ok func(byte) bool) {
		for p > lo && ok(b[p-1]) {
			p--
		}
	}
	blank := func(c byte) bool { return c == ' ' || c == '\t' }
	quote := func(c byte) bool { return c == '"' || c == '\'' || c == '\\' || c == '`' }
	// A path or prefix before the name inside the quotes: /logstag/api_key.
	back(func(c byte) bool { return isNameByte(c) || c == '/' || c == ':' })
	for p < start && (b[p] == ':' || b[p] == '/') && p == lo {
		p++
	}
	back(quote)
	back(blank)
	if p > lo+1 && b[p-1] == '>' && b[p-2] == '=' { // name => 'API_KEY'
		p--
	}
	if p > lo && b[p-1] == '>' { // <name>API_KEY</name>
		end := p - 1
		q := end
		for q > lo && isWordByte(b[q-1]) {
			q--
		}
		return q > lo && b[q-1] == '<' && isHolder(lowerWord(b[q:end]))
	}
	if p == lo || b[p-1] != ':' && b[p-1] != '=' {
		// name:VALUE without a space was eaten above; the flag form has only
		// a space between: --name API_KEY.
		q := start
		for q > lo && isNameByte(b[q-1]) {
			q--
		}
		return p > lo && flagHolder(b, p, lo)
	}
	back(func(c byte) bool { return c == ':' || c == '=' || c == '>' })
	back(blank)
	back(quote)
	end := p
	back(isWordByte)
	return isHolder(lowerWord(b[p:end]))
}

// flagHolder says whether what ends at p is a flag that takes a name.
func flagHolder(b []byte, p, lo int) bool {
	end := p
	for p > lo && isWordByte(b[p-1]) {
		p--
	}
	if p == end || p == lo || b[p-1] != '-' && b[p-1] != '/' {
		return false
	}
	return isHolder(lowerWord(b[p:end])) || at(b, p-1) == '/' && lowerWord(b[p:end]) == "v"
}

// lowerWord gives w in lower case without - and _.
func lowerWord(w []byte) string {
	if len(w) > 32 {
		return ""
	}
	var buf [32]byte
	n := 0
	for _, c := range w {
		if c == '_' || c == '-' {
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf[n] = c
		n++
	}
	return string(buf[:n])
}

// Name gives the bounds of the whole name that holds text[start:end].
func Name(text []byte, start, end int) (int, int) { return nameAt(text, start, end) }
