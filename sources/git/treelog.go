package git

import (
	"encoding/binary"
	"errors"
	"sync/atomic"

	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// A tree log says what all trees hold, in the few bytes that differ from the
// trees which git has stored them as differences to: a history has tens of
// millions of entries, but few of them are not those of another tree. It is
// written while the trees are read, once, and has all that is needed to find the
// way from a blob up to the commits.

// loggedEntry is an entry of a tree: the number of its object, and that of its
// name. Whether the entry calls the object a tree does not matter: what the object
// is counts.
type loggedEntry struct{ object, name int32 }

// noEntry is what stands for a submodule.
var noEntry = loggedEntry{-1, -1}

// treeLog is the part of the log that one worker writes. It is a sequence of
// records, one for each tree, of these numbers: the tree, its base and one (or
// zero), and how many bytes of changes follow. Each change is a name and what its
// lowest bits say: the object that came under it, the object of the base's that is
// gone, or both. Numbers are written seven bits a byte, the lowest first: half of
// what they would take as they are. Submodules are left out.
type treeLog struct {
	store *objects
	ids   idSize
	miss  func(id []byte) int32 // gives a number to an object that is not held

	slabs [][]byte
	size  *atomic.Int64 // bytes of the slabs of all logs
	names nameCache

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

// mostLogged is how many bytes the whole log may have. The trees of no sound
// repository come near.
const mostLogged = 4 << 30

// errLog says that a tree is left out of the log.
var errLog = errors.New("the trees of this repository hold more than can be kept")

func newTreeLog(store *objects, ids idSize, names *nameTable, size *atomic.Int64, miss func(id []byte) int32) *treeLog {
	return &treeLog{store: store, ids: ids, miss: miss, size: size, names: newNameCache(names)}
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
	if !l.write(o.Number, base) {
		o.Note = o.Note[:0] // nor can others be logged as differences to this one
		return errLog
	}
	return err
}

// write appends a record to the log; not ok if there is no room. What came and what is gone under one name
// becomes one change.
func (l *treeLog) write(tree, base int32) (ok bool) {
	const far = 4 // how far ahead an equal name is looked for
	raw := l.raw[:0]
	put := func(name int32, has uint64, objects ...int32) {
		raw = binary.AppendUvarint(raw, uint64(name)<<2|has)
		for _, o := range objects {
			raw = binary.AppendUvarint(raw, uint64(o))
		}
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
	h = binary.AppendUvarint(h, uint64(len(raw)))
	last := len(l.slabs) - 1
	if n := len(h) + len(raw); last < 0 || cap(l.slabs[last])-len(l.slabs[last]) < n {
		n = max(slabSize, n)
		if l.size.Add(int64(n)) > mostLogged {
			return false
		}
		l.slabs = append(l.slabs, make([]byte, 0, n))
		last++
	}
	l.slabs[last] = append(append(l.slabs[last], h...), raw...)
	return true
}

// whole takes in every entry of a tree, and notes each.
func (l *treeLog) whole(o *odb.Object) error {
	at := 0
	for at < len(o.Data) {
		n, err := l.entry(o, at)
		if err != nil {
			return err
		}
		at += n
	}
	l.noteEnd(o)
	return nil
}

// entry takes in the entry of a tree that begins at at, and gives its length.
func (l *treeLog) entry(o *odb.Object, at int) (int, error) {
	e, ok := parseEntry(o.Data[at:], l.ids)
	if !ok {
		return 0, errTree
	}
	logged := l.find(&e)
	if o.IsBase {
		o.Note = append(o.Note, odb.Note{int32(at), logged.object, logged.name})
	}
	if logged != noEntry {
		l.added = append(l.added, logged)
	}
	return e.size, nil
}

// noteEnd notes where a tree ends.
func (l *treeLog) noteEnd(o *odb.Object) {
	if o.IsBase {
		o.Note = append(o.Note, odb.Note{int32(len(o.Data)), -1, -1})
	}
}

// compare takes in the entries of a tree that do not come whole from its base,
// and those of the base that did not come. An entry of the base comes whole if a
// stretch that is copied has all of it, and if reading the tree from its start
// gets to the entry's first byte.
func (l *treeLog) compare(o *odb.Object) error {
	base := o.Base.Note // the base's entries, and its end
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
			start, end := int32(from+at-to), int32(from+size)
			i = seek(base, i, start)
			if i >= next && i < len(base)-1 && base[i][0] == start && base[i+1][0] <= end {
				first := i
				i = lastStart(base, i+1, end)
				if o.IsBase {
					o.Note = appendShifted(o.Note, base[first:i], int32(to-from))
				}
				l.leave(base[next:first])
				next = i
				at = to + int(base[i][0]) - from
				continue
			}
		}
		n, err := l.entry(o, at)
		if err != nil {
			return err
		}
		at += n
	}
	l.leave(base[next : len(base)-1])
	l.noteEnd(o)
	return nil
}

// leave takes in entries of the base that the tree does not have.
func (l *treeLog) leave(entries []odb.Note) {
	for _, e := range entries {
		if e[1] >= 0 {
			l.gone = append(l.gone, loggedEntry{e[1], e[2]})
		}
	}
}

// find gives the numbers of an entry.
func (l *treeLog) find(e *treeEntry) loggedEntry {
	if e.isSubmodule() {
		return noEntry
	}
	number, ok := l.store.NumberOf(e.id)
	if !ok {
		number = l.miss(e.id)
	}
	return loggedEntry{number, l.names.number(e.name)}
}

// seek gives the first entry, at i or near it on, that begins at at or later.
func seek(entries []odb.Note, i int, at int32) int {
	lo, hi := 0, len(entries)
	if i < hi && entries[i][0] <= at {
		// Most often it lies not far ahead.
		lo = i
		for step := 1; lo+step < hi; step *= 2 {
			if entries[lo+step][0] > at {
				hi = lo + step
				break
			}
			lo += step
		}
	}
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); entries[mid][0] < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// lastStart gives the last entry, from i on, that begins at end or before.
func lastStart(entries []odb.Note, i int, end int32) int {
	if last := len(entries) - 1; entries[last][0] <= end {
		return last
	}
	return seek(entries, i, end+1) - 1
}

// appendShifted appends entries, each moved by the same distance.
func appendShifted(list, entries []odb.Note, by int32) []odb.Note {
	n := len(list)
	list = append(list, entries...)
	if by != 0 {
		for i := range list[n:] {
			list[n+i][0] += by
		}
	}
	return list
}
