package odb

// Every object of a store has a number, which is a lot smaller than its id: first
// those in packs, pack by pack in the order of their ids, then the loose ones. An
// object of which there are several copies has a number for each; the one that
// [Store.Number] gives is the one under which a walk visits it, unless that copy
// cannot be read.

// Numbers is how many numbers there are: they run from 0 to Numbers()-1.
func (s *Store) Numbers() int { return s.numbers + len(s.loose) }

// Number gives the number of an object; not ok if the store does not hold it. It
// is safe for concurrent use.
func (s *Store) Number(id *ID) (number int32, ok bool) { return s.NumberOf(id[:s.idLen]) }

// NumberOf is Number for an id as it stands in a tree.
func (s *Store) NumberOf(raw []byte) (number int32, ok bool) {
	for _, p := range s.packs {
		if n, ok := p.index.find(raw); ok {
			return int32(p.base + n), true
		}
	}
	if len(s.loose) == 0 {
		return 0, false
	}
	var id ID
	copy(id[:], raw)
	at := s.firstLoose(&id)
	return int32(s.numbers + at), at < len(s.loose) && s.loose[at].id == id
}

// ID gives the id of the object with a number.
func (s *Store) ID(number int32) ID {
	n := int(number)
	if n >= s.numbers {
		return s.loose[n-s.numbers].id
	}
	for i := len(s.packs) - 1; i > 0; i-- {
		if n >= s.packs[i].base {
			return s.packs[i].index.id(n - s.packs[i].base)
		}
	}
	return s.packs[0].index.id(n)
}

// Has says whether the store holds an object.
func (s *Store) Has(id *ID) bool {
	_, ok := s.Number(id)
	return ok
}
