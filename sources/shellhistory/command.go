package shellhistory

import (
	"bytes"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// command is one entry of a history.
type command struct {
	// time is when it ran; zero where the history does not say.
	time time.Time
	// encoding is set where the shell's own encoding was undone.
	encoding string
	// fragment is what to emit, without its origin. Its bytes and its map
	// belong to the parser, which uses them again.
	fragment sources.Fragment
}

// fileLine is one line of a file, without its line end.
type fileLine struct {
	text   []byte
	offset int // of text in the file, in bytes
	number int // from 1
}

// end is the offset at which the line's text ends.
func (line fileLine) end() int { return line.offset + len(line.text) }

// lines walks through the lines of a text. Lines end with LF.
type lines struct {
	text   []byte
	at     int // where the next line begins
	number int // of the line last given
}

// newLines leaves out a byte-order mark: it is no part of the first line.
func newLines(text []byte) lines {
	l := lines{text: text}
	if bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
		l.at = 3
	}
	return l
}

// next gives the next line; ok is false at the end.
func (l *lines) next() (line fileLine, ok bool) {
	if l.at >= len(l.text) {
		return fileLine{}, false
	}
	rest := l.text[l.at:]
	line = fileLine{text: rest, offset: l.at}
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		line.text = rest[:end]
		l.at += end + 1
	} else {
		l.at = len(l.text)
	}
	l.number++
	line.number = l.number
	return line, true
}

// peek gives the next line and stays where it is.
func (l *lines) peek() (line fileLine, ok bool) {
	ahead := *l
	return ahead.next()
}

// fragment makes the fragment of a command that begins after the first skipped
// bytes of line. Text is the file's own from there on.
func (line fileLine) fragment(skipped int, text []byte) sources.Fragment {
	return sources.Fragment{
		Data:   text,
		Offset: int64(line.offset + skipped),
		Line:   line.number,
		Column: sources.UTF16Len(line.text[:skipped]),
	}
}

// blank says that there is nothing to see.
func blank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }
