package shellhistory

import (
	"bytes"
	"iter"
	"time"
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
		var made builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			length := len(bytes.TrimSuffix(line.text, []byte{'\r'}))
			c := command{}
			made.begin(text, line)
			if bytes.HasPrefix(line.text[:length], fishCommand) {
				c.time = fishDetails(&in)
				made.unescape(line.offset+len(fishCommand), line.offset+length, fishEscape)
			} else {
				made.copy(line.offset, line.offset+length)
			}
			c.fragment = made.fragment()
			if !blank(c.fragment.Data) && !yield(c) {
				return
			}
		}
	}
}

// fishEscape undoes one escape.
func fishEscape(text []byte) (plain string, size int) {
	if len(text) >= 2 {
		switch text[1] {
		case '\\':
			return "\\", 2
		case 'n':
			return "\n", 2
		}
	}
	return "", 0
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
