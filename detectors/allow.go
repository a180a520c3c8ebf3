package detectors

import "bytes"

// allowMarks are the comments that allow what stands on their line.
var allowMarks = [][]byte{[]byte("leakstag:allow"), []byte("gitleaks:allow")}

// allowedInline says that the line on which text[start:end] lies holds a comment
// that allows it.
func allowedInline(text []byte, start, end int) bool {
	lo, hi := line(text, start, end)
	for _, mark := range allowMarks {
		if bytes.Contains(text[lo:hi], mark) {
			return true
		}
	}
	return false
}
