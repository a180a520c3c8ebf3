package logtext

import (
	"bytes"
	"context"
	"io"
	"sync"

	"github.com/leakstag/leakstag/sources"
)

const (
	// step is how much of a log is read at once.
	step = 256 << 10
	// longLine is the length from which on a line is not looked at any more: no
	// runtime writes one in parts so long.
	longLine = 256 << 10
	// keep is how far back in the log a chain of cut lines may begin.
	keep = 512 << 10
	// emptyReads is how often in a row a reader may give neither bytes nor an
	// error.
	emptyReads = 100
)

// window is the part of a log that is in memory.
type window struct {
	notation *notation
	origin   *sources.Origin
	emit     sources.Emit

	data   []byte
	spare  []byte // data's place in the next step
	offset int64  // of data[0]; line and column are its, too
	line   int
	column int

	parsed     int // whole lines end here
	parsedLine int // the number of the line that begins there
	inLong     bool
	plain      int // text before this is answered for, apart from chains
	chains     [streamCount]chain
	holes      []hole
	text       sources.MappedText
	raw        []byte
}

// hole is a stretch of data that a chain answers for.
type hole struct{ start, end int }

var windows = sync.Pool{New: func() any { return new(window) }}

func (w *window) reset(n *notation, o *sources.Origin, emit sources.Emit) {
	*w = window{
		notation: n, origin: o, emit: emit, line: 1, parsedLine: 1,
		data: w.data[:0], spare: w.spare[:0], holes: w.holes[:0], text: w.text, raw: w.raw[:0],
		chains: [streamCount]chain{{parts: w.chains[0].parts[:0]}, {parts: w.chains[1].parts[:0]}},
	}
}

// run reads r to its end. A failure of r ends it too; it is given apart from the
// errors of emit and the context.
func (w *window) run(ctx context.Context, r io.Reader) (failed, err error) {
	for {
		end, readErr := w.fill(ctx, r)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := w.parse(end); err != nil {
			return nil, err
		}
		if end {
			return readErr, w.emitPlain(len(w.data), len(w.data))
		}
		if err := w.advance(); err != nil {
			return nil, err
		}
	}
}

// fill reads one more step. End says that there is no more, err why, unless that
// is as it should be.
func (w *window) fill(ctx context.Context, r io.Reader) (end bool, err error) {
	filled := len(w.data)
	full := filled + step
	if cap(w.data) < full {
		w.data = append(make([]byte, 0, full+2*sources.Overlap), w.data...)
	}
	n, err := fill(ctx, r, w.data[filled:full])
	w.data = w.data[:filled+n]
	if err == io.EOF {
		return true, nil
	}
	return err != nil, err
}

// fill reads until p is full, r ends or fails, or the context is done.
func fill(ctx context.Context, r io.Reader, p []byte) (n int, err error) {
	for idle := 0; n < len(p) && err == nil && ctx.Err() == nil; idle++ {
		var got int
		got, err = r.Read(p[n:])
		n += got
		if got > 0 {
			idle = 0
		} else if err == nil && idle == emptyReads {
			err = io.ErrNoProgress
		}
	}
	return n, err
}

// parse looks at the lines that are new. At the end of the log the last one needs
// no LF, and nothing is left to wait for.
func (w *window) parse(end bool) error {
	for w.parsed < len(w.data) {
		n := bytes.IndexByte(w.data[w.parsed:], '\n')
		next := w.parsed + n + 1
		switch {
		case n >= 0:
		case end:
			next = len(w.data)
		case w.inLong || len(w.data)-w.parsed > longLine:
			w.inLong = true
			w.parsed = boundary(w.data, len(w.data)-1)
			return w.closeAll()
		default:
			return nil
		}
		if err := w.parseLine(w.parsed, next); err != nil {
			return err
		}
		w.parsed = next
		w.parsedLine++
	}
	if end {
		return w.closeAll()
	}
	return nil
}

// parseLine looks at the line data[start:end].
func (w *window) parseLine(start, end int) error {
	if w.inLong {
		w.inLong = false
		return nil
	}
	line := w.data[start:end]
	if line[len(line)-1] == '\n' {
		line = line[:len(line)-1]
	}
	if len(w.chains[stdout].parts)+len(w.chains[stderr].parts) == 0 && w.notation.whole(line) {
		return nil
	}
	p, ok := w.notation.cut(line)
	if !ok {
		return nil
	}
	c := &w.chains[p.stream]
	if !p.open && len(c.parts) == 0 {
		return nil // whole
	}
	w.holes = append(w.holes, hole{start + p.start, start + p.end})
	c.parts = append(c.parts, part{
		start: start + p.start, end: start + p.end,
		line: w.parsedLine, column: sources.UTF16Len(line[:p.start]),
	})
	if p.open {
		return nil
	}
	return w.close(c)
}

// advance emits what needs no more text behind it, and makes room for the next
// step.
func (w *window) advance() error {
	end := w.parsed
	seam := max(w.plain, w.outside(boundary(w.data, end-sources.Overlap), hole.before))
	from := w.outside(boundary(w.data, seam-sources.Overlap), hole.after)
	for i := range w.chains {
		if err := w.shorten(&w.chains[i]); err != nil {
			return err
		}
		if c := &w.chains[i]; len(c.parts) > 0 {
			from = min(from, c.parts[0].start)
		}
	}
	// Copied before they are emitted: who is given bytes may spoil them.
	w.spare = append(w.spare[:0], w.data[from:]...)
	line, column := w.place(from)
	if err := w.emitPlain(seam, end); err != nil {
		return err
	}
	w.data, w.spare = w.spare, w.data
	w.offset += int64(from)
	w.line, w.column = line, column
	w.parsed -= from
	w.plain = seam - from
	w.moveHoles(from)
	for i := range w.chains {
		w.chains[i].move(from)
	}
	return nil
}

// place gives line and column of data[pos].
func (w *window) place(pos int) (line, column int) {
	before := w.data[:pos]
	lines := bytes.Count(before, []byte{'\n'})
	if lines == 0 {
		return w.line, w.column + sources.UTF16Len(before)
	}
	return w.line + lines, sources.UTF16Len(before[bytes.LastIndexByte(before, '\n')+1:])
}

// boundary gives the last position up to p, at most three bytes before it, at
// which no character is cut in two.
func boundary(b []byte, p int) int {
	if p <= 0 || p >= len(b) {
		return max(p, 0)
	}
	for i := p; i >= max(0, p-3); i-- {
		if b[i]&0xC0 != 0x80 {
			return i
		}
	}
	return p // bytes that are no characters
}
