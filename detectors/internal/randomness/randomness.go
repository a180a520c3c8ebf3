// Package randomness tells values that a generator made from text that people
// made: words, identifiers, file names, counted-up digits.
//
// It compares two explanations of a value. One says that every character was
// drawn at random from the value's alphabet. The other says that it is text:
// letters follow each other as in English words and identifiers (the table in
// bigrams.go), case changes at the start of a word, digits stand in groups and
// count up, characters repeat. [Surplus] is by how many bits the first explains
// the value better. Random values of 32 characters lie 40 bits and more above
// zero, identifiers and sentences as far below.
//
// ripsecrets does the same with three separate probabilities (distinct
// characters, character classes, number of common pairs); one sum of bits joins
// them and needs no case distinctions.
package randomness

import (
	"math"
	"strings"
)

// The costs, in bits, of what text does between two characters. They are
// rounded from counts over Go identifiers and configuration files.
const (
	startWord   = 4.2 // a word begins with some letter
	stayInWord  = 0.2 // the word goes on
	hump        = 3.0 // fooBar: a new word begins with a capital
	caseFlip    = 4.0 // fooB, FOo: the case changes in the middle
	toDigit     = 4.5 // a digit right after a letter
	fromDigit   = 3.0 // a letter right after a digit
	toMark      = 3.0 // a separator after a word or number
	markToDigit = 2.5
	markToMark  = 3.0
	stayNumber  = 1.0
	anyDigit    = 3.3
	countUp     = 0.7 // 1234, 9876, 0000, aaaa, abcd: the step repeats
)

// class is the kind of a character.
type class uint8

const (
	lower class = iota
	upper
	digit
	mark
)

func classOf(c byte) class {
	switch {
	case 'a' <= c && c <= 'z':
		return lower
	case 'A' <= c && c <= 'Z':
		return upper
	case '0' <= c && c <= '9':
		return digit
	}
	return mark
}

// Surplus says by how many bits randomness explains value better than text
// does. Below zero, value is text; for a random value it grows with its length.
func Surplus(value string) float64 {
	s := surplus(value)
	// Marks look like the seams of text, but a generator may strew them too.
	// Where the pieces between them are not plain words or numbers, look at the
	// value without them as well.
	if hasMark(value) && mixedPieces(value) {
		s = max(s, surplus(strings.Map(dropMark, value)))
	}
	return s
}

func isMark(r rune) bool { return r >= 0x80 || classOf(byte(r)) == mark }

func hasMark(value string) bool { return strings.IndexFunc(value, isMark) >= 0 }

func dropMark(r rune) rune {
	if isMark(r) {
		return -1
	}
	return r
}

// mixedPieces says that some piece of value between marks mixes letters and
// digits, or small and capital letters in another way than words do.
func mixedPieces(value string) bool {
	for _, piece := range strings.FieldsFunc(value, isMark) {
		var has [4]bool
		flips := 0
		for i := range len(piece) {
			has[classOf(piece[i])] = true
			if i > 0 && classOf(piece[i-1]) == lower && classOf(piece[i]) == upper {
				flips++
			}
		}
		if has[digit] && (has[lower] || has[upper]) || flips > 0 {
			return true
		}
	}
	return false
}

func surplus(value string) float64 {
	if len(value) < 2 {
		return 0
	}
	var text float64
	for i := 1; i < len(value); i++ {
		text += textCost(value, i)
	}
	return text - float64(len(value)-1)*math.Log2(alphabet(value))
}

// Bits is how many bits a guesser who knows the value's alphabet would have to
// guess, less what repetition saves: the strength of a random value.
func Bits(value string) float64 {
	var bits float64
	size := math.Log2(alphabet(value))
	for i := range len(value) {
		if i > 1 && repeats(value, i) {
			bits += countUp
			continue
		}
		bits += size
	}
	if p := period(value); p > 0 {
		bits = bits * float64(p) / float64(len(value))
	}
	return bits
}

// alphabet is the number of characters from which value seems to be drawn.
func alphabet(value string) float64 {
	var has [4]bool
	hex := true
	marks := [256]bool{}
	nmarks := 0
	for i := range len(value) {
		c := value[i]
		k := classOf(c)
		has[k] = true
		switch {
		case k == mark:
			if !marks[c] {
				marks[c] = true
				nmarks++
			}
		case k != digit && c|0x20 > 'f':
			hex = false
		}
	}
	var n float64
	switch {
	case hex && !(has[lower] && has[upper]):
		if has[lower] || has[upper] {
			n = 16
		} else {
			n = 10
		}
	default:
		if has[lower] {
			n += 26
		}
		if has[upper] {
			n += 26
		}
		if has[digit] {
			n += 10
		}
	}
	return max(n+float64(nmarks), 2)
}

// repeats says that value[i] goes on in the step of the two characters before.
func repeats(value string, i int) bool {
	step := int(value[i]) - int(value[i-1])
	return step >= -1 && step <= 1 && int(value[i-1])-int(value[i-2]) == step
}

// textCost is how many bits text needs for value[i] after what stands before.
func textCost(value string, i int) float64 {
	if i > 1 && repeats(value, i) {
		return countUp
	}
	a, b := value[i-1], value[i]
	ka, kb := classOf(a), classOf(b)
	switch kb {
	case digit:
		switch ka {
		case digit:
			return stayNumber + anyDigit
		case mark:
			return markToDigit + anyDigit
		}
		return toDigit + anyDigit
	case mark:
		if ka == mark {
			return markToMark
		}
		return toMark
	}
	// b is a letter.
	switch ka {
	case mark:
		return 0.5 + startWord
	case digit:
		return fromDigit + startWord
	}
	pair := float64(bigrams[a|0x20-'a'][b|0x20-'a'])/8 + stayInWord
	if ka == kb {
		return pair
	}
	if ka == lower { // fooBar
		return hump + startWord
	}
	// Foo: the capital begins a word; else the case flips inside one.
	if i == 1 || classOf(value[i-2]) != upper {
		return pair
	}
	return caseFlip + pair
}

// period is the length of the block of which value is a repetition (at least
// two whole blocks), or 0.
func period(value string) int {
	for p := 1; p <= len(value)/2; p++ {
		ok := true
		for i := p; i < len(value); i++ {
			if value[i] != value[i-p] {
				ok = false
				break
			}
		}
		if ok {
			return p
		}
	}
	return 0
}
