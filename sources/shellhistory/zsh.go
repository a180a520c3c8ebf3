package shellhistory

import (
	"bytes"
	"iter"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// parseZsh reads zsh's history, as readhistfile and readhistline in zsh's
// Src/hist.c do: a command is one line, with ": <start>:<duration>;" before it
// if EXTENDED_HISTORY is set, else with a backslash before a leading colon. A
// line end inside a command has a backslash before it; a command that ends in
// backslashes and blanks has a blank added. Bytes may be metafied.
func parseZsh(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var buffer []byte
		var pieces [1]sources.Fragment
		for line, ok := in.next(); ok; line, ok = in.next() {
			ran, skipped := zshPrefix(line.text)
			typed := line.text[skipped:]
			if body, more := zshLine(typed); more {
				buffer = append(buffer[:0], body...)
				for more {
					next, ok := in.next()
					if !ok {
						break
					}
					body, more = zshLine(next.text)
					buffer = append(append(buffer, '\n'), body...)
				}
				typed = buffer
			} else {
				typed = body
			}
			c := command{time: ran}
			if typed, ok = unmetafy(typed); ok {
				c.encoding = zshMetafied
			}
			if blank(typed) {
				continue
			}
			pieces[0] = line.fragment(skipped, typed)
			c.pieces = pieces[:]
			if !yield(c) {
				return
			}
		}
	}
}

// zshPrefix reads what stands before the command on its first line, and says
// how long that is.
func zshPrefix(line []byte) (t time.Time, length int) {
	if bytes.HasPrefix(line, []byte(`\:`)) {
		return time.Time{}, 1
	}
	start, duration, ok := zshTimes(line)
	if !ok {
		return time.Time{}, 0
	}
	return epoch(line[start[0]:start[1]]), duration[1] + 1
}

// zshTimes finds the two numbers of ": <start>:<duration>;" at the start of
// line: where each begins and ends.
func zshTimes(line []byte) (start, duration [2]int, ok bool) {
	if len(line) == 0 || line[0] != ':' {
		return start, duration, false
	}
	at := 1
	for at < len(line) && line[at] == ' ' {
		at++
	}
	number := func(end byte) (span [2]int, ok bool) {
		n := leadingDigits(line[at:])
		span = [2]int{at, at + n}
		at += n + 1
		return span, n > 0 && at <= len(line) && line[at-1] == end
	}
	if start, ok = number(':'); !ok {
		return start, duration, false
	}
	duration, ok = number(';')
	return start, duration, ok
}

// zshLine undoes what zsh does at the end of a line, and says whether the
// command goes on with the next line.
func zshLine(line []byte) (text []byte, more bool) {
	if n := len(line); n > 0 && line[n-1] == '\\' {
		return line[:n-1], true
	}
	if bytes.HasSuffix(line, []byte(" ")) && bytes.HasSuffix(bytes.TrimRight(line, " "), []byte(`\`)) {
		return line[:len(line)-1], false
	}
	return line, false
}
