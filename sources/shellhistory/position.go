package shellhistory

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// walker goes through a file that is not made of lines and knows, as an editor
// does, on which line and in which column it is: each LF begins a new line. It
// goes forwards only, so that it looks at each byte once.
type walker struct {
	text   []byte
	at     int
	line   int // of at, from 1
	column int // of at, in UTF-16 code units, from 0
}

func newWalker(text []byte) walker { return walker{text: text, line: 1} }

// fragment makes the fragment text[start:end] of a file; start must not lie
// before that of the fragment made last.
func (w *walker) fragment(start, end int) sources.Fragment {
	passed := w.text[w.at:start]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		w.line += n
		w.column = 0
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	w.column += sources.UTF16Len(passed)
	w.at = start
	return sources.Fragment{Data: w.text[start:end], Offset: int64(start), Line: w.line, Column: w.column}
}
