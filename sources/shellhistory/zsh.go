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
		var made sources.MappedText
		for line, ok := in.next(); ok; line, ok = in.next() {
			ran, skipped := zshPrefix(line.text)
			start := line.offset + skipped
			body, more := zshLine(line.text[skipped:])
			end := start + len(body)
			joined := more
			// Where each body begins and ends, the continued ones included, is
			// needed only once all of them are known to be metafied or not.
			made.Reset()
			made.Copy(text[start:], 0, len(body))
			for more {
				next, ok := in.next()
				if !ok {
					break
				}
				body, more = zshLine(next.text)
				made.Put([]byte{'\n'}, end-start, next.offset-start)
				made.Copy(text[start:], next.offset-start, next.offset-start+len(body))
				end = next.offset + len(body)
			}
			c := command{time: ran}
			raw := text[start:end]
			plain, metafied := unmetafy(&made)
			switch {
			case metafied:
				c.encoding = zshMetafied
				c.fragment = line.mapped(skipped, raw, plain)
			case joined:
				c.fragment = line.mapped(skipped, raw, &made)
			default:
				c.fragment = line.fragment(skipped, raw)
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
