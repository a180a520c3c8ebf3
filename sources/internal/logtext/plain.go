package logtext

import (
	"slices"
	"sort"

	"github.com/leakstag/leakstag/sources"
)

// emitPlain emits the text from plain up to seam that is in no chain, with what
// stands before it and behind it, up to end, as context.
func (w *window) emitPlain(seam, end int) error {
	from := w.outside(boundary(w.data, w.plain-sources.Overlap), hole.after)
	f := sources.Fragment{
		Origin: w.origin, Data: w.data[from:end:end], Offset: w.offset + int64(from),
		Before: w.plain - from, After: end - seam,
	}
	if i := w.holeAfter(from); i < len(w.holes) && w.holes[i].start < end {
		w.leaveOut(&f, from, seam, end)
	}
	if len(f.Data) <= f.Before+f.After {
		return nil
	}
	f.Line, f.Column = w.place(from)
	return w.emit(f)
}

// leaveOut makes f a text without the holes.
func (w *window) leaveOut(f *sources.Fragment, from, seam, end int) {
	w.text.Reset()
	f.Raw = f.Data
	copied := from
	upTo := func(pos int) {
		w.text.Copy(f.Raw, copied-from, pos-from)
		copied = max(copied, pos)
	}
	stops := [...]struct {
		pos int
		at  *int
	}{{w.plain, &f.Before}, {seam, &f.After}}
	holes := w.holes[w.holeAfter(from):]
	for _, stop := range stops {
		for len(holes) > 0 && holes[0].start < stop.pos {
			upTo(holes[0].start)
			copied = max(copied, holes[0].end)
			holes = holes[1:]
		}
		upTo(stop.pos)
		*stop.at = len(w.text.Text)
	}
	for _, h := range holes {
		if h.start >= end {
			break
		}
		upTo(h.start)
		copied = h.end
	}
	upTo(end)
	f.After = len(w.text.Text) - f.After
	f.Data, f.Map = w.text.Text, &w.text.Map
}

// holeAfter gives the index of the first hole that ends behind pos.
func (w *window) holeAfter(pos int) int {
	return sort.Search(len(w.holes), func(i int) bool { return w.holes[i].end > pos })
}

// outside gives pos, or, if that lies in a hole, the hole's side.
func (w *window) outside(pos int, side func(hole) int) int {
	if i := w.holeAfter(pos); i < len(w.holes) && w.holes[i].start < pos {
		return side(w.holes[i])
	}
	return pos
}

func (h hole) before() int { return h.start }
func (h hole) after() int  { return h.end }

// moveHoles tells the holes that the data begins n bytes further on.
func (w *window) moveHoles(n int) {
	w.holes = slices.Delete(w.holes, 0, w.holeAfter(n))
	for i := range w.holes {
		w.holes[i].start = max(0, w.holes[i].start-n)
		w.holes[i].end -= n
	}
}
