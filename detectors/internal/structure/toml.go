package structure

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// errNotTOML says that a text is not valid TOML. The parser's own errors hold
// parts of the text.
var errNotTOML = errors.New("not valid TOML")

// maxFaults is how many faults a text may have before the rest of it is left.
const maxFaults = 100

// readTOML reads TOML (TOML 1.0). After a fault, such as a line of a template, it
// goes on with the next line.
func readTOML(text []byte, yield func(*View)) error {
	if deep(text) {
		return errTooDeep
	}
	root, faults := treeOfTOML(text)
	out := newOutline(text, yield)
	out.document(root)
	out.finish()
	if faults > 0 {
		return errNotTOML
	}
	return nil
}

// treeOfTOML makes a tree of a text, and counts the faults that it steps over.
func treeOfTOML(text []byte) (root *node, faults int) {
	t := tomlReader{src: text, root: &node{kind: mapping}}
	t.table = t.root
	base := 0
	for base < len(text) && faults <= maxFaults {
		var p unstable.Parser
		p.Reset(text[base:])
		done := 0
		for p.NextExpression() {
			done = t.expression(&p, base, done)
		}
		if p.Error() == nil {
			break
		}
		faults++
		// The fault lies in the blanks and comments behind what was read, or in
		// the line behind those.
		start := base + done
		next := start + whiteRun(text[start:])
		for next < len(text) && text[next] == '#' {
			next += len(firstLine(text[next:]))
			next += whiteRun(text[next:])
		}
		if base = next; next == start {
			base += len(firstLine(text[next:]))
		}
	}
	return t.root, faults
}

// tomlReader makes a tree with a mapping for each table.
type tomlReader struct {
	src         []byte
	root, table *node
}

// expression adds a line, which the parser has just read from src[base:]. It gives
// the end of what is known to have been read.
func (t *tomlReader) expression(p *unstable.Parser, base, done int) int {
	e := p.Expression()
	end := func(n *unstable.Node) {
		if n.Raw.Length > 0 {
			done = max(done, int(n.Raw.Offset+n.Raw.Length))
		}
	}
	switch e.Kind {
	case unstable.Table, unstable.ArrayTable:
		var name []string
		for it := e.Key(); it.Next(); {
			name = append(name, string(it.Node().Data))
			end(it.Node())
		}
		t.table = &node{kind: mapping, key: strings.Join(name, "."), head: strings.Join(name, ".")}
		t.root.items = append(t.root.items, t.table)
	case unstable.KeyValue:
		t.keyValue(e, base, t.table)
		eachTOML(e, end)
	}
	return done
}

// eachTOML visits a node and all below it.
func eachTOML(n *unstable.Node, visit func(*unstable.Node)) {
	visit(n)
	for it := n.Children(); it.Next(); {
		eachTOML(it.Node(), visit)
	}
}

// keyValue adds a name and its value to a mapping. A dotted name is that of an
// entry in a table of its own.
func (t *tomlReader) keyValue(e *unstable.Node, base int, into *node) {
	var name []string
	var at span
	for it := e.Key(); it.Next(); {
		k := it.Node()
		name = append(name, string(k.Data))
		start := base + int(k.Raw.Offset)
		if at.end == 0 {
			at.start = start
		}
		at.end = start + int(k.Raw.Length)
	}
	if len(name) == 0 {
		return
	}
	n := t.value(e.Value(), base)
	if n == nil {
		return
	}
	n.key, n.keyAt = strings.Join(name, "."), at
	if len(name) > 1 {
		head := strings.Join(name[:len(name)-1], ".")
		if into.head != "" {
			head = into.head + "." + head
		}
		own := &node{kind: mapping, head: head, items: []*node{n}}
		into.items = append(into.items, own)
		return
	}
	if n.kind == mapping {
		n.head = n.key
		if into.head != "" {
			n.head = into.head + "." + n.key
		}
	}
	into.items = append(into.items, n)
}

// value gives a node for a text, an array or an inline table; nil for what is no
// text.
func (t *tomlReader) value(v *unstable.Node, base int) *node {
	switch v.Kind {
	case unstable.String:
		start := base + int(v.Raw.Offset)
		return tomlString(t.src, span{start, start + int(v.Raw.Length)}, string(v.Data))
	case unstable.Array:
		n := &node{kind: list}
		for it := v.Children(); it.Next(); {
			if c := t.value(it.Node(), base); c != nil {
				n.items = append(n.items, c)
			}
		}
		return n
	case unstable.InlineTable:
		n := &node{kind: mapping}
		for it := v.Children(); it.Next(); {
			t.keyValue(it.Node(), base, n)
		}
		return n
	}
	return nil
}

// tomlString makes a scalar of a string with its quotes.
func tomlString(src []byte, at span, value string) *node {
	n := &node{value: value, at: at}
	raw := src[at.start:at.end]
	quotes := 1
	if bytes.HasPrefix(raw, []byte(`"""`)) || bytes.HasPrefix(raw, []byte(`'''`)) {
		quotes = 3
	}
	if len(raw) >= 2*quotes && (raw[0] == '"' || raw[0] == '\'') {
		n.at = span{at.start + quotes, at.end - quotes}
		if raw[0] == '"' {
			n.how = backslashes
		}
		if quotes == 3 { // a line break behind the opening quotes is none of the value's
			switch inner := src[n.at.start:n.at.end]; {
			case bytes.HasPrefix(inner, []byte("\r\n")):
				n.at.start += 2
			case bytes.HasPrefix(inner, []byte("\n")):
				n.at.start++
			}
		}
	}
	return n
}

// deep says that a text's brackets and braces are nested deeper than maxDepth, if
// those in strings are counted too: for parsers that call themselves.
func deep(text []byte) bool {
	depth := 0
	for _, c := range text {
		switch c {
		case '[', '{', '(':
			if depth++; depth > maxDepth {
				return true
			}
		case ']', '}', ')':
			depth = max(depth-1, 0)
		}
	}
	return false
}
