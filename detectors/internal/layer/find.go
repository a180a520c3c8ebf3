package layer

import "encoding/binary"

// A run that nothing but its form tells from other text is decoded only if it is
// minFound long. Text is looked at in windows, so far apart that one of them lies
// within any such run.
const (
	minFound = 60 // as long as the shortest lines that programs make
	window   = 16
	stride   = minFound - window + 1
)

// ones has a 1 in each byte, highs the highest bit.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// Runs hands each place to yield where a long run of base64, hex or escapes seems
// to hold text. yield gives the position from which to go on.
//
// Most windows of ordinary text have a blank or a line break in them, or
// bytes that are no text at all, which arithmetic on eight bytes at once tells.
func Runs(text []byte, yield func(Place) (next int)) {
	behind := -1 // a run of digits goes on from here
	for p := 0; p+window <= len(text); {
		w := (*[window]byte)(text[p:])
		x, y := binary.LittleEndian.Uint64(w[:]), binary.LittleEndian.Uint64(w[8:])
		if (x-'#'*ones|x|y-'#'*ones|y)&highs != 0 {
			p += stride // a byte below # or above 0x7f
			continue
		}
		var at Place
		ok := false
		switch class := classesOf(w); {
		case class&inDigits != 0:
			at, ok = digitsAt(text, p, class)
			if !ok && p != behind {
				at, ok = packedAt(text, p)
			}
			behind = p + stride
		case class&inList != 0:
			at, ok = listAt(text, p)
		case class&inEscapes != 0:
			at, ok = escapesAt(text, p)
		}
		p += stride
		if ok {
			p = max(p, yield(at))
		}
	}
}

// pairs is how many bytes of a list must be text.
const pairs = 8

// listAt looks at a list of pairs of hex digits.
func listAt(text []byte, p int) (Place, bool) {
	for p += window - 1; p > 0 && !isMark(text[p]); p-- {
	}
	first := p + marksAt(text, p)
	for range pairs / 2 {
		first -= pairBefore(text, first, 0)
	}
	var sample [pairs]byte
	q := first
	for i := range sample {
		c, n := pairAt(text, q)
		if n == 0 {
			return Place{}, false
		}
		sample[i] = c
		q += n
		q += marksAt(text, q)
	}
	return Place{Encoding: HexList, Pos: first}, readable(sample[:])
}

// maxEscape is the length of the longest escape, itself escaped, in a run of
// nothing else.
const maxEscape = 24

// escapesAt looks at a run of nothing but escapes.
func escapesAt(text []byte, p int) (Place, bool) {
	start := p
	for start > 0 && p-start < stride && classes[text[start-1]]&inEscapes != 0 {
		start--
	}
	lead := start
	count := 0
	end := start
	for ; end < min(len(text), start+maxRun) && classes[text[end]]&inEscapes != 0; end++ {
		switch text[end] {
		case '%', '\\', '&', '=':
			lead = end
			count++
		}
		if end-lead > maxEscape {
			break
		}
	}
	if end-start < minFound || count*maxEscape < end-start {
		return Place{}, false
	}
	if text[lead] == '=' {
		return Place{Encoding: QuotedPrintable, Pos: start}, true
	}
	return Place{Encoding: Escaped, Pos: start, Dense: end - start}, true
}
