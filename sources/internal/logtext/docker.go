package logtext

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// docker is the notation of Docker's json-file: an object a line, the text in its
// first field, with the line end that the program wrote. Docker cuts what goes on
// for more than 16 KiB without one.
//
//	{"log":"text\n","stream":"stdout","attrs":{"label":"value"},"time":"2026-11-01T10:00:00.000000000Z"}
var docker = notation{cut: cutDocker, whole: wholeDocker, text: unescape}

var (
	dockerHead   = []byte(`{"log":"`)
	dockerStream = []byte(`","stream":"`)
	dockerTime   = []byte(`"time":"`)
)

// wholeDocker looks for the end of a text with a line end from the end of a line
// without attributes on, for times of each length.
func wholeDocker(line []byte) bool {
	const end = `\n","stream":"`
	const rest = len(end) + len(`stdout","time":""}`)
	for length := len("2006-01-02T15:04:05.999999999Z"); length >= shortestTime; length-- {
		i := len(line) - rest - length
		if i > 0 && string(line[i:i+len(end)]) == end && line[i-1] != '\\' {
			return true
		}
	}
	return false
}

func cutDocker(line []byte) (piece, bool) {
	if !bytes.HasPrefix(line, dockerHead) {
		return piece{}, false
	}
	start := len(dockerHead)
	// In the text itself every quote is escaped.
	n := bytes.Index(line[start:], dockerStream)
	if n < 0 || backslashes(line[start:start+n])%2 == 1 {
		return piece{}, false
	}
	p := piece{start: start, end: start + n}
	rest := line[p.end+len(dockerStream):]
	name, rest, ok := bytes.Cut(rest, []byte{'"'})
	if !ok || !bytes.HasSuffix(rest, []byte{'}'}) || !bytes.Contains(rest, dockerTime) {
		return piece{}, false
	}
	if p.stream, ok = streamNamed(name); !ok {
		return piece{}, false
	}
	text := line[p.start:p.end]
	p.open = len(text) == 0 || text[len(text)-1] != 'n' || backslashes(text[:len(text)-1])%2 == 0
	return p, true
}

// backslashes counts the backslashes at the end of b.
func backslashes(b []byte) int {
	return len(b) - len(bytes.TrimRight(b, `\`))
}

// unescape adds what the part raw[start:end] of a string of JSON stands for. What
// is no escape of JSON stays as it is.
func unescape(m *sources.MappedText, raw []byte, start, end int) {
	for start < end {
		n := bytes.IndexByte(raw[start:end], '\\')
		if n < 0 {
			m.Copy(raw, start, end)
			return
		}
		m.Copy(raw, start, start+n)
		start += n
		var room [utf8.UTFMax]byte
		text, size := escape(room[:0], raw[start:end])
		if size == 0 {
			m.Copy(raw, start, start+1)
			size = 1
		} else {
			m.Put(text, start, start+size)
		}
		start += size
	}
}

// escape decodes the escape at the start of b to the end of dst, and measures it;
// 0 if it is none.
func escape(dst, b []byte) (text []byte, size int) {
	if len(b) < 2 {
		return dst, 0
	}
	switch c := b[1]; c {
	case '"', '\\', '/':
		return append(dst, c), 2
	case 'b':
		return append(dst, '\b'), 2
	case 'f':
		return append(dst, '\f'), 2
	case 'n':
		return append(dst, '\n'), 2
	case 'r':
		return append(dst, '\r'), 2
	case 't':
		return append(dst, '\t'), 2
	}
	r, ok := codeUnit(b)
	if !ok {
		return dst, 0
	}
	if low, ok := codeUnit(b[6:]); ok && utf16.IsSurrogate(r) {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return utf8.AppendRune(dst, pair), 12
		}
	}
	return utf8.AppendRune(dst, r), 6 // U+FFFD for half a pair
}

// codeUnit decodes an escape such as \u003c at the start of b.
func codeUnit(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
