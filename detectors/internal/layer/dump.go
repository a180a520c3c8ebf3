package layer

import "bytes"

// How the lines of a dump look: at most so many digits of an offset, so many bytes,
// and so many marks of a quotation before them.
const (
	minOffset = 7
	maxOffset = 16
	maxInLine = 64
	maxQuote  = 24
)

// decodeDump decodes the dump of bytes whose first line begins at pos, as
// hexdump -C, xxd and od -t x1 show them: an offset, pairs of hex digits, alone or
// several together, and often the same bytes as text. It is told by its first line
// alone; the next are those whose offsets go up. Of a dump of more than maxRun that
// much is decoded. See hexdump(1), xxd(1) and od(1).
func decodeDump(text []byte, pos int) (*Layer, int) {
	next := pos + 1
	p := lineStart(text, pos)
	if !quotes(text[p:pos]) {
		return nil, next
	}
	l := &Layer{From: pos}
	var last []byte // offset
	limit := min(len(text), pos+maxRun)
	for p < limit {
		end := limit
		if i := bytes.IndexByte(text[p:limit], '\n'); i >= 0 {
			end = p + i
		}
		digits, offset := offsetAt(text, p, end)
		if !repeatsLine(text[p:end]) {
			// Offsets of the same length are in the order of their texts.
			if offset == nil || last != nil && (len(offset) != len(last) || bytes.Compare(offset, last) <= 0) || !l.dumpLine(text[:end], digits) {
				break
			}
			last = offset
		}
		next = max(next, end)
		p = end + 1
	}
	l.To, l.Short = next, limit < len(text) && bytes.IndexByte(text[min(p, limit):limit], '\n') < 0
	if len(l.Text) == 0 {
		return nil, next
	}
	return l, next
}

// maxDumpLine is how long a line of a dump is at most.
const maxDumpLine = 256

// dumpStart gives the place of the first line's offset for the line end before the
// second; any other place is that of an offset itself.
func dumpStart(text []byte, pos int) int {
	if text[pos] != '\n' {
		return pos
	}
	lo := max(0, pos-maxDumpLine)
	start := lo + bytes.LastIndexByte(text[lo:pos], '\n') + 1
	if _, offset := offsetAt(text, start, pos); offset != nil {
		return start + bytes.Index(text[start:pos], offset)
	}
	return pos + 1
}

// lineStart finds the beginning of the line at pos, as far as a quotation goes.
func lineStart(text []byte, pos int) int {
	lo := max(0, pos-maxQuote)
	return lo + bytes.LastIndexByte(text[lo:pos], '\n') + 1
}

// quotes says that text is what may stand before a line that is quoted, and the
// first digits of its offset.
func quotes(text []byte) bool { return len(bytes.Trim(text, " \t>|#*/;0")) == 0 }

// repeatsLine says that a line is the asterisk that stands for lines like the one
// before.
func repeatsLine(line []byte) bool {
	return bytes.Equal(bytes.Trim(line, " \t\r>|#/;"), []byte{'*'})
}

// offsetAt reads the offset on a line, and gives where the digits behind it begin.
func offsetAt(text []byte, p, end int) (digits int, offset []byte) {
	for n := 0; n < maxQuote && p < end && bytes.IndexByte([]byte(" \t>|#*/;"), text[p]) >= 0; n++ {
		p++
	}
	first := p
	for p < end && p-first <= maxOffset && hexDigits[text[p]] != 0 {
		p++
	}
	offset = text[first:p]
	if p < end && text[p] == ':' {
		p++
	}
	if len(offset) < minOffset || len(offset) > maxOffset || p >= end || text[p] != ' ' {
		return 0, nil
	}
	return p, offset
}

// dumpLine adds the bytes that a line shows from p on, and says whether there are
// any. What stands behind a gap is the same as text; hexdump has a gap of two blanks
// in the middle, too.
func (l *Layer) dumpLine(line []byte, p int) bool {
	colon := line[p-1] == ':'
	n := 0
	for n < maxInLine {
		gap := 0
		for p < len(line) && line[p] == ' ' {
			p, gap = p+1, gap+1
		}
		if n > 0 && (gap > 2 || gap == 2 && (colon || n%8 != 0)) {
			break
		}
		group := p
		for group < len(line) && hexDigits[line[group]] != 0 {
			group++
		}
		whole := group == len(line) || line[group] == ' ' || line[group] == '\r'
		if group == p || (group-p)%2 != 0 || !whole {
			break
		}
		for ; p < group; p += 2 {
			c, _ := number(line, p, 2, 16)
			l.Put([]byte{byte(c)}, p, p+2)
			n++
		}
	}
	return n > 0
}
