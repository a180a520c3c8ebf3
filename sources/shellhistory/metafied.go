package shellhistory

import (
	"bytes"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

const (
	// zshMetafied is the encoding in which zsh writes its history: NUL and the
	// bytes from 0x83 to 0xA2, which it uses for itself, become meta and the
	// byte with its bit 0x20 turned over (metafy in zsh's Src/utils.c).
	zshMetafied = "zsh-metafied"
	meta        = 0x83
	metaBit     = 0x20
)

// unmetafy undoes zsh's encoding. ok says that there was something to undo.
//
// Other programs append to the file too, as plain UTF-8, in which 0x83 is an
// ordinary byte. The two can be told apart: metafied UTF-8 has more continuation
// bytes than its lead bytes ask for, so it is never valid UTF-8, and valid UTF-8
// is never metafied. A pair that would become a line end is left: zsh writes
// none, and it would put the text that follows on a wrong line.
func unmetafy(text *sources.MappedText) (plain *sources.MappedText, ok bool) {
	b := text.Text
	if !metafied(b) {
		return nil, false
	}
	plain = new(sources.MappedText)
	copied, standIns := 0, 0
	for i := 0; i+1 < len(b) && standIns < maxStandIns; i++ {
		if b[i] != meta || b[i+1] == '\n' || b[i+1]^metaBit == '\n' {
			continue
		}
		plain.Append(text, copied, i)
		from, _ := text.Map.Original(i, i+1)
		_, to := text.Map.Original(i+1, i+2)
		plain.Put([]byte{b[i+1] ^ metaBit}, from, to)
		i++
		copied = i + 1
		standIns++
	}
	plain.Append(text, copied, len(b))
	return plain, true
}

// metafied says whether there is something to undo.
func metafied(b []byte) bool { return bytes.IndexByte(b, meta) >= 0 && !utf8.Valid(b) }
