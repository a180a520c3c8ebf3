package detectors

import "strings"

// uncolour takes out the control sequences with which a terminal is told to mark a
// part of a value: grep's colours around what it found.
func uncolour(s string) string {
	var out strings.Builder
	for {
		before, rest, more := strings.Cut(s, "\x1b[")
		out.WriteString(before)
		if !more {
			return out.String()
		}
		n := 0
		for n < len(rest) && (rest[n] == ';' || rest[n] == ':' || '0' <= rest[n] && rest[n] <= '9') {
			n++
		}
		s = rest[min(n+1, len(rest)):]
	}
}
