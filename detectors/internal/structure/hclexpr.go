package structure

// expression reads an expression up to what ends it: a comma, a closing bracket,
// or, if that is the end given, a line break. It gives what text may be its value,
// nil if that is known to the program only.
func (r *hclReader) expression(end byte) *node {
	var operands []*node // texts, lists and objects
	other := false       // there are operands or operators besides
	asked := false       // a condition
	for {
		r.blanks(end != '\n')
		c := r.peek(0)
		switch {
		case r.p >= len(r.src) || c == '\n' || c == ',' || c == ')' || c == ']' || c == '}':
			return result(operands, other, asked)
		case c == ':' && !asked:
			r.p++ // of a for expression
			other = true
		case c == '?':
			operands, other, asked = nil, false, true
			r.p++
		case c == ':':
			r.p++
		case c == '=' && r.peek(1) == '>':
			return nil // of a for expression
		default:
			n, known := r.operand()
			if n != nil {
				operands = append(operands, n)
			}
			other = other || !known
		}
	}
}

// result is what an expression's operands make of it.
func result(operands []*node, other, asked bool) *node {
	switch {
	case len(operands) == 0:
		return nil
	case asked: // either may be the value
		return &node{kind: list, items: operands}
	case len(operands) == 1 && (!other || operands[0].kind == mapping):
		return operands[0] // an object may be what a for expression makes
	}
	return nil
}

// operand reads an operand or an operator. Known says that nothing but the node
// was read, if there is one.
func (r *hclReader) operand() (n *node, known bool) {
	switch c := r.peek(0); {
	case c == '"':
		n = r.quoted()
	case c == '<' && r.peek(1) == '<':
		n = r.heredoc()
	case c == '[':
		if n = r.tuple(']'); n != nil {
			n = withReferences(n)
		}
	case c == '{':
		n = r.object()
	case c == '(':
		if list := r.tuple(')'); list != nil && len(list.items) == 1 {
			n = list.items[0]
		}
	default:
		at := r.word()
		if at.end == at.start {
			r.p++
			return nil, false
		}
		for r.peek(0) == ':' && r.peek(1) == ':' { // a function of a provider
			r.p += 2
			at.end = r.word().end
		}
		if r.peek(0) != '(' {
			r.subscript()
			return nil, false
		}
		args := r.tuple(')')
		if args == nil {
			return nil, false
		}
		n = call(string(r.src[at.start:at.end]), args.items)
	}
	if r.subscript() { // a part of what was read
		return nil, false
	}
	return n, n != nil
}

// subscript steps over indexes and attributes behind an operand.
func (r *hclReader) subscript() bool {
	found := false
	for r.peek(0) == '[' || r.peek(0) == '.' {
		found = true
		if r.peek(0) == '[' {
			r.tuple(']')
			continue
		}
		r.p++
		if r.peek(0) == '*' {
			r.p++
		} else if at := r.word(); at.start == at.end {
			return found
		}
	}
	return found
}

// tuple reads expressions with commas between them up to the closing bracket. An
// item that is no text is a nil of the list.
func (r *hclReader) tuple(closing byte) *node {
	r.p++
	n := &node{kind: list, at: span{r.p, r.p}}
	if !r.deeper() {
		return nil
	}
	defer func() { r.depth-- }()
	for {
		r.blanks(true)
		c := r.peek(0)
		switch {
		case c == closing || r.p >= len(r.src):
			r.p = min(r.p+1, len(r.src))
			return n
		case c == '}' && closing == ']' || c == ']' && closing == ')':
			r.fault = true
			return n
		case c == ',' || c == ')' || c == '}' || c == ']':
			r.p++
		case c == '=' && r.peek(1) == '>':
			r.p += 2
		case c == '.':
			r.p++ // the dots behind a last argument
		default:
			before := r.p
			n.items = append(n.items, r.expression(closing))
			if r.p == before {
				r.p++
			}
		}
	}
}

// object reads names and values in braces.
func (r *hclReader) object() *node {
	r.p++
	n := &node{kind: mapping}
	if !r.deeper() {
		return nil
	}
	defer func() { r.depth-- }()
	for {
		r.blanks(true)
		switch c := r.peek(0); {
		case c == '}' || r.p >= len(r.src):
			r.p = min(r.p+1, len(r.src))
			return n
		case c == '(':
			r.tuple(')') // a name that is known to the program only
			r.item(n, "", span{})
		case c == '{': // of a for expression
			if inner := r.object(); inner != nil {
				n.items = append(n.items, inner.items...)
			}
		case c == '"' || c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 || '0' <= c && c <= '9':
			if '0' <= c && c <= '9' {
				r.p++
				continue
			}
			name, at, _ := r.name()
			r.item(n, name, at)
		default:
			r.p++
		}
	}
}

// item reads the value of a name in an object.
func (r *hclReader) item(n *node, name string, at span) {
	r.blanks(false)
	if c := r.peek(0); c != '=' && c != ':' {
		return // for key, value in …
	}
	r.p++
	if r.peek(0) == '>' {
		return
	}
	if v := r.expression('\n'); v != nil {
		n.items = append(n.items, v.named(name, at))
	}
}

// withReferences gives a list with references for the items that are no text.
func withReferences(n *node) *node {
	place := n.at
	for i, c := range n.items {
		if c == nil {
			n.items[i] = &node{value: "${}", at: place, how: never}
		} else {
			place = span{c.at.end, c.at.end}
		}
	}
	return n
}

// texts gives a list without the items that are no text.
func texts(items []*node) *node {
	n := &node{kind: list}
	for _, c := range items {
		if c != nil {
			n.items = append(n.items, c)
		}
	}
	if len(n.items) == 0 {
		return nil
	}
	return n
}

// call gives the argument of a function that leaves it as it is, or writes it in
// another way.
func call(name string, args []*node) *node {
	if len(args) == 0 {
		return nil
	}
	switch name {
	case "jsonencode", "yamlencode", "base64encode", "base64gzip", "textencodebase64", "sensitive", "nonsensitive", "tostring",
		"trimspace", "chomp", "trim", "tomap", "tolist", "toset":
		return args[0]
	case "indent":
		return args[len(args)-1]
	case "coalesce", "try", "merge", "concat":
		return texts(args)
	case "lookup", "templatefile": // a map with a default; a file with its variables
		return texts(args[1:])
	case "join":
		if len(args) == 2 && args[0] != nil && args[1] != nil {
			if s := joinOf(&node{kind: list, items: args}); s != nil {
				return s
			}
			return args[1]
		}
	}
	return nil
}
