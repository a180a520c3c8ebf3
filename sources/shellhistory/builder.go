package shellhistory

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// maxStandIns is how much of a command may be text that stands for other text.
// Each takes memory of its own, and the file is not trusted: what comes after is
// left as it is in the file.
const maxStandIns = 1 << 18

// builder makes a command's text from stretches of a file, from left to right.
// It is used again for the next command.
type builder struct {
	made  sources.MappedText
	text  []byte   // the file
	first fileLine // the line on which the command begins
	// start is where the first stretch begins, end where the last one ends.
	start, end int
	begun      bool
	standIns   int
	plain      bool // there is only one stretch, taken as it is
}

// begin starts a command whose first stretch lies on the line first.
func (b *builder) begin(text []byte, first fileLine) {
	b.made.Reset()
	*b = builder{made: b.made, text: text, first: first, plain: true, start: first.offset, end: first.offset}
}

// copy adds text[start:end] of the file as it is.
func (b *builder) copy(start, end int) {
	if start >= end {
		return
	}
	b.add(start, end, b.end == start)
	b.made.Copy(b.text[b.start:], start-b.start, end-b.start)
}

// put adds a text that text[start:end] of the file stands for.
func (b *builder) put(text string, start, end int) {
	if b.standIns++; b.standIns > maxStandIns {
		b.copy(start, end)
		return
	}
	b.plain = false
	b.add(start, end, false)
	b.made.PutString(text, start-b.start, end-b.start)
}

func (b *builder) add(start, end int, goesOn bool) {
	if !b.begun {
		b.begun, b.start = true, start
	}
	if len(b.made.Text) > 0 && !goesOn {
		b.plain = false
	}
	b.end = end
}

// unescape adds text[start:end] of the file with its backslash escapes undone.
func (b *builder) unescape(start, end int, undo escape) {
	for start < end {
		next := bytes.IndexByte(b.text[start:end], '\\')
		if next < 0 {
			break
		}
		plain, size := undo(b.text[start+next : end])
		if size == 0 {
			b.copy(start, start+next+1)
			start += next + 1
			continue
		}
		b.copy(start, start+next)
		start += next
		b.put(plain, start, start+size)
		start += size
	}
	b.copy(start, end)
}

// escape undoes the escape at the start of text, which begins with a backslash:
// what it stands for, and how long it is. A size of 0 says that it is none, and
// that the backslash stands for itself.
type escape func(text []byte) (plain string, size int)

// fragment gives what was made.
func (b *builder) fragment() sources.Fragment {
	if b.plain {
		return b.first.fragment(b.start-b.first.offset, b.text[b.start:b.end])
	}
	return b.mapped(&b.made)
}

// mapped gives a text that was made from the one in b.
func (b *builder) mapped(made *sources.MappedText) sources.Fragment {
	f := b.first.fragment(b.start-b.first.offset, made.Text)
	f.Raw, f.Map = b.text[b.start:b.end], &made.Map
	return f
}
