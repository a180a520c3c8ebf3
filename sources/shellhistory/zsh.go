package shellhistory

import (
	"bytes"
	"iter"
	"time"
)

// parseZsh reads zsh's history, as readhistfile and readhistline in zsh's
// Src/hist.c do: a command is one line, with ": <start>:<duration>;" before it
// if EXTENDED_HISTORY is set, else with a backslash before a leading colon. A
// line end inside a command has a backslash before it; a command that ends in
// backslashes and blanks has a blank added. Bytes may be metafied.
func parseZsh(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var made builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			ran, skipped := zshPrefix(line.text)
			made.begin(text, line)
			body, more := zshLine(line.text[skipped:])
			end := line.offset + skipped + len(body)
			made.copy(line.offset+skipped, end)
			for more {
				next, ok := in.next()
				if !ok {
					break
				}
				made.put("\n", end, next.offset)
				body, more = zshLine(next.text)
				end = next.offset + len(body)
				made.copy(next.offset, end)
			}
			c := command{time: ran, fragment: made.fragment()}
			if plain, ok := unmetafy(&made.made); ok {
				c.encoding = zshMetafied
				c.fragment = made.mapped(plain)
			}
			if !blank(c.fragment.Data) && !yield(c) {
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
