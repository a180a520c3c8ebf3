package structure

import (
	"strconv"
	"unicode/utf8"
)

// escapes says which escapes of C a notation knows.
type escapes uint8

const (
	// bashEscapes are those of $'…' (bash(1), QUOTING): \x with one or two
	// digits, \ and up to three octal digits, \u, \U, \cx.
	bashEscapes escapes = iota
	// echoEscapes are those of echo -e: three octal digits may follow a zero.
	echoEscapes
	// printfEscapes are those of a format of printf.
	printfEscapes
	// systemdEscapes are those of a unit (systemd.syntax(7), "Quoting"): \x with two
	// digits, \ and three octal digits, \u, \U, \s for a blank.
	systemdEscapes
)

// cEscape decodes the escape with which text begins. It gives its length in the
// text, 0 if it is none.
func cEscape(text []byte, known escapes) (decoded []byte, n int) {
	if len(text) < 2 {
		return nil, 0
	}
	switch c := text[1]; c {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', '\'', '"', '?':
		if known == echoEscapes && (c == '\'' || c == '"' || c == '?') {
			return nil, 0
		}
		return []byte{simpleEscape(c)}, 2
	case 'e', 'E':
		if known != systemdEscapes {
			return []byte{0x1b}, 2
		}
	case 's':
		if known == systemdEscapes {
			return []byte{' '}, 2
		}
	case 'c':
		if known == bashEscapes && len(text) > 2 {
			return []byte{text[2] & 0x1f}, 3
		}
	case 'x':
		return byteEscape(text, 2, 2, 16)
	case 'u':
		return runeEscape(text, 4)
	case 'U':
		return runeEscape(text, 8)
	case '0':
		if known == echoEscapes {
			return byteEscape(text, 1, 4, 8)
		}
		return byteEscape(text, 1, 3, 8)
	case '1', '2', '3', '4', '5', '6', '7':
		return byteEscape(text, 1, 3, 8)
	}
	return nil, 0
}

// simpleEscape gives the character of an escape with one letter or mark.
func simpleEscape(c byte) byte {
	switch c {
	case 'a':
		return 7
	case 'b':
		return 8
	case 't':
		return 9
	case 'n':
		return 10
	case 'v':
		return 11
	case 'f':
		return 12
	case 'r':
		return 13
	}
	return c
}

// digitsAt measures the digits at p, at most limit.
func digitsAt(text []byte, p, limit, base int) int {
	n := 0
	for n < limit && p+n < len(text) {
		c := text[p+n]
		if !('0' <= c && c <= '7' || base > 8 && ('8' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f')) {
			break
		}
		n++
	}
	return n
}

func byteEscape(text []byte, p, limit, base int) ([]byte, int) {
	n := digitsAt(text, p, limit, base)
	if n == 0 {
		return nil, 0
	}
	v, _ := strconv.ParseUint(string(text[p:p+n]), base, 16)
	return []byte{byte(v)}, p + n
}

func runeEscape(text []byte, limit int) ([]byte, int) {
	n := digitsAt(text, 2, limit, 16)
	if n == 0 {
		return nil, 0
	}
	v, _ := strconv.ParseUint(string(text[2:2+n]), 16, 32)
	return utf8.AppendRune(nil, rune(v)), 2 + n
}
