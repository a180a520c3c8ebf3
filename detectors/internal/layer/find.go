package layer

// A run that nothing but its form tells from other text is decoded only if it is
// minFound long, as long as the shortest lines that programs make. What it is is
// told by a window of it.
const (
	minFound = 60
	window   = 16
)

// Runs hands each place to yield where a long run of base64, hex or escapes seems
// to hold text. yield gives the position from which to go on.
//
// Most blocks of ordinary text have a blank or a line break in them, or bytes that
// are no text at all: those are passed quickly.
func Runs(text []byte, yield func(Place) (next int)) {
	behind := -1 // a run of digits goes on from here
	for p := fullBlock(text, 0); p < len(text); p = fullBlock(text, p) {
		var at Place
		ok := false
		switch class := classesOf((*[window]byte)(text[p:])); {
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
