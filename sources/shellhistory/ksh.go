package shellhistory

import (
	"bytes"
	"iter"
)

// The first two bytes of ksh93's and mksh's own histories. No UTF-8 text begins
// like this.
var (
	ksh93Magic = []byte{0x81, 0x01}
	mkshMagic  = []byte{0xAB, 0xCD}
)

// parseKsh reads the history of a Korn shell. ksh93 and mksh write forms of their
// own, ksh88, pdksh and the shells of the BSDs plain lines.
func parseKsh(text []byte) iter.Seq[command] {
	switch {
	case bytes.HasPrefix(text, ksh93Magic):
		return parseRecords(text, ksh93Head)
	case bytes.HasPrefix(text, mkshMagic):
		return parseRecords(text, mkshHead)
	}
	return parseBash(text)
}

// parseRecords reads commands that each end in NUL, after a magic number of two
// bytes. head says how much at the start of a record is no text.
func parseRecords(text []byte, head func(record []byte) int) iter.Seq[command] {
	return func(yield func(command) bool) {
		in := newWalker(text)
		for at := len(ksh93Magic); at < len(text); {
			if skipped := head(text[at:]); skipped > 0 {
				at += skipped
				continue
			}
			end := bytes.IndexByte(text[at:], 0)
			if end < 0 {
				end = len(text) - at
			}
			typed := bytes.TrimSuffix(text[at:at+end], []byte{'\n'})
			if !blank(typed) && !yield(command{fragment: in.fragment(at, at+len(typed))}) {
				return
			}
			at += end + 1
		}
	}
}

// ksh93Head is for ksh93 (src/cmd/ksh93/edit/history.c): a command ends in LF
// and NUL, and a second NUL if the next would begin at an odd offset. Between
// commands there may be the number of the next one, six bytes long, or the mark
// that the command before was no command after all.
func ksh93Head(record []byte) int {
	const undo, number = 0x81, 0x82
	if len(record) >= 2 && record[1] == 0 {
		switch record[0] {
		case undo:
			return 2
		case number:
			return 6
		}
	}
	return 0
}

// mkshHead is for mksh (histrap.c): a byte 0xFF and the command's number in four
// bytes stand before each command.
func mkshHead(record []byte) int {
	if record[0] == 0xFF {
		return 5
	}
	return 0
}
