package detectors

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/sources"
)

// A key that was copied badly is still a key that leaked, and the reason why its
// agent does not authenticate: the vendor's troubleshooting names copy and paste
// errors, extra white space and truncated values.

// What is said of keys that were copied badly.
const (
	spaceAround  = "white space was pasted in beside the key: the agent may not authenticate"
	spaceInside  = "white space was pasted into the key: the agent will not authenticate"
	quotesInside = "quotes were pasted in with the key: the agent may not authenticate"
	leftBrackets = "the brackets of a placeholder were left around the key: the agent will not authenticate"
)

// tooShort says that a value of n characters is no whole Logstag key.
func tooShort(n int) string {
	return fmt.Sprintf("shorter than a Logstag agent key (%d characters, not %d or more): truncated when it was copied?", n, minLogstag)
}

// curly are the quotes that word processors and chats make of plain ones.
var curly = [...]string{"“", "”", "„", "‟", "‘", "’", "‚", "«", "»"}

// trimCurly leaves curly quotes out at the ends of text[start:end].
func trimCurly(text []byte, start, end int) (int, int) {
	for _, q := range curly {
		if bytes.HasPrefix(text[start:end], []byte(q)) {
			start += len(q)
			break
		}
	}
	for _, q := range curly {
		if bytes.HasSuffix(text[start:end], []byte(q)) {
			return start, end - len(q)
		}
	}
	return start, end
}

// trimBrackets leaves out the brackets of a placeholder, <your-api-key>, in which
// text[start:end] is a key. What people put into brackets is text.
func (d *apiKeys) trimBrackets(text []byte, start, end int) (int, int) {
	if end-start < minLogstag+2 || text[start] != '<' || text[end-1] != '>' {
		return start, end
	}
	v := string(text[start+1 : end-1])
	if !value.LogstagShape(v) || d.judge.Check(v, value.Demands{MinLen: minLogstag, Surplus: 12}) != value.Key {
		return start, end
	}
	return start + 1, end - 1
}

// pasteFault says what was pasted in with the key at text[start:end], the value of
// the candidate; empty if nothing was.
func pasteFault(text []byte, c entry.Candidate, start, end int) string {
	if !c.Quoted || start == 0 || end >= len(text) {
		return ""
	}
	if start > c.Start && text[start-1] == '<' {
		return leftBrackets
	}
	if start > c.Start || end < c.End {
		return quotesInside // curly ones
	}
	before, after := text[:start], text[end:]
	if bytes.IndexByte([]byte(" \t"), before[start-1]) >= 0 && quoteEnds(bytes.TrimRight(before, " \t")) {
		return spaceAround
	}
	if quoteBegins(bytes.TrimLeft(after, " \t")) && !quoteBegins(after) {
		return spaceAround
	}
	for _, lineEnd := range []string{`\n`, `\r`, `\t`} {
		if bytes.HasPrefix(after, []byte(lineEnd)) {
			return spaceAround
		}
	}
	for _, pair := range []string{`"'`, `'"`, `"\"`, `'\'`} {
		if bytes.HasSuffix(before, []byte(pair)) && assigns(before[:start-len(pair)]) {
			return quotesInside
		}
	}
	return ""
}

// assigns says that text ends in the sign that gives a value to a name.
func assigns(text []byte) bool {
	text = bytes.TrimRight(text, " \t")
	return len(text) > 0 && bytes.IndexByte([]byte("=:>"), text[len(text)-1]) >= 0
}

func quoteEnds(b []byte) bool   { return len(b) > 0 && (b[len(b)-1] == '"' || b[len(b)-1] == '\'') }
func quoteBegins(b []byte) bool { return len(b) > 0 && (b[0] == '"' || b[0] == '\'') }

// findSpaced reports the value of a quoted candidate, text[start:end], that is a
// Logstag key but for white space that was pasted into it.
func (d *apiKeys) findSpaced(f *sources.Fragment, c entry.Candidate, start, end int, name string, kind nameKind, yield func(match)) {
	raw := f.Data[start:end]
	if d.logstag == nil || !c.Quoted || kind == foreignKey || len(raw) > 200 || !bytes.ContainsAny(raw, " \t") {
		return
	}
	parts := strings.Fields(string(raw))
	if len(parts) > 3 {
		return // a sentence
	}
	for _, p := range parts {
		if len(p) < 4 {
			return
		}
	}
	v := strings.Join(parts, "")
	demand := value.Demands{MinLen: minLogstag, Surplus: 12}
	if value.LogstagShape(v) && d.judge.Check(v, demand) == value.Key && (kind == logstagNamed || nearLogstag(f.Data, c.NameStart, end, f.Origin)) {
		yield(match{rule: d.logstag, start: start, end: end, secret: v, name: name, form: c.Form, remark: spaceInside})
	}
}
