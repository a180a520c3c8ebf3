package logtext

import (
	"github.com/leakstag/leakstag/sources"
)

// chain is a line of a program's that was cut, as far as it is known.
type chain struct {
	parts []part
	// before is how many bytes of the parts' text are there as context only.
	before int
}

// part is the content of one line of the log.
type part struct {
	start, end   int // in the window's data
	line, column int // of its start
}

// close emits the rest of a chain that has come to its end.
func (w *window) close(c *chain) error {
	w.join(c)
	err := w.emitChain(c, 0)
	c.parts, c.before = c.parts[:0], 0
	return err
}

// closeAll closes the chains that are open.
func (w *window) closeAll() error {
	for i := range w.chains {
		if c := &w.chains[i]; len(c.parts) > 0 {
			if err := w.close(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// shorten makes sure that an open chain does not begin too far back: it emits
// what there is of one that does, and leaves of it only the context of what is to
// come. Where even that lies too far back, the chain ends.
func (w *window) shorten(c *chain) error {
	oldest := len(w.data) - keep
	if len(c.parts) == 0 || c.parts[0].start >= oldest {
		return nil
	}
	w.join(c)
	text := w.text.Text
	seam := max(c.before, boundary(text, len(text)-sources.Overlap))
	next := boundary(text, seam-sources.Overlap)
	from := w.original(c, next)
	if from < oldest {
		return w.close(c)
	}
	if err := w.emitChain(c, len(text)-seam); err != nil {
		return err
	}
	first := 0
	for first < len(c.parts)-1 && c.parts[first].end <= from {
		first++
	}
	c.parts = append(c.parts[:0], c.parts[first:]...)
	p := &c.parts[0]
	p.column += sources.UTF16Len(w.data[p.start:from])
	p.start = from
	c.before = seam - next
	return nil
}

// original gives the place in data of the byte of the joined text at pos.
func (w *window) original(c *chain, pos int) int {
	from, _ := w.text.Map.Original(pos, pos+1)
	return c.parts[0].start + from
}

// join puts the text of a chain together.
func (w *window) join(c *chain) {
	w.text.Reset()
	first := c.parts[0].start
	raw := w.data[first:c.parts[len(c.parts)-1].end]
	if c.before == 0 {
		// The text begins a line. Nor does it begin the item: what stands before
		// it on its line does.
		w.text.PutString("\n", 0, 0)
		c.before = 1
	}
	for _, p := range c.parts {
		w.notation.text(&w.text, raw, p.start-first, p.end-first)
	}
}

// emitChain emits the joined text of a chain, of which after bytes are left to the
// next fragment.
func (w *window) emitChain(c *chain, after int) error {
	if len(w.text.Text) <= c.before+after {
		return nil
	}
	first, last := c.parts[0], c.parts[len(c.parts)-1]
	w.raw = append(w.raw[:0], w.data[first.start:last.end]...)
	return w.emit(sources.Fragment{
		Origin: w.origin, Data: w.text.Text, Map: &w.text.Map, Raw: w.raw,
		Offset: w.offset + int64(first.start), Line: first.line, Column: first.column,
		Before: c.before, After: after,
	})
}

// move tells a chain that the data begins n bytes further on.
func (c *chain) move(n int) {
	for i := range c.parts {
		c.parts[i].start -= n
		c.parts[i].end -= n
	}
}
