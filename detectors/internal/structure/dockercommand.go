package structure

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// command hands over the command that begins at p of the line, with its
// here-documents if it may have some.
func (d *dockerfile) command(p int, here bool) {
	line := d.line.Text
	var text View
	if _, ok := jsonWords(line[p:]); ok {
		d.execForm(&text.MappedText, p)
		text.Format = Shell
		d.yield(&text)
		return
	}
	text.Append(&d.line, p, len(line))
	text.PutString("\n", d.at, d.at)
	if here {
		for _, mark := range hereMarks(line[p:]) {
			start := d.at
			end := d.skipHere(mark)
			if len(bytes.TrimSpace(line[p:])) == mark.size { // all of the command
				d.hereScript(start, end)
				return
			}
			text.Copy(d.text, start, d.at)
		}
	}
	text.Format = d.shell
	if len(bytes.TrimSpace(text.Text)) > 0 {
		d.yield(&text)
	}
}

// hereScript hands over a here-document that is a script of its own.
func (d *dockerfile) hereScript(start, end int) {
	var text View
	text.Copy(d.text, start, end)
	text.Format = d.shell
	if bytes.HasPrefix(text.Text, []byte("#!")) {
		text.Format = interpreterOf(text.Text)
	}
	if len(text.Text) > 0 {
		d.yield(&text)
	}
}

// execForm writes the words of a JSON array as a shell's command.
func (d *dockerfile) execForm(to *sources.MappedText, p int) {
	line := d.line.Text
	var word sources.MappedText
	for i := p; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		word.Reset()
		for i++; i < len(line) && line[i] != '"'; i++ {
			if line[i] != '\\' {
				word.Append(&d.line, i, i+1)
				continue
			}
			decoded, n := jsonEscape(line[i:])
			from, last := d.line.Map.Original(i, i+n)
			word.Put(decoded, from, last)
			i += n - 1
		}
		if len(to.Text) > 0 {
			to.PutString(" ", d.at, d.at)
		}
		writeQuoted(to, &word, d.at)
	}
	to.PutString("\n", d.at, d.at)
}

// jsonEscape decodes the escape at the beginning of valid JSON text.
func jsonEscape(text []byte) (decoded []byte, n int) {
	if len(text) > 1 && text[1] == '/' {
		return text[1:2], 2
	}
	if decoded, n = cEscape(text, bashEscapes); n == 0 {
		return text[:1], 1
	}
	return decoded, n
}

// hereMark is the beginning of a here-document: <<EOF, <<-"EOF".
type hereMark struct {
	end  string // the line that ends it
	tabs bool   // which may be behind tabs, as all of its lines
	size int
}

// hereMarks finds the here-documents of an instruction.
func hereMarks(line []byte) (marks []hereMark) {
	for p := 0; len(marks) < 16; {
		i := bytes.Index(line[p:], []byte("<<"))
		if i < 0 {
			return marks
		}
		start := p + i
		p = start + 2
		m := hereMark{}
		if p < len(line) && line[p] == '-' {
			m.tabs = true
			p++
		}
		quote := byte(0)
		if p < len(line) && (line[p] == '"' || line[p] == '\'') {
			quote = line[p]
			p++
		}
		word := p
		for p < len(line) && wordByte(line[p]) {
			p++
		}
		m.end = string(line[word:p])
		if quote != 0 && p < len(line) && line[p] == quote {
			p++
		}
		if m.size = p - start; m.end != "" {
			marks = append(marks, m)
		}
	}
	return marks
}

// wordByte says that c is a part of a word that ends a here-document.
func wordByte(c byte) bool {
	return c == '_' || c == '-' || c == '.' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// skipHere goes to the line behind a here-document, and gives the place where its
// text ends.
func (d *dockerfile) skipHere(m hereMark) (end int) {
	for d.at < len(d.text) {
		line, n := lineAt(d.text, d.at)
		end = d.at
		d.at += n
		if m.tabs {
			line = bytes.TrimLeft(line, "\t")
		}
		if string(line) == m.end {
			return end
		}
	}
	return len(d.text)
}

// file hands over a here-document that is copied into a file.
func (d *dockerfile) file(m hereMark, operands []byte) {
	start := d.at
	end := d.skipHere(m)
	words := bytes.Fields(operands)
	to := place{path: string(words[len(words)-1])}
	if strings.HasSuffix(to.path, "/") { // a folder: the file has the mark's name
		to.path += m.end
	}
	text := View{Path: to.path}
	for p := start; p < end; {
		line, n := lineAt(d.text, p)
		skip := 0
		if m.tabs {
			skip = len(line) - len(bytes.TrimLeft(line, "\t"))
		}
		text.Copy(d.text, p+skip, min(p+n, end))
		p += n
	}
	if len(text.Text) > 0 {
		text.Format = to.notation(text.Text)
		d.yield(&text)
	}
}
