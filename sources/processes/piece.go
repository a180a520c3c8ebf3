package processes

import "strings"

// piece is an argument or a variable that is read by itself.
type piece struct {
	number int // counted from 1
	text   string
}

// argumentPieces gives the arguments that are read by themselves as well as in
// the whole line: those that [commandLine] can't show as they are, and texts of
// many lines.
func argumentPieces(args []string) []piece {
	if len(args) < 2 {
		return nil
	}
	var pieces []piece
	for i, arg := range args {
		if changed(arg) || manyLines(arg) {
			pieces = append(pieces, piece{i + 1, unnamed(arg)})
		}
	}
	return pieces
}

// manyLines says that a text has more than one line.
func manyLines(text string) bool {
	return strings.Contains(strings.Trim(text, "\r\n"), "\n")
}

// unnamed puts a text of many lines below the name that it is given to, as in
// CONFIG=[agent]…, so that its first line is a line.
func unnamed(text string) string {
	name, value, ok := strings.Cut(text, "=")
	if !ok || !manyLines(value) || strings.Trim(name, nameCharacters) != "" {
		return text
	}
	return name + "=\n" + value
}

// nameCharacters are those of the names of variables and options.
const nameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."
