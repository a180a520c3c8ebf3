package structure

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// errNotJSON says that a text is not valid JSON. The decoder's own errors hold
// parts of the text.
var errNotJSON = errors.New("not valid JSON")

// readJSON reads JSON (RFC 8259), also with comments and commas behind the last
// item, as editors write it, and several values behind each other. What stands
// before a fault is read.
func readJSON(text []byte, yield func(*View)) error {
	out := newOutline(text, yield)
	b := jsonBuilder{src: text}
	clean := withoutComments(text)
	err := b.build(clean)
	if err != nil && !errors.Is(err, errTooDeep) && relaxed(clean) {
		// YAML has what is in braces and brackets too, its reader knows templates,
		// and it needs no quotes. It allows no tabs before a line.
		untab(clean)
		return readYAML(clean, yield)
	}
	for _, root := range b.roots {
		out.document(root)
	}
	out.finish()
	return err
}

// jsonBuilder makes trees of a decoder's tokens.
type jsonBuilder struct {
	src   []byte
	roots []*node
	stack []*node
	key   *node // the name of the value to come
}

func (b *jsonBuilder) build(clean []byte) error {
	dec := json.NewDecoder(bytes.NewReader(clean))
	dec.UseNumber() // the value of a number is of no interest
	end := 0
	for {
		before := end
		token, err := dec.Token()
		if err == io.EOF && len(b.stack) == 0 {
			return nil
		}
		if err != nil {
			return errNotJSON
		}
		end = int(dec.InputOffset())
		switch t := token.(type) {
		case json.Delim:
			if err := b.delim(t, end); err != nil {
				return err
			}
		case string:
			start := before + bytes.IndexByte(clean[before:end], '"') + 1
			b.add(&node{value: t, at: span{start, end - 1}, how: backslashes}, true)
		default:
			b.add(&node{}, false)
		}
	}
}

func (b *jsonBuilder) delim(d json.Delim, end int) error {
	switch d {
	case '{', '[':
		n := &node{kind: mapping, at: span{end - 1, end}}
		if d == '[' {
			n.kind = list
		}
		if len(b.stack) >= maxDepth {
			return errTooDeep
		}
		b.add(n, true)
		b.stack = append(b.stack, n)
	default:
		b.stack = b.stack[:len(b.stack)-1]
	}
	return nil
}

// add puts a value, or a name, in its place. What is no text is not kept.
func (b *jsonBuilder) add(n *node, keep bool) {
	if len(b.stack) == 0 {
		if keep {
			b.roots = append(b.roots, n)
		}
		return
	}
	top := b.stack[len(b.stack)-1]
	if top.kind == mapping {
		if b.key == nil {
			b.key = n
			return
		}
		n.key, n.keyAt = b.key.value, b.key.at
		b.key = nil
	}
	if keep {
		top.items = append(top.items, n)
	}
}

// withoutComments gives text with blanks in place of comments and of commas behind
// the last item, so that all places stay the same.
func withoutComments(text []byte) []byte {
	clean := bytes.Clone(text)
	if bytes.HasPrefix(clean, []byte("\xef\xbb\xbf")) {
		copy(clean, "   ")
	}
	comma := -1 // the last one, if only white space has followed
	for i := 0; i < len(clean); i++ {
		switch c := clean[i]; c {
		case ' ', '\t', '\r', '\n':
			continue
		case ',':
			comma = i
			continue
		case '}', ']':
			if comma >= 0 {
				clean[comma] = ' '
			}
		case '"', '\'':
			i = stringEnd(clean, i)
		case '/':
			if end := commentEnd(clean, i); end > i {
				blankOut(clean[i:end])
				i = end - 1
				continue
			}
		}
		comma = -1
	}
	return clean
}

// stringEnd gives the place of the quote that ends the string at i; the end of
// the line, if there is none.
func stringEnd(text []byte, i int) int {
	quote := text[i]
	for i++; i < len(text) && text[i] != quote && text[i] != '\n'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i
}

// commentEnd gives the end of the comment at i, or i if there is none.
func commentEnd(text []byte, i int) int {
	if i+1 >= len(text) {
		return i
	}
	end, size := -1, 0
	switch text[i+1] {
	case '/':
		end = bytes.IndexByte(text[i:], '\n')
	case '*':
		end, size = bytes.Index(text[i+2:], []byte("*/")), 4
	default:
		return i
	}
	if end < 0 {
		return len(text)
	}
	return i + end + size
}

// untab puts blanks in place of tabs at the beginning of lines.
func untab(text []byte) {
	for i := 0; i < len(text); {
		for i < len(text) && (text[i] == '\t' || text[i] == ' ') {
			text[i] = ' '
			i++
		}
		n := bytes.IndexByte(text[i:], '\n')
		if n < 0 {
			return
		}
		i += n + 1
	}
}

// relaxed says that text may be JSON5, whose first name has no double quotes, or a
// template of JSON.
func relaxed(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return false
	}
	if bytes.Contains(text, []byte("{{")) || bytes.Contains(text, []byte("{%")) {
		return true
	}
	text = bytes.TrimLeft(text, "{[ \t\r\n")
	return len(text) > 0 && (text[0] == '\'' || 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z' || text[0] == '_' || text[0] == '$')
}
