package shellhistory

import (
	"bytes"
	"iter"

	"github.com/leakstag/leakstag/sources"
)

// parseShada reads Neovim's shada file (runtime/doc/starting.txt,
// "shada-format"): entries of three MessagePack numbers, which are the kind, the
// time and the length, and of one value. Commands, searches, registers and
// variables are such; a register's lines are given together. What comes after a
// fault is given as it is.
func parseShada(text []byte) iter.Seq[command] {
	return func(yield func(command) bool) {
		const header = 1 // who wrote the file
		in := newWalker(text)
		var made builder
		for at := 0; at < len(text); {
			m := msgpack{text, at}
			kind, ok := m.number()
			ran, timed := m.number()
			length, sized := m.number()
			if !ok || !timed || !sized || length > uint64(len(text)-m.at) {
				yield(command{fragment: in.fragment(at, len(text))})
				return
			}
			at = m.at + int(length)
			if kind == header {
				continue
			}
			c := command{time: epochSeconds(float64(ran)), fragment: shadaText(&made, &in, m.at, at)}
			if !blank(c.fragment.Data) && !yield(c) {
				return
			}
		}
	}
}

// shadaText makes the text of an entry's value text[start:end]: its strings, one
// a line. A value that is broken is taken as it is.
func shadaText(made *builder, in *walker, start, end int) sources.Fragment {
	var spans []span
	m := msgpack{in.text[:end], start}
	ok := m.value(maxMsgpackDepth, func(start, end int) {
		if len(spans) <= maxStandIns {
			spans = append(spans, span{start, end})
		}
	})
	if !ok || m.at != end || len(spans) > maxStandIns {
		return in.fragment(start, end)
	}
	if len(spans) == 0 {
		return sources.Fragment{}
	}
	first := in.fragment(spans[0].start, spans[0].end)
	made.begin(in.text, fileLine{offset: spans[0].start, number: first.Line})
	for i, s := range spans {
		if i > 0 {
			made.put("\n", spans[i-1].end, s.start)
		}
		made.copy(s.start, s.end)
	}
	f := made.fragment()
	f.Column = first.Column
	return f
}

// isShada knows a shada file by the header that Neovim begins it with.
func isShada(text []byte) bool {
	m := msgpack{text, 0}
	kind, ok := m.number()
	return ok && kind == 1 && bytes.Contains(text[:min(len(text), 64)], []byte("generator"))
}
