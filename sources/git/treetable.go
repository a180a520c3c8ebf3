package git

// treeTable is a whole tree log, with what is needed to find one's way in it.
// Records are numbered.
type treeTable struct {
	logs    []*treeLog
	records []place32 // of each record, where it is
	bases   []int32   // of each record, that of its base; -1 if it has none
	// dependents gives, for each record, those that have it as their base.
	dependents lists
	names      []string
	nameOf     [][]int32 // of each log, for its names, their places in names
}

// place32 is where a record is: in which log and slab, and at which place there.
type place32 struct {
	log  uint16
	slab uint32
	at   uint32
}

// logRecord is a record of the log. Its slices lie in the log.
type logRecord struct {
	tree        int32
	added, gone []loggedEntry
}

// newTreeTable reads what all workers have logged. Objects is how many numbers
// of objects there are.
func newTreeTable(logs []*treeLog, objects int) *treeTable {
	t := &treeTable{logs: logs}
	recordOf := make([]int32, objects) // of each object; -1 if it is no tree
	for i := range recordOf {
		recordOf[i] = -1
	}
	for i, l := range logs {
		for s, slab := range l.slabs {
			for at := 0; at < len(slab); {
				tree, sizes := slab[at].object, slab[at+1]
				recordOf[tree] = int32(len(t.records))
				t.records = append(t.records, place32{uint16(i), uint32(s), uint32(at)})
				at += recordHead + int(sizes.object) + int(sizes.name)
			}
		}
	}
	t.bases = make([]int32, len(t.records))
	for rec := range t.bases {
		t.bases[rec] = -1
		if base := t.raw(int32(rec))[0].name; base >= 0 {
			t.bases[rec] = recordOf[base]
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

func (t *treeTable) raw(rec int32) []loggedEntry {
	p := t.records[rec]
	return t.logs[p.log].slabs[p.slab][p.at:]
}

func (t *treeTable) record(rec int32) logRecord {
	raw := t.raw(rec)
	tree, added, gone := raw[0].object, int(raw[1].object), int(raw[1].name)
	entries := raw[recordHead : recordHead+added+gone]
	return logRecord{tree, entries[:added], entries[added:]}
}

// base gives the record of a record's base, or -1.
func (t *treeTable) base(rec int32) int32 { return t.bases[rec] }

// name gives the place in names of a name in a record.
func (t *treeTable) name(rec, name int32) int32 { return t.nameOf[t.records[rec].log][name] }

// adders gives, for each object, the records that add it.
func (t *treeTable) adders(objects int) lists {
	return makeLists(objects, func(yield func(list, item int32)) {
		for rec := range int32(t.len()) {
			for _, e := range t.record(rec).added {
				yield(e.object, rec)
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
