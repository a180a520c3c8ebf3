package structure

import "bytes"

// mappingOf says that text, which begins with a field and its value, is a mapping of
// YAML and no head of a mail or list of settings: every line that is not further in
// is a field, and one of them has fields of its own, or a list, below it.
func mappingOf(text []byte) bool {
	nested, heads := false, false // the line above has nothing behind its colon
	for line := range bytes.Lines(text[:min(len(text), 2<<10)]) {
		whole := bytes.HasSuffix(line, []byte{'\n'})
		line = bytes.TrimRight(line, " \t\r\n")
		field := bytes.TrimLeft(line, " ")
		if len(field) == 0 || field[0] == '#' {
			continue
		}
		if inner := len(field) < len(line) || bytes.HasPrefix(field, []byte("- ")); inner {
			nested = nested || heads && (bytes.HasPrefix(field, []byte("- ")) || fieldEnd(field) > 0)
			heads = false
			continue
		}
		end := fieldEnd(field)
		if end == 0 && whole && string(field) != "---" {
			return false
		}
		heads = end == len(field)
	}
	return nested
}

// fieldEnd gives the position behind the colon of the field that a line begins
// with; 0 if it begins with none.
func fieldEnd(line []byte) int {
	i := 0
	for i < len(line) && (line[i] > ' ' && line[i] != ':' || line[i] == ':' && i+1 < len(line) && line[i+1] == ':' || line[i] == ':' && i > 0 && line[i-1] == ':') {
		i++
	}
	if i == 0 || i >= len(line) || line[i] != ':' || i+1 < len(line) && line[i+1] != ' ' {
		return 0
	}
	return i + 1
}
