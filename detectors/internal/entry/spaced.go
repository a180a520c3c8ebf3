package entry

import "bytes"

// spaced handles a value with only white space, or a few words, before it.
// P is the end of the name, q the first character behind the white space.
func (e *entryScan) spaced(p, q int, quoted bool) {
	b := e.b
	flag := isFlag(b, e.ns)
	if flag && (q > p || newlineAt(b, q) > 0) {
		v := q
		if n := continuationAt(b, v); n > 0 {
			v += n
			v += spaceAt(b, v)
		} else if n := newlineAt(b, v); n > 0 { // a YAML list of arguments
			v += n
			v += spaceAt(b, v)
			switch {
			case at(b, v) == '-' && at(b, v+1) == ' ':
				v += 2
				v += spaceAt(b, v)
			case !argumentLines(b, e.ns, v):
				return
			}
		}
		v += interpretedLabel(b, e.ns, v)
		valueAt(b, v, false, e.give(Flag, false))
		return
	}
	if q == p || passedOn(b, e.ns) || imported(b, e.ns, e.ne) {
		return
	}
	if n := continuationAt(b, q); n > 0 {
		q += n
		q += spaceAt(b, q)
	}
	if newlineAt(b, q) > 0 {
		return
	}
	if n := netrcPassword(b, e.ns, q); n > 0 {
		valueAt(b, q+n, false, e.give(Directive, false))
		return
	}
	if n := registryType(b, q); n > 0 {
		valueAt(b, q+n, false, e.give(Directive, false))
		return
	}
	q += setForTime(b, e.ns, q)
	valueAt(b, q+gluedFlag(b, q), false, func(s span) {
		form := Spaced
		if e.directive(s, quoted) {
			form = Directive
		}
		e.give(form, false)(s)
	})
	if v := questionType(b, e.ns, q); v > 0 {
		valueAt(b, v, false, e.give(Directive, false))
	}
	if v := proseValue(b, q); v > 0 {
		s := v + spaceAt(b, v)
		if newlineAt(b, s) == 0 {
			valueAt(b, v, false, e.give(Prose, false))
			return
		}
		for range 3 { // blank lines
			if n := newlineAt(b, s); n > 0 {
				s += n + spaceAt(b, s+n)
			}
		}
		e.below(s, Prose)
	}
	if v := sameLineFlag(b, q); v > 0 {
		e.fieldValue(v, Pair)
	}
}

// questionType gives the position behind the type of a question of debconf's, at
// p: agent/api_key string VALUE. It is -1 if the name at start is none.
func questionType(b []byte, start, p int) int {
	if at(b, start-1) != '/' {
		return -1
	}
	for _, t := range [...]string{"string ", "password "} {
		if hasPrefixFold(b[p:], t) {
			return p + len(t)
		}
	}
	return -1
}

// setForTime measures the time for which Redis is to keep a value, between its
// name and itself: SETEX name 3600 VALUE.
func setForTime(b []byte, start, p int) int {
	line := b[lineStart(b, start, 200):start]
	if !containsWordFold(line, "setex") && !containsWordFold(line, "psetex") {
		return 0
	}
	i := p
	for '0' <= at(b, i) && at(b, i) <= '9' {
		i++
	}
	if i == p || at(b, i) != ' ' {
		return 0
	}
	return i - p + spaceAt(b, i)
}

// containsWordFold says that word, in small letters, is one of the words of a
// line.
func containsWordFold(line []byte, word string) bool {
	for _, w := range bytes.Fields(line) {
		if lowerWord(w) == word {
			return true
		}
	}
	return false
}

// minGlued is the least length of a flag with a value glued to it: no flag's name
// is as long.
const minGlued = 18

// gluedFlag measures the flag that a value at p is glued to: gh secret set NAME
// -bVALUE.
func gluedFlag(b []byte, p int) int {
	if at(b, p) != '-' || !isLetter(at(b, p+1)) || at(b, p-1) != ' ' {
		return 0
	}
	i := p + 2
	for i-p < minGlued && (isWordByte(at(b, i)) || at(b, i) == '-' || at(b, i) == '.') {
		i++
	}
	if i-p < minGlued {
		return 0 // a flag with a longer name
	}
	return 2
}

// passedOn says that the name at start is a variable that a program hands on as
// it is: docker run -e NAME IMAGE. What follows is something else.
func passedOn(b []byte, start int) bool {
	for _, flag := range [...]string{" -e ", " --env "} {
		if bytes.HasSuffix(b[:start], []byte(flag)) {
			return true
		}
	}
	return false
}

// imported says that b[start:end] is the address of a resource, with its type before
// the point, that a program such as Terraform is told to take into its state. What
// follows is what the resource goes by: import aws_api_gateway_api_key.main ID.
func imported(b []byte, start, end int) bool {
	return bytes.IndexByte(b[start:end], '.') > 0 && containsWordFold(b[lineStart(b, start, 200):start], "import")
}

// netrcPassword measures the word before the password in an entry of .netrc whose
// login, at start, says that it is a key: login apikey password VALUE.
func netrcPassword(b []byte, start, p int) int {
	const word = "password "
	if !bytes.HasSuffix(b[:start], []byte("login ")) || !bytes.HasPrefix(b[p:], []byte(word)) {
		return 0
	}
	return len(word)
}

// registryType measures the type of a value in the registry of Windows at p, as
// "reg query" lists it between name and value.
func registryType(b []byte, p int) int {
	for _, t := range [...]string{"REG_SZ ", "REG_EXPAND_SZ ", "REG_MULTI_SZ "} {
		if bytes.HasPrefix(b[p:], []byte(t)) {
			return len(t)
		}
	}
	return 0
}

// argumentLines says that the flag at start is all of its line, and what stands at
// p, on the next one, is all of that, just as far to the right: a list of arguments
// as "kubectl describe" shows it.
func argumentLines(b []byte, start, p int) bool {
	line, next := lineStart(b, start, 256), lineStart(b, p, 256)
	indent := start - line
	return indent > 0 && len(bytes.TrimLeft(b[line:start], " ")) == 0 && p-next == indent && valueAlone(b[p:lineEnd(b, p, maxValue)])
}

// isDirective says that word is a command or directive that takes a name and a
// value.
func isDirective(word string) bool {
	switch word {
	case "set", "setx", "setenv", "env", "arg", "export", "config", "define", "setheader", "proxysetheader",
		"addheader", "headerup", "header", "put", "default", "gx", "x", "ux", "m", "setvar", "requestheader",
		"fastcgiparam", "uwsgiparam", "add", "param", "label", "build", "setenvironment", "let", "local",
		"global", "hset", "proxyheader", "reqadd", "store", "u", "s", "setsecret":
		return true
	}
	return false
}

// directive says that name and value make up a command or directive: nothing or
// a known word stands before the name, and nothing but the end of the statement
// behind the value.
func (e *entryScan) directive(s span, quoted bool) bool {
	b := e.b
	for _, c := range b[e.ns:e.ne] {
		if c == ' ' {
			return false
		}
	}
	if s.quoted && at(b, e.ns-1) == ':' && bytes.IndexByte([]byte(" {(,["), at(b, e.ns-2)) >= 0 {
		return true // keywords of Clojure and Lisp
	}
	p := s.end
	if s.quoted {
		p += quoteAt(b, p)
	}
	p += spaceAt(b, p)
	lo := lineStart(b, e.ns, 200)
	words := bytes.Fields(b[lo:e.ns])
	if hasPrefixFold(b[min(p, len(b)):], "/m") && len(words) > 0 && lowerWord(words[len(words)-1]) == "setx" {
		return true // setx NAME VALUE /M: for the whole machine
	}
	for i, w := range words {
		if i < 3 && i < len(words)-1 && isDirective(lowerWord(w)) {
			return true // hset conf:weather api_key VALUE region eu
		}
	}
	switch at(b, p) {
	case 0, '\n', '\r', ';', '"', '\'', '>', '|', '&', '\\', '#', ')', ']':
	case '/':
		if c := at(b, p+1); c != '*' && c != '/' { // a remark in C
			return false
		}
	default:
		return false
	}
	before := bytes.TrimRight(b[lo:e.ns], " \t\"'`$:@%")
	if i := bytes.LastIndexAny(before, ";|&({["); i >= 0 {
		before = before[i+1:]
	}
	before = bytes.TrimLeft(before, " \t")
	if len(before) == 0 {
		return true
	}
	word := before[bytes.LastIndexAny(before, " \t\"'>")+1:]
	return isDirective(lowerWord(bytes.TrimLeft(word, "-/#"))) || quoted && s.quoted
}

// sameLineFlag looks on the line for a flag that brings the value of what was
// named before: gh secret set NAME --body VALUE, security
// add-generic-password -s NAME -w VALUE.
func sameLineFlag(b []byte, p int) int {
	end := lineEnd(b, p, 200)
	for i := p; i < end; i++ {
		if b[i] == '-' && (at(b, i-1) == ' ' || at(b, i-1) == '\t') || b[i] == '/' && at(b, i-1) == ' ' {
			j := i
			for j < end && b[j] == '-' || j == i {
				j++
			}
			k := j
			for k < end && (isWordByte(b[k]) || b[k] == '-') {
				k++
			}
			if word := lowerWord(b[j:k]); isValueField(word) || word == "w" && bytes.Contains(b[lineStart(b, p, 200):i], []byte("-password ")) {
				switch at(b, k) {
				case ' ', '=', ':':
					return k + 1
				case '"', '\'':
					return k
				}
			}
		}
	}
	return -1
}

// isFiller says that word may stand between a name and its value in a sentence.
func isFiller(word string) bool {
	switch word {
	case "for", "in", "on", "of", "the", "our", "my", "new", "old", "current", "prod", "production",
		"staging", "stage", "test", "dev", "development", "logstag", "agent", "agents", "is", "was", "are",
		"value", "to", "as", "now", "set", "env", "environment", "org", "organisation", "organization", "be",
		"will", "should", "here", "it", "s", "this", "using", "use", "that", "we", "you", "need", "still",
		"revoked", "leaked", "replaced", "with", "by", "cluster", "account":
		return true
	}
	return false
}

// isBe says that word is a form of "to be", behind which the value itself stands.
func isBe(word string) bool { return word == "was" || word == "is" }

// proseValue finds the value at the end of a few words that begin at p: "is X",
// "for staging: X", "(prod) = X". It gives -1 if the sentence goes another way.
func proseValue(b []byte, p int) int {
	end := lineEnd(b, p, 80)
	words := 0
	for i := p; i < end; {
		c := b[i]
		switch {
		case c == ' ' || c == '\t' || c == '(' || c == ')' || c == '\'' || c == '*' || c == '_':
			i++
			continue
		case c == ':' || c == '=':
			return i + 1
		case !isLetter(c):
			if words > 0 {
				return i
			}
			return -1
		}
		j := i
		for j < end && isLetter(b[j]) {
			j++
		}
		paren := at(b, i-1) == '(' && !isBe(lowerWord(b[i:j])) // (prod), but not (was VALUE)
		if !paren && !isFiller(lowerWord(b[i:j])) {
			if words > 0 {
				return i
			}
			return -1
		}
		for !paren && at(b, j) == '-' && isLetter(at(b, j+1)) { // prod-eu
			for j++; j < end && isWordByte(b[j]); j++ {
			}
		}
		if paren { // anything in brackets
			k := j
			for k < end && b[k] != ')' {
				k++
			}
			j = k
		}
		words++
		if words > 8 {
			return -1
		}
		i = j
	}
	return -1
}

// wordOr measures the words that stand for "or else", or for an equals sign, in
// some languages.
func wordOr(b []byte, p int) int {
	for _, w := range [...]string{"or ", "-or ", "else ", "by lazy { "} {
		if hasPrefixFold(b[min(p, len(b)):], w) {
			return len(w)
		}
	}
	return 0
}
