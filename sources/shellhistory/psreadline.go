package shellhistory

import (
	"bytes"
	"iter"

	"github.com/leakstag/leakstag/sources"
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
		var made sources.MappedText
		for line, ok := in.next(); ok; line, ok = in.next() {
			length, more := lineEnd(line.text)
			f := line.fragment(0, line.text[:length])
			if next, ok := in.peek(); more && ok {
				made.Reset()
				made.Copy(text[line.offset:], 0, length)
				end := line.offset + length
				for more {
					if next, ok = in.next(); !ok {
						break
					}
					start := next.offset - line.offset
					made.Put([]byte{'\n'}, end-line.offset, start)
					length, more = lineEnd(next.text)
					made.Copy(text[line.offset:], start, start+length)
					end = next.offset + length
				}
				f = line.mapped(0, text[line.offset:end], &made)
			}
			if !blank(f.Data) && !yield(command{fragment: f}) {
				return
			}
		}
	}
}
