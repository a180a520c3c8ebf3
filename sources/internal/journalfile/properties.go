package journalfile

// fact is a property with its value.
type fact struct {
	property property
	value    string
}

// facts remembers which data objects set which properties, by their offset. It
// forgets those that no entry has named for long, so that a file of nothing but
// numbers of processes takes no more memory than another.
type facts struct{ young, old map[uint64]fact }

// generation is how many facts are remembered at least.
const generation = 64 << 10

func (f *facts) put(offset uint64, v fact) {
	if f.young == nil || len(f.young) >= generation {
		f.young, f.old = map[uint64]fact{}, f.young
	}
	f.young[offset] = v
}

func (f *facts) get(offset uint64) (fact, bool) {
	v, ok := f.young[offset]
	if !ok {
		if v, ok = f.old[offset]; ok {
			f.put(offset, v)
		}
	}
	return v, ok
}
