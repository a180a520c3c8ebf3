package git

// treeTable is a whole tree log, with what is needed to find one's way in it.
// Records are numbered.
type treeTable struct {
	logs    []*treeLog
	records []place32 // of each record, where it is
	// recordOf gives the record of each object; -1 if it is no tree.
	recordOf []int32
	bases    []int32 // of each record, that of its base; -1 if it has none
	// dependents gives, for each record, those that have it as their base.
	dependents lists
	names      []string
	nameOf     [][]int32 // of each log, for its names, their places in names
}

// place32 is where a record is: in which log and slab, and at which place there.
type place32 struct {
	log, slab uint16
	at        uint32
}

// logRecord is a record of the log.
type logRecord struct {
	tree, base int32  // objects; base is -1 if there is none
	changes    uint64 // how many follow
	rest       []byte // the log from there on
}

// readRecord reads the head of the record at the start of a log.
func readRecord(log []byte) (r logRecord) {
	var tree, base uint64
	tree, log = uvarint(log)
	base, log = uvarint(log)
	r.tree, r.base = int32(tree), int32(base)-1
	r.changes, r.rest = uvarint(log)
	return r
}

// treeChange is what differs between a tree and its base under one name. Added and
// gone are objects, or -1.
type treeChange struct{ name, added, gone int32 }

// next reads the next change; not ok if there are no more.
func (r *logRecord) next() (c treeChange, ok bool) {
	if r.changes == 0 {
		return c, false
	}
	r.changes--
	n, rest := uvarint(r.rest)
	c = treeChange{int32(n >> 2), -1, -1}
	var object uint64
	if n&hasAdded != 0 {
		object, rest = uvarint(rest)
		c.added = int32(object)
	}
	if n&hasGone != 0 {
		object, rest = uvarint(rest)
		c.gone = int32(object)
	}
	r.rest = rest
	return c, true
}

// uvarint reads a number of the log, which is sound.
func uvarint(b []byte) (uint64, []byte) {
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
func newTreeTable(logs []*treeLog, objects int) *treeTable {
	t := &treeTable{logs: logs, recordOf: make([]int32, objects)}
	for i := range t.recordOf {
		t.recordOf[i] = -1
	}
	for i, l := range logs {
		for s, slab := range l.slabs {
			for rest := slab; len(rest) > 0; {
				at := len(slab) - len(rest)
				r := readRecord(rest)
				t.recordOf[r.tree] = int32(len(t.records))
				t.records = append(t.records, place32{uint16(i), uint16(s), uint32(at)})
				for more := true; more; _, more = r.next() {
				}
				rest = r.rest
			}
		}
	}
	t.bases = make([]int32, len(t.records))
	for rec := range t.bases {
		t.bases[rec] = -1
		if base := t.record(int32(rec)).base; base >= 0 {
			t.bases[rec] = t.recordOf[base]
		}
	}
	t.dependents = makeLists(len(t.records), func(yield func(list, item int32)) {
		for rec, base := range t.bases {
			if base >= 0 {
				yield(base, int32(rec))
			}
		}
	})
	t.mergeNames()
	return t
}

func (t *treeTable) mergeNames() {
	index := map[string]int32{}
	for _, l := range t.logs {
		places := make([]int32, len(l.list))
		for i, name := range l.list {
			at, ok := index[name]
			if !ok {
				at = int32(len(t.names))
				index[name] = at
				t.names = append(t.names, name)
			}
			places[i] = at
		}
		t.nameOf = append(t.nameOf, places)
	}
}

// len is the number of records.
func (t *treeTable) len() int { return len(t.records) }

func (t *treeTable) record(rec int32) logRecord {
	p := t.records[rec]
	return readRecord(t.logs[p.log].slabs[p.slab][p.at:])
}

// base gives the record of a record's base, or -1.
func (t *treeTable) base(rec int32) int32 { return t.bases[rec] }

// name gives the place in names of a name in a record.
func (t *treeTable) name(rec, name int32) int32 { return t.nameOf[t.records[rec].log][name] }

// adders gives the records that add an object, for each tree, and for each other
// object that is wanted.
func (t *treeTable) adders(wanted map[int32]int32) lists {
	return makeLists(len(t.recordOf), func(yield func(list, item int32)) {
		for rec := range int32(t.len()) {
			r := t.record(rec)
			for c, ok := r.next(); ok; c, ok = r.next() {
				if c.added < 0 {
					continue
				}
				if t.recordOf[c.added] < 0 {
					if _, ok := wanted[c.added]; !ok {
						continue
					}
				}
				yield(c.added, rec)
			}
		}
	})
}

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
