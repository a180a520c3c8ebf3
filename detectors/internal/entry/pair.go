package entry

import "bytes"

// isValueField says that word is a field that holds the value of what a
// neighbouring field names, or the default of a declared variable.
func isValueField(word string) bool {
	switch word {
	case "value", "val", "default", "defaultvalue", "parametervalue", "initialvalue", "stringvalue",
		"secretvalue", "secretstring", "string", "content", "data", "password", "current", "currentvalue",
		"plaintext", "plaintextvalue", "raw", "text", "v", "body", "b", "d", "secret", "payload", "literal",
		"valuedata", "envvalue", "currentkey", "example", "equalto",
		"optionvalue", "settingvalue", "configvalue", "propertyvalue", "paramvalue", "metavalue":
		return true
	}
	return false
}

// fieldAfter looks from p on for the field that holds the value: in the same
// object, on the same line or a few lines further down. It gives the position
// behind the field's separator, -1 if there is none. Indent is the column at
// which the name's line begins. Own says that the object is the name's value, so
// that names within it are not those of others.
func fieldAfter(b []byte, p, indent int, own bool) int {
	hi := min(len(b), p+maxField)
	depth := 0
	lines := 0
	inline := 0    // braces that the line has opened
	other := false // behind the end of the command, in which a flag has no say
	for i := p; i < hi; {
		c := b[i]
		if n := newlineAt(b, i); n > 0 {
			before := at(b, i-1)
			i += n
			if first := at(b, i+spaceAt(b, i)); isLetter(first) && before != '\\' && before != '`' && before != '^' {
				other = true
			}
			lines++
			inline = 0
			if lines > 12 {
				return -1
			}
			// A line that begins further to the left belongs to something else.
			j := i
			for j < hi && (b[j] == ' ' || b[j] == '\t') {
				j++
			}
			if c == '\n' && j < hi && b[j] > ' ' && j-i < indent && depth == 0 {
				return -1
			}
			if at(b, j) == '-' && at(b, j+1) == ' ' && j-i <= indent && lines > 0 && !valueItem(b, j+2) {
				return -1
			}
			continue
		}
		switch c {
		case '{', '[', '(':
			depth++
			inline++
		case '}', ']', ')':
			inline--
			if depth--; depth < 0 {
				if n := updateAt(b, i); n > 0 { // MongoDB's
					i, depth = i+n, 0
					continue
				}
				return -1
			}
		case '/':
			if at(b, i+1) == '>' {
				return -1
			}
		}
		if !isLetter(c) && c != '_' || isWordByte(at(b, i-1)) {
			i++
			continue
		}
		j := i
		for j < hi && (isWordByte(b[j]) || b[j] == '-') {
			j++
		}
		word := lowerWord(b[i:j])
		dash := at(b, i-1) == '-' || at(b, i-1) == '/'
		q := j
		if n, _ := closersAt(b, q); n > 0 {
			q += n
		}
		q += spaceAt(b, q)
		sep, weak, _ := separatorAt(b, q)
		if at(b, i-1) == '<' && at(b, q) == '>' { // <value>
			sep, weak = 1, false
		}
		switch {
		case own && lines > 0 && inline > 0 && word == "example": // of a property of the type that is called so
		case isValueField(word) && (sep > 0 && !weak || dash && !other && q > j || own && q > j && quoteAt(b, q) > 0):
			if sep > 0 && !weak {
				return q + sep
			}
			return q
		case !own && isHolder(word) && sep > 0 && !weak && depth == 0 && word != "id" && word != "label" && word != "title" && word != "path":
			return -1 // the next named thing
		}
		i = j
	}
	return -1
}

// valueItem says that a value field begins at p.
func valueItem(b []byte, p int) bool {
	if n := quoteAt(b, p); n > 0 {
		p += n
	}
	j := p
	for j < len(b) && isWordByte(b[j]) {
		j++
	}
	return isValueField(lowerWord(b[p:j]))
}

// fieldBefore looks back from p, where a field that holds a name begins, for the
// value field of the same object. It gives the position behind that field's
// separator, -1 if there is none.
func fieldBefore(b []byte, p int) int {
	lo := max(0, p-maxField/2)
	lines := 0
	for i := p - 1; i > lo; i-- {
		switch b[i] {
		case '{', '}', '<':
			return -1
		case '\n':
			lines++
			if lines > 4 || newlineAt(b, i+1) > 0 { // an empty line ends what belongs together
				return -1
			}
		case '-':
			// A list item's mark: what stands before belongs to another item,
			// but what follows may be the value.
			j := i - 1
			for j > lo && (b[j] == ' ' || b[j] == '\t') {
				j--
			}
			if b[j] == '\n' && at(b, i+1) == ' ' {
				return valueFieldAt(b, i+2)
			}
		}
		if isLetter(b[i]) && !isWordByte(b[i-1]) {
			if lines > 0 && !isWordByte(at(b, i+1)) {
				continue // one letter says too little so far from the name
			}
			if v := valueFieldAt(b, i); v > 0 {
				return v
			}
		}
	}
	return -1
}

// valueFieldAt gives the position behind the separator if a value field begins
// at p, else -1.
func valueFieldAt(b []byte, p int) int {
	p += quoteAt(b, p)
	j := p
	for j < len(b) && isWordByte(b[j]) {
		j++
	}
	if !isValueField(lowerWord(b[p:j])) {
		return -1
	}
	q := j
	n, _ := closersAt(b, q)
	q += n
	q += spaceAt(b, q)
	sep, weak, _ := separatorAt(b, q)
	if sep == 0 || weak {
		return -1
	}
	return q + sep
}

// indentOf gives the number of blanks with which the line at p begins; the
// "- " of a YAML list counts as two.
func indentOf(b []byte, p int) int {
	s := lineStart(b, p, 256)
	n := 0
	for s+n < len(b) && (b[s+n] == ' ' || b[s+n] == '\t') {
		n++
	}
	if at(b, s+n) == '-' && at(b, s+n+1) == ' ' {
		n += 2
	}
	return n
}

// elementText looks from p, behind an element's name or attribute, for the
// element's text: p stands before the rest of the tag. It gives -1 if there is
// no tag. Of an element that is called so itself the text ends with the next end of
// an element.
func elementText(b []byte, p int, itself bool) int {
	hi := min(len(b), p+200)
	i := p
	if at(b, i) != '>' && at(b, i) != '<' && at(b, i) != ' ' && at(b, i) != '/' {
		return -1
	}
	if at(b, i) != '<' { // the rest of the tag in which the name stands
		j := bytes.IndexByte(b[i:hi], '>')
		if j < 0 || bytes.IndexByte(b[i:i+j], '\n') >= 0 || bytes.IndexByte(b[i:i+j], '<') >= 0 {
			return -1
		}
		if j > 0 && b[i+j-1] == '/' || bytes.Contains(b[i:i+j], []byte(`ncrypted="true"`)) {
			return -1 // empty, or of ciphertext
		}
		i += j + 1
	} else {
		n := tagAt(b, i)
		if n == 0 {
			return -1
		}
		i += n
	}
	for i < hi { // further tags and white space
		if itself && at(b, i) == '<' && at(b, i+1) == '/' {
			return -1
		}
		if n := tagAt(b, i); n > 0 {
			i += n
			continue
		}
		if n := spaceAt(b, i) + newlineAt(b, i+spaceAt(b, i)); n > 0 {
			i += n
			continue
		}
		break
	}
	return i
}
