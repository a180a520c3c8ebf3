// Package linehash computes the line hashes by which GitHub code scanning
// recognises an alert when the lines around it move: the value of SARIF's
// partialFingerprints.primaryLocationLineHash.
//
// The algorithm is the one of github/codeql-action (src/fingerprints.ts). A file
// is taken as UTF-16 code units; spaces and tabs are dropped; CR, LF and CR LF
// all become one LF; one unit 65535 marks the end of the file. The hash of a
// line is a polynomial of base 37, modulo 2^64, over the 100 units that follow
// from the line's first one, whatever lines they lie on, with zeros after the
// end. It is written as "hash:n", where n says how many lines of the file, up to
// and with this one, have this hash.
//
// Only what the action would compute itself is of use: where both are there and
// differ, it keeps the one in the report and warns.
package linehash

import (
	"strconv"
	"unicode/utf8"
)

const (
	window    = 100
	base      = 37
	endOfFile = 65535
	// evicted is base^window modulo 2^64: what a unit is worth in the rolling
	// hash at the moment it leaves the window.
	evicted uint64 = 0xe59cd09a331cdb71
)

// Hashes gives the hash of each of the given lines of text, in the same order.
// text is a whole file, in UTF-8 or in any bytes; lines are sorted numbers,
// counted from 1, and may repeat. A line that text does not have gets "". The
// text is read once, up to a little behind the last line asked for.
//
// Here a line ends with LF, for the algorithm also with a lone CR. So a line of
// ours may hold several of its lines, and the result is the hash of the first of
// them: the one that starts where our line starts. In such a file the numbers
// differ too, and the action, which looks lines up by number, may have another
// opinion.
func Hashes(text []byte, lines []int) []string {
	out := make([]string, len(lines))
	s := scan{lineStart: true, fill: window}
	s.run(text, lines)

	// A line's count depends on all lines before it that have its hash, but
	// only the hashes asked for need counting.
	seen := make(map[uint64]int, len(s.wanted))
	for _, w := range s.wanted {
		seen[s.hashes[w.line]] = 0
	}
	next := 0
	for i, h := range s.hashes {
		if next == len(s.wanted) {
			break
		}
		n, ok := seen[h]
		if !ok {
			continue
		}
		n++
		seen[h] = n
		for next < len(s.wanted) && s.wanted[next].line == i {
			out[s.wanted[next].index] = strconv.FormatUint(h, 16) + ":" + strconv.Itoa(n)
			next++
		}
	}
	return out
}

// want joins an entry of the lines asked for with a line of the algorithm, which
// counts from 0.
type want struct {
	index, line int
}

// chunk is how many units are hashed at a time.
const chunk = 4096

// scan is one pass over a text.
type scan struct {
	hash uint64
	// units are those not yet hashed, behind the window of those before them.
	units  [window + chunk]uint16
	fill   int // units in use, the window included
	hashed int // units hashed so far

	starts    []int    // of lines not yet hashed: the units before them
	begun     int      // lines begun
	hashes    []uint64 // of each line that is done
	lineStart bool     // the next unit begins a line
	wanted    []want
}

// run takes text until the hashes of all lines asked for are known.
func (s *scan) run(text []byte, lines []int) {
	next := 0 // index into lines
	ours := 1 // our line number
	match := func() {
		for next < len(lines) && lines[next] <= ours {
			if lines[next] == ours {
				s.wanted = append(s.wanted, want{next, s.begun})
			}
			next++
		}
	}
	done := func() bool {
		return next == len(lines) &&
			(len(s.wanted) == 0 || len(s.hashes) > s.wanted[len(s.wanted)-1].line)
	}
	match()
	afterCR := false
	for i := 0; i < len(text); {
		if s.fill > len(s.units)-2 { // one character may be two units
			s.flush()
			if done() {
				return
			}
		}
		c := text[i]
		switch {
		case c == ' ' || c == '\t':
			afterCR = false
			i++
		case c == '\n':
			if !afterCR {
				s.take('\n')
			}
			afterCR = false
			i++
			// The LF was kept, or dropped right after a CR: either way the next
			// unit begins a line, and that is where our line starts.
			ours++
			match()
		case c == '\r':
			s.take('\n')
			afterCR = true
			i++
		case c < utf8.RuneSelf:
			s.take(uint16(c))
			afterCR = false
			i++
		default:
			afterCR = false
			r, n := decode(text[i:])
			i += n
			if r < 0x10000 {
				s.take(uint16(r))
				continue
			}
			r -= 0x10000
			s.take(uint16(0xd800 + r>>10))
			s.take(uint16(0xdc00 + r&0x3ff))
		}
	}
	s.flush()
	s.take(endOfFile)
	s.lineStart = false
	for range window {
		s.take(0)
	}
	s.flush()
}

// take adds one unit.
func (s *scan) take(unit uint16) {
	if s.lineStart {
		s.starts = append(s.starts, s.hashed+s.fill-window)
		s.begun++
	}
	s.lineStart = unit == '\n'
	s.units[s.fill] = unit
	s.fill++
}

// flush hashes the units taken.
func (s *scan) flush() {
	hash := s.hash
	for i := window; i < s.fill; i++ {
		hash = base*hash + uint64(s.units[i]) - evicted*uint64(s.units[i-window])
		s.hashed++
		if len(s.starts) > 0 && s.hashed == s.starts[0]+window {
			s.hashes = append(s.hashes, hash)
			s.starts = s.starts[1:]
		}
	}
	s.hash = hash
	copy(s.units[:window], s.units[s.fill-window:s.fill])
	s.fill = window
}

// decode gives the first character of text and its length in bytes. Ill-formed
// bytes become U+FFFD as the WHATWG decoder has it (https://encoding.spec.whatwg.org/#utf-8-decoder):
// one for the longest start of a well-formed sequence, where utf8.DecodeRune has
// one a byte.
func decode(text []byte) (rune, int) {
	r, n := utf8.DecodeRune(text)
	if r != utf8.RuneError || n != 1 {
		return r, n
	}
	var more int // bytes that would have to follow
	low, high := byte(0x80), byte(0xbf)
	switch c := text[0]; {
	case c >= 0xc2 && c <= 0xdf:
		more = 1
	case c >= 0xe0 && c <= 0xef:
		more = 2
		if c == 0xe0 {
			low = 0xa0
		} else if c == 0xed {
			high = 0x9f
		}
	case c >= 0xf0 && c <= 0xf4:
		more = 3
		if c == 0xf0 {
			low = 0x90
		} else if c == 0xf4 {
			high = 0x8f
		}
	}
	for i := 1; i <= more && i < len(text); i++ {
		if text[i] < low || text[i] > high {
			break
		}
		n++
		low, high = 0x80, 0xbf
	}
	return utf8.RuneError, n
}
