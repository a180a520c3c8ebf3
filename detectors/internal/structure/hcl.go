package structure

import (
	"bytes"
	"errors"
	"unicode/utf8"
)

// errNotHCL says that a text is not valid HCL in some place.
var errNotHCL = errors.New("not valid HCL")

// readHCL reads HCL 2 (the HCL native syntax specification), the notation of
// Terraform, Packer, Nomad and others. Faults in a text are stepped over.
//
// The library of the makers is what the tests compare with. It is not used here
// because its parser calls itself without limit, so that a file of brackets ends
// the program, and because it takes seconds for 30 KB of unclosed comments or of
// dollar signs.
func readHCL(text []byte, yield func(*View)) error {
	r := hclReader{src: text}
	root := &node{kind: mapping}
	for r.p < len(text) {
		root.items = append(root.items, r.body()...)
		r.p++ // a brace that closes nothing
	}
	out := newOutline(text, yield)
	out.document(root)
	out.finish()
	if r.fault {
		return errNotHCL
	}
	return nil
}

// hclReader goes through a text once.
type hclReader struct {
	src   []byte
	p     int
	depth int
	fault bool // something was not understood
}

// deeper enters a level; false if there are too many.
func (r *hclReader) deeper() bool {
	if r.depth >= maxDepth {
		r.fault = true
		return false
	}
	r.depth++
	return true
}

// peek gives the byte at the reader's place, or a later one; 0 at the end.
func (r *hclReader) peek(ahead int) byte {
	if r.p+ahead < len(r.src) {
		return r.src[r.p+ahead]
	}
	return 0
}

// blanks steps over white space and comments, over line breaks only if lines says
// so.
func (r *hclReader) blanks(lines bool) {
	for r.p < len(r.src) {
		switch c := r.src[r.p]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n' && lines:
			r.p++
		case c == '#' || c == '/' && r.peek(1) == '/':
			r.line()
		case c == '/' && r.peek(1) == '*':
			i := bytes.Index(r.src[r.p+2:], []byte("*/"))
			if i < 0 {
				r.p, r.fault = len(r.src), true
				return
			}
			r.p += i + 4
		default:
			return
		}
	}
}

// line steps to the end of the line.
func (r *hclReader) line() {
	if i := bytes.IndexByte(r.src[r.p:], '\n'); i >= 0 {
		r.p += i
	} else {
		r.p = len(r.src)
	}
}

// word steps over an identifier and gives where it stands.
func (r *hclReader) word() span {
	start := r.p
	for r.p < len(r.src) {
		c := r.src[r.p]
		if c < utf8.RuneSelf && !('a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || r.p > start && (c == '-' || '0' <= c && c <= '9')) {
			break
		}
		r.p++
	}
	return span{start, r.p}
}

// body reads attributes and blocks, up to the brace that ends the body or to the
// end of the text.
func (r *hclReader) body() (items []*node) {
	for {
		r.blanks(true)
		if r.p >= len(r.src) || r.src[r.p] == '}' {
			return items
		}
		if n := r.statement(); n != nil {
			items = append(items, n)
		}
	}
}

// statement reads an attribute or a block; nil if it has no text in it.
func (r *hclReader) statement() *node {
	name, at, ok := r.name()
	if !ok {
		r.fault = true
		r.p++
		return nil
	}
	r.blanks(false)
	if c := r.peek(0); c == '=' && r.peek(1) != '=' || c == ':' { // a colon is JSON's way, in variable files
		r.p++
		n := r.expression('\n')
		if n == nil {
			return nil
		}
		return n.named(name, at)
	}
	return r.block(name, at)
}

// name reads an identifier or a string.
func (r *hclReader) name() (string, span, bool) {
	if r.peek(0) == '"' {
		n := r.quoted()
		return n.joined(), n.at, true
	}
	at := r.word()
	return string(r.src[at.start:at.end]), at, at.end > at.start
}

// block reads a block behind its type: labels, and a body in braces. A label is the
// name of a mapping: variable "x" { … } is variable = { x = { … } }.
func (r *hclReader) block(name string, at span) *node {
	outer := &node{kind: mapping, key: name, keyAt: at}
	inner := outer
	for labels := 0; r.peek(0) != '{'; labels++ {
		label, at, ok := r.name()
		if !ok || labels > 8 {
			r.fault = true
			r.line()
			return nil
		}
		n := &node{kind: mapping, key: label, keyAt: at}
		inner.items = append(inner.items, n)
		inner = n
		r.blanks(false)
	}
	r.p++
	if !r.deeper() {
		return nil
	}
	inner.items = append(inner.items, r.body()...)
	r.depth--
	r.p = min(r.p+1, len(r.src))
	return outer
}
