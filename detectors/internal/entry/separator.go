package entry

// closersAt measures what may stand between a name and its separator: the
// quote that ends the name, brackets of an index or call, Markdown's bold marks,
// terminal colours, the ? or ! of optional fields. The second result says
// whether a quote was among them.
func closersAt(b []byte, p int) (int, bool) {
	start, quoted := p, false
	for i := 0; i < 8; i++ {
		if n := quoteAt(b, p); n > 0 {
			p += n
			quoted = true
			continue
		}
		switch c := at(b, p); c {
		case ']', ')':
			p++
			continue
		case '[': // the size of an array: key[], key[32]
			j := p + 1
			for '0' <= at(b, j) && at(b, j) <= '9' {
				j++
			}
			if at(b, j) == ']' {
				p = j + 1
				continue
			}
		case '%': // form[key]=value, as browsers send it
			if at(b, p+1) == '5' && at(b, p+2)|0x20 == 'd' {
				p += 3
				continue
			}
		case '*':
			if at(b, p+1) == '*' {
				p += 2
				continue
			}
		case '!':
			if at(b, p+1) != '=' {
				p++
				continue
			}
		case '?':
			if at(b, p+1) == ':' || at(b, p+1) == ' ' && at(b, p+2) == ':' {
				p++
				continue
			}
		}
		if n := ansiAt(b, p); n > 0 {
			p += n
			continue
		}
		break
	}
	return p - start, quoted
}

// separatorAt measures the mark between a name and its value at p. Weak says
// that the mark means other things as well: a comma, a bar, a word.
func separatorAt(b []byte, p int) (n int, weak, percent bool) {
	c := at(b, p)
	d := at(b, p+1)
	switch c {
	case '=':
		n = 1
		for n < 3 && at(b, p+n) == '=' {
			n++
		}
		switch at(b, p+n) {
		case '>':
			n++
		case '~':
			return 0, false, false
		}
		if n == 1 && d == '3' && (at(b, p+2)|0x20 == 'd') { // =3D of quoted-printable
			n = 3
		}
		return n, false, false
	case ':':
		switch d {
		case ':':
			switch at(b, p+2) {
			case '=':
				return 3, false, false
			case ' ', '"', '\'': // Jsonnet
				return 2, false, false
			}
			return 0, false, false
		case '=':
			if at(b, p+2) == '=' {
				return 0, false, false
			}
			return 2, false, false
		case '-': // ${NAME:-value}
			return 2, false, false
		case '?', '+':
			return 0, false, false
		}
		return 1, false, false
	case '?':
		switch d {
		case '=', ':':
			return 2, false, false
		case '?':
			if at(b, p+2) == '=' {
				return 3, false, false
			}
			return 2, false, false
		}
	case '|':
		if d == '|' {
			if at(b, p+2) == '=' {
				return 3, false, false
			}
			return 2, false, false
		}
		return 1, true, false
	case '+':
		if d == '=' || d == ':' {
			return 2, false, false
		}
	case '!':
		if d == '=' { // compared with a literal
			n = 2
			if at(b, p+2) == '=' {
				n = 3
			}
			return n, false, false
		}
	case '-':
		if d == '>' {
			return 2, false, false
		}
	case '<':
		if d == '-' {
			return 2, false, false
		}
		if d == '<' && at(b, p+2) == '<' { // a here-string
			return 3, false, false
		}
	case '~':
		if d == '>' {
			return 2, true, false
		}
	case ',', ';':
		return 1, true, false
	case '\t':
		return 1, true, false
	case '%':
		if d == '3' && (at(b, p+2)|0x20 == 'd' || at(b, p+2)|0x20 == 'a') {
			return 3, false, true
		}
		if d == '2' && at(b, p+2) == '5' && at(b, p+3) == '3' && (at(b, p+4)|0x20 == 'd' || at(b, p+4)|0x20 == 'a') {
			return 5, false, true
		}
	case '\\':
		if d == 'u' && at(b, p+2) == '0' && at(b, p+3) == '0' && at(b, p+4) == '3' && (at(b, p+5)|0x20 == 'd' || at(b, p+5)|0x20 == 'a') {
			return 6, false, false
		}
		if d == '=' || d == ':' { // escaped in .properties and sed scripts
			return 2, false, false
		}
	case '&':
		if hasPrefixFold(b[p:], "&#61;") || hasPrefixFold(b[p:], "&#58;") {
			return 5, false, false
		}
		if hasPrefixFold(b[p:], "=&gt;") || hasPrefixFold(b[p:], "-&gt;") {
			return 5, false, false
		}
	case 0xe2: // arrows
		if d == 0x86 && at(b, p+2) == 0x92 || d == 0x87 && at(b, p+2) == 0x92 {
			return 3, true, false
		}
	case 0xef: // full-width colon and equals sign
		if d == 0xbc && (at(b, p+2) == 0x9a || at(b, p+2) == 0x9d) {
			return 3, false, false
		}
	}
	return 0, false, false
}

// annotationAt measures a type between a name and its = sign: `: string`,
// ` string`, `: Option<&'static str>`. The = itself is not part of it.
func annotationAt(b []byte, p int) int {
	i := p
	i += spaceAt(b, i)
	for _, accessors := range [...]string{"{ get; set; }", "{get;set;}", "{ get; init; }", "{ get; }", "{ get; private set; }"} {
		if hasPrefixFold(b[min(i, len(b)):], accessors) {
			i += len(accessors)
			i += spaceAt(b, i)
			if at(b, i) == '=' {
				return i - p
			}
			return 0
		}
	}
	colon := false
	if at(b, i) == ':' {
		colon = true
		i++
		i += spaceAt(b, i)
	}
	start := i
	depth := 0
	letters := false
	for ; i < len(b) && i-start < 60; i++ {
		c := b[i]
		switch {
		case isWordByte(c):
			letters = true
		case c == '.' || c == '&' || c == '*' || c == '\'' || c == '?' || c == '!' || c == '|':
		case c == '<' || c == '[' || c == '(':
			depth++
		case c == '>' || c == ']' || c == ')':
			depth--
		case c == ',' && depth > 0:
		case c == ' ':
		case c == ':' && at(b, i+1) == '=' && sqlType(b[start:i]):
			return i + 1 - p
		case c == '=' && at(b, i+1) != '=' && at(b, i+1) != '>':
			if !letters || depth > 0 || !colon && !typeWord(b[start:i]) || !typeLike(b[start:i]) {
				return 0
			}
			return i - p
		default:
			return 0
		}
	}
	return 0
}

// typeWord says that w is the name of a text type, for notations that put it
// behind the name without a colon (Go, Bicep).
func typeWord(w []byte) bool {
	if sqlType(w) {
		return true
	}
	switch s := lowerWord(trimSpace(w)); s {
	case "string", "str", "text", "[]byte", "*string", "[]string", "as string", "as system.string":
		return true
	}
	return false
}

// typeLike says that w mentions a text type or is one capitalised word.
func typeLike(w []byte) bool {
	w = trimSpace(w)
	for i := range w {
		for _, t := range [...]string{"str", "text", "char", "secret", "any", "bytes", "final", "const"} {
			if hasPrefixFold(w[i:], t) {
				return true
			}
		}
	}
	return false
}

func trimSpace(w []byte) []byte {
	for len(w) > 0 && (w[0] == ' ' || w[0] == '\t') {
		w = w[1:]
	}
	for len(w) > 0 && (w[len(w)-1] == ' ' || w[len(w)-1] == '\t') {
		w = w[:len(w)-1]
	}
	return w
}
