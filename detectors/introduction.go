package detectors

import "bytes"

// introduced says that the paragraph above the lines around an entry ends with a
// colon and speaks of Logstag, as prose does before it shows a setting: "Set this for
// the Logstag agent:". The lines may hold no other key, which could be another
// service's, and no remark of a program's counts, which speaks of its own line.
func introduced(text []byte, start, end int) bool {
	lo, hi := stanza(text, start, end)
	lo += len(text[lo:start]) - len(bytes.TrimLeft(text[lo:start], " \t\r\n"))
	if sectionHead(text[lo:]) {
		return false
	}
	if n := behindKeyName(text[lo:hi]); n < 0 || holdsKey(text[lo+n:hi]) {
		return false
	}
	above := text[max(0, lo-lineBytes):lo]
	prose := bytes.TrimRight(above, " \t\r\n")
	if bytes.Count(above[len(prose):], []byte{'\n'}) < 2 {
		return false
	}
	for i := bytes.LastIndexByte(prose, '\n'); i >= 0; i = bytes.LastIndexByte(prose[:i], '\n') {
		if blank(prose[i+1:]) {
			prose = prose[i+1:]
			break
		}
	}
	prose = bytes.TrimLeft(prose, " \t\r\n>")
	closed := bytes.TrimRight(prose, "*_")
	if !bytes.HasSuffix(closed, []byte(":")) && !bytes.HasSuffix(closed, []byte("：")) {
		return false
	}
	return bytes.IndexByte(prose, ' ') >= 0 && bytes.IndexByte([]byte("#/;"), prose[0]) < 0 && containsFold(prose, logstagWord)
}
