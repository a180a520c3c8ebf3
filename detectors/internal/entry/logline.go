package entry

import "bytes"

// pipelineCommand gives the position of the value that a command to the runner of
// a pipeline gives to the name at start, which ends before p: Azure's
// ##vso[task.setvariable variable=NAME;isOutput=true]VALUE and GitHub's
// ::set-output name=NAME::VALUE. It gives -1 if there is none.
func pipelineCommand(b []byte, start, p int) int {
	if at(b, start-1) != '=' {
		return -1
	}
	if !bytes.Contains(b[max(0, start-100):start], []byte("##vso[")) && !bytes.Contains(b[max(0, start-20):start], []byte("::set-")) {
		return -1
	}
	head := b[lineStart(b, start, 100):start]
	end := ""
	switch {
	case bytes.Contains(head, []byte("##vso[task.setvariable")):
		end = "]"
	case bytes.Contains(head, []byte("::set-output name=")), bytes.Contains(head, []byte("::set-env name=")):
		end = "::"
	default:
		return -1
	}
	i := bytes.Index(b[p-1:lineEnd(b, p, 100)], []byte(end)) // p may stand behind the ]
	if i < 0 {
		return -1
	}
	return p - 1 + i + len(end)
}

// escapedElement gives the position of the text of an XML element whose marks are
// escaped, for JSON as Go does it or for XML: \u003capi_key\u003e, &lt;api_key&gt;.
// The name is at start and ends before p. It gives -1 if there is none.
func escapedElement(b []byte, start, p int) int {
	if before := b[:start]; !bytes.HasSuffix(before, []byte(`u003c`)) && !bytes.HasSuffix(before, []byte("&lt;")) {
		return -1
	}
	if bytes.HasPrefix(b[p:], []byte("&gt;")) {
		return p + len("&gt;")
	}
	n := 0
	for at(b, p+n) == '\\' && n < 8 {
		n++
	}
	if n > 0 && bytes.HasPrefix(b[p+n:], []byte("u003e")) {
		return p + n + len("u003e")
	}
	return -1
}

// interpretedLabel measures the label of the argument behind a flag where auditd's
// records are shown interpreted, without quotes: a1=--api-key a2=value. The flag is
// at start, the label at p.
func interpretedLabel(b []byte, start, p int) int {
	if at(b, start-1) != '=' || at(b, p) != 'a' {
		return 0
	}
	q := start - 2
	for q > 0 && start-q < 6 && '0' <= b[q] && b[q] <= '9' {
		q--
	}
	if q == start-2 || at(b, q) != 'a' {
		return 0
	}
	n := 1
	for '0' <= at(b, p+n) && at(b, p+n) <= '9' && n < 5 {
		n++
	}
	if n == 1 || at(b, p+n) != '=' {
		return 0
	}
	return n + 1
}

// emptyInMap says that the name at start has an empty value in a map as Go prints
// it, because what stands at p, behind a blank, is the next entry: map[name: next:value].
func emptyInMap(b []byte, start, p int) bool {
	q := p
	for isNameByte(at(b, q)) && q-p < maxName {
		q++
	}
	return q > p && at(b, q) == ':' && bytes.Contains(b[lineStart(b, start, 200):start], []byte("map["))
}

// changedFrom gives the position of the first value where a log tells that the one
// of the name that ends at p was changed: api_key changed 'old' to 'new',
// Setting[api_key]/value: value changed from 'old' to 'new', and what Windows
// Installer tells of a property. It gives -1 if none is told of.
func changedFrom(b []byte, p int) int {
	if v := installerProperty(b, p); v > 0 {
		return v
	}
	const changed = "changed "
	rest := b[min(p, len(b)):min(p+64, len(b))]
	i := bytes.Index(rest, []byte(changed))
	if i < 0 || bytes.ContainsAny(rest[:i], "\n'\"=,;({") {
		return -1
	}
	p += i + len(changed)
	if bytes.HasPrefix(b[p:], []byte("from ")) {
		p += len("from ")
	}
	if quoteAt(b, p) == 0 {
		return -1
	}
	return p
}

// installerProperty gives the position of the value that a log of Windows Installer
// has of the property whose name ends at p: Adding APIKEY property. Its value is 'x'.
// Modifying APIKEY property. Its current value is 'old'. Its new value: 'new'. It
// gives -1 if there is none.
func installerProperty(b []byte, p int) int {
	if !hasPrefixFold(b[min(p, len(b)):], " property. its ") {
		return -1
	}
	for _, words := range [...]string{" property. its value is ", " property. its current value is "} {
		if hasPrefixFold(b[p:], words) && quoteAt(b, p+len(words)) > 0 {
			return p + len(words)
		}
	}
	return -1
}

// changedTo gives the value that took the place of the quoted one that ends at p:
// "old" -> "new", 'old' to 'new', 'old'. Its new value: 'new'. Its start is 0 if there is none.
func changedTo(b []byte, p int) (start, end int) {
	p += quoteAt(b, p)
	p += spaceAt(b, p)
	switch {
	case at(b, p) == '-' && at(b, p+1) == '>', at(b, p) == '=' && at(b, p+1) == '>':
		p += 2
	case at(b, p) == 't' && at(b, p+1) == 'o':
		p += 2
	case hasPrefixFold(b[min(p, len(b)):], ". its new value: "):
		p += len(". Its new value: ")
	default:
		return 0, 0
	}
	p += spaceAt(b, p)
	if n := quoteAt(b, p); n > 0 {
		quotedAt(b, p, n, func(s span) { start, end = s.start, s.end })
	}
	return start, end
}

// userInfo gives the value at p if name and value stand before the host of a URL:
// https://api_key:value@host/.
func userInfo(b []byte, start, p int) (span, bool) {
	if at(b, start-1) != '/' || at(b, start-2) != '/' {
		return span{}, false
	}
	end := p
	for isNameByte(at(b, end)) {
		end++
	}
	return span{start: p, end: end}, at(b, end) == '@'
}

// parameterAt gives the position of what the parameter at p, such as $1, stands
// for in a log of PostgreSQL, which lists the parameters of a statement behind it:
// parameters: $1 = 'value'. It gives 0 if p is no such parameter.
func parameterAt(b []byte, p int) int {
	n := 1
	for '0' <= at(b, p+n) && at(b, p+n) <= '9' && n < 5 {
		n++
	}
	if at(b, p) != '$' || n == 1 {
		return 0
	}
	const head = "arameters: "
	rest := b[p+n : min(len(b), p+maxField)]
	i := bytes.Index(rest, []byte(head))
	if i < 0 {
		return 0
	}
	list := rest[i:]
	list = list[:lineEnd(list, 0, maxField)]
	j := bytes.Index(list, append([]byte{' '}, b[p:p+n]...))
	if j < 0 || !bytes.HasPrefix(list[j+1+n:], []byte(" = '")) {
		return 0
	}
	return p + n + i + j + 1 + n + len(" = ")
}

// clixmlEscape says that at p stands a character that PowerShell's serializer has
// escaped, _x000D_: [MS-PSRP] 2.2.5.3.2.
func clixmlEscape(b []byte, p int) bool {
	const length = len("_x000D_")
	if p+length > len(b) || b[p+1] != 'x' || b[p+length-1] != '_' {
		return false
	}
	for _, c := range b[p+2 : p+length-1] {
		if !isHex(c) {
			return false
		}
	}
	return true
}
