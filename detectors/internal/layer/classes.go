package layer

// The classes of bytes.
const (
	inDigits  uint8 = 1 << iota // digits of base64
	inHex                       // digits of hex
	inEscapes                   // what escapes are made of
	inList                      // what lists of hex are made of without blanks
	// Digits of base64 that may stand in a group of four at this place, if the
	// group is three letters of ASCII: no byte has its highest bit set.
	first
	second
	third
)

// classesOf gives the classes in which all bytes of the window are. It looks at
// all of them whatever they are, which takes less time than to guess wrong.
func classesOf(w *[window]byte) uint8 {
	return columnOf(w, 0) & columnOf(w, 1) & columnOf(w, 2) & columnOf(w, 3)
}

// columnOf gives the classes of each fourth byte from this one on.
func columnOf(w *[window]byte, i int) uint8 {
	return classes[w[i]] & classes[w[i+4]] & classes[w[i+8]] & classes[w[i+12]]
}

var classes = [256]uint8{
	'#':  inEscapes,
	'%':  inEscapes,
	'&':  inEscapes,
	'+':  inDigits,
	',':  inList,
	'-':  inDigits | inList,
	'/':  inDigits,
	'0':  inDigits | second | third | inHex | inEscapes | inList,
	'1':  inDigits | second | third | inHex | inEscapes | inList,
	'2':  inDigits | second | inHex | inEscapes | inList,
	'3':  inDigits | second | inHex | inEscapes | inList,
	'4':  inDigits | third | inHex | inEscapes | inList,
	'5':  inDigits | third | inHex | inEscapes | inList,
	'6':  inDigits | inHex | inEscapes | inList,
	'7':  inDigits | inHex | inEscapes | inList,
	'8':  inDigits | third | inHex | inEscapes | inList,
	'9':  inDigits | third | inHex | inEscapes | inList,
	':':  inList,
	';':  inEscapes,
	'=':  inEscapes,
	'A':  inDigits | first | second | third | inHex | inEscapes | inList,
	'B':  inDigits | first | second | third | inHex | inEscapes | inList,
	'C':  inDigits | first | second | inHex | inEscapes | inList,
	'D':  inDigits | first | second | inHex | inEscapes | inList,
	'E':  inDigits | first | second | third | inHex | inEscapes | inList,
	'F':  inDigits | first | second | third | inHex | inEscapes | inList,
	'G':  inDigits | first | second,
	'H':  inDigits | first | second,
	'I':  inDigits | first | third,
	'J':  inDigits | first | third,
	'K':  inDigits | first,
	'L':  inDigits | first,
	'M':  inDigits | first | third,
	'N':  inDigits | first | third,
	'O':  inDigits | first,
	'P':  inDigits | first,
	'Q':  inDigits | first | second | third,
	'R':  inDigits | first | second | third,
	'S':  inDigits | first | second,
	'T':  inDigits | first | second,
	'U':  inDigits | first | second | third | inEscapes,
	'V':  inDigits | first | second | third,
	'W':  inDigits | first | second,
	'X':  inDigits | first | second | inEscapes | inList,
	'Y':  inDigits | first | third,
	'Z':  inDigits | first | third,
	'\\': inEscapes,
	'_':  inDigits,
	'a':  inDigits | first | inHex | inEscapes | inList,
	'b':  inDigits | first | inHex | inEscapes | inList,
	'c':  inDigits | first | third | inHex | inEscapes | inList,
	'd':  inDigits | first | third | inHex | inEscapes | inList,
	'e':  inDigits | first | inHex | inEscapes | inList,
	'f':  inDigits | first | inHex | inEscapes | inList,
	'g':  inDigits | second | third,
	'h':  inDigits | second | third,
	'i':  inDigits | second,
	'j':  inDigits | second,
	'k':  inDigits | second | third,
	'l':  inDigits | second | third,
	'm':  inDigits | second | inEscapes,
	'n':  inDigits | second,
	'o':  inDigits | third,
	'p':  inDigits | third | inEscapes,
	'q':  inDigits,
	'r':  inDigits,
	's':  inDigits | third,
	't':  inDigits | third,
	'u':  inDigits | inEscapes,
	'v':  inDigits,
	'w':  inDigits | second | third,
	'x':  inDigits | second | third | inEscapes | inList,
	'y':  inDigits | second,
	'z':  inDigits | second,
	'{':  inEscapes,
	'}':  inEscapes,
}
