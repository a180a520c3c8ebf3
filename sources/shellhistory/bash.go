package shellhistory

import (
	"bytes"
	"iter"
	"time"
)

// parseBash reads the history of bash, and of the shells that write one command
// a line. bash writes a line "#1700000000" before a command if HISTTIMEFORMAT is
// set, tcsh a line "#+1700000000". As bash itself does when it reads such a file
// (lib/readline/histfile.c): if the first line is a time, all lines up to the
// next one are one command; else each line is a command, and a time goes with
// the line after it. In the second case a line that ends in a backslash is still
// joined with the next, and so are the lines of a here-document: bash wrote them as
// one command, though it does not read them as one.
func parseBash(text []byte) iter.Seq[command] { return parseLines(text, timeLine) }

// parseLines is parseBash for a shell whose times timeLine reads.
func parseLines(text []byte, timeLine func([]byte) (time.Time, bool)) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		first, ok := in.peek()
		if !ok {
			return
		}
		_, stamped := timeLine(first.text)
		var ran time.Time
		for line, ok := in.next(); ok; line, ok = in.next() {
			if t, ok := timeLine(line.text); ok {
				ran = t // of two times in a row, written by two shells at once, the later counts
				continue
			}
			end := line.offset + len(line.text)
			last, until := line, 0
			for {
				ahead, more := in.peek()
				if !more {
					break
				}
				if !stamped && !continued(last.text) {
					if until == 0 {
						until = hereDocuments(text, line.offset, end)
					}
					if ahead.offset > until {
						break
					}
				}
				if _, ok := timeLine(ahead.text); ok {
					break
				}
				last, _ = in.next()
				end = last.offset + len(last.text)
			}
			if typed := text[line.offset:end]; !blank(typed) {
				if !yield(command{time: ran, fragment: line.fragment(0, typed)}) {
					return
				}
			}
			ran = time.Time{}
		}
	}
}

// timeLine reads a line that holds the time of the next command and nothing
// else.
func timeLine(line []byte) (t time.Time, ok bool) {
	digits, ok := bytes.CutPrefix(bytes.TrimRight(line, " \t\r"), []byte("#"))
	if !ok {
		return time.Time{}, false
	}
	digits = bytes.TrimPrefix(digits, []byte("+"))
	if n := leadingDigits(digits); n == 0 || n != len(digits) {
		return time.Time{}, false
	}
	return epoch(digits), true
}

// continued says whether line ends in a backslash that is not itself escaped.
func continued(line []byte) bool {
	n := len(line) - len(bytes.TrimRight(line, `\`))
	return n%2 == 1
}
