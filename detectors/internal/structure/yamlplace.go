package structure

import "unicode/utf8"

// yamlPlace finds the places that the parser of YAML gives as lines and columns,
// both counted from 1, a column being a character. It goes through the text once:
// places must be asked for in their order.
type yamlPlace struct {
	src          []byte
	pos          int // the character at line and column
	line, column int
}

// find gives the place of a line and column in bytes; false, with the place at
// which it stands, if the text has no such place further on.
func (y *yamlPlace) find(line, column int) (int, bool) {
	for y.line < line || y.line == line && y.column < column {
		if y.pos >= len(y.src) {
			return y.pos, false
		}
		y.step()
	}
	return y.pos, y.line == line && y.column == column
}

// step goes on by a character. The parser takes the line breaks of YAML 1.1
// (YAML 1.1, 5.4) for such.
func (y *yamlPlace) step() {
	r, n := rune(y.src[y.pos]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRune(y.src[y.pos:])
	}
	if r == '\r' && y.pos+1 < len(y.src) && y.src[y.pos+1] == '\n' {
		n = 2
	}
	y.pos += n
	switch r {
	case '\n', '\r', 0x85, 0x2028, 0x2029:
		y.line++
		y.column = 1
	case 0xfeff:
		if y.pos > n { // the mark at the beginning is no character
			y.column++
		}
	default:
		y.column++
	}
}
