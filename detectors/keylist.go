package detectors

import "bytes"

// A list of keys goes on for so many lines below its heading, and what stands before
// a key on its line is so long at most, in bytes.
const (
	listLines = 12
	labelSize = 48
)

// findListed looks for the keys in the lines below a heading that speaks of Logstag's
// keys, text[lo:hi], as people note them down:
//
//	Logstag agent keys, as of March
//	prod     KEY
//	staging  KEY (old)
//
// The list ends at an empty line, or with the first line that is no such note. A
// heading is words: a program's source and settings say otherwise what they mean.
func (d *apiKeys) findListed(text []byte, lo, hi int, yield func(match)) {
	if hi-lo > toldBytes || bytes.ContainsAny(text[lo:hi], "={};\"'/") {
		return
	}
	if key, other := tellsKey(text[lo:hi]); !key || other {
		return
	}
	ceiling := min(len(text), hi+contextBytes)
	begun := false
	for n, p := 0, hi+1; n < listLines && p < ceiling; n++ {
		end := ceiling
		if i := bytes.IndexByte(text[p:ceiling], '\n'); i >= 0 {
			end = p + i
		}
		noted := false
		d.bareIn(text, p, end, bareSurplus, func(m match) {
			if !noted && isLabel(text[p:m.start]) && !betweenWords(text[p:end], m.start-p, m.end-p) {
				noted = true
				yield(m)
			}
		})
		if !noted && (begun || n > 1 || len(bytes.Trim(text[p:end], " \t\r=-~`")) > 0) {
			return // the end of the list; above it are a blank line, a rule or a fence
		}
		begun = begun || noted
		p = end + 1
	}
}

// isLabel says that what stands before a key on its line says whose it is: one word,
// words with a colon or a column's width behind them, or the mark of an item.
func isLabel(before []byte) bool {
	if len(before) > labelSize || bytes.ContainsAny(before, "={};\"'/|,$<") {
		return false
	}
	if _, other := tellsKey(before); other {
		return false
	}
	before = bytes.TrimRight(bytes.TrimLeft(before, " \t-*>•"), "(`")
	words := bytes.TrimRight(before, " \t")
	column := len(before)-len(words) > 1 || bytes.HasSuffix(before, []byte{'\t'})
	return column || len(bytes.Fields(words)) < 2 || bytes.HasSuffix(words, []byte{':'})
}

// betweenWords says that a key stands between words, a blank on each side: "see KEY there".
func betweenWords(line []byte, start, end int) bool {
	word := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	return start > 1 && end+1 < len(line) && line[start-1] == ' ' && word(line[start-2]) && line[end] == ' ' && word(line[end+1])
}
