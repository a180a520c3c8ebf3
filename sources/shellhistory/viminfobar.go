package shellhistory

import (
	"bytes"
	"time"
)

// viminfoBar makes the text of an entry in the second form, and gives its time:
// fields with commas between them, of which the strings are the text, one a
// line. A line that would be too long is cut, and goes on after "|<".
func viminfoBar(made *builder, in *lines, line fileLine) (ran time.Time) {
	made.begin(in.text, line)
	timeField := 2 // of a history entry
	if line.text[1] == '3' {
		timeField = 6 // of a register
	}
	quoted, field, strings, closed := false, 0, 0, line.offset
	for part, skipped := line, 1; ; skipped = 2 {
		at := part.offset + skipped
		for end := part.end(); at < end; {
			switch c := in.text[at]; {
			case quoted:
				at, quoted = viminfoString(made, at, end)
				closed = at
			case c == '"':
				quoted = true
				if strings++; strings > 1 {
					made.put("\n", closed, at+1)
				}
				at++
			case c == ',':
				field++
				at++
			case field == timeField && ran.IsZero():
				n := max(1, leadingDigits(in.text[at:end]))
				ran = epoch(in.text[at : at+n])
				at += n
			default:
				at++
			}
		}
		next, ok := in.peek()
		if !ok || !bytes.HasPrefix(next.text, []byte("|<")) {
			return ran
		}
		part, _ = in.next()
		if !made.begun {
			made.begin(in.text, part)
		}
	}
}

// viminfoString adds the rest of a string, up to its quotation mark or end, and
// says where that is, and whether the string goes on after it.
func viminfoString(made *builder, at, end int) (next int, quoted bool) {
	stop := at
	for stop < end && made.text[stop] != '"' {
		if made.text[stop] == '\\' && stop+1 < end {
			stop++
		}
		stop++
	}
	made.unescape(at, stop, func(text []byte) (plain string, size int) {
		if len(text) < 2 {
			return "", 0
		}
		if text[1] == 'n' {
			return "\n", 2
		}
		return oneByte(text[1]), 2
	})
	return min(stop+1, end), stop >= end
}
