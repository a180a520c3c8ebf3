package layer

import "bytes"

// run is a run of digits of an encoding, without what stands between them.
type run struct {
	digits []byte // as the standard alphabet has them
	pieces []piece
	end    int // where it ends in the text
}

// piece is a stretch of digits that stand next to each other, or one digit that
// is written as an escape.
type piece struct {
	at   int // the first digit's index
	from int // where it stands in the text
	n    int // digits
	size int // bytes of text
}

// alphabet gives for each byte the digit that it is, as the encoding's standard
// alphabet has it; 0 for none.
type alphabet [256]byte

// runAround reads the run around pos and gives where it begins. It goes no further
// left than from, but for context.
func runAround(text []byte, pos, from int, a *alphabet) (int, *run) {
	start := leftEnd(text, pos, max(0, from-windowBefore, pos-maxRun), a)
	if r := collect(text, start, pos+maxRun, a); r.end > pos {
		return start, r
	}
	return pos, collect(text, pos, pos+maxRun, a) // what is left of it ends there
}

// collect reads the run that begins at start. It goes on over line breaks, also
// escaped ones, up to limit.
func collect(text []byte, start, limit int, a *alphabet) *run {
	r := &run{end: start}
	limit = min(limit, len(text))
	for p := start; p < limit; {
		from := p
		for p < limit && a[text[p]] != 0 {
			r.digits = append(r.digits, a[text[p]])
			p++
		}
		if p > from {
			r.pieces = append(r.pieces, piece{at: len(r.digits) - (p - from), from: from, n: p - from, size: p - from})
			r.end = p
		}
		if p >= limit {
			break
		}
		digit, n := between(text, p, a)
		if n == 0 {
			break
		}
		if digit != 0 {
			r.pieces = append(r.pieces, piece{at: len(r.digits), from: p, n: 1, size: n})
			r.digits = append(r.digits, digit)
			r.end = p + n
		}
		p += n
	}
	return r
}

// place gives where the digit with this index stands in the text, given the index
// of its piece.
func (r *run) place(piece, digit int) (from, to int) {
	p := &r.pieces[piece]
	if p.n == 1 {
		return p.from, p.from + p.size
	}
	from = p.from + digit - p.at
	return from, from + 1
}

// index gives the number of digits that stand before pos in the text.
func (r *run) index(pos int) int {
	for _, p := range r.pieces {
		if pos < p.from {
			return p.at
		}
		if pos < p.from+p.size {
			return p.at + min(pos-p.from, p.n-1)
		}
	}
	return len(r.digits)
}

// spread puts decoded bytes into the layer, where each group of so many digits
// from the digit at first on made so many bytes.
func (r *run) spread(l *Layer, first int, decoded []byte, group, made int) {
	in := 0
	for k := first; len(decoded) > 0; {
		for k >= r.pieces[in].at+r.pieces[in].n {
			in++
		}
		p := &r.pieces[in]
		from, _ := r.place(in, k)
		if whole := (p.at + p.n - k) / group; whole > 0 && p.n > 1 {
			n := min(whole*made, len(decoded))
			size := (n*group + made - 1) / made
			l.Scale(decoded[:n], from, from+size)
			decoded, k = decoded[n:], k+whole*group
			continue
		}
		// The group lies in several pieces.
		n := min(made, len(decoded))
		last, out := min(k+group, len(r.digits))-1, in
		for last >= r.pieces[out].at+r.pieces[out].n {
			out++
		}
		_, to := r.place(out, last)
		l.Put(decoded[:n], from, to)
		decoded, k = decoded[n:], k+group
	}
}

// leftEnd gives where the run around pos begins, not before limit.
func leftEnd(text []byte, pos, limit int, a *alphabet) int {
	p := pos
	for p > limit {
		c := text[p-1]
		if a[c] != 0 {
			p--
			continue
		}
		n := 0
		switch c {
		case '%', '\\':
			if _, m := between(text, p-1, a); m > 0 {
				n = 1
			}
		case ';':
			if i := bytes.LastIndexByte(text[max(limit, p-8):p], '&'); i >= 0 {
				i += max(limit, p-8)
				if _, m := between(text, i, a); m == p-i {
					n = m
				}
			}
		default:
			n = wrapLeft(text[limit:], p-limit, a)
		}
		if n == 0 {
			break
		}
		p -= n
	}
	// What the way to the left took for digits may be the end of an escape.
	for p < pos && a[text[p]] == 0 {
		_, n := between(text, p, a)
		p += max(n, 1)
	}
	return min(p, pos)
}

// between measures what stands between two digits of a run without ending it: a
// line break, as it is or escaped, or a digit that is escaped.
func between(text []byte, p int, a *alphabet) (digit byte, n int) {
	switch text[p] {
	case '\n', '\r':
		return 0, wrapRight(text, p, a)
	case '=':
		if n := softBreak(text, p); n > 0 && a[text[p+n]] != 0 && wrapRight(text, p+1, a) > 0 {
			return 0, n
		}
		return 0, 0
	case '\\':
		if n := continuation(text, p); n > 0 {
			return 0, n
		}
	case '%', '&':
	default:
		return 0, 0
	}
	c, n := escapeAt(text, p)
	if n > 0 && (c == '%' || c == '\\' || c == '&') { // escaped twice
		inner := append([]byte{byte(c)}, text[p+n:min(len(text), p+n+6)]...)
		if again, m := escapeAt(inner, 0); m > 1 {
			c, n = again, n+m-1
		}
	}
	switch {
	case n == 0:
		return 0, 0
	case c == '\n' || c == '\r':
		if p+n < len(text) && text[p+n] == '+' {
			return 0, 0 // in a form's data that is a blank
		}
		for n < maxIndent && p+n < len(text) && (text[p+n] == ' ' || text[p+n] == '\t') {
			n++
		}
		return 0, n
	case c == 0 || c >= 0x80 || a[c] == 0:
		return 0, 0
	}
	return a[c], n
}

// continuation measures a backslash at a line's end, with the line break and the
// next line's indentation.
func continuation(text []byte, p int) int {
	i := p + 1
	if i < len(text) && text[i] == '\r' {
		i++
	}
	if i >= len(text) || text[i] != '\n' {
		return 0
	}
	for i++; i < len(text) && (text[i] == ' ' || text[i] == '\t') && i-p < maxIndent; i++ {
	}
	return i - p
}

// minQuoted and maxQuoted bound the length of a line of quoted-printable that goes
// on. An encoder makes 76 at most (RFC 2045, 6.7), but an escape is not cut, and a
// quote may stand before the first line.
const (
	minQuoted = 74
	maxQuoted = 80
)

// softBreak measures quoted-printable's mark for a line that goes on, at p, which
// padding looks like: the line must be as long as encoders make it, and another
// must follow.
func softBreak(text []byte, p int) int {
	i := p + 1
	if i < len(text) && text[i] == '\r' {
		i++
	}
	if i+1 >= len(text) || text[i] != '\n' {
		return 0
	}
	lo := max(0, p-maxQuoted)
	if width := p - lo - bytes.LastIndexByte(text[lo:p], '\n'); width < minQuoted || width > maxQuoted {
		return 0
	}
	if pads(text, p) && wrapRight(text, i, &base64Digits) == 0 && !otherQuotes(text, p) {
		return 0
	}
	return i + 1 - p
}

// pads says that the = at p could be the padding of base64.
func pads(text []byte, p int) bool {
	n := 0
	for p > n && base64Digits[text[p-1-n]] != 0 && n < maxQuoted {
		n++
	}
	return n >= 12 && n%4 == 3
}

// quotesReach is how far to each side other marks of quoted-printable are looked
// for: every equals sign of the text is one.
const quotesReach = 1 << 10

// otherQuotes says that there are other marks of quoted-printable around p.
func otherQuotes(text []byte, p int) bool {
	around := text[max(0, p-quotesReach):min(len(text), p+quotesReach)]
	return bytes.Contains(around, []byte("=3D")) || bytes.Contains(around, []byte("quoted-printable"))
}

// maxIndent is how far a line of a run may be indented.
const maxIndent = 160

// minLine is the least length of a line behind which a run goes on, and minLast
// that of the last one, with its padding.
const (
	minLine = 40
	minLast = 4
)

// wrapRight measures the line break at p, with the indentation behind it, if the
// next line is all digits.
func wrapRight(text []byte, p int, a *alphabet) int {
	j := p
	if text[j] == '\r' {
		j++
	}
	if j >= len(text) || text[j] != '\n' {
		return 0
	}
	j++
	for j < len(text) && (text[j] == ' ' || text[j] == '\t') && j-p < maxIndent {
		j++
	}
	k := j
	for k < len(text) && a[text[k]] != 0 && k-j < maxLine {
		k++
	}
	digits := k - j
	padded := k < len(text) && text[k] == '='
	for k < len(text) && text[k] == '=' {
		k++
	}
	if digits == 0 || k-j < minLast || k < len(text) && !padded && !endsLine(text[k]) && digits < maxLine {
		return 0
	}
	return j - p
}

// endsLine says that c may stand behind the digits of a run's last line.
func endsLine(c byte) bool {
	return c <= ' ' || c >= 0x7f || bytes.IndexByte([]byte("\"'\\<`,;)"), c) >= 0
}

// maxLine is how much of a line is looked at to see whether it is all digits. A
// line of a run is looked at twice, so this bounds no more than one line.
const maxLine = 4 << 10

// wrapLeft measures the line break before p, with the indentation, if the line
// before it is all digits.
func wrapLeft(text []byte, p int, a *alphabet) int {
	j := p
	for j > 0 && (text[j-1] == ' ' || text[j-1] == '\t') && p-j < maxIndent {
		j--
	}
	if j == 0 || text[j-1] != '\n' {
		return 0
	}
	j--
	if j > 0 && text[j-1] == '\r' {
		j--
	}
	if j > 0 && (text[j-1] == '\\' || text[j-1] == '=' && softBreak(text, j-1) > 0) {
		j-- // a line that goes on
	}
	k := j
	for k > 0 && a[text[k-1]] != 0 && j-k < minLine {
		k--
	}
	if j-k < minLine {
		return 0
	}
	return p - j
}
