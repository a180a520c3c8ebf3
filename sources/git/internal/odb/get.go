package odb

import (
	"errors"
	"fmt"
)

// Get reads one object. An object over limit bytes (negative: no limit) is not
// read; its kind is given with ErrTooLarge. The bytes are the caller's. The
// error wraps ErrMissing if the store does not hold the object.
func (s *Store) Get(id ID, limit int64) (Kind, []byte, error) {
	return s.get(id, limit, 0)
}

// maxHops is how often a base may lie in another pack.
const maxHops = 64

func (s *Store) get(id ID, limit int64, hops int) (Kind, []byte, error) {
	var first error
	var firstKind Kind
	keep := func(kind Kind, err error) {
		if first == nil {
			first, firstKind = err, kind
		}
	}
	for _, p := range s.packs {
		e, ok := p.lookUp(id)
		if !ok {
			continue
		}
		kind, data, err := s.build(p, e, hops, &inflater{})
		if err == nil && limit >= 0 && int64(len(data)) > limit {
			return kind, nil, fmt.Errorf("%d bytes: %w", len(data), ErrTooLarge)
		}
		if err == nil {
			return kind, data, nil
		}
		keep(kind, err)
	}
	for i := s.firstLoose(id); i < len(s.loose) && s.loose[i].id == id; i++ {
		kind, data, err := readLoose(s.loose[i].path, limit, nil)
		if err == nil || errors.Is(err, ErrTooLarge) {
			return kind, data, err
		}
		keep(kind, err)
	}
	if first == nil {
		first = ErrMissing
	}
	return firstKind, nil, first
}

// anyCopy reads the first sound copy of an object.
func (s *Store) anyCopy(id ID, limit int64) (Kind, []byte, error) { return s.get(id, limit, 0) }

// KindOf says what an object is, without reading its content.
func (s *Store) KindOf(id ID) (Kind, error) {
	for hops := 0; hops < maxHops; hops++ {
		p, e, ok := s.find(id)
		if !ok {
			kind, _, err := s.get(id, 0, 0)
			if errors.Is(err, ErrTooLarge) {
				err = nil
			}
			return kind, err
		}
		for n := 0; p.entries[e].base >= 0; n++ {
			if n > len(p.entries) {
				return 0, damaged("the object is stored as a difference to itself")
			}
			e = int(p.entries[e].base)
		}
		switch root := &p.entries[e]; root.base {
		case noBase:
			return root.kind, nil
		case foreignBase:
			id = p.refBase(root)
		default:
			return 0, damaged("the object is stored as a difference to one that is not there")
		}
	}
	return 0, damaged("its bases lie in each other's packs in a circle")
}

// build makes the object of an entry: it goes back to the root of its family and
// applies the deltas on the way.
func (s *Store) build(p *pack, ei, hops int, f *inflater) (Kind, []byte, error) {
	if hops > maxHops {
		return 0, nil, damaged("its bases lie in each other's packs in a circle")
	}
	chain := []int{}
	for e := ei; ; e = int(p.entries[e].base) {
		chain = append(chain, e)
		if len(chain) > len(p.entries) {
			return 0, nil, damaged("the object is stored as a difference to itself")
		}
		if p.entries[e].base < 0 {
			break
		}
	}
	k := &worker{}
	root := &p.entries[chain[len(chain)-1]]
	var kind Kind
	var data []byte
	switch root.base {
	case noBase:
		kind = root.kind
		src := p.compressed(root)
		if !plausible(root.size, src) {
			return kind, nil, damaged("the object claims %d bytes", root.size)
		}
		if root.size > hugest {
			return kind, nil, fmt.Errorf("%d bytes: %w", root.size, ErrTooLarge)
		}
		data = make([]byte, root.size)
		if err := f.into(data, src); err != nil {
			return kind, nil, err
		}
		chain = chain[:len(chain)-1]
	case foreignBase:
		var err error
		if kind, data, err = s.get(p.refBase(root), -1, hops+1); err != nil {
			return kind, nil, fmt.Errorf("its base: %w", err)
		}
	default:
		return 0, nil, damaged("the object is stored as a difference to one that is not there")
	}
	k.inflater = *f
	for i := len(chain) - 1; i >= 0; i-- {
		out, err := k.child(p, chain[i], data)
		if err != nil {
			return kind, nil, err
		}
		k.pool.put(data)
		data = out
	}
	*f = k.inflater
	return kind, data, nil
}
