package value

import (
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/randomness"
)

// isWellKnown says that word is a value from public documentation that looks
// random and unlocks nothing.
func isWellKnown(word string) bool {
	switch word {
	case "550e8400-e29b-41d4-a716-446655440000", // the UUID of RFC examples
		"123e4567-e89b-12d3-a456-426614174000",                             // the UUID of Wikipedia
		"6ba7b810-9dad-11d1-80b4-00c04fd430c8",                             // RFC 4122, name space DNS
		"6ba7b811-9dad-11d1-80b4-00c04fd430c8",                             // RFC 4122, name space URL
		"d41d8cd98f00b204e9800998ecf8427e",                                 // MD5 of nothing
		"da39a3ee5e6b4b0d3255bfef95601890afd80709",                         // SHA-1 of nothing
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": // SHA-256 of nothing
		return true
	}
	return false
}

// beginsWord says that a word may begin at v[i]: at the start, behind a mark or
// digit, or with a capital behind a small letter.
func beginsWord(v string, i int) bool {
	if i == 0 {
		return true
	}
	a, b := v[i-1], v[i]
	letter := func(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
	return !letter(a) || !letter(b) || a >= 'a' && b < 'a' || a >= 'a' && b >= 'a' || a < 'a' && b < 'a'
}

// isPlaceholder says that v stands for a key that is yet to be filled in: it is
// built around a word that only placeholders hold, and what is left besides such
// words is too little to be a key of its own.
func (j *Judge) isPlaceholder(v string) bool {
	low := strings.ToLower(v)
	if isWellKnown(low) {
		return true
	}
	first, last := v[0], v[len(v)-1]
	if first == '<' || first == '[' || first == '{' || last == '>' && first != '-' {
		return true
	}
	if strings.HasPrefix(v, "__") && strings.HasSuffix(v, "__") || unsigned(v) {
		return true
	}
	rest := low
	hit := false
	for _, w := range j.words.Placeholders {
		for from := 0; ; {
			i := strings.Index(rest[from:], w)
			if i < 0 {
				break
			}
			i += from
			from = i + len(w)
			if beginsWord(v, i) {
				hit = true
				rest = rest[:i] + strings.Repeat(" ", len(w)) + rest[from:]
			}
		}
	}
	if !hit {
		return false
	}
	// A random value may hold such a word by chance, or by a person's humour.
	longest := ""
	for _, f := range strings.Fields(rest) {
		if len(f) > len(longest) {
			longest = f
		}
	}
	return len(longest) < 20 || randomness.Surplus(longest) < 10
}

// unsigned says that v is a JSON Web Token whose signature is a word or missing, as
// in documentation and tests: the shortest that is in use has 43 characters.
func unsigned(v string) bool {
	parts := strings.Split(v, ".")
	return len(parts) == 3 && strings.HasPrefix(v, "eyJ") && len(parts[0]) > 16 && len(parts[2]) < 20
}
