package processes

import "strings"

// environmentText gives each variable of an environment a line: NAME=value.
func environmentText(vars []string) string {
	var text strings.Builder
	for _, v := range vars {
		if v != "" {
			text.WriteString(v)
			text.WriteByte('\n')
		}
	}
	return text.String()
}

// variablePieces gives the variables that are texts of many lines (a whole
// configuration, a script), which the lines around them are no part of.
func variablePieces(vars []string) []piece {
	var pieces []piece
	for i, v := range vars {
		if manyLines(v) {
			pieces = append(pieces, piece{i + 1, unnamed(v)})
		}
	}
	return pieces
}
