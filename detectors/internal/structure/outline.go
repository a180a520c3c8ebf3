package structure

import (
	"bytes"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// headEvery is after how many lines the head of a section is written again: the
// detectors look ten lines up for what an entry belongs to.
const headEvery = 8

// outline writes the view of a tree: a line for each scalar, in the order of the
// text, below the heads of the sections to which they belong. The head is the name
// of a table where the notation has tables; else it begins with "in", and names
// what the mapping lies in, for the detectors to see. A brace ends each section,
// so that nothing in the next is taken for a part of it.
type outline struct {
	src   []byte
	yield func(*View)

	view    View
	path    []level
	begun   bool  // a section is
	current *node // whose section it is
	lines   int   // since its head
	aliased int   // how many of the path's nodes are aliases
	// budget is how many bytes of text may still be made: a few lines with
	// aliases of aliases could stand for any number.
	budget int
	// scratch is the text of one scalar.
	scratch sources.MappedText
}

// level is a node on the way from the root, and what it is called.
type level struct {
	node  *node
	label string // of the node, for heads; empty if it says nothing
	pair  bool   // the node is but a name and a value of what it lies in
}

func newOutline(src []byte, yield func(*View)) *outline {
	return &outline{src: src, yield: yield, budget: 4*len(src) + 1<<16}
}

// document writes one of several trees of a text.
func (o *outline) document(root *node) {
	o.path = o.path[:0]
	o.end()
	if len(o.view.Text) > 0 {
		o.mark("---\n")
	}
	switch root.kind {
	case scalar:
		o.leaf("", span{}, root)
	default:
		o.walk(root)
	}
}

// end ends the section.
func (o *outline) end() {
	if o.begun {
		o.mark("}\n\n")
	}
	o.begun = false
}

// finish yields the view.
func (o *outline) finish() {
	o.end()
	if len(o.view.Text) > 0 {
		o.yield(&o.view)
	}
}

// mark writes text that stands for nothing in the original.
func (o *outline) mark(text string) {
	at := 0
	if n := len(o.view.Text); n > 0 {
		_, at = o.view.Map.Original(n-1, n)
	}
	o.view.PutString(text, at, at)
}

func (o *outline) walk(n *node) {
	if len(o.path) >= maxDepth || o.budget <= 0 || n.alias && o.aliased > 0 || isEncrypted(bareWord(n.key)) {
		return
	}
	if n.alias {
		o.aliased++
		defer func() { o.aliased-- }()
	}
	names, value := pairOf(n)
	l := level{node: n, pair: value != nil}
	if !l.pair {
		l.label = o.label(n)
	}
	o.path = append(o.path, l)
	defer func() { o.path = o.path[:len(o.path)-1] }()
	if n.kind == list {
		o.list(n)
		return
	}
	for _, c := range n.items {
		if o.budget <= 0 {
			return
		}
		s := scalarOf(c)
		switch {
		case s == nil:
			o.walk(c)
		case c == value:
			for _, name := range names {
				o.leaf(strings.TrimSpace(name.joined()), name.at, s)
			}
			o.keyOfThing(c, s)
		case value == nil || !slices.Contains(names, c):
			o.leaf(o.nameOf(c), c.keyAt, s)
			o.keyOfThing(c, s)
		}
	}
}

// label is what a node is called: the name that the thing which it describes has,
// or that of its key.
func (o *outline) label(n *node) string {
	name := n.key
	if n.kind == mapping && n.key == "" {
		m := n.child(func(w string) bool { return w == "metadata" })
		if m == nil && len(o.path) > 0 {
			m = n
		}
		if m != nil {
			name = ownName(m)
		}
	}
	if image := n.child(func(w string) bool { return w == "image" }); image != nil && isName(image.value) && isStructure(bareWord(name)) {
		name = image.value // services: agent: image: logstag/agent
	}
	if !isName(name) || isStructure(bareWord(name)) {
		return ""
	}
	return name
}

// isName says that a text could be the name of something, and is no more.
func isName(text string) bool {
	if len(text) > 100 {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', c == '-', c == '_', c == '.', c == '/', c == ' ', c == '@', c == '\\':
		case c == ':' && i > 0:
		default:
			return false
		}
	}
	return text != ""
}

// ownName is the name that a mapping gives of itself.
func ownName(n *node) string {
	c := n.child(func(w string) bool { return w == "name" || w == "containername" || w == "image" })
	if c == nil || c.kind != scalar {
		return ""
	}
	return c.joined()
}

// pairOf gives the fields of a mapping which are a name and its value; nil if it is
// no such mapping. A mapping may have several names, of which any may say what the
// value is: key: api_key, name: the API key.
func pairOf(n *node) (names []*node, value *node) {
	if n.kind != mapping {
		return nil, nil
	}
	for _, c := range n.items {
		switch w := bareWord(c.key); {
		case holdsName(w) && c.kind == scalar && len(names) < 4 && len(c.value) <= 200 && c.value != "":
			names = append(names, c)
		case value == nil && holdsValue(w) && scalarOf(c) != nil:
			value = c
		}
	}
	if len(names) == 0 || value == nil {
		return nil, nil
	}
	return names, value
}

// nameOf is the name under which a scalar is written: its own, behind those of
// what it lies in as far as its own says little. The field of a value goes by the
// name of the thing that has the value.
func (o *outline) nameOf(c *node) string {
	word := bareWord(c.key)
	name := c.key
	if holdsValue(word) {
		name = ""
	}
	more := saysLittle(word)
	for i := len(o.path) - 1; more && i >= 0 && len(name) < 64; i-- {
		key := o.path[i].node.key
		if key == "" && !strings.Contains(o.path[i].label, " ") {
			key = o.path[i].label
		}
		word := bareWord(key)
		if key == "" || name == "" && holdsValue(word) {
			continue
		}
		if name == "" {
			name = key
		} else {
			name = key + "." + name
		}
		more = saysLittle(word) || isStructure(word)
	}
	if name == "" {
		return c.key
	}
	return name
}

// section begins the section of the innermost mapping, if it is not the current
// one, and writes its head again from time to time.
func (o *outline) section() {
	path := o.path
	for len(path) > 1 && (path[len(path)-1].node.kind != mapping || path[len(path)-1].pair) {
		path = path[:len(path)-1]
	}
	var inner *node
	if len(path) > 0 {
		inner = path[len(path)-1].node
	}
	if o.begun && inner == o.current && o.lines < headEvery {
		return
	}
	if inner != o.current {
		o.end()
	}
	o.begun, o.current, o.lines = true, inner, 0
	o.mark(head(path))
}

// head is the line that begins the section of the last node of a path.
func head(path []level) string {
	if len(path) > 0 && path[len(path)-1].node.head != "" {
		return "[" + cleanName(path[len(path)-1].node.head) + "]\n"
	}
	var labels []string
	for i := len(path) - 1; i >= 0 && len(labels) < 2; i-- {
		if l := path[i].label; l != "" {
			labels = append(labels, l)
		}
	}
	switch len(labels) {
	case 0:
		return "[in]\n"
	case 1:
		return "[in " + labels[0] + "]\n"
	}
	return "[in " + labels[1] + " > " + labels[0] + "]\n"
}

// cleanName makes a name fit for a line: no quotes, no line breaks.
func cleanName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == '"' || r == '\'' || r == '`' || r == 0x7f {
			return ' '
		}
		return r
	}, name)
}

// leaf writes a scalar with its name.
func (o *outline) leaf(name string, nameAt span, s *node) {
	o.scratch.Reset()
	s.text(&o.scratch, o.src)
	text := o.scratch.Text
	o.budget -= len(text) + len(name) + 8
	lo := len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	hi := len(bytes.TrimRight(text, " \t\r\n"))
	if lo >= hi {
		return
	}
	if bytes.IndexByte(text[lo:hi], '\n') >= 0 || structuredText(text[lo:hi]) {
		o.embed(name)
		return
	}
	o.section()
	o.line(name, nameAt, lo, hi, s.how&backslashes != 0)
}

// line writes the value in scratch, which stands at lo to hi between white space,
// with its name. Blanks were pasted in with a value and stay; line ends too, where
// the notation has to spell them out, and not merely ends a text with one.
func (o *outline) line(name string, nameAt span, lo, hi int, spelled bool) {
	quote := `"`
	if bytes.IndexByte(o.scratch.Text[lo:hi], '"') >= 0 {
		quote = "'"
	}
	o.lines++
	if name = cleanName(name); name != "" {
		o.view.PutString(name, nameAt.start, nameAt.end)
		o.mark(" = ")
	}
	o.mark(quote)
	o.edge(0, lo, spelled)
	o.view.Append(&o.scratch, lo, hi)
	o.edge(hi, len(o.scratch.Text), spelled)
	o.mark(quote + "\n")
}

// edge writes white space beside a value.
func (o *outline) edge(lo, hi int, spelled bool) {
	for i := lo; i < hi && hi-lo < 64; i++ {
		switch c := o.scratch.Text[i]; {
		case c == ' ' || c == '\t':
			o.view.Append(&o.scratch, i, i+1)
		case c == '\n' && spelled:
			start, end := o.scratch.Map.Original(i, i+1)
			o.view.PutString(`\n`, start, end)
		}
	}
}
