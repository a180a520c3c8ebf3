package logtext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// runtime writes programs' output into a log as a container runtime does, and
// remembers where each byte of it went.
type runtime struct {
	log   bytes.Buffer
	line  func(r *runtime, s stream, text []byte, whole bool)
	piece int // at most so many bytes of a program's line in one of the log
	// waiting is what a stream has yet to write; places are, for each byte that it
	// has written, where it lies in the log.
	waiting [streamCount][]byte
	places  [streamCount][]place
}

// place is the stretch of the log that a byte became.
type place struct{ start, end int }

func (r *runtime) note(s stream, text []byte, start int, sizes []int) {
	for i := range text {
		if sizes == nil {
			r.places[s] = append(r.places[s], place{start + i, start + i + 1})
			continue
		}
		r.places[s] = append(r.places[s], place{start, start + sizes[i]})
		start += sizes[i]
	}
}

// step writes the next line of the log for a stream.
func (r *runtime) step(s stream) {
	text := r.waiting[s]
	n := bytes.IndexByte(text, '\n')
	whole := n >= 0 && n < r.piece
	switch {
	case whole:
		n++
	case len(text) > r.piece:
		n = r.piece
	case n < 0:
		n = len(text)
	default:
		n = r.piece
	}
	for n < len(text) && text[n]&0xC0 == 0x80 { // the real ones cut characters, too
		n++
	}
	r.waiting[s] = text[n:]
	r.line(r, s, text[:n], whole)
}

func (r *runtime) done() bool { return len(r.waiting[stdout])+len(r.waiting[stderr]) == 0 }

var streamNames = [streamCount]string{"stdout", "stderr"}

// criLine writes a line as containerd does.
func criLine(r *runtime, s stream, text []byte, whole bool) {
	tag, own := "P", text
	if whole {
		tag, own = "F", text[:len(text)-1]
	}
	fmt.Fprintf(&r.log, "2026-11-01T10:00:%02d.123456789Z %s %s ", r.log.Len()%60, streamNames[s], tag)
	r.note(s, text, r.log.Len(), nil) // the line end becomes the log's own
	r.log.Write(own)
	r.log.WriteByte('\n')
}

// dockerLine writes a line as Docker does, whose encoder escapes as encoding/json
// does.
func dockerLine(r *runtime, s stream, text []byte, _ bool) {
	r.log.WriteString(`{"log":"`)
	start := r.log.Len()
	sizes := make([]int, len(text))
	for i, c := range string(text) {
		quoted, err := json.Marshal(string(c))
		if err != nil {
			panic(err)
		}
		sizes[i] = len(quoted) - 2 // all of it for a character's first byte
		r.log.Write(quoted[1 : len(quoted)-1])
	}
	r.note(s, text, start, sizes)
	attrs := ""
	if s == stderr {
		attrs = `"attrs":{"env":"a\"b","stream":"none"},`
	}
	fmt.Fprintf(&r.log, `","stream":"%s",%s"time":"2026-11-01T10:00:00.123456789Z"}`+"\n", streamNames[s], attrs)
}

var runtimes = []struct {
	name string
	line func(*runtime, stream, []byte, bool)
}{{"CRI", criLine}, {"Docker", dockerLine}}

// key is a mark in a program's output.
func key(n int) string { return fmt.Sprintf(`FAKE%06d"<é>\k%06dEND`, n, n) }

// program makes output with marks in it: lines of all lengths, the longest of a
// few pieces.
func program(rng *rand.Rand, lines, piece, firstKey int) (text []byte, keys int) {
	var b strings.Builder
	for range lines {
		length := rng.IntN(200)
		if rng.IntN(4) == 0 {
			length = rng.IntN(4 * piece)
		}
		for end := b.Len() + length; b.Len() < end; {
			switch rng.IntN(5) {
			case 0:
				b.WriteString(key(firstKey + keys))
				keys++
			case 1:
				b.WriteString("größe \\ \"😀\" \t")
			default:
				b.WriteString(strings.Repeat("word ", 1+rng.IntN(piece/4)))
			}
		}
		b.WriteByte('\n')
	}
	return []byte(b.String()), keys
}

// output has a runtime write two programs' output, mixed.
func output(t *testing.T, rng *rand.Rand, which, lines, piece int) (r *runtime, texts [streamCount][]byte, keys int) {
	t.Helper()
	r = &runtime{line: runtimes[which].line, piece: piece}
	for s := range streamCount {
		text, n := program(rng, lines, piece, keys)
		texts[s], r.waiting[s] = text, text
		keys += n
	}
	for !r.done() {
		if s := stream(rng.IntN(int(streamCount))); len(r.waiting[s]) > 0 {
			r.step(s)
		}
	}
	return r, texts, keys
}
