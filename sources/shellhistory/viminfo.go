package shellhistory

import (
	"bytes"
	"iter"
	"time"
)

// parseViminfo reads Vim's .viminfo (src/viminfo.c): the commands, searches,
// expressions and inputs that were typed, and the registers. Most are there
// twice, the second time with a time:
//
//	:set x
//	|2,0,1700000000,,"set x"
//	"a	LINE	0
//		first line
//	|3,0,10,1,1,0,1700000000,"first line"
//
// The second is given only where it differs from the first. In the first, ^V n
// stands for a line end, and a text that is long stands after a "<" on a line of
// its own.
func parseViminfo(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var entry, twin builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			if isViminfoBar(line.text) {
				ran := viminfoBar(&twin, &in, line)
				if !yieldMade(&twin, ran, yield) {
					return
				}
				continue
			}
			viminfoEntry(&entry, &in, line)
			bar, ok := in.peek()
			if !ok || !isViminfoBar(bar.text) {
				if !yieldMade(&entry, time.Time{}, yield) {
					return
				}
				continue
			}
			in.next()
			ran := viminfoBar(&twin, &in, bar)
			same := bytes.Equal(entry.made.Text, twin.made.Text)
			if !yieldMade(&entry, ran, yield) || !same && !yieldMade(&twin, ran, yield) {
				return
			}
		}
	}
}

// yieldMade gives what was made, if there is anything to see.
func yieldMade(made *builder, ran time.Time, yield func(command) bool) bool {
	f := made.fragment()
	return blank(f.Data) || yield(command{time: ran, fragment: f})
}

// isViminfoBar knows the second form of a history entry or a register.
func isViminfoBar(line []byte) bool {
	return bytes.HasPrefix(line, []byte("|2,")) || bytes.HasPrefix(line, []byte("|3,"))
}

// viminfoEntry makes the text of an entry in the first form; what is none is
// taken as it is.
func viminfoEntry(made *builder, in *lines, line fileLine) {
	made.begin(in.text, line)
	skipped := 0
	switch {
	case len(line.text) == 0:
		return
	case bytes.IndexByte([]byte(":=@>$"), line.text[0]) >= 0:
		skipped = 1
	case line.text[0] == '?' && len(line.text) > 1: // then the separator of the search
		skipped = 2
	case line.text[0] == '"': // a register: its lines follow
		lineEnd := 0
		for {
			next, ok := in.peek()
			if !ok || !bytes.HasPrefix(next.text, []byte{'\t'}) {
				return
			}
			in.next()
			if lineEnd > 0 {
				made.put("\n", lineEnd, next.offset+1)
			} else {
				made.begin(in.text, next)
			}
			lineEnd = viminfoText(made, in, next, 1)
		}
	}
	viminfoText(made, in, line, skipped)
}

// viminfoText adds the text of a line after its first skipped bytes, and says
// where it ends.
func viminfoText(made *builder, in *lines, line fileLine, skipped int) (end int) {
	const ctrlV = 0x16
	at := line.offset + skipped
	if rest := line.text[skipped:]; len(rest) > 1 && rest[0] == ctrlV && leadingDigits(rest[1:]) == len(rest)-1 {
		if next, ok := in.peek(); ok && bytes.HasPrefix(next.text, []byte{'<'}) {
			in.next()
			line, at = next, next.offset+1
			if !made.begun {
				made.begin(in.text, line)
			}
		}
	}
	end = line.end()
	for at < end {
		n := bytes.IndexByte(in.text[at:end], ctrlV)
		if n < 0 || at+n+1 >= end {
			break
		}
		switch in.text[at+n+1] {
		case 'n':
			made.copy(at, at+n)
			made.put("\n", at+n, at+n+2)
		case ctrlV:
			made.copy(at, at+n)
			made.put("\x16", at+n, at+n+2)
		default:
			made.copy(at, at+n+2)
		}
		at += n + 2
	}
	made.copy(at, end)
	return end
}
