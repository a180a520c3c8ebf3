package git

import "sync"

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
