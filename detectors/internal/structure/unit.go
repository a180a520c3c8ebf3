package structure

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// readUnit reads a unit of systemd, a drop-in for one, or a unit of Podman's
// Quadlet (systemd.syntax(7), systemd.exec(5), podman-systemd.unit(5)). One view
// gives the variables and plain credentials that it sets, another the commands
// that it runs.
func readUnit(text []byte, yield func(*View)) error {
	u := &unit{text: text}
	for u.next() {
		u.setting()
	}
	u.commands.Format = Shell
	for _, v := range []*View{&u.entries, &u.commands} {
		if len(v.Text) > 0 {
			yield(v)
		}
	}
	return nil
}

// unit is the reading of one unit.
type unit struct {
	text     []byte
	at       int                // where the next line begins
	line     sources.MappedText // a setting, its lines joined
	words    sources.MappedText // of the setting, without quotes
	entries  View
	commands View
}

// next joins the lines of the next setting. A backslash at the end of a line
// stands for a blank; comments within a setting are left out.
func (u *unit) next() bool {
	u.line.Reset()
	for u.at < len(u.text) {
		start := u.at
		line, n := lineAt(u.text, start)
		u.at += n
		trimmed := bytes.TrimLeft(line, " \t")
		if len(trimmed) > 0 && (trimmed[0] == '#' || trimmed[0] == ';') || len(trimmed) == 0 && len(u.line.Text) == 0 {
			continue
		}
		end := start + len(line)
		if len(line) > 0 && line[len(line)-1] == '\\' {
			u.line.Copy(u.text, start, end-1)
			u.line.PutString(" ", end-1, end)
			continue
		}
		u.line.Copy(u.text, start, end)
		return true
	}
	return len(u.line.Text) > 0
}

// setting reads one setting.
func (u *unit) setting() {
	line := u.line.Text
	name, _, ok := bytes.Cut(line, []byte{'='})
	if !ok {
		return
	}
	from := len(name) + 1
	from += blanks(line[from:])
	name = bytes.TrimSpace(name)
	switch string(name) {
	case "Environment", "DefaultEnvironment", "ManagerEnvironment":
		u.split(from, u.variable)
	case "SetCredential":
		u.credential(from)
	case "Exec", "PodmanArgs", "GlobalArgs", "HealthCmd":
		u.command(from)
	default:
		if bytes.HasPrefix(name, []byte("Exec")) {
			from += len(line[from:]) - len(bytes.TrimLeft(line[from:], "@-:+!|"))
			u.command(from)
		}
	}
}

// split gives the words of the line from p on, each in u.words without quotes and
// escapes.
func (u *unit) split(p int, word func()) {
	line := u.line.Text
	for p < len(line) {
		p += blanks(line[p:])
		if p >= len(line) {
			return
		}
		u.words.Reset()
		p = u.word(p)
		word()
	}
}

// word decodes the word at p and gives its end.
func (u *unit) word(p int) int {
	line := u.line.Text
	quote, start := byte(0), p
	flush := func(next int) {
		u.words.Append(&u.line, start, p)
		start = next
	}
	for p < len(line) {
		c := line[p]
		switch {
		case c == '\\' && p+1 < len(line):
			if decoded, n := cEscape(line[p:], systemdEscapes); n > 0 {
				flush(p + n)
				first, last := u.line.Map.Original(p, p+n)
				u.words.Put(decoded, first, last)
				p += n
				continue
			}
			p++ // an unknown escape stays as it is
		case quote == 0 && (c == ' ' || c == '\t'):
			flush(p)
			return p
		case quote == 0 && (c == '"' || c == '\''), quote != 0 && c == quote:
			flush(p + 1)
			quote ^= c
		}
		p++
	}
	p = len(line)
	flush(p)
	return p
}

// variable writes the assignment in u.words.
func (u *unit) variable() {
	text := u.words.Text
	if i := bytes.IndexByte(text, '='); i > 0 {
		u.entries.Append(&u.words, 0, i)
		writeValue(&u.entries.MappedText, &u.words, i+1, len(text))
	}
}

// credential writes a credential in the clear: ID:VALUE. One that is encrypted
// has a setting of another name.
func (u *unit) credential(p int) {
	i := bytes.IndexByte(u.line.Text[p:], ':')
	if i <= 0 {
		return
	}
	u.entries.Append(&u.line, p, p+i)
	u.words.Reset()
	line := u.line.Text
	for v := p + i + 1; v < len(line); {
		if decoded, n := cEscape(line[v:], systemdEscapes); line[v] == '\\' && n > 0 {
			first, last := u.line.Map.Original(v, v+n)
			u.words.Put(decoded, first, last)
			v += n
			continue
		}
		end := bytes.IndexByte(line[v+1:], '\\') + v + 1
		if end <= v {
			end = len(line)
		}
		u.words.Append(&u.line, v, end)
		v = end
	}
	value := bytes.TrimSpace(u.words.Text)
	start := bytes.Index(u.words.Text, value)
	writeValue(&u.entries.MappedText, &u.words, start, start+len(value))
}

// command writes the words of a command.
func (u *unit) command(p int) {
	before := len(u.commands.Text)
	u.split(p, func() {
		if len(u.commands.Text) > before {
			u.commands.PutString(" ", u.at, u.at)
		}
		if string(u.words.Text) == ";" { // the next command
			u.commands.PutString(";", u.at, u.at)
			return
		}
		writeQuoted(&u.commands.MappedText, &u.words, u.at)
	})
	u.commands.PutString("\n", u.at, u.at)
}

// writeQuoted writes a word as a POSIX shell would have to be given it. What
// expands a variable stays as it is.
func writeQuoted(to, word *sources.MappedText, pos int) {
	text := word.Text
	if len(text) > 0 && !bytes.ContainsAny(text, " \t\n\r'\"`\\&;|<>()*?[]{}#!~$") {
		to.Append(word, 0, len(text))
		return
	}
	to.PutString("'", pos, pos)
	for start := 0; start < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[start:], '\''); i >= 0 {
			end = start + i
		}
		to.Append(word, start, end)
		if end < len(text) {
			from, last := word.Map.Original(end, end+1)
			to.PutString(`'\''`, from, last)
			end++
		}
		start = end
	}
	to.PutString("'", pos, pos)
}

// isUnit knows a unit by its name, or by the section with which it begins.
func isUnit(path string, text []byte) bool {
	name := strings.ToLower(baseName(path))
	switch extension(name) {
	case "service", "container", "pod", "kube":
		return true
	case "conf", "":
		return strings.Contains(path, ".service.d/") || strings.Contains(path, ".container.d/") || strings.Contains(path, "systemd/") || name == "" && beginsWithUnit(text)
	}
	return false
}

// beginsWithUnit says that the first line which is no comment is the head of a
// section that units have.
func beginsWithUnit(text []byte) bool {
	for p := 0; p < min(len(text), 4096); {
		line, n := lineAt(text, p)
		p += n
		switch line = bytes.TrimSpace(line); {
		case len(line) == 0 || line[0] == '#' || line[0] == ';':
			continue
		case string(line) == "[Unit]", string(line) == "[Service]", string(line) == "[Container]", string(line) == "[Manager]":
			return true
		}
		return false
	}
	return false
}
