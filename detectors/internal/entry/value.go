package entry

import "bytes"

// span is a value's place in the text.
type span struct {
	start, end int
	quoted     bool
	wrapped    bool // an argument of a function whose result is the value
	made       bool // that function makes a value of its argument
}

// valueAt finds the value that begins at p, after its separator, and hands it,
// or each of several, to yield. Percent says that the text is percent-encoded.
func valueAt(b []byte, p int, percent bool, yield func(span)) {
	valueDepth(b, p, percent, 0, yield)
}

func valueDepth(b []byte, p int, percent bool, depth int, yield func(span)) {
	if depth > 3 {
		return
	}
	p = openersAt(b, p)
	if n := continuationAt(b, p); n > 0 {
		p += n
		p += spaceAt(b, p)
	}
	if t := templateIn(b, p); t >= 0 {
		templateAt(b, t, yield)
		return
	}
	if q := p + quoteAt(b, p); at(b, q) == '$' && at(b, q+1) == '(' {
		decodedAt(b, q, yield)
	} else if v := expansionDefault(b, q); v > 0 {
		valueDepth(b, v, percent, depth+1, yield)
		return
	}
	// Several values: a list.
	switch at(b, p) {
	case '[', '(', '{':
		if at(b, p) == '[' && at(b, p+1) == '[' { // Lua's [[text]]
			bareAt(b, p+2, percent, yield)
			return
		}
		if at(b, p) != '{' {
			if depth == 0 { // lists of lists would take time out of proportion
				listAt(b, p+1, percent, depth, yield)
			}
			return
		}
		if q := p + 1 + spaceAt(b, p+1); quoteAt(b, q) > 0 && !keyQuoted(b, q) {
			if depth == 0 {
				listAt(b, q, percent, depth, yield) // an array of C
			}
			return
		}
		if v := fieldAfter(b, p+1, 0, true); v > 0 {
			valueDepth(b, v, percent, depth+1, yield)
		}
		return
	}
	if n := quoteAt(b, p); n > 0 {
		quotedAt(b, p, n, yield)
		return
	}
	if at(b, p) == '%' && at(b, p+1)|0x20 == 'q' { // Ruby's %q(…)
		p++
	}
	if at(b, p)|0x20 == 'q' { // Perl's and Ruby's q(…), qq{…}
		n := 1
		if at(b, p+1) == 'q' {
			n = 2
		}
		if c := at(b, p+n); c == '(' || c == '{' || c == '[' || c == '|' {
			bareAt(b, p+n+1, false, func(s span) {
				s.quoted = true
				yield(s)
			})
			return
		}
	}
	if n := stringPrefixAt(b, p); n > 0 {
		if q := quoteAt(b, p+n); q > 0 {
			quotedAt(b, p+n, q, yield)
			return
		}
	}
	if n := callAt(b, p); n > 0 {
		made := constructs(b[p : p+n-1])
		argumentsOf(b, p+n, func(s span) {
			s.made = made
			yield(s)
		})
		return
	}
	bareAt(b, p, percent, yield)
}

// openersAt skips what may stand before a value: white space, YAML tags and
// anchors, keywords, tags of marked-up text.
func openersAt(b []byte, p int) int {
	for i := 0; i < 8; i++ {
		p += spaceAt(b, p)
		switch c := at(b, p); {
		case c == '!' && at(b, p+1) == '!' || c == '&' && isWordByte(at(b, p+1)) && yamlAnchor(b, p):
			for p < len(b) && b[p] != ' ' && b[p] != '\n' && b[p] != '\t' {
				p++
			}
		case c == '*' && at(b, p+1) == '*' && (at(b, p+2) != '*' || at(b, p+3) != '*'): // bold; more is a mask
			p += 2
		case c == '\'' && nestedQuote(b, p) > 0:
			p += nestedQuote(b, p)
		case c == '<' && tagAt(b, p) > 0:
			p += tagAt(b, p)
		case c == '0' && at(b, p+1) == 'x' && pointerAt(b, p) > 0:
			p += pointerAt(b, p)
		case c == '<' && at(b, p+1) == '<' && at(b, p+2) == '"': // Erlang's <<"text">>
			p += 2
		case c == 'a' && '0' <= at(b, p+1) && at(b, p+1) <= '9' && argumentLabel(b, p) > 0: // auditd: a3="value"
			p += argumentLabel(b, p)
		case c == 's' && serialized(b, p) > 0:
			p += serialized(b, p)
		case c == 's' && hasPrefixFold(b[p:], "string("): // PHP's var_dump: string(32) "value"
			end := p + len("string(")
			for '0' <= at(b, end) && at(b, end) <= '9' {
				end++
			}
			if at(b, end) != ')' || at(b, end+1) != ' ' {
				return p
			}
			p = end + 2
		case c == '(' && spewType(b, p) > 0:
			p += spewType(b, p)
		case c == 'S' && bytes.HasPrefix(b[p:], []byte("Str(")): // OpenTelemetry
			p += len("Str(")
		case c == 'S' && bytes.HasPrefix(b[p:], []byte("Some(")) && quoteAt(b, p+len("Some(")) > 0: // Rust
			p += len("Some(")
		case c == 'n' && hasPrefixFold(b[p:], "new "):
			p += 4
		case c|0x20 == 'c' && hasPrefixFold(b[p:], secureString) && plainSecureString(b, p):
			p += len(secureString)
			for hasPrefixFold(b[p:], "-asplaintext ") || hasPrefixFold(b[p:], "-force ") {
				p += 1 + bytes.IndexByte(b[p:], ' ')
			}
		case c == '-' && hasPrefixFold(b[p:], "-string "):
			p += len("-string ")
		case c == '|' && at(b, p+1) == ' ' && at(b, p+2) != ' ':
			p++ // a table's cell
		case c == '&' && hasPrefixFold(b[p:], "&nbsp;"):
			p += 6
		default:
			return p
		}
	}
	return p
}

// pointerAt measures a pointer at p before the string that it points to, as a
// debugger of C shows it: api_key=0x55d0c0de "value".
func pointerAt(b []byte, p int) int {
	n := len("0x")
	for isHex(at(b, p+n)) && n < 20 {
		n++
	}
	if n == len("0x") || at(b, p+n) != ' ' || at(b, p+n+1) != '"' {
		return 0
	}
	return n + 1
}

// secureString is PowerShell's command that hides a text, with a blank.
const secureString = "convertto-securestring "

// plainSecureString says that the text which the command at p hides is in the
// clear; else it is a ciphertext.
func plainSecureString(b []byte, p int) bool {
	for i := p; i < lineEnd(b, p, 600); i++ {
		if b[i] == '-' && hasPrefixFold(b[i:], "-asplain") {
			return true
		}
	}
	return false
}

// argumentLabel measures the label of an argument in auditd's records, before a
// quote.
func argumentLabel(b []byte, p int) int {
	i := p + 1
	for '0' <= at(b, i) && at(b, i) <= '9' && i-p < 5 {
		i++
	}
	if at(b, i) == '=' && at(b, i+1) == '"' {
		return i + 1 - p
	}
	return 0
}

// serialized measures what PHP's serialize writes before a string: s:34:"value".
func serialized(b []byte, p int) int {
	i := p + 2
	for '0' <= at(b, i) && at(b, i) <= '9' && i-p < 8 {
		i++
	}
	if at(b, p+1) == ':' && i > p+2 && at(b, i) == ':' && quoteAt(b, i+1) > 0 {
		return i + 1 - p
	}
	return 0
}

// keyQuoted says that the string at p is the key of an object's field.
func keyQuoted(b []byte, p int) bool {
	n := quoteAt(b, p)
	end := closeAt(b, p+n, b[p:p+n], p+maxName)
	if end < 0 {
		return false
	}
	end += n
	end += spaceAt(b, end)
	return at(b, end) == ':' || at(b, end) == '='
}

// yamlAnchor says that the & at p begins an anchor: a word, then a blank.
func yamlAnchor(b []byte, p int) bool {
	for p++; p < len(b) && isNameByte(b[p]); p++ {
	}
	return at(b, p) == ' '
}

// stringPrefixAt measures the letters that some languages put before a string's
// opening quote: r"…", b'…', @"…", N'…', $'…', R"(…)".
func stringPrefixAt(b []byte, p int) int {
	n := 0
	for n < 3 {
		switch c := at(b, p+n); c | 0x20 {
		case 'r', 'b', 'u', 'f', 'l', 'n', 'q', 's':
			n++
			continue
		}
		if c := at(b, p+n); c == '@' || c == '$' || c == '#' {
			n++
			continue
		}
		break
	}
	if n > 0 && quoteAt(b, p+n) > 0 {
		return n
	}
	return 0
}

// callAt measures the name of a function with its opening parenthesis at p.
func callAt(b []byte, p int) int {
	i := p
	for ; i < len(b) && i-p < 100; i++ {
		switch c := b[i]; {
		case isWordByte(c) || c == '.' || c == ':' || c == '!' || c == '?' || c == '$' || c == '&':
		case c == '(' && i > p && isWordByte(b[i-1]) || c == '(' && i > p && b[i-1] == '!':
			if opaque(b[p:i]) {
				return 0
			}
			return i + 1 - p
		default:
			return 0
		}
	}
	return 0
}

// opaque says that a function's argument is not its result, even if it is a
// random string.
func opaque(name []byte) bool {
	for i := range name {
		for _, w := range [...]string{"crypt", "unseal", "hash", "digest", "sha", "md5", "vault", "lookup", "secret_id", "uuid", "findby", "regex", "match"} {
			if hasPrefixFold(name[i:], w) && !hasPrefixFold(name[i:], "share") {
				return true
			}
		}
	}
	return false
}

// constructs says that a function makes a value of the text it is given, and looks
// nothing up by it: its name is that of a type, such as SecretString, or of a type's
// constructor, such as String::from or from_static. What it is given may well be an identifier in
// form, as many keys are.
func constructs(name []byte) bool {
	name = bytes.TrimRight(name, "!?")
	last := name[bytes.LastIndexAny(name, ".:")+1:]
	word := last[:len(last)-len(bytes.TrimLeft(last, "abcdefghijklmnopqrstuvwxyz"))]
	switch string(word) {
	case "new", "from", "of", "string", "str", "text":
		return true
	}
	if len(last) == 0 || last[0] < 'A' || 'Z' < last[0] {
		return false
	}
	for _, verb := range [...]string{"get", "find", "fetch", "load", "look", "read", "query", "select", "resolve", "retrieve", "access", "open", "try", "must", "use"} {
		if hasPrefixFold(last, verb) {
			return false
		}
	}
	return true
}

// argumentsOf yields the strings among a call's arguments, from p up to the
// parenthesis that ends them.
func argumentsOf(b []byte, p int, yield func(span)) {
	depth := 1
	hi := min(len(b), p+300)
	for p < hi {
		if n := quoteAt(b, p); n > 0 {
			end := closeAt(b, p+n, b[p:p+n], hi)
			if end < 0 {
				return
			}
			yield(span{start: p + n, end: end, quoted: true, wrapped: true})
			p = end + n
			continue
		}
		switch b[p] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return
			}
		case ';':
			return
		}
		p++
	}
}

// listAt yields the items of a list up to its end.
func listAt(b []byte, p int, percent bool, depth int, yield func(span)) {
	for i := 0; i < 64; i++ {
		for p < len(b) {
			n := spaceAt(b, p) + newlineAt(b, p+spaceAt(b, p))
			if n == 0 {
				break
			}
			p += n
		}
		last := p
		valueDepth(b, p, percent, depth+1, func(s span) {
			yield(s)
			last = max(last, s.end)
		})
		if at(b, p) == '{' { // an object: go on behind it
			if last == p {
				last++
			}
			for last < len(b) && last-p < maxField && b[last] != '}' {
				last++
			}
			p = last + 1
		} else {
			p = last
			p += quoteAt(b, p)
		}
		p += spaceAt(b, p)
		switch at(b, p) {
		case ',', ' ':
			p++
		default:
			if last == p {
				return
			}
			if c := at(b, p); c == ']' || c == ')' || c == '}' || c == 0 {
				return
			}
			if newlineAt(b, p) == 0 && quoteAt(b, p) == 0 {
				return
			}
		}
	}
}

func boolInt(ok bool) int {
	if ok {
		return 1
	}
	return 0
}
