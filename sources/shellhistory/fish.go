package shellhistory

import (
	"bytes"
	"iter"
	"time"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// maxFishPieces is the number of lines up to which a command is given line by
// line. The work for a command grows with its lines times its length, and the
// file is not trusted.
const maxFishPieces = 64

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
		var pieces []sources.Fragment
		for line, ok := in.next(); ok; line, ok = in.next() {
			raw := bytes.TrimSuffix(line.text, []byte("\r"))
			typed, ok := bytes.CutPrefix(raw, fishCommand)
			c := command{}
			if ok {
				c.time = fishDetails(&in)
			} else {
				typed = raw
			}
			if blank(typed) {
				continue
			}
			first := line.fragment(len(raw)-len(typed), typed)
			if ok {
				pieces = fishPieces(pieces[:0], first)
			} else {
				pieces = append(pieces[:0], first)
			}
			c.pieces = pieces
			if !yield(c) {
				return
			}
		}
	}
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

// fishLine is one line of a command that the file holds on one line.
type fishLine struct {
	at     int // where it begins in the decoded text
	column int // where it begins in the file's line, in UTF-16 code units
}

// unescapeFish gives a command's text, and where its lines begin.
func unescapeFish(raw []byte, column int) (text []byte, starts []fishLine) {
	starts = []fishLine{{0, column}}
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw, starts
	}
	text = make([]byte, 0, len(raw))
	counted := 0
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '\\' && i+1 < len(raw) && (raw[i+1] == '\\' || raw[i+1] == 'n') {
			i++
			if raw[i] == 'n' {
				c = '\n'
			}
		}
		text = append(text, c)
		if c == '\n' {
			column += sources.UTF16Len(raw[counted : i+1])
			counted = i + 1
			starts = append(starts, fishLine{len(text), column})
		}
	}
	return text, starts
}

// fishPieces appends the fragments for a command, of which whole holds the text
// as it is in the file.
//
// All lines of the command lie on one line of the file. If the text were given
// at once, what counts lines and columns in it would point below that line. So
// each line of the command gets a fragment that answers for it, with the text
// after it, and with the text before it, as context, on one line: line ends have
// become carriage returns, and continued lines are joined by blanks. A command of
// very many lines is given in one piece, all on one line.
func fishPieces(pieces []sources.Fragment, whole sources.Fragment) []sources.Fragment {
	text, starts := unescapeFish(whole.Data, whole.Column)
	if len(starts) > maxFishPieces {
		whole.Data = oneLine(whole.Data)
		return append(pieces, whole)
	}
	for i := 0; i < len(starts); {
		at, end := starts[i].at, len(text)
		next := i + 1
		for ; next < len(starts); next++ { // a line with nothing on it goes with the one before
			stop := len(text)
			if next+1 < len(starts) {
				stop = starts[next+1].at
			}
			if !blank(text[starts[next].at:stop]) {
				end = starts[next].at
				break
			}
		}
		from := max(0, at-sources.Overlap)
		for from < at && !utf8.RuneStart(text[from]) {
			from++
		}
		to := len(text)
		data := text[from:to]
		if i > 0 {
			to = min(to, end+sources.Overlap)
			data = bytes.Clone(text[from:to])
			joinLines(data[:at-from])
		}
		piece := whole
		piece.Data = data
		piece.Offset += int64(from)
		piece.Before = at - from
		piece.After = to - end
		piece.Column = starts[i].column - sources.UTF16Len(data[:piece.Before])
		pieces = append(pieces, piece)
		i = next
	}
	return pieces
}

// joinLines puts text on one line without changing its length.
func joinLines(text []byte) {
	for i, c := range text {
		if c != '\n' {
			continue
		}
		text[i] = '\r'
		if i > 0 && text[i-1] == '\\' {
			text[i-1], text[i] = ' ', ' '
		}
	}
}

// oneLine gives a command's text on one line. What stands for a line end there is
// as long as it is in the file, so that columns stay true; only a backslash that
// stands for itself is one column shorter.
func oneLine(raw []byte) []byte {
	text := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		size := 2
		switch {
		case bytes.HasPrefix(raw, []byte(`\\\n`)):
			size = 4
			text = append(text, "    "...)
		case bytes.HasPrefix(raw, []byte(`\n`)):
			text = append(text, "\r\r"...)
		case bytes.HasPrefix(raw, []byte(`\\`)):
			text = append(text, '\\')
		default:
			size = 1
			text = append(text, raw[0])
		}
		raw = raw[size:]
	}
	return text
}
