package structure

import (
	"bytes"
	"errors"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// The notations of configuration files are read into one kind of tree, from which
// outline.go makes the views.

// maxDepth is how deep mappings and lists may lie within each other. People's
// files stay below twenty.
const maxDepth = 200

// errTooDeep says that a text is nested deeper than maxDepth.
var errTooDeep = errors.New("nested too deeply to be read")

// nodeKind is what a node is.
type nodeKind uint8

const (
	scalar  nodeKind = iota
	mapping          // of names to values, in the order of the text
	list
)

// node is a value in a tree.
type node struct {
	kind nodeKind
	how  spelling
	// alias says that the node stands elsewhere in the tree too, and here by
	// its name only.
	alias bool
	// open says that only the beginning of a scalar is known, and that at ends
	// where the text does.
	open bool
	// key is the name that the node has in its mapping, and keyAt where that
	// stands.
	key   string
	keyAt span
	// head is the name of a table in a notation that has tables, as it would
	// stand in brackets.
	head string
	// value is a scalar's text as a program would read it, and at the stretch
	// from which it was made, without quotes.
	value string
	at    span
	// items are what a mapping or list holds, or the scalars that one is put
	// together from.
	items []*node
}

// span is a stretch of a text.
type span struct{ start, end int }

// named gives the node under another name.
func (n *node) named(key string, at span) *node {
	c := *n
	c.key, c.keyAt = key, at
	return &c
}

// plainScalar makes a scalar of a stretch of text that needs no decoding.
func plainScalar(src []byte, at span) *node {
	return &node{value: string(src[at.start:at.end]), at: at}
}

// text appends a scalar's value to m.
func (n *node) text(m *sources.MappedText, src []byte) {
	if len(n.items) > 0 {
		for _, part := range n.items {
			part.text(m, src)
		}
		return
	}
	var own sources.MappedText
	if _, ok := align(&own, src, n.at, n.value, n.how); ok {
		m.Append(&own, 0, len(own.Text))
		return
	}
	end := n.at.end
	if i := bytes.IndexByte(src[n.at.start:end], '\n'); n.open && i >= 0 {
		end = n.at.start + i
	}
	m.PutString(n.value, n.at.start, end)
}

// joined is the whole value of a scalar.
func (n *node) joined() string {
	if len(n.items) == 0 {
		return n.value
	}
	var b strings.Builder
	for _, part := range n.items {
		b.WriteString(part.joined())
	}
	return b.String()
}

// child gives the first item of a mapping with one of the names; nil if there is
// none.
func (n *node) child(is func(word string) bool) *node {
	if n.kind != mapping {
		return nil
	}
	for _, c := range n.items {
		if is(bareWord(c.key)) {
			return c
		}
	}
	return nil
}
