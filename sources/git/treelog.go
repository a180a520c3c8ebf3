package git

import (
	"encoding/binary"

	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// A tree log says what all trees hold, in the few bytes that differ from the
// trees which git has stored them as differences to: a history has tens of
// millions of entries, but few of them are not those of another tree. It is
// written while the trees are read, once, and has all that is needed to find the
// way from a blob up to the commits.

// loggedEntry is an entry of a tree: the number of its object, and that of its
// name.
type loggedEntry struct{ object, name int32 }

// treeLog is the part of the log that one worker writes. It is a sequence of
// records, one for each tree, of these numbers: the tree, its base and one (or
// zero), and how many changes follow. Each change is a name and what two lowest
// bits say: the object that came under it, the object of the base's that is gone,
// or both. Numbers are written seven bits a byte, the lowest first: half of what
// they would take as they are. Submodules are left out.
type treeLog struct {
	store *objects
	ids   idSize
	miss  func(id []byte) int32 // gives a number to an object that is not held

	slabs [][]byte
	names map[string]int32
	list  []string // the names by their numbers

	added, gone []loggedEntry // of the record that is being made
	raw         []byte        // the record
}

// slabSize is how many bytes of the log are kept in one piece.
const slabSize = 256 << 10

// What a change in the log has.
const (
	hasAdded = 1 << iota
	hasGone
)

func newTreeLog(store *objects, ids idSize, miss func(id []byte) int32) *treeLog {
	return &treeLog{store: store, ids: ids, miss: miss, names: map[string]int32{}}
}

// visit writes the record of a tree.
func (l *treeLog) visit(o *odb.Object) error {
	l.added, l.gone = l.added[:0], l.gone[:0]
	base := int32(-1)
	var err error
	if o.Base != nil && len(o.Base.Note) > 0 {
		base = o.Base.Number
		err = l.compare(o)
	} else {
		err = l.whole(o)
	}
	if err != nil {
		// Without a note, trees that are stored as differences to this one are
		// read whole. So is this one.
		base, l.added, l.gone = -1, l.added[:0], l.gone[:0]
		_ = l.whole(o)
		o.Note = o.Note[:0]
	}
	l.write(o.Number, base)
	return err
}

// write appends a record to the log. What came and what is gone under one name
// becomes one change.
func (l *treeLog) write(tree, base int32) {
	const far = 4 // how far ahead an equal name is looked for
	changes := uint64(0)
	raw := l.raw[:0]
	put := func(name int32, has uint64, objects ...int32) {
		raw = binary.AppendUvarint(raw, uint64(name)<<2|has)
		for _, o := range objects {
			raw = binary.AppendUvarint(raw, uint64(o))
		}
		changes++
	}
	gone := l.gone
	for _, e := range l.added {
		n := 0
		for n < min(far, len(gone)) && gone[n].name != e.name {
			n++
		}
		if n == min(far, len(gone)) {
			put(e.name, hasAdded, e.object)
			continue
		}
		for _, g := range gone[:n] {
			put(g.name, hasGone, g.object)
		}
		put(e.name, hasAdded|hasGone, e.object, gone[n].object)
		gone = gone[n+1:]
	}
	for _, g := range gone {
		put(g.name, hasGone, g.object)
	}
	l.raw = raw

	var head [3 * binary.MaxVarintLen64]byte
	h := binary.AppendUvarint(head[:0], uint64(tree))
	h = binary.AppendUvarint(h, uint64(base+1))
	h = binary.AppendUvarint(h, changes)
	last := len(l.slabs) - 1
	if n := len(h) + len(raw); last < 0 || cap(l.slabs[last])-len(l.slabs[last]) < n {
		l.slabs = append(l.slabs, make([]byte, 0, max(slabSize, n)))
		last++
	}
	l.slabs[last] = append(append(l.slabs[last], h...), raw...)
}

// whole takes in every entry of a tree, and notes where each begins.
func (l *treeLog) whole(o *odb.Object) error {
	at := 0
	for at < len(o.Data) {
		if o.IsBase {
			o.Note = append(o.Note, int32(at))
		}
		e, ok := parseEntry(o.Data[at:], l.ids)
		if !ok {
			return errTree
		}
		l.added = l.take(l.added, &e)
		at += e.size
	}
	if o.IsBase {
		o.Note = append(o.Note, int32(at))
	}
	return nil
}

// compare takes in the entries of a tree that do not come whole from its base,
// and those of the base that did not come. An entry of the base comes whole if a
// stretch that is copied has all of it, and if reading the tree from its start
// gets to the entry's first byte.
func (l *treeLog) compare(o *odb.Object) error {
	starts := o.Base.Note // of the base's entries, and its end
	from, to, size := 0, 0, 0
	copies := odb.CopiesOf(o.Base)
	more := true
	i, next := 0, 0 // the base's entry that was looked for, and the first not met yet
	for at := 0; at < len(o.Data); {
		for more && to+size <= at {
			if from, to, size, more = copies.Next(); !more {
				size = 0
			}
		}
		if to <= at && at < to+size {
			i = seek(starts, i, int32(from+at-to))
			end := int32(from + size)
			if i >= next && i < len(starts)-1 && starts[i] == int32(from+at-to) && starts[i+1] <= end {
				first := i
				i = lastStart(starts, i+1, end)
				if o.IsBase {
					o.Note = appendShifted(o.Note, starts[first:i], int32(to-from))
				}
				l.leave(o, next, first)
				next = i
				at = to + int(starts[i]) - from
				continue
			}
		}
		if o.IsBase {
			o.Note = append(o.Note, int32(at))
		}
		e, ok := parseEntry(o.Data[at:], l.ids)
		if !ok {
			return errTree
		}
		l.added = l.take(l.added, &e)
		at += e.size
	}
	l.leave(o, next, len(starts)-1)
	if o.IsBase {
		o.Note = append(o.Note, int32(len(o.Data)))
	}
	return nil
}

// leave takes in entries of the base that the tree does not have.
func (l *treeLog) leave(o *odb.Object, from, to int) {
	for _, at := range o.Base.Note[from:to] {
		if e, ok := parseEntry(o.Base.Data[at:], l.ids); ok {
			l.gone = l.take(l.gone, &e)
		}
	}
}

// take appends an entry to a list.
func (l *treeLog) take(list []loggedEntry, e *treeEntry) []loggedEntry {
	if e.isSubmodule() {
		return list
	}
	number, ok := l.store.NumberOf(e.id)
	if !ok {
		number = l.miss(e.id)
	}
	name, ok := l.names[string(e.name)]
	if !ok {
		name = int32(len(l.list))
		s := string(e.name)
		l.names[s] = name
		l.list = append(l.list, s)
	}
	return append(list, loggedEntry{number, name})
}

// seek gives the first place, at i or near it on, where starts holds at or more.
func seek(starts []int32, i int, at int32) int {
	lo, hi := 0, len(starts)
	if i < hi && starts[i] <= at {
		// Most often it lies not far ahead.
		lo = i
		for step := 1; lo+step < hi; step *= 2 {
			if starts[lo+step] > at {
				hi = lo + step
				break
			}
			lo += step
		}
	}
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); starts[mid] < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// lastStart gives the last place, from i on, where starts holds end or less.
func lastStart(starts []int32, i int, end int32) int {
	if starts[len(starts)-1] <= end {
		return len(starts) - 1
	}
	n := seek(starts, i, end+1)
	return n - 1
}

// appendShifted appends numbers, each moved by the same distance.
func appendShifted(list, numbers []int32, by int32) []int32 {
	n := len(list)
	list = append(list, numbers...)
	if by != 0 {
		for i := range list[n:] {
			list[n+i] += by
		}
	}
	return list
}
