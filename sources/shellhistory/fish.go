package shellhistory

import (
	"bytes"
	"iter"
	"time"

	"github.com/leakstag/leakstag/sources"
)

var (
	fishCommand = []byte("- cmd: ")
	fishWhen    = []byte("when:")
)

// parseFish reads fish's history (append_history_item_to_buffer in fish's
// src/history.cpp), which looks like YAML but is not:
//
//   - cmd: echo one\necho two
//     when: 1700000000
//     paths:
//   - some/file
//
// In a command, "\n" stands for a line end and "\\" for a backslash. Paths are
// words of the command again and are left out. A line that fits nowhere is given
// as it is, without a time.
func parseFish(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var made sources.MappedText
		for line, ok := in.next(); ok; line, ok = in.next() {
			raw := bytes.TrimSuffix(line.text, []byte("\r"))
			typed, ok := bytes.CutPrefix(raw, fishCommand)
			c := command{}
			if ok {
				c.time = fishDetails(&in)
			}
			if !ok {
				c.fragment = line.fragment(0, raw)
			} else {
				c.fragment = unescaped(line, len(fishCommand), typed, &made, fishEscape)
			}
			if !blank(c.fragment.Data) && !yield(c) {
				return
			}
		}
	}
}

// fishEscape undoes one escape.
func fishEscape(text []byte) (plain byte, size int) {
	if len(text) >= 2 {
		switch text[1] {
		case '\\':
			return '\\', 2
		case 'n':
			return '\n', 2
		}
	}
	return 0, 0
}

// fishDetails reads the lines that belong to the command before them.
func fishDetails(in *lines) (ran time.Time) {
	inPaths := false
	for {
		line, ok := in.peek()
		if !ok {
			return ran
		}
		detail := bytes.TrimLeft(line.text, " ")
		indent := len(line.text) - len(detail)
		detail = bytes.TrimRight(detail, "\r ")
		switch {
		case indent == 0:
			return ran
		case bytes.HasPrefix(detail, fishWhen):
			digits := bytes.TrimSpace(detail[len(fishWhen):])
			if leadingDigits(digits) != len(digits) {
				return ran // damaged: to be looked at as text
			}
			ran = epoch(digits)
			inPaths = false
		case bytes.Equal(detail, []byte("paths:")):
			inPaths = true
		case inPaths && bytes.HasPrefix(detail, []byte("- ")):
		default:
			return ran
		}
		in.next()
	}
}
