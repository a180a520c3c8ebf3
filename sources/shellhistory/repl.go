package shellhistory

import (
	"bytes"
	"iter"
)

// parsePython reads Python's history. Up to 3.12 readline writes it. Since 3.13
// the lines of a block are kept together, with CR LF between them
// (write_history_file in Lib/_pyrepl/readline.py); a file that ends in CR LF was
// written on Windows and has it everywhere.
func parsePython(text []byte) iter.Seq[command] {
	if bytes.HasPrefix(text, libeditMagic) || bytes.HasSuffix(text, []byte("\r\n")) || !bytes.Contains(text, []byte("\r\n")) {
		return parseReadline(text)
	}
	return parseContinued(text, func(line []byte) (int, bool) {
		body, more := bytes.CutSuffix(line, []byte{'\r'})
		return len(body), more
	})
}

// parseNode reads the history of node's REPL and of mongosh, which is node's:
// one line of input a line, the newest first. Since version 24 the lines of a
// block, in backward order too, have CR between them. Each is given for itself.
func parseNode(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newWalker(text)
		for at := 0; at < len(text); {
			n := bytes.IndexAny(text[at:], "\r\n")
			if n < 0 {
				n = len(text) - at
			}
			if !blank(text[at:at+n]) && !yield(command{fragment: in.fragment(at, at+n)}) {
				return
			}
			at += n + 1
		}
	}
}

// parsePrompt reads what prompt_toolkit's FileHistory writes, for ptpython,
// pgcli, mycli, iredis and others: a comment with the local time, which tells
// nothing without a time zone, and then each line of the input after a "+".
func parsePrompt(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newLines(text)
		var made builder
		for line, ok := in.next(); ok; line, ok = in.next() {
			made.begin(text, line)
			if bytes.HasPrefix(line.text, []byte{'+'}) {
				made.copy(line.offset+1, line.end())
				made.block(&in, '+')
			} else {
				made.copy(line.offset, line.end())
			}
			if f := made.fragment(); !blank(f.Data) && !yield(command{fragment: f}) {
				return
			}
		}
	}
}

// block adds the lines that come next and begin with mark, without it.
func (b *builder) block(in *lines, mark byte) {
	for {
		next, ok := in.peek()
		if !ok || len(next.text) == 0 || next.text[0] != mark {
			return
		}
		in.next()
		b.put("\n", b.end, next.offset+1)
		b.copy(next.offset+1, next.end())
	}
}
