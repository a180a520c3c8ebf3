package shellhistory

import (
	"bytes"
	"iter"
)

// psqlNewline is what psql writes for a line end inside a query (NL_IN_HISTORY in
// src/bin/psql/input.c).
const psqlNewline = 0x01

// parsePsql reads psql's history: one query a line.
func parsePsql(text []byte) iter.Seq[command] {
	if bytes.HasPrefix(text, libeditMagic) {
		return parseLibedit(text)
	}
	return parseReplaced(text, []byte{psqlNewline})
}

// parseNushell reads nushell's history.txt (reedline's FileBackedHistory): one
// command a line, with "<\n>" for each line end in it.
func parseNushell(text []byte) iter.Seq[command] {
	return parseReplaced(text, []byte(`<\n>`))
}

// parseReplaced reads one command a line, in which mark stands for a line end.
func parseReplaced(text, mark []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var made builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			made.begin(text, line)
			at, end := line.offset, line.offset+len(bytes.TrimSuffix(line.text, []byte{'\r'}))
			for {
				n := bytes.Index(text[at:end], mark)
				if n < 0 {
					break
				}
				made.copy(at, at+n)
				at += n + len(mark)
				made.put("\n", at-len(mark), at)
			}
			made.copy(at, end)
			if f := made.fragment(); !blank(f.Data) && !yield(command{fragment: f}) {
				return
			}
		}
	}
}
