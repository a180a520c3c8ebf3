package shellhistory

import (
	"bytes"
	"iter"
)

// parsePSReadLine reads the history that PowerShell's PSReadLine writes: one
// command a line, and a back-tick before each line end inside a command
// (WriteHistoryRange and ReadHistoryLinesImpl in PSReadLine's History.cs). It
// has no times. Lines end with LF or CR LF.
func parsePSReadLine(text []byte) iter.Seq[command] {
	return parseContinued(text, func(line []byte) (int, bool) {
		body, more := bytes.CutSuffix(bytes.TrimSuffix(line, []byte("\r")), []byte("`"))
		return len(body), more
	})
}

// parseContinued reads histories in which a mark at the end of a line says that
// the command goes on with the next. lineEnd gives how long a line is without
// its line end and mark, and whether it has a mark.
func parseContinued(text []byte, lineEnd func(line []byte) (length int, more bool)) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var made builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			made.begin(text, line)
			length, more := lineEnd(line.text)
			made.copy(line.offset, line.offset+length)
			for more {
				next, ok := in.next()
				if !ok {
					break
				}
				made.put("\n", line.offset+length, next.offset)
				length, more = lineEnd(next.text)
				made.copy(next.offset, next.offset+length)
				line = next
			}
			if f := made.fragment(); !blank(f.Data) && !yield(command{fragment: f}) {
				return
			}
		}
	}
}
