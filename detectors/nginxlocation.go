package detectors

import "bytes"

// locationBytes is how far a block of nginx is looked for on each side, in bytes.
const locationBytes = 2 << 10

// inOtherLocation says that the entry at pos stands in a location of nginx that
// passes requests on to a place of its own, and the mention of Logstag at start does
// not: what is set there, a header with a key, goes to that place.
func inOtherLocation(text []byte, start, pos int) bool {
	open, depth := pos, 0
	for floor := max(0, pos-locationBytes); ; {
		if open--; open < floor {
			return false
		}
		if text[open] == '}' {
			depth++
		} else if text[open] == '{' {
			if depth--; depth < 0 {
				break
			}
		}
	}
	head, _ := line(text, open, open)
	if !bytes.HasPrefix(bytes.TrimLeft(text[head:open], " \t"), []byte("location ")) {
		return false
	}
	end := min(len(text), open+locationBytes)
	if i := bytes.IndexByte(text[open:end], '}'); i >= 0 {
		end = open + i
	}
	passes := bytes.Contains(text[open:end], []byte("_pass "))
	return passes && (start < head || start >= end) && indexFold(text[head:end], logstagWord) < 0
}
