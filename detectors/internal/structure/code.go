package structure

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// readCode reads source code in which strings are joined: "abc" + "def" of most
// languages, 'abc' . 'def' of PHP, "abc" .. "def" of Lua, "abc" & "def" of Visual
// Basic, and two strings side by side in C and Python. Its view is the text with
// such strings made one; there is none where nothing is joined.
func readCode(text []byte, yield func(*View)) error {
	c := &code{text: text}
	for p := 0; p < len(text); {
		next := bytes.IndexAny(text[p:], `"'`)
		if next < 0 {
			break
		}
		p += next
		if n := literalAt(text, p); n > 0 {
			p = c.chain(p, n)
			continue
		}
		p++
		for p < len(text) && text[p] == text[p-1] { // a quote of three marks
			p++
		}
	}
	if c.written > 0 {
		c.view.Copy(text, c.written, len(text))
		yield(&c.view)
	}
	return nil
}

// code is the reading of one file.
type code struct {
	text    []byte
	written int // what lies before is in the view
	view    View
}

// literalAt measures the string at p, with its quotes; 0 if there is none. It ends
// on its line.
func literalAt(text []byte, p int) int {
	if p >= len(text) || text[p] != '"' && text[p] != '\'' {
		return 0
	}
	quote := text[p]
	if p+2 < len(text) && text[p+1] == quote && text[p+2] == quote {
		return 0
	}
	for i := p + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '\n':
			return 0
		case quote:
			return i + 1 - p
		}
	}
	return 0
}

// chain reads the string of n bytes at p and those that are joined to it, and
// gives the place behind them.
func (c *code) chain(p, n int) int {
	end := p + n
	var joined sources.MappedText
	for count := 0; ; count++ {
		next := operandAt(c.text, end)
		size := literalAt(c.text, next)
		if size == 0 {
			if count == 0 {
				return end
			}
			break
		}
		if count == 0 {
			c.decode(&joined, p+1, end-1)
		}
		c.decode(&joined, next+1, next+size-1)
		end = next + size
	}
	quote := `"`
	if bytes.IndexByte(joined.Text, '"') >= 0 {
		quote = quoteFor(joined.Text)
	}
	c.view.Copy(c.text, c.written, p)
	c.view.PutString(quote, p, p)
	c.view.Append(&joined, 0, len(joined.Text))
	c.view.PutString(quote, end, end)
	c.written = end
	return end
}

// operandAt gives the place of what is joined to a string that ends at p: behind
// white space, the mark that joins, and white space again.
func operandAt(text []byte, p int) int {
	p += whiteAt(text, p)
	switch {
	case p >= len(text):
		return p
	case text[p] == '+' || text[p] == '&':
		p++
	case text[p] == '.':
		p++
		if p < len(text) && text[p] == '.' {
			p++
		}
	}
	p += whiteAt(text, p)
	// The letters of Python's kinds of strings.
	for i := p; i < len(text) && i < p+3; i++ {
		switch text[i] {
		case '"', '\'':
			return i
		case 'r', 'b', 'f', 'u', 'R', 'B', 'F', 'U':
			continue
		}
		break
	}
	return p
}

// maxWhite is how much white space may lie between two strings that are joined.
const maxWhite = 256

// whiteAt measures white space at p, with line breaks and the backslashes before
// them.
func whiteAt(text []byte, p int) int {
	start := p
	for p < len(text) && p-start < maxWhite {
		switch c := text[p]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		case c == '\\' && lineBreakAt(text[p+1:]) > 0:
		default:
			return p - start
		}
		p++
	}
	return p - start
}

// decode appends the text of a string without its escapes.
func (c *code) decode(to *sources.MappedText, start, end int) {
	for start < end {
		i := bytes.IndexByte(c.text[start:end], '\\')
		if i < 0 {
			break
		}
		i += start
		to.Copy(c.text, start, i)
		decoded, n := cEscape(c.text[i:end], printfEscapes)
		if n == 0 {
			n = min(2, end-i)
			decoded = c.text[i : i+n]
		}
		to.Put(decoded, i, i+n)
		start = i + n
	}
	to.Copy(c.text, start, end)
}

// isCode knows source code by the ending of its name.
func isCode(name string) bool {
	switch extension(name) {
	case "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "vue", "svelte", "py", "pyw", "go", "java", "kt", "kts", "scala", "groovy", "gradle",
		"cs", "swift", "dart", "rb", "php", "c", "h", "cc", "cpp", "cxx", "hpp", "m", "mm", "lua", "pl", "pm", "pp", "vb", "vbs", "bas", "ex", "exs":
		return true
	}
	return name == "jenkinsfile" || name == "vagrantfile"
}
