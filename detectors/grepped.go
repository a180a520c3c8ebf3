package detectors

import "bytes"

// grepped bounds the lines around the one that holds an entry at pos which grep found
// in the same file, if that line is one that grep shows with the name of its file:
// /etc/geo.ini:12:apikey=. The lines beside them are other files'.
func grepped(text []byte, pos int) (lo, hi int, ok bool) {
	lo, hi = line(text, pos, pos)
	name := greppedName(text[lo:pos])
	if name == nil {
		return 0, 0, false
	}
	same := func(line []byte) bool {
		rest, ok := bytes.CutPrefix(line, name)
		return ok && len(rest) > 0 && (rest[0] == ':' || rest[0] == '-') // of a line that matches, of one beside it
	}
	for range contextLines {
		if lo == 0 {
			break
		}
		above, _ := line(text, lo-1, lo-1)
		if !same(text[above:lo]) {
			break
		}
		lo = above
	}
	for range contextLines {
		if hi+1 >= len(text) || !same(text[hi+1:]) {
			break
		}
		_, hi = line(text, hi+1, hi+1)
	}
	return lo, hi, true
}

// greppedName gives the path of a file with which before, what stands before an entry
// on its line, begins, if nothing else stands there but a line's number; nil if it is
// none.
func greppedName(before []byte) []byte {
	i := bytes.IndexByte(before, ':')
	if i < 2 || bytes.ContainsAny(before[:i], " \t\"'={(") || bytes.IndexByte(before[:i], '/') < 0 {
		return nil
	}
	if rest := bytes.TrimLeft(before[i+1:], "0123456789"); len(bytes.Trim(rest, ": \t\"'")) > 0 || bytes.HasPrefix(rest, []byte("//")) {
		return nil
	}
	if rest := before[i+1:]; len(rest) > 0 && rest[0] == ' ' {
		return nil // a member of YAML: app/name: api_key
	}
	return before[:i]
}
