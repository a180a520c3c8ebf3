package git

import (
	"encoding/binary"
	"sync"
)

// idSet is a set of object ids that is safe for concurrent use.
type idSet struct {
	mu  sync.Mutex
	ids map[objectID]struct{}
}

func newIDSet() *idSet { return &idSet{ids: map[objectID]struct{}{}} }

// add says whether id is new to the set.
func (s *idSet) add(id objectID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.ids[id]; ok {
		return false
	}
	s.ids[id] = struct{}{}
	return true
}

// prefix is the beginning of an id. Ids are digests, so that two of them share
// their first 64 bits by chance only in stores that nobody has.
type prefix uint64

func (id *objectID) prefix() prefix { return prefix(binary.LittleEndian.Uint64(id[:])) }

// prefixSet is a set of ids by their prefixes: an open hash table, for sets of
// millions that are asked tens of millions of times. It is not written any more
// once it is asked.
type prefixSet struct {
	slots []prefix // 0 is free
	zero  bool     // the prefix 0 is in the set
	mask  uint64
}

// newPrefixSet makes a set for n ids.
func newPrefixSet(n int) *prefixSet {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &prefixSet{slots: make([]prefix, size), mask: uint64(size - 1)}
}

func (s *prefixSet) add(p prefix) {
	if p == 0 {
		s.zero = true
		return
	}
	for i := uint64(p) >> 3 & s.mask; ; i = (i + 1) & s.mask {
		switch s.slots[i] {
		case p:
			return
		case 0:
			s.slots[i] = p
			return
		}
	}
}

func (s *prefixSet) has(p prefix) bool {
	if p == 0 {
		return s.zero
	}
	for i := uint64(p) >> 3 & s.mask; ; i = (i + 1) & s.mask {
		switch s.slots[i] {
		case p:
			return true
		case 0:
			return false
		}
	}
}

// prefixMap is a prefixSet that gives each id a number.
type prefixMap struct {
	slots  []prefix // 0 is free
	values []int32
	zero   int32 // the number of the prefix 0, or -1
	mask   uint64
}

// newPrefixMap makes a map for n ids.
func newPrefixMap(n int) *prefixMap {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &prefixMap{slots: make([]prefix, size), values: make([]int32, size), zero: -1, mask: uint64(size - 1)}
}

// add gives an id a number, and says whether it had none before.
func (m *prefixMap) add(p prefix, value int32) bool {
	if p == 0 {
		if m.zero >= 0 {
			return false
		}
		m.zero = value
		return true
	}
	for i := uint64(p) >> 3 & m.mask; ; i = (i + 1) & m.mask {
		switch m.slots[i] {
		case p:
			return false
		case 0:
			m.slots[i], m.values[i] = p, value
			return true
		}
	}
}

// get gives the number of an id.
func (m *prefixMap) get(p prefix) (int32, bool) {
	if p == 0 {
		return m.zero, m.zero >= 0
	}
	for i := uint64(p) >> 3 & m.mask; ; i = (i + 1) & m.mask {
		switch m.slots[i] {
		case p:
			return m.values[i], true
		case 0:
			return 0, false
		}
	}
}
