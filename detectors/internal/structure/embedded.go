package structure

import (
	"bytes"
	"path"
	"strings"
)

// embed yields the text in scratch, the value of a name, as a view of its own:
// a script, a file that lies within a file.
func (o *outline) embed(name string) {
	v := View{Format: o.embeddedFormat(name, o.scratch.Text)}
	if label := o.embeddedLabel(); label != "" && v.Format != JSON {
		v.PutString("# "+label+"\n", 0, 0)
	}
	if len(o.path) > 0 && strings.Contains(o.fileName(), "/") {
		v.Path = o.fileName()
	}
	v.Append(&o.scratch, 0, len(o.scratch.Text))
	o.yield(&v)
}

// embeddedLabel is the name of the file that an embedded text is, or of what it
// lies in: context for what the text holds.
func (o *outline) embeddedLabel() string {
	if len(o.path) == 0 {
		return ""
	}
	if name := o.fileName(); name != "" {
		return name
	}
	for i := len(o.path) - 1; i >= 0 && i >= len(o.path)-3; i-- {
		if l := o.path[i].label; l != "" {
			return l
		}
	}
	return ""
}

// fileName is the name of the file that the text of the innermost mapping goes
// into; empty if that does not say.
func (o *outline) fileName() string {
	p := o.path[len(o.path)-1].node.child(isFileName)
	if p == nil || p.kind != scalar || !isName(p.joined()) {
		return ""
	}
	return p.joined()
}

// isFileName says that a field names the file that the text beside it goes into.
func isFileName(word string) bool {
	switch word {
	case "path", "dest", "destination", "filename", "file", "target":
		return true
	}
	return false
}

// embeddedFormat tells the notation of a text by what it begins with, by the name
// of the file that it goes into, and by its own name.
func (o *outline) embeddedFormat(name string, text []byte) Format {
	text = bytes.TrimLeft(text, " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("#!")):
		line, _, _ := bytes.Cut(text, []byte{'\n'})
		if bytes.Contains(line, []byte("sh")) {
			return Shell
		}
		return Plain
	case bytes.HasPrefix(text, []byte("#cloud-config")):
		return YAML
	}
	if len(o.path) > 0 {
		if f := formatOfName(o.fileName()); f != Plain {
			return f
		}
	}
	if f := formatOfName(name); f != Plain {
		return f
	}
	if f := sniff(text); f != Plain {
		return f
	}
	if isScript(bareWord(path.Base(name))) {
		return Shell
	}
	return Plain
}

// structuredText says that a text of one line is JSON with names in it.
func structuredText(text []byte) bool {
	if len(text) < 8 || text[0] != '{' && text[0] != '[' {
		return false
	}
	last := text[len(text)-1]
	return (last == '}' || last == ']') && bytes.Contains(text, []byte(`":`))
}

// scalarOf gives a node as a scalar if it is one, or if it is a function of a
// template whose result can be told: {"Fn::Join": ["", ["a", "b"]]}. Else it is nil.
func scalarOf(n *node) *node {
	if n.kind == scalar {
		return n
	}
	if n.kind != mapping || len(n.items) != 1 {
		return nil
	}
	f := n.items[0]
	var s *node
	switch f.key {
	case "Fn::Base64", "Fn::Sub", "Fn::Transform":
		s = f
		if f.kind == list && len(f.items) > 0 {
			s = f.items[0]
		}
		if s.kind != scalar {
			if s = scalarNested(s); s == nil {
				return nil
			}
		}
	case "Fn::Join":
		if s = joinOf(f); s == nil {
			return nil
		}
	default:
		return nil
	}
	return s.named(n.key, n.keyAt)
}

// scalarNested is scalarOf for the argument of a function, one level further.
func scalarNested(n *node) *node {
	if n.kind == mapping && len(n.items) == 1 && n.items[0].key == "Fn::Join" {
		return joinOf(n.items[0])
	}
	if n.kind == mapping && len(n.items) == 1 && n.items[0].key == "Fn::Sub" && n.items[0].kind == scalar {
		return n.items[0]
	}
	return nil
}

// joinOf is the text that Fn::Join makes of a separator and a list of texts. What
// is no text is known only when the template is used: it becomes a reference.
func joinOf(n *node) *node {
	if n.kind != list || len(n.items) != 2 || n.items[0].kind != scalar || n.items[1].kind != list || len(n.items[1].items) == 0 {
		return nil
	}
	sep := n.items[0]
	joined := &node{kind: scalar, key: n.key, keyAt: n.keyAt}
	for i, part := range n.items[1].items {
		if i > 0 && sep.value != "" {
			joined.items = append(joined.items, &node{value: sep.value, at: span{joined.at.end, joined.at.end}, how: never})
		}
		if part.kind != scalar {
			part = &node{value: "${}", at: span{joined.at.end, joined.at.end}, how: never}
		}
		joined.items = append(joined.items, part)
		if i == 0 {
			joined.at = part.at
		}
		joined.at.end = part.at.end
	}
	return joined
}
