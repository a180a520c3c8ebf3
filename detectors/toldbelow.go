package detectors

import (
	"bytes"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/value"
)

// maxToldRows is how many rows of a table are read for keys without a name.
const maxToldRows = 40

// belowSurplus is how random a key must look, in bits, that a sentence or the head of
// a column has said to come.
const belowSurplus = 3

// findBelow looks for keys that stand below a line that speaks of Logstag, with the
// word Logstag at text[start:end]: alone in the next paragraph, which a sentence
// that ends with a colon announces, and in a table whose head has a word for a key.
func (d *apiKeys) findBelow(text []byte, start, end int, yield func(match)) {
	lo, hi := line(text, start, end)
	if here, other := tellsKey(text[lo:hi]); here && !other && announces(text[lo:hi]) {
		d.aloneBelow(text, hi, yield)
	}
	d.tableBelow(text, lo, hi, yield)
}

// announces says that a line ends with a colon.
func announces(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r*_")
	return bytes.HasSuffix(line, []byte(":")) || bytes.HasSuffix(line, []byte("："))
}

// aloneBelow looks for a key that is all of the first line below pos that is not
// empty, or of the one in a fence of Markdown.
func (d *apiKeys) aloneBelow(text []byte, pos int, yield func(match)) {
	for n := 0; n < 4 && pos < len(text); n++ {
		pos++
		s, e := line(text, pos, pos)
		own := bytes.TrimSpace(text[s:e])
		pos = e
		if len(own) == 0 || bytes.HasPrefix(own, []byte("```")) || bytes.HasPrefix(own, []byte("~~~")) {
			continue
		}
		key := bytes.Trim(own, "`\"'> \t*")
		at := s + bytes.Index(text[s:e], key)
		v := string(key)
		if value.LogstagShape(v) && !looksLikeID(v) && d.judge.Check(v, value.Demands{MinLen: minLogstag, Surplus: belowSurplus}) == value.Key {
			yield(match{rule: d.logstag, start: at, end: at + len(key), secret: v, form: entry.Wrapped})
		}
		return
	}
}

// tableBelow looks for keys in the cells of a table of Markdown, Jira or MediaWiki that begins
// on the line text[lo:hi], or on one of the lines below it.
func (d *apiKeys) tableBelow(text []byte, lo, hi int, yield func(match)) {
	head, s, e := false, lo, hi
	for n := 0; n < contextLines+maxToldRows; n++ {
		row := bytes.TrimLeft(text[s:e], " \t")
		switch cell := at(row); {
		case cell == '|' && head:
			d.bareIn(text, s, e, belowSurplus, yield)
		case cell == '|' && len(row) > 1 && row[1] == '-', cell == '{':
		case cell == '|' || cell == '!':
			if here, other := tellsKey(row); !here || other {
				return
			}
			head = true
		case head || n >= contextLines || s > lo && (cell == '#' || cell == '='):
			return
		}
		if e+1 >= len(text) {
			return
		}
		s, e = line(text, e+1, e+1)
	}
}
