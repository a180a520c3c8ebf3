package detectors

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Allowed is a finding that a comment on its line allows, and why.
type Allowed struct {
	Finding
	// Reason is what the comment says after its mark, cleaned of secrets; empty
	// where it says nothing.
	Reason string
}

// AllowedInline gives the findings that a comment on their line allows, as the
// last Results left them: sorted and final, as those that it gave.
func (e *Engine) AllowedInline() []Allowed {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.inline
}

// allowance is a comment that allows a finding.
type allowance struct{ reason string }

// maxReason is how much of a comment is kept, in bytes.
const maxReason = 200

// allowMarks are the comments that allow what stands on their line.
var allowMarks = [][]byte{[]byte("leakstag:allow"), []byte("gitleaks:allow")}

// allowedInline gives the comment on the line of text[start:end] that allows it;
// nil where there is none.
func allowedInline(text []byte, start, end int) *allowance {
	lo, hi := line(text, start, end)
	for _, mark := range allowMarks {
		if i := bytes.Index(text[lo:hi], mark); i >= 0 {
			after := lo + i + len(mark)
			if after < end { // what follows is code
				return &allowance{}
			}
			return &allowance{reason: allowReason(text[after:hi])}
		}
	}
	return nil
}

// allowReason gives what a comment says after its mark.
func allowReason(rest []byte) string {
	rest = rest[:min(len(rest), maxReason)]
	// What comes after the comment is none of it.
	for _, closer := range []string{"*/", "-->", "#}", "%>", "}}", `"`, "`", `\n`} {
		if before, _, ok := bytes.Cut(rest, []byte(closer)); ok {
			rest = before
		}
	}
	for len(rest) > 0 && !utf8.Valid(rest) {
		rest = rest[:len(rest)-1]
	}
	return strings.Trim(strings.TrimLeft(string(rest), " \t\r:=,;–—-"), " \t\r")
}

// splitAllowed takes the findings that comments allow out of a list, and cleans
// the comments.
func splitAllowed(list []Finding, c *cleaner) (found []Finding, allowed []Allowed) {
	for _, f := range list {
		if a := f.allowed; a != nil {
			f.allowed = nil
			allowed = append(allowed, Allowed{Finding: f, Reason: c.text(a.reason)})
			continue
		}
		found = append(found, f)
	}
	return found, allowed
}
