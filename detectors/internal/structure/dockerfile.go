package structure

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// readDockerfile reads the build file of a container image
// (https://docs.docker.com/reference/dockerfile/). One view gives the variables
// and labels that it sets, one a line; others are the commands that it runs and
// the files that it writes.
func readDockerfile(text []byte, yield func(*View)) error {
	d := &dockerfile{text: text, escape: '\\', shell: Shell, yield: yield}
	d.directives()
	if d.escape != '\\' { // as for Windows, whose own shell is not read
		d.shell = Plain
	}
	for d.next() {
		d.instruction(0)
	}
	if len(d.entries.Text) > 0 {
		yield(&d.entries)
	}
	return nil
}

// dockerfile is the reading of one build file.
type dockerfile struct {
	text    []byte
	at      int // where the next instruction begins
	escape  byte
	shell   Format // of commands
	entries View
	line    sources.MappedText // the instruction, its lines joined
	yield   func(*View)
}

// directives reads the comments at the top that say how to read the rest.
func (d *dockerfile) directives() {
	for p := 0; p < len(d.text); {
		line, n := lineAt(d.text, p)
		name, value, ok := bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(line), []byte{'#'}), []byte{'='})
		if len(line) == 0 || line[0] != '#' || !ok {
			return
		}
		if value = bytes.TrimSpace(value); strings.EqualFold(string(bytes.TrimSpace(name)), "escape") && len(value) == 1 {
			d.escape = value[0]
		}
		p += n
	}
}

// lineAt gives the line at p without its end, and its length with it.
func lineAt(text []byte, p int) (line []byte, n int) {
	if i := bytes.IndexByte(text[p:], '\n'); i >= 0 {
		return bytes.TrimSuffix(text[p:p+i], []byte{'\r'}), i + 1
	}
	return text[p:], len(text) - p
}

// next joins the lines of the next instruction. Comments and empty lines within it
// are left out.
func (d *dockerfile) next() bool {
	d.line.Reset()
	for d.at < len(d.text) {
		start := d.at
		line, n := lineAt(d.text, start)
		d.at += n
		trimmed := bytes.TrimLeft(line, " \t")
		if len(trimmed) == 0 || trimmed[0] == '#' {
			continue
		}
		if len(d.line.Text) == 0 {
			start += len(line) - len(trimmed)
			line = trimmed
		}
		body := bytes.TrimRight(line, " \t")
		if n := len(body); n > 0 && body[n-1] == d.escape {
			d.line.Copy(d.text, start, start+n-1)
			continue
		}
		d.line.Copy(d.text, start, start+len(line))
		return true
	}
	return len(d.line.Text) > 0
}

// instruction reads the instruction that begins at p of the joined line.
func (d *dockerfile) instruction(p int) {
	line := d.line.Text
	end := p
	for end < len(line) && line[end] > ' ' {
		end++
	}
	name := strings.ToUpper(string(line[p:end]))
	p = end + blanks(line[end:])
	switch name {
	case "ENV", "ARG", "LABEL":
		d.variables(name, p)
	case "FROM", "MAINTAINER":
		d.entries.Append(&d.line, 0, len(line)) // it may say whose keys follow
		d.entries.PutString("\n", d.at, d.at)
	case "ONBUILD":
		d.instruction(p)
	case "SHELL":
		if words, ok := jsonWords(line[p:]); ok {
			d.shell = shellNamed(programName(strings.ToLower(words[0])))
		}
	case "RUN":
		d.command(d.options(p), true)
	case "CMD", "ENTRYPOINT":
		d.command(p, false)
	case "HEALTHCHECK":
		if p = d.options(p); len(line)-p > 4 && strings.EqualFold(string(line[p:p+3]), "CMD") {
			d.command(p+3+blanks(line[p+3:]), false)
		}
	case "COPY", "ADD":
		for _, mark := range hereMarks(line[p:]) {
			d.file(mark, line[p:])
		}
	}
}

// blanks measures the white space with which text begins.
func blanks(text []byte) int { return len(text) - len(bytes.TrimLeft(text, " \t")) }

// options skips the flags of an instruction: --mount=…, --interval=….
func (d *dockerfile) options(p int) int {
	line := d.line.Text
	for bytes.HasPrefix(line[p:], []byte("--")) {
		for p < len(line) && line[p] != ' ' && line[p] != '\t' {
			p++
		}
		p += blanks(line[p:])
	}
	return p
}

// variables reads NAME=value pairs, or a name and the rest of the line as its
// value.
func (d *dockerfile) variables(instruction string, p int) {
	line := d.line.Text
	word := p
	for word < len(line) && line[word] != ' ' && line[word] != '\t' && line[word] != '=' {
		word++
	}
	if instruction != "ARG" && (word >= len(line) || line[word] != '=') {
		v := word + blanks(line[word:])
		var value sources.MappedText
		d.unquote(&value, v, len(bytes.TrimRight(line, " \t")))
		d.entry(p, word, &value)
		return
	}
	for p < len(line) {
		end := wordEnd(line, p, d.escape)
		if i := bytes.IndexByte(line[p:end], '='); i > 0 {
			var value sources.MappedText
			d.unquote(&value, p+i+1, end)
			d.entry(p, p+i, &value)
		}
		p = end + blanks(line[end:])
		if p == end && p < len(line) {
			p++
		}
	}
}

// entry writes a variable.
func (d *dockerfile) entry(nameStart, nameEnd int, value *sources.MappedText) {
	d.entries.Append(&d.line, nameStart, nameEnd)
	writeValue(&d.entries.MappedText, value, 0, len(value.Text))
}

// writeValue writes the value of an entry and ends its line.
func writeValue(to, value *sources.MappedText, start, end int) {
	from, last := value.Map.Original(start, end)
	quote := `"`
	if q := quoteFor(value.Text[start:end]); q != "'" || bytes.IndexByte(value.Text[start:end], '"') >= 0 {
		quote = q
	}
	to.PutString(" = "+quote, from, from)
	to.Append(value, start, end)
	to.PutString(quote+"\n", last, last)
}

// wordEnd gives the end of the word at p: a blank outside of quotes.
func wordEnd(line []byte, p int, escape byte) int {
	quote := byte(0)
	for ; p < len(line); p++ {
		switch c := line[p]; {
		case c == escape && quote != '\'':
			p++
		case quote == 0 && (c == ' ' || c == '\t'):
			return p
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return len(line)
}

// unquote appends a stretch of the line without quotes and escapes.
func (d *dockerfile) unquote(to *sources.MappedText, p, end int) {
	line := d.line.Text
	quote, start := byte(0), p
	flush := func(next int) {
		to.Append(&d.line, start, min(p, end))
		start = next
	}
	for ; p < end; p++ {
		switch c := line[p]; {
		case c == d.escape && p+1 < end && (quote == 0 || quote == '"' && (line[p+1] == '"' || line[p+1] == '$' || line[p+1] == d.escape)):
			flush(p + 1)
			p++
		case quote == 0 && (c == '"' || c == '\''), c == quote:
			flush(p + 1)
			quote ^= c
		}
	}
	flush(end)
}

// jsonWords reads the JSON form of a command. Ok is false if it is none, which
// makes it one for a shell.
func jsonWords(text []byte) (words []string, ok bool) {
	if text = bytes.TrimSpace(text); len(text) == 0 || text[0] != '[' {
		return nil, false
	}
	return words, json.Unmarshal(text, &words) == nil && len(words) > 0
}
