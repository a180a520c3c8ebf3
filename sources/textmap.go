package sources

import (
	"slices"
	"sort"
)

// MappedText is text that was made from another, the original, by undoing what
// a notation did to it: escapes, encodings, quotes, the cutting of lines. It is
// built from left to right, and remembers where each of its bytes comes from. The
// zero MappedText is empty and ready for use; it is not safe for concurrent use
// while it is built.
type MappedText struct {
	// Text is the text so far. It belongs to the MappedText.
	Text []byte
	// Map leads from Text to the original.
	Map TextMap
}

// Copy adds original[start:end] as it is.
func (m *MappedText) Copy(original []byte, start, end int) {
	if start >= end {
		return
	}
	m.Map.add(textRun{at: len(m.Text), from: start, made: end - start, size: end - start})
	m.Text = append(m.Text, original[start:end]...)
}

// Put adds text that was made from original[start:end], the whole of it from the
// whole of that: no byte of the text has a place of its own. An empty stretch is
// the place of text that stands for nothing in the original, such as a separator.
func (m *MappedText) Put(text []byte, start, end int) {
	if len(text) == 0 {
		return
	}
	m.Map.add(textRun{at: len(m.Text), from: start, made: len(text), size: end - start, whole: true})
	m.Text = append(m.Text, text...)
}

// PutString is Put for a string.
func (m *MappedText) PutString(text string, start, end int) {
	if len(text) == 0 {
		return
	}
	m.Map.add(textRun{at: len(m.Text), from: start, made: len(text), size: end - start, whole: true})
	m.Text = append(m.Text, text...)
}

// Scale adds text that was made from original[start:end] in even steps, as three
// bytes are from four characters of base64.
func (m *MappedText) Scale(text []byte, start, end int) {
	if len(text) == 0 {
		return
	}
	m.Map.add(textRun{at: len(m.Text), from: start, made: len(text), size: end - start})
	m.Text = append(m.Text, text...)
}

// Append adds the part inner.Text[start:end] of a text that was itself made from
// this one's original.
func (m *MappedText) Append(inner *MappedText, start, end int) {
	for i := inner.Map.find(start); i < len(inner.Map.runs) && start < end; i++ {
		r := inner.Map.runs[i]
		stop := min(end, r.at+r.made)
		if start >= stop {
			continue
		}
		if r.whole {
			m.Put(inner.Text[start:stop], r.from, r.from+r.size)
		} else {
			first, last := r.original(start, stop)
			m.Scale(inner.Text[start:stop], first, last)
		}
		start = stop
	}
}

// Reset empties m and keeps its memory.
func (m *MappedText) Reset() {
	m.Text = m.Text[:0]
	m.Map.runs = m.Map.runs[:0]
}

// TextMap leads from places in a text to places in the original that it was made
// from. It is read-only for all but its MappedText.
type TextMap struct {
	runs []textRun // by at, without gaps
}

// textRun is a stretch of text that was made in one way.
type textRun struct {
	at    int // in the text
	made  int // bytes of text
	from  int // in the original
	size  int // bytes of the original
	whole bool
}

// add appends a run, to the one before it if they go on alike.
func (m *TextMap) add(r textRun) {
	if n := len(m.runs); n > 0 {
		last := &m.runs[n-1]
		if !r.whole && !last.whole && last.from+last.size == r.from && r.made == r.size && last.made == last.size {
			last.made += r.made
			last.size += r.size
			return
		}
	}
	m.runs = append(m.runs, r)
}

// original gives the bytes of the original that text[start:end], which lies in
// the run, was made from.
func (r *textRun) original(start, end int) (from, to int) {
	if r.whole {
		return r.from, r.from + r.size
	}
	// Rounded outwards, so that no byte that had a part in it is left out.
	return r.from + (start-r.at)*r.size/r.made, r.from + ((end-r.at)*r.size+r.made-1)/r.made
}

// find gives the index of the run in which the byte at pos lies.
func (m *TextMap) find(pos int) int {
	return sort.Search(len(m.runs), func(i int) bool { return m.runs[i].at+m.runs[i].made > pos })
}

// Original gives the stretch of the original that text[start:end] was made from:
// the smallest that holds all of it. For an empty stretch of text it is empty.
func (m *TextMap) Original(start, end int) (from, to int) {
	if len(m.runs) == 0 {
		return 0, 0
	}
	i := min(m.find(start), len(m.runs)-1)
	first := &m.runs[i]
	if start >= end {
		if start >= first.at+first.made { // at the end of the text
			return first.from + first.size, first.from + first.size
		}
		from, _ = first.original(start, start)
		return from, from
	}
	from, to = first.original(start, min(end, first.at+first.made))
	for i++; i < len(m.runs) && m.runs[i].at < end; i++ {
		r := &m.runs[i]
		lo, hi := r.original(r.at, min(end, r.at+r.made))
		from, to = min(from, lo), max(to, hi)
	}
	return from, to
}

// Clone copies the map, so that it can be kept while its MappedText goes on.
func (m *TextMap) Clone() *TextMap { return &TextMap{slices.Clone(m.runs)} }
