package value

import (
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/randomness"
)

// isReference says that v names the place where the value is kept, or is an
// expression that makes it.
func (j *Judge) isReference(v string) bool {
	switch v[0] {
	case '$':
		// $NAME, ${…}, $(…), $env:X; a bcrypt digest begins so too.
		return true
	case '%':
		if len(v) > 2 && (v[len(v)-1] == '%' || v[1] == '(' || v[1] == '{') {
			return true
		}
	case '@':
		return true // @file, @Microsoft.KeyVault(…), @Value@
	case '!':
		return len(v) > 1 && 'A' <= v[1]&^0x20 && v[1]&^0x20 <= 'Z' // !Ref, !vault
	case ':':
		return true // an SQL parameter
	case '~':
		return true
	case '&', '*':
		return true // a pointer, a YAML alias
	}
	for _, mark := range [...]string{"${", "$(", "{{", "}}", "<%", "#{", "%{", "{%", "@{", "://", "[[", "$[", "<<"} {
		if strings.Contains(v, mark) {
			return true
		}
	}
	low := strings.ToLower(v)
	for _, p := range j.words.References {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	return false
}

// isPath says that v is a path or an address rather than a value: it has
// slashes, dots or colons between parts that are text.
func isPath(v string) bool {
	if strings.HasPrefix(v, "/") || strings.HasPrefix(v, "./") || strings.HasPrefix(v, "../") || strings.HasPrefix(v, "~/") {
		return textParts(v, "/") || strings.Count(v, "/") > 3
	}
	if strings.Contains(v, "@sha256:") || strings.Contains(v, "@sha512:") {
		return true // a container image
	}
	if len(v) > 3 && v[1] == ':' && (v[2] == '\\' || v[2] == '/') {
		return true
	}
	if n := strings.Count(v, "/"); n > 1 {
		return textParts(v, "/")
	}
	for _, ext := range [...]string{".toml", ".txt", ".json", ".yaml", ".yml", ".pem", ".key", ".env", ".conf", ".cfg", ".ini", ".js", ".ts", ".py", ".go", ".md", ".html", ".xml", ".service", ".local", ".internal", ".com", ".io", ".dev", ".net", ".org"} {
		if strings.HasSuffix(strings.ToLower(v), ext) {
			return true
		}
	}
	return false
}

// textParts says that the parts of v between separators are text: none is a long
// random one, and most are no short ones either.
func textParts(v, sep string) bool {
	random := 0
	for part := range strings.SplitSeq(v, sep) {
		s := randomness.Surplus(part)
		if len(part) >= 16 && s > 10 {
			return false
		}
		if len(part) >= 4 && s > 2 {
			random += len(part)
		}
	}
	return random*2 < len(v)
}
