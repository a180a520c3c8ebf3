package structure

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v4"
)

// errNotYAML says that a text, or a part of it, is not valid YAML. The parser's
// own errors hold parts of the text.
var errNotYAML = errors.New("not valid YAML")

// readYAML reads YAML (YAML 1.2, and 1.1 as its parser has it), each document by
// itself. One that is no YAML because it is a template is read with its
// expressions made references. If that fails too, its parts are read each by
// itself.
func readYAML(text []byte, yield func(*View)) error {
	out := newOutline(text, yield)
	var failed error
	for _, doc := range documents(text) {
		if err := readDocument(out, text, doc); err != nil {
			failed = err
		}
	}
	out.finish()
	return failed
}

// maxParts is how many parts of a text are read each by itself: a parser has to be
// made for each.
const maxParts = 2000

// documents cuts a text at the lines that begin documents.
func documents(text []byte) []span {
	var list []span
	start := 0
	for p := 0; p < len(text) && len(list) < maxParts; {
		if p > start && bytes.HasPrefix(text[p:], []byte("---")) && (p+3 == len(text) || whiteRun(text[p+3:p+4]) > 0) {
			list = append(list, span{start, p})
			start = p
		}
		i := bytes.IndexByte(text[p:], '\n')
		if i < 0 {
			break
		}
		p += i + 1
	}
	return append(list, span{start, len(text)})
}

func readDocument(out *outline, text []byte, doc span) error {
	roots, err := parseYAML(text, doc)
	if err != nil {
		if plain := withoutTemplates(text, doc); plain != nil {
			before := out.src
			text, out.src = plain, plain
			defer func() { out.src = before }()
			roots, err = parseYAML(text, doc)
		}
	}
	if err != nil {
		roots = parseParts(text, doc)
	}
	for _, root := range roots {
		out.document(root)
	}
	return err
}

// parseParts makes trees of those parts of a document that are valid by themselves.
// Parts that follow each other and are alike make up one tree, as they would have
// done in the whole.
func parseParts(text []byte, doc span) (roots []*node) {
	for _, part := range parts(text, doc) {
		list, err := parseYAML(text, part)
		if err != nil {
			continue
		}
		for _, root := range list {
			if n := len(roots); n > 0 && root.kind != scalar && roots[n-1].kind == root.kind {
				roots[n-1].items = append(roots[n-1].items, root.items...)
			} else if root.kind != scalar {
				roots = append(roots, root)
			}
		}
	}
	return roots
}

// parts cuts a document before each line that is not indented.
func parts(text []byte, doc span) []span {
	var list []span
	start := doc.start
	for p := doc.start; p < doc.end && len(list) < maxParts; {
		switch text[p] {
		case ' ', '\t', '\n', '\r', '#', '}', ']', ')':
		default:
			if p > start {
				list = append(list, span{start, p})
				start = p
			}
		}
		i := bytes.IndexByte(text[p:doc.end], '\n')
		if i < 0 {
			break
		}
		p += i + 1
	}
	return append(list, span{start, doc.end})
}

// parseYAML makes trees of the documents in a part of a text, or none if it is
// not valid.
func parseYAML(text []byte, part span) (roots []*node, err error) {
	dec := yaml.NewDecoder(bytes.NewReader(text[part.start:part.end]))
	b := yamlBuilder{place: yamlPlace{src: text[:part.end], pos: part.start, line: 1, column: 1}, anchors: map[*yaml.Node]*node{}}
	for {
		var top yaml.Node
		if err := dec.Decode(&top); err == io.EOF {
			return roots, nil
		} else if err != nil {
			return nil, errNotYAML
		}
		if top.Kind != yaml.DocumentNode || len(top.Content) == 0 {
			continue
		}
		root, err := b.node(top.Content[0], 0)
		if err != nil {
			return nil, err
		}
		if root != nil {
			roots = append(roots, root)
		}
	}
}

// yamlBuilder makes a tree of the parser's.
type yamlBuilder struct {
	place   yamlPlace
	anchors map[*yaml.Node]*node
}

func (b *yamlBuilder) node(y *yaml.Node, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errTooDeep
	}
	n := &node{}
	if y.Anchor != "" {
		b.anchors[y] = n
	}
	switch y.Kind {
	case yaml.ScalarNode:
		b.scalar(n, y)
	case yaml.AliasNode:
		return b.alias(y), nil
	case yaml.SequenceNode:
		n.kind = list
		for _, c := range y.Content {
			item, err := b.node(c, depth+1)
			if err != nil {
				return nil, err
			}
			if item != nil {
				n.items = append(n.items, item)
			}
		}
	case yaml.MappingNode:
		n.kind = mapping
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, err := b.node(y.Content[i], depth+1)
			if err != nil {
				return nil, err
			}
			item, err := b.node(y.Content[i+1], depth+1)
			if err != nil {
				return nil, err
			}
			if item != nil {
				b.field(n, key, item)
			}
		}
	}
	return tagged(n, y.Tag), nil
}

// field adds a value to a mapping. What is merged in (<<: *base) becomes part of
// the mapping itself.
func (b *yamlBuilder) field(n, key, item *node) {
	name, at := "", span{}
	if key != nil && key.kind == scalar {
		name, at = key.value, key.at
		if i := bytes.IndexByte(b.place.src[at.start:at.end], '\n'); key.open && i >= 0 {
			at.end = at.start + i
		}
		at.end = min(at.end, at.start+len(name)+2)
	}
	n.items = append(n.items, item.named(name, at))
}

// alias gives the node that an alias stands for.
func (b *yamlBuilder) alias(y *yaml.Node) *node {
	n := b.anchors[y.Alias]
	if n == nil {
		return nil
	}
	c := *n
	c.alias = true
	return &c
}

// scalar sets the value of a scalar and finds where it begins.
func (b *yamlBuilder) scalar(n *node, y *yaml.Node) {
	n.value = y.Value
	n.open = true
	p, ok := b.place.find(y.Line, y.Column)
	if !ok {
		n.how = never
		n.at = span{p, p}
		return
	}
	p = skipProperties(b.place.src, p)
	n.how = folded
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.how |= backslashes
		p++
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.how |= doubled
		p++
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if i := bytes.IndexByte(b.place.src[min(p, len(b.place.src)):], '\n'); i >= 0 {
			p += i + 1
		}
	}
	p = min(p, len(b.place.src))
	n.at = span{p, len(b.place.src)}
}

// tagged gives what a tag makes of a node: nil if its value is not in the text.
func tagged(n *node, tag string) *node {
	if opaqueTag(tag) {
		if n.kind == scalar {
			return nil
		}
		return n
	}
	switch tag {
	case "!Join":
		if s := joinOf(n); s != nil {
			return s
		}
	case "!Sub":
		if n.kind == list && len(n.items) > 0 && n.items[0].kind == scalar {
			return n.items[0]
		}
	case "!Base64":
		if s := scalarOf(n); s != nil {
			return s
		}
	}
	return n
}

// skipProperties steps over the tag and the anchor before a value.
func skipProperties(src []byte, p int) int {
	for p < len(src) && (src[p] == '&' || src[p] == '!') {
		for p < len(src) && whiteRun(src[p:p+1]) == 0 {
			p++
		}
		p += whiteRun(src[p:])
		for p < len(src) && src[p] == '#' {
			p += len(firstLine(src[p:]))
			p += whiteRun(src[p:])
		}
	}
	return p
}
