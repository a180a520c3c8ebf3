package structure

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// readPowerShell reads a script of PowerShell (about_Quoting_Rules,
// about_Special_Characters, about_Parsing). Its first view is the script with
// what the lexer can't see through undone: back-ticks, doubled quotes, strings
// that a + joins. Further views are the texts of strings on several lines or
// with quotes in them: a file that the script writes, another script.
func readPowerShell(text []byte, yield func(*View)) error {
	p := &powerShell{text: text, yield: yield}
	for p.at < len(text) {
		p.token()
	}
	p.flush()
	if len(p.script.Text) > 0 {
		yield(&p.script)
	}
	return nil
}

// powerShell is the reading of one script.
type powerShell struct {
	text   []byte
	at     int
	script View
	yield  func(*View)
	// str is a string that is not yet written: a + may join it to the next.
	str     sources.MappedText
	held    bool // str is one
	joined  bool // a + stands behind it
	waiting int  // where the blanks behind it begin
	// unended are the quotes of which no here-string ends any more.
	unended [2]bool
}

// token reads a string, a comment, a mark or a character.
func (p *powerShell) token() {
	rest := p.text[p.at:]
	switch c := rest[0]; {
	case bytes.HasPrefix(rest, []byte("@'")), bytes.HasPrefix(rest, []byte(`@"`)):
		if body, end, ok := p.hereString(); ok {
			p.string(body.start, body.end, end, rest[1], true)
			return
		}
		p.plain(1)
	case c == '\'' || c == '"':
		end := powerShellStringEnd(p.text, p.at)
		p.string(p.at+1, end, end+1, c, false)
	case c == '`':
		if n := lineBreakAt(rest[1:]); n > 0 {
			p.flush()
			p.script.PutString(" ", p.at, p.at+1+n)
			p.at += 1 + n
			return
		}
		if len(rest) > 1 {
			p.flush()
			p.at++ // the next character stands for itself
		}
		p.plain(1)
	case bytes.HasPrefix(rest, []byte("<#")):
		end := bytes.Index(rest, []byte("#>"))
		if end < 0 {
			end = len(rest) - 2
		}
		p.flush()
		p.at += end + 2
	case c == '#' && (p.at == 0 || p.text[p.at-1] <= ' '):
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			end = len(rest)
		}
		p.flush()
		p.at += end
	case p.held && (c == ' ' || c == '\t' || (c == '\r' || c == '\n') && p.joined):
		p.at++
	case p.held && c == '+' && !p.joined:
		p.joined = true
		p.at++
	default:
		p.plain(1)
	}
}

// plain copies characters as they are.
func (p *powerShell) plain(n int) {
	p.flush()
	end := p.at + n
	// A run of them is copied at once.
	for end < len(p.text) && bytes.IndexByte([]byte("'\"`@<# \t\r\n+"), p.text[end]) < 0 {
		end++
	}
	p.script.Copy(p.text, p.at, end)
	p.at = end
}

// string takes in the string whose text is [start:end], and goes on at next.
func (p *powerShell) string(start, end, next int, quote byte, here bool) {
	if p.held && !p.joined {
		p.flush()
	}
	p.joined, p.held = false, true
	p.decode(start, min(end, len(p.text)), quote, here)
	p.at = min(next, len(p.text))
	p.waiting = p.at
}

// flush writes the string that was held back.
func (p *powerShell) flush() {
	if !p.held {
		return
	}
	text := p.str.Text
	from, last := p.str.Map.Original(0, len(text))
	if len(text) == 0 {
		from, last = p.waiting, p.waiting
	}
	quote := `"`
	if bytes.IndexByte(text, '"') >= 0 {
		quote = quoteFor(text)
	}
	p.script.PutString(quote, from, from)
	p.script.Append(&p.str, 0, len(text))
	p.script.PutString(quote, last, last)
	p.script.Copy(p.text, p.waiting, p.at)
	if bytes.ContainsAny(text, "\n'\"") {
		own := View{MappedText: p.str}
		p.yield(&own)
	}
	p.str = sources.MappedText{}
	p.held, p.joined = false, false
}

// decode appends the text of a string. Variables in it stay as they are.
func (p *powerShell) decode(start, end int, quote byte, here bool) {
	from := start
	for i := start; i < end; i++ {
		switch c := p.text[i]; {
		case c == '`' && quote == '"' && i+1 < end:
			p.str.Copy(p.text, from, i)
			n := lineBreakAt(p.text[i+1:])
			if n == 0 {
				p.str.Put(backTick(p.text[i+1]), i, i+2)
				n = 1
			}
			i += n
			from = i + 1
		case c == quote && !here && i+1 < end: // doubled
			p.str.Copy(p.text, from, i)
			i++
			from = i
		}
	}
	p.str.Copy(p.text, from, end)
}

// backTick gives the character that an escape stands for (about_Special_Characters).
func backTick(c byte) []byte {
	switch c {
	case '0':
		return []byte{0}
	case 'a', 'b', 'f', 'n', 'r', 't', 'v':
		return []byte{simpleEscape(c)}
	case 'e':
		return []byte{0x1b}
	}
	return []byte{c}
}

// lineBreakAt measures a line break at the beginning of text.
func lineBreakAt(text []byte) int {
	switch {
	case bytes.HasPrefix(text, []byte("\r\n")):
		return 2
	case bytes.HasPrefix(text, []byte("\n")):
		return 1
	}
	return 0
}

// textRange is a stretch of a text.
type textRange struct{ start, end int }

// hereString finds the text of the here-string that begins here, and where the
// string ends: a line that begins with its mark.
func (p *powerShell) hereString() (body textRange, end int, ok bool) {
	text, quote := p.text, p.text[p.at+1]
	start := p.at + 2
	start += blanks(text[start:])
	n := lineBreakAt(text[start:])
	unended := &p.unended[quote&1]
	if n == 0 || *unended {
		return body, 0, false
	}
	start += n
	i := bytes.Index(text[start-1:], []byte{'\n', quote, '@'})
	if i < 0 {
		*unended = true
		return body, 0, false
	}
	last := start - 1 + i
	body = textRange{start, max(start, last)}
	if body.end > start && text[body.end-1] == '\r' {
		body.end--
	}
	return body, last + 3, true
}

// powerShellStringEnd finds the quote that ends the string at p; the end of the text if
// there is none.
func powerShellStringEnd(text []byte, p int) int {
	quote := text[p]
	for i := p + 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '`' && quote == '"':
			i++
		case c == quote:
			if i+1 < len(text) && text[i+1] == quote {
				i++
				continue
			}
			return i
		}
	}
	return len(text)
}
