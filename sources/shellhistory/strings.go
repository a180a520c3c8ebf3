package shellhistory

import (
	"iter"
	"slices"
)

// span is the stretch of a file from start to end.
type span struct{ start, end int }

// sortSpans sorts stretches by their place.
func sortSpans(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return a.start - b.start })
	return all
}

// fewestText is how long text in a binary file must be to be given: no key is as
// short.
const fewestText = 16

// parseStrings gives the text in a file whose form is not known or broken: all
// stretches without control characters, but for white space.
func parseStrings(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newWalker(text)
		for at := 0; at < len(text); {
			end := at
			for end < len(text) && isText(text[end]) {
				end++
			}
			if end-at >= fewestText && !yield(command{fragment: in.fragment(at, end)}) {
				return
			}
			at = end + 1
		}
	}
}

// isText says that a byte is no control character, or white space.
func isText(c byte) bool { return c >= 0x20 && c != 0x7F || c >= '\t' && c <= '\r' }
