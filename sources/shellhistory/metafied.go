package shellhistory

import (
	"bytes"
	"unicode/utf8"
)

const (
	// zshMetafied is the encoding in which zsh writes its history: NUL and the
	// bytes from 0x83 to 0xA2, which it uses for itself, become meta and the
	// byte with its bit 0x20 turned over (metafy in zsh's Src/utils.c).
	zshMetafied = "zsh-metafied"
	meta        = 0x83
	metaBit     = 0x20
)

// unmetafy undoes zsh's encoding. ok says that there was something to undo; the
// text is new then, else it is b itself.
//
// Other programs append to the file too, as plain UTF-8, in which 0x83 is an
// ordinary byte. The two can be told apart: metafied UTF-8 has more continuation
// bytes than its lead bytes ask for, so it is never valid UTF-8, and valid UTF-8
// is never metafied. A pair that would become a line end is left: zsh writes
// none, and it would put the text that follows on a wrong line.
func unmetafy(b []byte) (text []byte, ok bool) {
	if bytes.IndexByte(b, meta) < 0 || utf8.Valid(b) {
		return b, false
	}
	text = make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		c := b[i]
		if c == meta && i+1 < len(b) && b[i+1] != '\n' && b[i+1]^metaBit != '\n' {
			i++
			c = b[i] ^ metaBit
		}
		text = append(text, c)
	}
	return text, true
}
