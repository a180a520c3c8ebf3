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
	return func(yield func(command) bool) {
		in := newLines(text)
		var buffer []byte
		var pieces [1]sources.Fragment
		for line, ok := in.next(); ok; line, ok = in.next() {
			typed, more := psLine(line.text)
			if more {
				buffer = append(buffer[:0], typed...)
				for more {
					next, ok := in.next()
					if !ok {
						break
					}
					var body []byte
					body, more = psLine(next.text)
					buffer = append(append(buffer, '\n'), body...)
				}
				typed = buffer
			}
			if blank(typed) {
				continue
			}
			pieces[0] = line.fragment(0, typed)
			if !yield(command{pieces: pieces[:]}) {
				return
			}
		}
	}
}

// psLine takes the line end's CR and the back-tick off, and says whether the
// command goes on with the next line.
func psLine(line []byte) (text []byte, more bool) {
	line = bytes.TrimSuffix(line, []byte("\r"))
	return bytes.CutSuffix(line, []byte("`"))
}
