package structure

import (
	"bytes"
	"strings"
)

// list writes what a list holds: settings (NAME=value), the words of a command on
// one line, the lines of a script, or values that go by the name of the list.
func (o *outline) list(n *node) {
	name := o.listName(n)
	word := bareWord(n.key)
	switch {
	case isArguments(word) || word != "" && hasFlags(n):
		o.command(name, n)
		return
	case isScript(word) && len(n.items) > 1 && allScalars(n):
		o.script(name, n)
		return
	}
	for _, c := range n.items {
		s := scalarOf(c)
		switch {
		case o.budget <= 0:
			return
		case s == nil:
			o.walk(c)
		case s.how == never: // a reference
		case o.setting(s):
		default:
			o.leaf(name, n.keyAt, s)
		}
	}
}

// listName is the name for the items of a list that have none of their own.
func (o *outline) listName(n *node) string {
	for i := len(o.path) - 1; i >= 0; i-- {
		if key := o.path[i].node.key; key != "" {
			return key
		}
	}
	return n.key
}

func allScalars(n *node) bool {
	for _, c := range n.items {
		if scalarOf(c) == nil {
			return false
		}
	}
	return true
}

// hasFlags says that an item of a list is a flag of a command line.
func hasFlags(n *node) bool {
	for _, c := range n.items {
		if c.kind == scalar && len(c.value) > 2 && strings.HasPrefix(c.value, "--") && !strings.ContainsAny(c.value, " \n") {
			return true
		}
	}
	return false
}

// setting writes a scalar that is a name and a value, NAME=value, as such.
func (o *outline) setting(s *node) bool {
	o.scratch.Reset()
	s.text(&o.scratch, o.src)
	text := o.scratch.Text
	eq := bytes.IndexByte(text, '=')
	if eq < 1 || eq > 100 || bytes.ContainsAny(text, "\r\n") || bytes.ContainsAny(text[:eq], " \t\"'-/&?") {
		return false
	}
	o.budget -= len(text) + 8
	o.section()
	o.lines++
	lo := eq + 1
	quote := `"`
	if bytes.IndexByte(text[lo:], '"') >= 0 {
		quote = "'"
	}
	if q := text[lo:]; len(q) > 1 && (q[0] == '"' || q[0] == '\'') && q[len(q)-1] == q[0] {
		quote = "" // it has quotes of its own
	}
	o.view.Append(&o.scratch, 0, eq)
	o.mark(" = " + quote)
	o.view.Append(&o.scratch, lo, len(text))
	o.mark(quote + "\n")
	return true
}

// command writes the words of a command on one line, and what is more than a
// word, such as a script for sh -c, as a text of its own.
func (o *outline) command(name string, n *node) {
	o.section()
	o.lines++
	o.view.PutString(cleanName(name), n.keyAt.start, n.keyAt.end)
	o.mark(":")
	var scripts, others []*node
	for _, c := range n.items {
		s := scalarOf(c)
		if s == nil {
			others = append(others, c)
			continue
		}
		o.scratch.Reset()
		s.text(&o.scratch, o.src)
		text := o.scratch.Text
		if o.budget -= len(text) + 4; o.budget <= 0 {
			break
		}
		if bytes.IndexByte(bytes.TrimSpace(text), '\n') >= 0 {
			scripts = append(scripts, s)
			o.mark(" $(script)")
			continue
		}
		quote := ""
		if bytes.ContainsAny(text, " \t\r\n") || len(text) == 0 {
			quote = `"`
			if bytes.IndexByte(text, '"') >= 0 {
				quote = "'"
			}
		}
		o.mark(" " + quote)
		o.view.Append(&o.scratch, 0, len(bytes.TrimRight(text, "\r\n")))
		o.mark(quote)
	}
	o.mark("\n")
	for _, s := range scripts {
		o.leaf(name, n.keyAt, s)
	}
	for _, c := range others {
		o.walk(c)
	}
}

// script writes the lines of a script as one text.
func (o *outline) script(name string, n *node) {
	o.scratch.Reset()
	for _, c := range n.items {
		s := scalarOf(c)
		s.text(&o.scratch, o.src)
		o.scratch.PutString("\n", s.at.end, s.at.end)
	}
	o.budget -= len(o.scratch.Text)
	o.embed(name)
	for _, c := range n.items { // each by itself as well: a reader of scripts may fail
		if s := scalarOf(c); o.budget > 0 {
			o.leaf(name, n.keyAt, s)
		}
	}
}
