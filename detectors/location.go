package detectors

import (
	"bytes"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// locator works out places in a fragment. It goes on from the last one: there may
// be thousands in one long line.
type locator struct {
	f    *sources.Fragment
	text []byte // the fragment's stretch of the item
	// What is known: the line and column at pos.
	pos, line, column int
}

func newLocator(f *sources.Fragment) *locator {
	l := &locator{f: f, text: f.Data}
	if f.Map != nil {
		l.text = f.Raw
	}
	l.reset()
	return l
}

func (l *locator) reset() {
	l.pos, l.line, l.column = 0, l.f.Line, 1+l.f.Column
	if l.f.Offset == 0 && sources.HasMark(l.text) {
		l.column-- // no editor counts it
	}
}

// region works out where the fragment's text[start:end] lies in its item.
func (l *locator) region(start, end int) Region {
	if l.f.Map != nil {
		start, end = l.f.Map.Original(start, end)
	}
	r := Region{Offset: l.f.Offset + int64(start), Length: end - start}
	r.StartLine, r.StartColumn = l.position(start)
	r.EndLine, r.EndColumn = l.position(end)
	return r
}

// position gives line and column of a byte of the fragment's stretch of the item.
func (l *locator) position(pos int) (line, column int) {
	if pos < l.pos {
		l.reset()
	}
	line, column = l.line, l.column
	passed := l.text[l.pos:pos]
	if i := bytes.LastIndexByte(passed, '\n'); i >= 0 {
		line += bytes.Count(passed[:i+1], []byte{'\n'})
		column = 1
		passed = passed[i+1:]
	}
	column += sources.UTF16Len(passed)
	if pos == len(l.text) || utf8.RuneStart(l.text[pos]) { // else half a character was counted
		l.pos, l.line, l.column = pos, line, column
	}
	return line, column
}
