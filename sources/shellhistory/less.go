package shellhistory

import (
	"bytes"
	"iter"
)

// parseLess reads less's history (save_cmdhist in its cmdbuf.c): sections
// ".search" and ".shell", whose entries begin with a quotation mark. What else
// is there is given as it is.
func parseLess(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		for line, ok := in.next(); ok; line, ok = in.next() {
			typed, entry := bytes.CutPrefix(line.text, []byte{'"'})
			if !entry && (len(line.text) == 0 || line.text[0] == '.') {
				continue // a section's name
			}
			if !blank(typed) && !yield(command{fragment: line.fragment(len(line.text)-len(typed), typed)}) {
				return
			}
		}
	}
}
