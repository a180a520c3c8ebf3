package detectors

import "bytes"

// namesField says that the mention at text[start:end] is a field of a hash, as in
// default['logstag']['version'] = '2.8.1', that a statement on one line sets, while
// the entry at pos is indented further: it lies in what another statement sets.
func namesField(text []byte, start, end, pos int) bool {
	if start < 2 || end+2 > len(text) || text[start-2] != '[' || text[end+1] != ']' {
		return false
	}
	lo, hi := line(text, start, end)
	own, ownEnd := line(text, pos, pos)
	if own == lo || indent(text[own:ownEnd]) <= indent(text[lo:hi]) {
		return false
	}
	last := bytes.TrimRight(text[lo:hi], " \t\r")
	return bytes.IndexByte([]byte("{([,\\=>"), last[len(last)-1]) < 0
}
