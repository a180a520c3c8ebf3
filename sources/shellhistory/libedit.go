package shellhistory

import (
	"bytes"
	"iter"
	"time"
)

// libeditMagic is the first line of what libedit writes.
var libeditMagic = []byte("_HiStOrY_V2_")

// parseReadline reads what readline, libedit, linenoise and their likes write for
// the programs that use them: one line of input a line, without times. Only
// libedit escapes.
func parseReadline(text []byte) iter.Seq[command] {
	if bytes.HasPrefix(text, libeditMagic) {
		return parseLibedit(text)
	}
	return parseLines(text, func([]byte) (time.Time, bool) { return time.Time{}, false })
}

// parseLibedit reads libedit's history (history_save in its src/history.c): each
// entry is one line, encoded by vis(3) with VIS_WHITE. MySQL and MariaDB write
// it, and on macOS and the BSDs most programs.
func parseLibedit(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var made builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			if line.number == 1 && bytes.Equal(bytes.TrimSpace(line.text), libeditMagic) {
				continue
			}
			made.begin(text, line)
			made.unescape(line.offset, line.end(), unvis)
			if f := made.fragment(); !blank(f.Data) && !yield(command{fragment: f}) {
				return
			}
		}
	}
}

// unvis undoes one escape of vis(3).
func unvis(text []byte) (plain string, size int) {
	if len(text) < 2 {
		return "", 0
	}
	if n := octalDigits(text[1:]); n == 3 {
		value := int(text[1]-'0')<<6 | int(text[2]-'0')<<3 | int(text[3]-'0')
		if value > 0xFF {
			return "", 0
		}
		if value == psqlNewline { // psql's mark for a line end
			value = '\n'
		}
		return oneByte(byte(value)), 4
	}
	switch text[1] {
	case '\\':
		return "\\", 2
	case 'n':
		return "\n", 2
	case 's':
		return " ", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case '^':
		if len(text) >= 3 {
			return oneByte(control(text[2])), 3
		}
	case 'M':
		return unvisMeta(text)
	}
	return "", 0
}

// unvisMeta undoes \M-x and \M^x, bytes with the highest bit.
func unvisMeta(text []byte) (plain string, size int) {
	if len(text) < 4 {
		return "", 0
	}
	switch text[2] {
	case '-':
		return oneByte(text[3] | 0x80), 4
	case '^':
		return oneByte(control(text[3]) | 0x80), 4
	}
	return "", 0
}

// oneByte is a string of one byte, whatever that is.
func oneByte(c byte) string { return string([]byte{c}) }

// control gives the control character that ^c stands for.
func control(c byte) byte {
	if c == '?' {
		return 0x7F
	}
	return c & 0x1F
}

// octalDigits counts the octal digits at the start of b, up to three.
func octalDigits(b []byte) int {
	n := 0
	for n < min(3, len(b)) && b[n] >= '0' && b[n] <= '7' {
		n++
	}
	return n
}
