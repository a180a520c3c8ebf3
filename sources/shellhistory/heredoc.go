package shellhistory

import "bytes"

// How far the end of a here-document is looked for.
const (
	maxHereLines = 100
	maxHereBytes = 16 << 10
)

// hereDocuments gives the end of the here-documents that the command
// text[start:end] has on the lines below it; end if there are none, or the line
// that ends one is not there: it was no here-document, or the history was cut.
func hereDocuments(text []byte, start, end int) int {
	until := end
	for at := start; ; {
		i := bytes.Index(text[at:end], []byte("<<"))
		if i < 0 {
			return until
		}
		at += i + len("<<")
		delimiter, tabs := hereDelimiter(text[at:end])
		if len(delimiter) == 0 {
			for at < end && text[at] == '<' { // a here-string
				at++
			}
			continue
		}
		last, ok := hereEnd(text, until, delimiter, tabs)
		if !ok {
			return until
		}
		until = last
	}
}

// hereDelimiter gives the word behind << that ends a here-document, without its
// quotes, and whether tabs may stand before it there. It is empty if there is
// none: what begins with a digit is a shift.
func hereDelimiter(rest []byte) (word []byte, tabs bool) {
	if len(rest) > 0 && rest[0] == '-' {
		rest, tabs = rest[1:], true
	}
	rest = bytes.TrimLeft(rest, " \t")
	if len(rest) > 0 && bytes.IndexByte([]byte(`'"\`), rest[0]) >= 0 {
		rest = rest[1:]
	}
	n := 0
	for n < len(rest) && (rest[n] == '_' || 'a' <= rest[n]|0x20 && rest[n]|0x20 <= 'z' || n > 0 && '0' <= rest[n] && rest[n] <= '9') {
		n++
	}
	return rest[:n], tabs
}

// hereEnd finds the line that ends a here-document which begins after the line
// that ends at from. It gives the end of that line.
func hereEnd(text []byte, from int, delimiter []byte, tabs bool) (end int, ok bool) {
	limit := min(len(text), from+maxHereBytes)
	for range maxHereLines {
		if from >= limit {
			return 0, false
		}
		from++ // the line's end
		next := limit
		if i := bytes.IndexByte(text[from:limit], '\n'); i >= 0 {
			next = from + i
		}
		line := bytes.TrimRight(text[from:next], "\r")
		if tabs {
			line = bytes.TrimLeft(line, "\t")
		}
		if bytes.Equal(line, delimiter) {
			return next, true
		}
		from = next
	}
	return 0, false
}
