package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible gives untrusted text in a form that is safe to show. Everything
// without a glyph of its own (control characters, among them the one-byte CSI,
// bidirectional overrides, zero-width characters, unusual spaces) becomes a \u
// escape, bytes that are no UTF-8 become \x escapes. What is left cannot move a
// cursor, change a colour, reorder a line or break it, and is no command to a CI
// system that keeps it in its log.
func visible(s string) string {
	if isVisible(s) {
		return s
	}
	s = withoutCommand(s)
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsPrint(r):
			b.WriteString(s[i : i+n])
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		i += n
	}
	return b.String()
}

func isVisible(s string) bool {
	for _, r := range s {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return false
		}
	}
	return !hasCommand(s)
}

// shortened is visible text of at most n characters.
func shortened(s string, n int) string {
	// Cut first: a hostile name may be megabytes long.
	cut := 0
	for range n {
		if cut >= len(s) {
			return visible(s)
		}
		_, size := utf8.DecodeRuneInString(s[cut:])
		cut += size
	}
	if cut >= len(s) {
		return visible(s)
	}
	return visible(s[:cut]) + "…"
}

// The longest that untrusted text other than a path is shown.
const (
	maxName  = 80
	maxError = 300
)
