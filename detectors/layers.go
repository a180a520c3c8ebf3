package detectors

import (
	"errors"
	"sync"

	"github.com/leakstag/leakstag/detectors/internal/layer"
	"github.com/leakstag/leakstag/sources"
)

// maxLayers is how often text may be encoded within encoded text.
const maxLayers = 5

// What may be made of a fragment, in bytes for each of its own, and the least for
// a short one. No text that people make comes near it: it is there for text that
// was made to be decoded over and over, or to become many times itself.
const (
	decodedShare  = 12
	decodedLeast  = 256 << 10
	unpackedShare = 16
	unpackedLeast = 4 << 20
	viewedShare   = 12
	viewedLeast   = 256 << 10
)

// How many keywords are looked at in what is made of a fragment, one for so many
// of its bytes, and the least: they are what takes the time, and a few bytes may
// hold any number of them once they are unpacked.
const (
	bytesForHit = 16
	hitsLeast   = 1 << 15
)

// errUnpacked says that some of an item was not looked at.
var errUnpacked = errors.New("what is encoded within the item is too large to be searched as a whole")

// budget is what may yet be made of a fragment: all its layers, and all views of
// it with theirs, have one between them.
type budget struct {
	decoded, unpacked, viewed int
	hits                      int
	over                      bool // there was more
}

func newBudget(f *sources.Fragment) *budget {
	return &budget{
		decoded:  decodedLeast + decodedShare*len(f.Data),
		unpacked: unpackedLeast + unpackedShare*len(f.Data),
		viewed:   viewedLeast + viewedShare*len(f.Data),
		hits:     hitsLeast + len(f.Data)/bytesForHit,
	}
}

// layers decodes what lies encoded in one text, each stretch once.
type layers struct {
	engine *Engine
	f      *sources.Fragment
	depth  int
	budget *budget
	keep   func(match)
	// next says for each encoding what was decoded of the text before it.
	next [layer.Encodings]int
	// done are the stretches that were decoded, by their places.
	done [layer.Encodings][]stretch
}

type stretch struct{ from, to int }

var layersPool = sync.Pool{New: func() any { return new(layers) }}

// newLayers begins with a text. One is needed for each item there is, so that they
// are used again.
func newLayers(e *Engine, f *sources.Fragment, depth int, b *budget, keep func(match)) *layers {
	l := layersPool.Get().(*layers)
	l.engine, l.f, l.depth, l.budget, l.keep = e, f, depth, b, keep
	return l
}

// free ends the work on a text.
func (l *layers) free() {
	l.engine, l.f, l.budget, l.keep = nil, nil, nil, nil
	l.next = [layer.Encodings]int{}
	l.done = [layer.Encodings][]stretch{}
	layersPool.Put(l)
}

// hit decodes the layer at a place and looks for leaks in it.
func (l *layers) hit(at layer.Place) {
	if l.depth >= maxLayers || at.Pos < l.next[at.Encoding] {
		return
	}
	if l.budget.decoded <= 0 {
		l.budget.over = true
		return
	}
	if soft, ok := layer.Soft(l.f.Data, at); ok {
		l.hit(soft)
	}
	from := l.next[at.Encoding]
	decoded, next := layer.Decode(l.f.Data, at, from)
	l.next[at.Encoding] = next
	if decoded == nil {
		l.done[at.Encoding] = append(l.done[at.Encoding], stretch{at.Pos, next})
		return
	}
	l.done[at.Encoding] = append(l.done[at.Encoding], stretch{decoded.From, next})
	l.budget.decoded -= len(decoded.Text)
	l.budget.over = l.budget.over || decoded.Short
	whole := len(decoded.Text)
	if at.Encoding.Binary() {
		if on, ok := layer.Cut(l.f.Data, decoded.From, next); ok {
			whole -= cutTail
			defer func() {
				on.Pos = max(on.Pos, l.next[on.Encoding])
				l.hit(on)
			}()
		}
	}
	outward := func(m match) {
		if m.end > whole && !m.packed {
			return // it may lack its end
		}
		m.start, m.end = decoded.Map.Original(m.start, m.end)
		m.layers++
		l.enclose(&m, at.Encoding)
		if m.start >= max(decoded.From, from) && m.start < decoded.To {
			l.keep(m)
		}
	}
	switch {
	case decoded.Packed:
		l.unpack(decoded.Text, outward)
	case at.Encoding.Binary():
		l.binary(decoded.Text, outward)
	default:
		l.search(decoded.Text, outward)
	}
}

// search looks for leaks in decoded text.
func (l *layers) search(text []byte, outward func(match)) {
	inner := sources.Fragment{Origin: l.f.Origin, Data: text, Line: 1}
	only := sync.OnceValue(func() bool { return onlyKey(text) })
	l.engine.search(&inner, l.depth+1, l.budget, func(m match) {
		if m.layers == 0 && m.rule == l.engine.apiKeys.other {
			m.onlyKey = only()
		}
		outward(m)
	})
}

// binary does so in decoded bytes, which may be in UTF-16.
func (l *layers) binary(text []byte, outward func(match)) {
	narrow := layer.Narrow(text)
	if narrow == nil {
		l.search(text, outward)
		return
	}
	l.budget.decoded -= len(narrow.Text)
	l.search(narrow.Text, func(m match) {
		m.start, m.end = narrow.Map.Original(m.start, m.end)
		outward(m)
	})
}

// unpack looks for leaks in what was packed. All of it has the place of the whole.
func (l *layers) unpack(packed []byte, outward func(match)) {
	if l.budget.unpacked <= 0 {
		l.budget.over = true
		return
	}
	text, err := layer.Unpack(packed, l.budget.unpacked)
	l.budget.unpacked -= len(text)
	l.budget.over = l.budget.over || errors.Is(err, layer.ErrTooLarge)
	var found []match
	l.binary(text, func(m match) { found = append(found, m) })
	for _, m := range strongest(found) {
		if err != nil && m.end >= len(text)-cutTail && !m.packed {
			continue // it may lack its end
		}
		m.start, m.end, m.packed = 0, len(packed), true
		outward(m)
	}
}

// cutTail is how near the end of a text that was cut a value may not end.
const cutTail = 4

// runs decodes what no keyword told of.
func (l *layers) runs() {
	if l.depth >= maxLayers {
		return
	}
	l.next = [layer.Encodings]int{}
	layer.Runs(l.f.Data, func(at layer.Place) int {
		done := l.done[at.Encoding]
		for len(done) > 0 && done[0].to <= at.Pos {
			done = done[1:]
		}
		l.done[at.Encoding] = done
		if len(done) > 0 && done[0].from <= at.Pos {
			return done[0].to
		}
		if l.budget.decoded <= 0 {
			l.budget.over = true
			return len(l.f.Data)
		}
		l.hit(at)
		return l.next[at.Encoding]
	})
}
