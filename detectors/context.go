package detectors

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// How far around a name its context reaches.
const (
	contextLines = 10
	contextBytes = 1200
	lineBytes    = 1024
)

var logstagWord = []byte("logstag")

// nearLogstag says whether an entry of a generic name belongs to Logstag: by the
// line it stands on, the stanza around it, or the path of its file.
func nearLogstag(text []byte, start, end int, origin *sources.Origin) bool {
	lo, hi := line(text, start, end)
	if mentionsLogstag(text, lo, hi, start, true) {
		return true
	}
	if origin != nil && pathSaysLogstag(origin) {
		return true
	}
	if besideBaseURL(text, lo, hi, start, true) {
		return true
	}
	if bytes.Contains(text[lo:hi], []byte("://")) {
		return false // a request to another host
	}
	single := origin != nil && origin.LineText && origin.Command == nil && !beginsLine(text, lo, start) && bytes.IndexByte(text[start:end], '\n') < 0
	if !single {
		lo, hi = stanza(text, start, end)
	}
	if single {
		// The table that a log quoted further up is none that this line is in.
		if besideBaseURL(text, lo, hi, start, false) || escapedTable(text, start) {
			return true
		}
		own := text[lo:start]
		lo, hi = stanza(text, start, end)
		return requestToLogstag(text[lo:hi]) || journalOfLogstag(own, text[lo:hi])
	}
	if up, down, ok := grepped(text, start); ok {
		return besideBaseURL(text, up, down, start, false) || mentionsLogstag(text, up, down, start, false)
	}
	if up, down := heading(text, start); bytes.Contains(text[up:down], []byte("://")) {
		return mentionsLogstag(text, up, down, start, false) // a request, and its headers
	}
	if besideBaseURL(text, lo, hi, start, false) || agentTable(text, start) {
		return true
	}
	if mentionsLogstag(text, lo, hi, start, false) {
		return true
	}
	if introduced(text, start, end) {
		return true
	}
	lo, hi = tableAbove(text, start)
	return lo < hi && mentionsLogstag(text, lo, hi, start, false)
}

// requestToLogstag says that one of the lines is the header of a request that
// names its host, and that this is one of Logstag's: in a log, too, the headers of
// a request stand on lines of their own.
func requestToLogstag(lines []byte) bool {
	for rest := lines; ; {
		i := indexFold(rest, logstagWord)
		if i < 0 {
			return false
		}
		start := bytes.LastIndexByte(rest[:i], '\n') + 1
		head := bytes.ToLower(bytes.TrimLeft(rest[start:i], " \t<>*[]0123456789:"))
		if name, host, ok := bytes.Cut(head, []byte{':'}); ok && (string(name) == "host" || string(name) == "authority") && !bytes.ContainsAny(bytes.TrimSpace(host), " \t=") {
			return true
		}
		rest = rest[i+len(logstagWord):]
	}
}

// journalOfLogstag says that own, what stands before an entry on its line, begins
// the message of an entry of the systemd journal in its export form or as
// journalctl -o verbose shows it, and that another of its lines names a program of
// Logstag's as the one that wrote it. See systemd.journal-fields(7).
func journalOfLogstag(own, lines []byte) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(own, " "), []byte("MESSAGE=")) {
		return false
	}
	for line := range bytes.Lines(lines) {
		name, by, ok := bytes.Cut(bytes.TrimLeft(line, " "), []byte{'='})
		if !ok || !containsFold(by, logstagWord) {
			continue
		}
		switch string(name) {
		case "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM", "_EXE", "UNIT":
			return true
		}
	}
	return false
}

// shellString leaves out what stands before a head of a table that begins the
// string of a shell, + config='[agent], or an element: <p>So:</p><pre>[agent].
func shellString(line []byte) []byte {
	if i := bytes.IndexByte(line, '['); i > 0 && bytes.IndexByte([]byte("'\"=>"), line[i-1]) >= 0 {
		return line[i:]
	}
	return line
}

// beginsLine says that nothing but blanks, the mark of a change and the number that
// grep gives a line stands before start on its line, which begins at lo. In a log
// such a line was quoted from somewhere, and its neighbours with it.
func beginsLine(text []byte, lo, start int) bool {
	before := bytes.TrimLeft(text[lo:start], " \t")
	if bytes.IndexByte(before, 0x1b) >= 0 {
		before = []byte(uncolour(string(before)))
	}
	before = before[containerMark(before):]
	if number := bytes.TrimLeft(before, "0123456789"); len(number) < len(before) && len(number) > 0 && (number[0] == ':' || number[0] == '-') {
		before = number[1:]
	}
	return len(bytes.Trim(before, "+-~> \t\"'")) == 0
}

// line bounds the line around text[start:end], at most lineBytes to each side.
func line(text []byte, start, end int) (int, int) {
	lo := max(0, start-lineBytes)
	if i := bytes.LastIndexByte(text[lo:start], '\n'); i >= 0 {
		lo += i + 1
	}
	hi := min(len(text), end+lineBytes)
	if i := bytes.IndexByte(text[end:hi], '\n'); i >= 0 {
		hi = end + i
	}
	return lo, hi
}

// stanza bounds the lines that belong together with those of text[start:end]:
// ten to each side, up to a line that begins another section or document.
func stanza(text []byte, start, end int) (int, int) {
	floor, ceiling := max(0, start-contextBytes-1), min(len(text), end+contextBytes+1)
	from := func(p int) []byte { return text[p:min(len(text), p+lineBytes)] }
	lo, _ := line(text, start, end)
	for range contextLines {
		if lo <= floor || sectionHead(from(lo)) || blank(from(lo)) {
			break
		}
		lo = floor + bytes.LastIndexByte(text[floor:lo-1], '\n') + 1
	}
	_, hi := line(text, start, end)
	for range contextLines {
		if hi+1 >= ceiling || sectionHead(from(hi+1)) || blank(from(hi+1)) {
			break
		}
		i := bytes.IndexByte(text[hi+1:ceiling], '\n')
		if i < 0 {
			hi = ceiling
			break
		}
		hi += 1 + i
	}
	return max(lo, start-contextBytes, 0), min(hi, end+contextBytes, len(text))
}

// heading bounds the line above pos that is indented less than that of pos, if it
// is one of the next ten. It is empty if there is none.
func heading(text []byte, pos int) (int, int) {
	lo, _ := line(text, pos, pos)
	depth := indent(text[lo:pos])
	for n := 0; n < contextLines && lo > 0 && depth > 0; n++ {
		above, end := line(text, lo-1, lo-1)
		if blank(text[above:]) {
			break
		}
		if indent(text[above:end]) < depth {
			return above, end
		}
		lo = above
	}
	return 0, 0
}

// blank says that text begins with an empty line.
func blank(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r")
	return len(text) == 0 || text[0] == '\n'
}

// sectionHead says that a line begins a table of TOML or INI, a document of YAML,
// or a part of what a program printed: "COMPUTED VALUES:".
func sectionHead(line []byte) bool {
	if capitalHead(line) {
		return true
	}
	line = afterMarks(line)
	if bytes.HasPrefix(line, []byte("---")) {
		return true
	}
	return len(line) > 1 && line[0] == '[' && (isLower(line[1]|0x20) || line[1] == '[' || line[1] == '"') && !typeOrCall(line)
}

// typeOrCall says that a line that begins with a bracket is PowerShell: the type of
// a variable, [string]$ApiKey, an attribute, [Parameter()], or the call of a type's
// function, [Environment]::SetEnvironmentVariable.
func typeOrCall(line []byte) bool {
	i := bytes.IndexAny(line, "](\n")
	if i < 0 || line[i] == '\n' {
		return false
	}
	return line[i] == '(' || i+1 < len(line) && (line[i+1] == '$' || line[i+1] == ':')
}

// capitalHead says that a line holds nothing but two words or more in capitals, and
// a colon.
func capitalHead(line []byte) bool {
	words := 1
	for i, c := range line[:min(len(line), 60)] {
		switch {
		case isUpper(c) || c == '-' && i > 0:
		case c == ' ' && i > 0:
			words++
		case c == ':' && words > 1:
			return i+1 == len(line) || line[i+1] == '\n' || line[i+1] == '\r'
		default:
			return false
		}
	}
	return false
}

// afterMarks leaves out what may stand before the first character of a line that
// is quoted from a file: a byte order mark, the signs of a diff or a mail, a tag.
func afterMarks(line []byte) []byte {
	line = bytes.TrimLeft(bytes.TrimPrefix(line, []byte("\ufeff")), " \t")
	line = bytes.TrimLeft(line[containerMark(line):], " \t")
	if len(line) > 1 && (line[0] == '+' || line[0] == '-' || line[0] == '>') && line[1] != line[0] {
		line = bytes.TrimLeft(line[1:], " \t")
	}
	for len(line) > 0 && line[0] == '<' {
		line = bytes.TrimPrefix(line, []byte("<![CDATA["))
		i := bytes.IndexByte(line[:min(len(line), 80)], '>')
		if i <= 0 || line[0] != '<' {
			break
		}
		line = bytes.TrimLeft(line[i+1:], " \t")
	}
	return line
}

// agentTable says that the nearest section head above pos is [agent], as in the
// agent's own configuration, or a table within it.
func agentTable(text []byte, pos int) bool {
	if escapedTable(text, pos) {
		return true
	}
	lo := max(0, pos-sources.Overlap/2)
	least := sources.Overlap // by how much the lines between are indented
	for end := pos; end > lo; {
		i := bytes.LastIndexByte(text[lo:end], '\n')
		head := shellString(bytes.TrimSpace(afterMarks(text[lo+i+1 : end])))
		if len(head) > 2 && head[0] == '[' {
			head, _, closed := bytes.Cut(head, []byte{']'})
			name := bytes.Trim(head, "[\"' ")
			if sectionHead(head) && closed {
				table, _, _ := bytes.Cut(bytes.ToLower(name), []byte("."))
				// What is indented less than the head is not in the text that has the
				// table; one blank may be that of a line that a diff leaves alone.
				return string(table) == "agent" && indent(text[lo+i+1:end]) <= least+1
			}
		}
		if !blank(text[lo+i+1 : end]) {
			least = min(least, indent(text[lo+i+1:end]))
		}
		end = lo + i
		if i < 0 {
			break
		}
	}
	return false
}

// tableAbove bounds the table to which the table of TOML around pos belongs:
// [outputs.http] for [outputs.http.headers]. It is empty if there is none.
func tableAbove(text []byte, pos int) (int, int) {
	own, parent := []byte(nil), 0
	floor := max(0, pos-contextBytes)
	for end := pos; end > floor; {
		i := floor + bytes.LastIndexByte(text[floor:end], '\n') + 1
		if name := tableName(text[i:end]); name != nil {
			if own == nil {
				own, parent = name, i
			} else {
				if bytes.HasPrefix(own, append(bytes.Clone(name), '.')) {
					return i, parent
				}
				return 0, 0
			}
		}
		end = i - 1
	}
	return 0, 0
}

// tableName gives the name in the head of a table of TOML; nil if line is none.
func tableName(line []byte) []byte {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '[' || !sectionHead(line) {
		return nil
	}
	i := bytes.IndexByte(line, ']')
	if i < 0 {
		return nil
	}
	return bytes.Trim(line[:i], "[ ")
}

// escapedTable is agentTable for a configuration in a string, whose lines end with
// escapes: "[agent]\napi_key = …".
func escapedTable(text []byte, pos int) bool {
	lo, _ := line(text, pos, pos)
	before := text[lo:pos]
	i := bytes.LastIndex(before, []byte("[agent]\\"))
	if i < 0 {
		return false
	}
	return !bytes.Contains(before[i+1:], []byte("\\n["))
}

// containsFold looks for a lower-case word without regard to case.
func containsFold(text, word []byte) bool { return indexFold(text, word) >= 0 }

// indexFold finds a lower-case word without regard to case.
func indexFold(text, word []byte) int {
	first, upper := word[0], word[0]&^0x20
	for i := 0; i+len(word) <= len(text); i++ {
		if c := text[i]; c != first && c != upper {
			continue
		}
		if bytes.EqualFold(text[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}
