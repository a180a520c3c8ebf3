package layer

import "encoding/hex"

// hexDigits knows both cases.
var hexDigits = alphabet{
	'0': '0', '1': '1', '2': '2', '3': '3', '4': '4', '5': '5', '6': '6', '7': '7',
	'8': '8', '9': '9', 'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f',
	'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f',
}

// decodeHex decodes the run of hex around pos, where a byte begins.
func decodeHex(text []byte, pos, from int) (*Layer, int) {
	start, r := runAround(text, pos, from, &hexDigits)
	next := max(r.end, pos+1)
	first := r.index(pos) % 2
	digits := r.digits[min(first, len(r.digits)):]
	decoded := make([]byte, len(digits)/2)
	if _, err := hex.Decode(decoded, digits[:len(decoded)*2]); err != nil || len(decoded) == 0 {
		return nil, next
	}
	l := &Layer{From: start, To: next}
	r.spread(l, first, decoded, 2, 1)
	return l, next
}

// decodeHexList decodes the hex digits around pos that stand in pairs, with marks
// between them.
func decodeHexList(text []byte, pos, from int) (*Layer, int) {
	start, limit := pos, max(0, from-windowBefore, pos-maxRun)
	for {
		n := pairBefore(text, start, limit)
		if n == 0 {
			break
		}
		start -= n
	}
	l := &Layer{From: start}
	var even []byte // bytes that take as much text each
	first, step := start, 0
	end := pos + 1
	for p := start; p < min(len(text), pos+maxRun); {
		c, n := pairAt(text, p)
		if n == 0 {
			break
		}
		end = max(end, p+n)
		n += marksAt(text, p+n)
		if n != step {
			l.Scale(even, first, p)
			even, first, step = even[:0], p, n
		}
		even = append(even, c)
		p += n
	}
	l.Scale(even, first, first+len(even)*step)
	l.To = end
	return l, l.To
}

// pairAt decodes a pair of digits at p, with 0x before it or without.
func pairAt(text []byte, p int) (c byte, n int) {
	if p+2 < len(text) && text[p] == '0' && text[p+1]|0x20 == 'x' {
		n = 2
	}
	var out [1]byte
	if p+n+2 > len(text) {
		return 0, 0
	}
	if _, err := hex.Decode(out[:], text[p+n:p+n+2]); err != nil {
		return 0, 0
	}
	if p+n+2 < len(text) && (hexDigits[text[p+n+2]] != 0 || text[p+n+2]|0x20 == 'x') {
		return 0, 0
	}
	return out[0], n + 2
}

// maxMarks is how many bytes may stand between two pairs of digits: a comma, a
// line break and the next line's indentation.
const maxMarks = 24

// marksAt measures what stands between two pairs of digits.
func marksAt(text []byte, p int) int {
	n := 0
	for n < maxMarks && p+n < len(text) && isMark(text[p+n]) {
		n++
	}
	return n
}

func isMark(c byte) bool {
	switch c {
	case ' ', ',', ':', '-', ';', '\t', '\n', '\r', '\\':
		return true
	}
	return false
}

// pairBefore measures a pair of digits and the marks behind it that end at p.
func pairBefore(text []byte, p, limit int) int {
	i := p
	for i > limit && p-i < maxMarks && isMark(text[i-1]) {
		i--
	}
	if i == p || i-2 < limit || hexDigits[text[i-1]] == 0 || hexDigits[text[i-2]] == 0 {
		return 0
	}
	i -= 2
	if i-2 >= limit && text[i-1]|0x20 == 'x' && text[i-2] == '0' {
		i -= 2
	}
	if i > limit && (hexDigits[text[i-1]] != 0 || text[i-1]|0x20 == 'x') {
		return 0
	}
	return p - i
}
