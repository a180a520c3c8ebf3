package shellhistory

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// escape undoes the escape at the start of text, which begins with a backslash:
// what it stands for, and how long it is. A size of 0 says that it is none, and
// that the backslash stands for itself.
type escape func(text []byte) (plain byte, size int)

// unescaped makes the fragment of a command whose text has backslash escapes:
// raw, which follows the first skipped bytes of line. The text is made in made,
// if there is anything to undo.
func unescaped(line fileLine, skipped int, raw []byte, made *sources.MappedText, undo escape) sources.Fragment {
	if bytes.IndexByte(raw, '\\') < 0 {
		return line.fragment(skipped, raw)
	}
	made.Reset()
	for at := 0; at < len(raw); {
		next := bytes.IndexByte(raw[at:], '\\')
		if next < 0 {
			made.Copy(raw, at, len(raw))
			break
		}
		made.Copy(raw, at, at+next)
		at += next
		plain, size := undo(raw[at:])
		if size == 0 {
			made.Copy(raw, at, at+1)
			at++
			continue
		}
		made.Put([]byte{plain}, at, at+size)
		at += size
	}
	return line.mapped(skipped, raw, made)
}
