package layer

import "bytes"

// Around a place in text with escapes a window is decoded: what decides about an
// entry stands near it.
const (
	windowBefore = 2 << 10
	windowAfter  = 8 << 10
)

// decodeWindow decodes escapes around a place.
func decodeWindow(text []byte, at Place, from int) (*Layer, int) {
	undo := unescape
	switch at.Encoding {
	case Form:
		undo = unform
	case QuotedPrintable:
		undo = unquote
		at.Dense = max(at.Dense, bodyLength(text, at.Pos))
	}
	if at.Rest {
		at.Dense = lineLength(text, at.Pos)
	}
	lo := max(0, at.Pos-windowBefore, from-windowBefore)
	hi := min(len(text), at.Pos+min(at.Dense, maxRun)+windowAfter)
	l := &Layer{From: max(lo, from), To: hi - windowBefore}
	if hi == len(text) {
		l.To = hi
	}
	if !undo(&l.MappedText, text, lo, hi) {
		return nil, l.To
	}
	return l, l.To
}

// lineLength measures the rest of the line at p.
func lineLength(text []byte, p int) int {
	rest := text[p:min(len(text), p+maxRun)]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return i
	}
	return len(rest)
}

// bodyLength measures the lines from p on that are no longer than those of
// quoted-printable.
func bodyLength(text []byte, p int) int {
	start := p
	for p < len(text) && p-start < maxRun {
		n := bytes.IndexByte(text[p:min(len(text), p+maxQuoted+1)], '\n')
		if n < 0 {
			break
		}
		p += n + 1
	}
	return p - start
}
