package detectors

import "bytes"

// inOtherField says that the mention at start stands in a statement that sets a
// field of a hash, default['logstag']['version'] = '2.8.1', and the entry at pos in
// what another such statement sets, default['weather'] = {, on lines below.
func inOtherField(text []byte, start, pos int) bool {
	up, down := heading(text, pos)
	if !setsField(text[up:down]) {
		return false
	}
	lo, hi := line(text, start, start)
	return lo != up && setsField(text[lo:hi]) && indent(text[lo:hi]) <= indent(text[up:down])
}

// setsField says that a line begins with a field of a hash that is assigned to.
func setsField(line []byte) bool {
	head, _, assigned := bytes.Cut(line, []byte{'='})
	line = bytes.Trim(head, " \t")
	n := 0
	for n < len(line) && (keyByte(line[n]) || line[n] == '$' || line[n] == '@') {
		n++
	}
	return assigned && n > 0 && n+2 < len(line) && line[n] == '[' && bytes.IndexByte([]byte("'\":"), line[n+1]) >= 0 &&
		line[len(line)-1] == ']' && bytes.IndexByte(line, ' ') < 0
}
