package logtext

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// cri is the notation of the Container Runtime Interface: the time, the stream, a
// list of tags of which the first is F for a full line or P for a partial one, and
// the text, with a blank between each.
var cri = notation{cut: cutCRI, whole: wholeCRI, text: (*sources.MappedText).Copy}

// Lengths of a time of RFC 3339, from seconds in UTC to nanoseconds elsewhere.
const (
	shortestTime = len("2006-01-02T15:04:05Z")
	longestTime  = len("2006-01-02T15:04:05.999999999+07:00")
)

// criHead measures a line's time and stream, with the blank behind each; 0 if the
// line does not begin so.
func criHead(line []byte) int {
	if len(line) < shortestTime || line[4] != '-' || line[10] != 'T' {
		return 0
	}
	n := bytes.IndexByte(line[:min(len(line), longestTime+1)], ' ')
	if n < shortestTime {
		return 0
	}
	for _, c := range line[:n] {
		if (c < '0' || c > '9') && bytes.IndexByte([]byte("-:.T+Z"), c) < 0 {
			return 0
		}
	}
	const stream = len("stdout ")
	if len(line) < n+1+stream || line[n+stream] != ' ' {
		return 0
	}
	if _, ok := streamNamed(line[n+1 : n+stream]); !ok {
		return 0
	}
	return n + 1 + stream
}

func wholeCRI(line []byte) bool {
	n := bytes.IndexByte(line[:min(len(line), longestTime+1)], ' ') + len(" stdout ")
	return n >= len(line) || line[n] != 'P'
}

func cutCRI(line []byte) (piece, bool) {
	n := criHead(line)
	if n == 0 || n == len(line) {
		return piece{}, false
	}
	p := piece{end: len(line), open: line[n] == 'P'}
	if line[n-2] == 'r' {
		p.stream = stderr
	}
	if line[n] != 'P' && line[n] != 'F' {
		return piece{}, false
	}
	// Further tags, after a colon each.
	tags := bytes.IndexByte(line[n:], ' ')
	switch {
	case tags < 0: // an empty text
		p.start = len(line)
		return p, len(line) == n+1
	case tags > 1 && line[n+1] != ':':
		return piece{}, false
	}
	p.start = n + tags + 1
	return p, true
}
