package value

import (
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/randomness"
)

// isText says that a person, not a generator, made v.
func isText(v string, surplus float64) bool {
	if distinct(v) < 8 {
		return true
	}
	if randomness.Bits(v) < 40 {
		return true // repetition, a counted-up number
	}
	s := randomness.Surplus(v)
	if !hasDigit(v) || digitsAside(v) {
		// Generators seldom leave digits out, people mostly do.
		surplus = max(surplus, 10)
	}
	if s < surplus {
		return true
	}
	// A value of several words of which only a short one is random: the name
	// of a pod, a build, a bucket.
	if parts := strings.FieldsFunc(v, isMark); len(parts) > 2 && s < 40 && (strings.ToLower(v) == v || strings.ToUpper(v) == v) {
		random := 0
		for _, p := range parts {
			if len(p) >= 8 && randomness.Surplus(p) > 4 || len(p) < 8 && hasDigit(p) {
				random += len(p)
			}
		}
		if random*2 < len(v) && surplus >= 0 && !isUUID(v) {
			return true
		}
	}
	return keyboard(v) || interleaved(v) || podName(v)
}

// digitsAside says that v is several words and that its digits stand in short
// pieces of their own, between marks: RELEASE_NOTES_V2, valid-for-14-days. A
// generator strews them.
func digitsAside(v string) bool {
	parts := strings.FieldsFunc(v, isMark)
	if len(parts) < 3 {
		return false
	}
	for _, p := range parts {
		if hasDigit(p) && len(p) > 3 || p != strings.ToLower(p) && p[1:] != strings.ToLower(p[1:]) && p != strings.ToUpper(p) {
			return false
		}
	}
	return true
}

// interleaved says that v counts letters and digits up side by side:
// a1b2c3d4e5f6.
func interleaved(v string) bool {
	var letters, digits []byte
	for i := range len(v) {
		switch c := v[i]; {
		case '0' <= c && c <= '9':
			digits = append(digits, c)
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			letters = append(letters, c|0x20)
		}
	}
	return counts(letters) && counts(digits)
}

// counts says that most of b goes up, or stays, by one step at a time.
func counts(b []byte) bool {
	if len(b) < 4 {
		return false
	}
	n := 0
	for i := 1; i < len(b); i++ {
		if d := int(b[i]) - int(b[i-1]); d == 0 || d == 1 {
			n++
		}
	}
	return n*10 >= (len(b)-1)*7
}

// podName says that v is the name of a Kubernetes pod: words, the hash of a
// replica set, five characters.
func podName(v string) bool {
	parts := strings.Split(v, "-")
	if len(parts) < 3 || strings.ToLower(v) != v {
		return false
	}
	pod, set := parts[len(parts)-1], parts[len(parts)-2]
	words := strings.Join(parts[:len(parts)-2], "")
	return len(pod) == 5 && len(set) >= 8 && len(set) <= 10 && hasDigit(set) && len(words) >= 3 && randomness.Surplus(words) < 5
}

func isMark(r rune) bool { return r == '-' || r == '_' || r == '.' || r == '/' || r == ':' }

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// distinct counts the different characters of v.
func distinct(v string) int {
	var seen [256]bool
	n := 0
	for i := range len(v) {
		if !seen[v[i]] {
			seen[v[i]] = true
			n++
		}
	}
	return n
}

// keyboard says that most of v follows the rows of a keyboard.
func keyboard(v string) bool {
	const rows = "qwertyuiop asdfghjkl zxcvbnm poiuytrewq lkjhgfdsa mnbvcxz 1234567890 0987654321 abcdefghijklmnopqrstuvwxyz"
	low := strings.ToLower(v)
	n := 0
	for i := 0; i+3 <= len(low); i++ {
		if strings.Contains(rows, low[i:i+3]) {
			n++
		}
	}
	return n*2 > len(v)
}

// isUUID says that v is written as a UUID.
func isUUID(v string) bool {
	if len(v) != 36 {
		return false
	}
	for i := range len(v) {
		c := v[i]
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f') {
				return false
			}
		}
	}
	return true
}
