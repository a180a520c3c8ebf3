package git

import "github.com/sourcegraph/conc/pool"

// treeTable is a whole tree log, with what is needed to find one's way in it.
// Records are numbered.
type treeTable struct {
	logs    []*treeLog
	records []recordPlace // of each record, where it is
	firsts  []int32       // of each log, its first record
	// recordOf gives the record of each object; -1 if it is no tree.
	recordOf []int32
	bases    []int32 // of each record, that of its base; -1 if it has none
	// dependents gives, for each record, those that have it as their base, and
	// holders those that add it as a subtree.
	dependents, holders lists
	names               []string
}

// recordPlace is where a record is: in which log and slab, and where there.
type recordPlace struct{ log, slab, at uint32 }

// logRecord is a record of the log.
type logRecord struct {
	tree, base int32  // objects; base is -1 if there is none
	changes    []byte // what next reads
}

// readRecord reads the record at the start of a log, and gives the rest.
func readRecord(log []byte) (r logRecord, rest []byte) {
	tree, log := uvarint(log)
	base, log := uvarint(log)
	size, log := uvarint(log)
	return logRecord{int32(tree), int32(base) - 1, log[:size:size]}, log[size:]
}

// treeChange is what differs between a tree and its base under one name. Added
// and gone are objects, or -1.
type treeChange struct{ name, added, gone int32 }

// next reads the next change; not ok if there are no more.
func (r *logRecord) next() (c treeChange, ok bool) {
	b := r.changes
	if len(b) == 0 {
		return c, false
	}
	n, b := uvarint(b)
	c = treeChange{int32(n >> 2), -1, -1}
	var object uint64
	if n&hasAdded != 0 {
		object, b = uvarint(b)
		c.added = int32(object)
	}
	if n&hasGone != 0 {
		object, b = uvarint(b)
		c.gone = int32(object)
	}
	r.changes = b
	return c, true
}

// uvarint reads a number of the log, which is sound.
func uvarint(b []byte) (uint64, []byte) {
	if len(b) > 3 { // most have three bytes or fewer
		n := uint64(b[0])
		if n < 0x80 {
			return n, b[1:]
		}
		n = n&0x7f | uint64(b[1])<<7
		if b[1] < 0x80 {
			return n, b[2:]
		}
		n = n&0x3fff | uint64(b[2])<<14
		if b[2] < 0x80 {
			return n, b[3:]
		}
	}
	n := uint64(0)
	for i, c := range b {
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return n, b[i+1:]
		}
	}
	return n, nil
}

// newTreeTable reads what all workers have logged. Objects is how many numbers
// of objects there are.
func newTreeTable(logs []*treeLog, names *nameTable, objects int) *treeTable {
	t := &treeTable{logs: logs, names: names.list, recordOf: make([]int32, objects)}
	for i := range t.recordOf {
		t.recordOf[i] = -1
	}
	for i, l := range logs {
		t.firsts = append(t.firsts, int32(len(t.records)))
		for s, slab := range l.slabs {
			for rest := slab; len(rest) > 0; {
				at := len(slab) - len(rest)
				var r logRecord
				r, rest = readRecord(rest)
				t.recordOf[r.tree] = int32(len(t.records))
				t.records = append(t.records, recordPlace{uint32(i), uint32(s), uint32(at)})
			}
		}
	}
	t.firsts = append(t.firsts, int32(len(t.records)))
	t.bases = make([]int32, len(t.records))
	t.each(func(rec int32, r logRecord) {
		t.bases[rec] = -1
		if r.base >= 0 {
			t.bases[rec] = t.recordOf[r.base]
		}
	})
	t.dependents = makeLists(len(t.records), func(yield func(list, item int32)) {
		for rec, base := range t.bases {
			if base >= 0 {
				yield(base, int32(rec))
			}
		}
	})
	t.holders = makeLists(len(t.records), func(yield func(list, item int32)) {
		t.each(func(rec int32, r logRecord) {
			for c, ok := r.next(); ok; c, ok = r.next() {
				if c.added >= 0 {
					if tree := t.recordOf[c.added]; tree >= 0 {
						yield(tree, rec)
					}
				}
			}
		})
	})
	return t
}

// len is the number of records.
func (t *treeTable) len() int { return len(t.records) }

// each goes over all records.
func (t *treeTable) each(yield func(rec int32, r logRecord)) {
	for i := range t.logs {
		t.eachOf(i, yield)
	}
}

// eachOf goes over the records of one log.
func (t *treeTable) eachOf(log int, yield func(rec int32, r logRecord)) {
	rec := t.firsts[log]
	for _, slab := range t.logs[log].slabs {
		for rest := slab; len(rest) > 0; rec++ {
			var r logRecord
			r, rest = readRecord(rest)
			yield(rec, r)
		}
	}
}

func (t *treeTable) record(rec int32) logRecord {
	p := t.records[rec]
	r, _ := readRecord(t.logs[p.log].slabs[p.slab][p.at:])
	return r
}

// holding lists, for each of these objects, the records that add it.
func (t *treeTable) holding(jobs int, wanted map[int32]int32) map[int32][]int32 {
	set := newBitset(len(t.recordOf))
	for object := range wanted {
		set.add(object)
	}
	found := make([]map[int32][]int32, len(t.logs))
	group := pool.New().WithMaxGoroutines(jobs)
	for i := range t.logs {
		group.Go(func() {
			found[i] = map[int32][]int32{}
			t.eachOf(i, func(rec int32, r logRecord) {
				for c, ok := r.next(); ok; c, ok = r.next() {
					if c.added >= 0 && set.has(c.added) {
						found[i][c.added] = append(found[i][c.added], rec)
					}
				}
			})
		})
	}
	group.Wait()
	all := map[int32][]int32{}
	for _, some := range found {
		for object, records := range some {
			all[object] = append(all[object], records...)
		}
	}
	return all
}

// bitset is a set of numbers from 0 on.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (s bitset) add(n int32)      { s[n/64] |= 1 << (n % 64) }
func (s bitset) has(n int32) bool { return s[n/64]&(1<<(n%64)) != 0 }

// lists is many lists of numbers, one behind the other.
type lists struct {
	ends  []int32
	items []int32
}

// makeLists makes n lists of what each gives, in the order in which it gives it.
// It calls each twice.
func makeLists(n int, each func(yield func(list, item int32))) lists {
	l := lists{ends: make([]int32, n+1)}
	each(func(list, _ int32) { l.ends[list+1]++ })
	for i := range n {
		l.ends[i+1] += l.ends[i]
	}
	l.items = make([]int32, l.ends[n])
	// Filled from their starts, which are the ends of the lists before, ends
	// move one list on.
	each(func(list, item int32) {
		l.items[l.ends[list]] = item
		l.ends[list]++
	})
	return l
}

// of gives the list with a number.
func (l *lists) of(list int32) []int32 {
	start := int32(0)
	if list > 0 {
		start = l.ends[list-1]
	}
	return l.items[start:l.ends[list]]
}
