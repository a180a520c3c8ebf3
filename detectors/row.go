package detectors

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// rowNearLogstag is nearLogstag for a cell of a table: the other rows have keys of
// their own. Head is the place of the column's name.
func rowNearLogstag(text []byte, head, start, end int, origin *sources.Origin) bool {
	lo, hi := rowOf(text, start, end)
	if containsFold(text[lo:hi], logstagWord) {
		return true
	}
	lo, hi = line(text, head, head)
	if i := bytes.IndexByte(text[head:hi], ')'); i >= 0 && lo < start && start < hi {
		hi = head + i // the columns of an INSERT, whose rows stand behind them
	}
	if containsFold(text[lo:hi], logstagWord) {
		return true
	}
	return origin != nil && pathSaysLogstag(origin) || containsFold(captionAbove(text, lo), logstagWord)
}

// captionAbove gives the line above the head of a table, which begins at pos, that has
// more than marks and tags on it, if it is one of the next three.
func captionAbove(text []byte, pos int) []byte {
	for n := 0; n < 3 && pos > 0; n++ {
		lo, hi := line(text, pos-1, pos-1)
		own := bytes.TrimSpace(text[lo:hi])
		if len(own) > 0 && !(own[0] == '<' && bytes.IndexByte(own, '>') == len(own)-1) {
			return own
		}
		pos = lo
	}
	return nil
}

// rowOf bounds the row around a cell at text[start:end]: its line, or its brackets
// where a line holds several, (1,'logstag','…'),(2,'weather','…').
func rowOf(text []byte, start, end int) (int, int) {
	lo, hi := line(text, start, end)
	if i := bytes.LastIndexByte(text[lo:start], '('); i >= 0 && bytes.IndexByte(text[lo+i:start], ')') < 0 {
		lo += i
		if i := bytes.IndexByte(text[end:hi], ')'); i >= 0 {
			hi = end + i
		}
	}
	return lo, hi
}

// namesSecret says that text speaks of a key or a token.
func namesSecret(text []byte) bool {
	return containsFold(text, []byte("key")) || containsFold(text, []byte("token"))
}
