package odb

import (
	"errors"
	"fmt"
)

// Get reads one object. An object over limit bytes (negative: no limit) is not
// read; its kind is given with ErrTooLarge. The bytes are the caller's. The
// error wraps ErrMissing if the store does not hold the object.
func (s *Store) Get(id *ID, limit int64) (kind Kind, data []byte, err error) {
	err = Guard(func() (err error) {
		kind, data, err = s.get(id, limit, nil, newHops())
		return err
	})
	return kind, data, err
}

// maxHops is how often a base may lie in another pack.
const maxHops = 64

// newHops counts down the bases in other packs that are still looked for, over
// all the copies that are tried.
func newHops() *int {
	hops := maxHops
	return &hops
}

// get gives the first sound copy of an object that lies elsewhere than in a pack
// that cannot give it (nil: anywhere).
func (s *Store) get(id *ID, limit int64, except *pack, hops *int) (Kind, []byte, error) {
	var first error
	var firstKind Kind
	keep := func(kind Kind, err error) {
		if first == nil {
			first, firstKind = err, kind
		}
	}
	m, _ := s.makers.Get().(*maker)
	if m == nil {
		m = &maker{}
	}
	defer s.makers.Put(m)
	for _, p := range s.packs {
		e, ok := p.lookUp(id)
		if !ok || p == except {
			continue
		}
		kind, data, err := s.build(p, e, hops, m, nil)
		if err == nil && limit >= 0 && int64(len(data)) > limit {
			return kind, nil, tooLarge(uint64(len(data)))
		}
		if err == nil {
			return kind, data, nil
		}
		keep(kind, err)
	}
	limits := LimitAll(limit)
	for i := s.firstLoose(id); i < len(s.loose) && s.loose[i].id == *id; i++ {
		kind, data, err := m.readLoose(s.loose[i].path, everyKind, &limits)
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

// KindOf says what an object is, without reading its content.
func (s *Store) KindOf(id *ID) (kind Kind, err error) {
	err = Guard(func() (err error) {
		kind, err = s.kindOf(*id)
		return err
	})
	return kind, err
}

func (s *Store) kindOf(id ID) (Kind, error) {
	for range maxHops {
		p, e, ok := s.find(&id)
		if !ok {
			kind, _, err := s.get(&id, 0, nil, newHops())
			if errors.Is(err, ErrTooLarge) {
				err = nil
			}
			return kind, err
		}
		in := newBlocks(smallBlock, 0)
		root, err := p.rootOf(in, e, nil)
		if err != nil {
			return 0, err
		}
		if p.forms[root]&foreignBase == 0 {
			return p.forms[root].kind(), nil
		}
		s, err := p.entry(in, root)
		if err != nil {
			return 0, err
		}
		id = s.base
	}
	return 0, errCircle
}

const errCircle damage = "its bases lie in each other's packs in a circle"

// rootOf goes back from an entry to the root of its family, and calls yield for
// each entry on the way but the root. The root is stored whole, or its base lies
// elsewhere.
func (p *pack) rootOf(in *blocks, e int, yield func(e int)) (int, error) {
	// A circle comes back to an entry that was noted after a power of two of steps
	// (R. P. Brent, An improved Monte Carlo factorization algorithm, 1980).
	noted, next := -1, 1
	for n := 1; p.forms[e]&hasBase != 0; n++ {
		if yield != nil {
			yield(e)
		}
		b, ok := p.baseOf(in, e)
		if !ok || b == noted {
			return 0, errNoBase
		}
		if n == next {
			noted, next = b, 2*next
		}
		e = b
	}
	if p.forms[e]&brokenBase != 0 {
		return 0, errNoBase
	}
	return e, nil
}

// baseOf gives the entry of a delta's base.
func (p *pack) baseOf(in *blocks, e int) (int, bool) {
	offset := p.offset(e)
	h, ok, _ := p.header(in, offset)
	switch {
	case !ok:
		return 0, false
	case h.kind == ofsDelta:
		return p.before(e, offset-h.back)
	case h.kind == refDelta:
		return p.lookUp(&h.base)
	}
	return 0, false
}

// build makes the object of an entry: it goes back to the root of its family and
// applies the deltas on the way. The bytes are the caller's. Keep, if it is not
// nil, is given each object on the way once it is not needed any more, and says
// whether it keeps it.
func (s *Store) build(p *pack, ei int, hops *int, m *maker, keep func(e int, data []byte) bool) (Kind, []byte, error) {
	in := m.blocks()
	var chain []int
	root, err := p.rootOf(in, ei, func(e int) { chain = append(chain, e) })
	if err != nil {
		return 0, nil, err
	}
	e, err := p.entry(in, root)
	if err != nil {
		return 0, nil, err
	}
	kind, made := e.kind, root // made is the entry that data is of
	var data []byte
	if p.forms[root]&foreignBase == 0 {
		data, err = m.whole(&e)
	} else {
		if *hops--; *hops < 0 {
			return 0, nil, errCircle
		}
		if kind, data, err = s.get(&e.base, -1, nil, hops); err != nil {
			return kind, nil, fmt.Errorf("its base: %w", err)
		}
		chain, made = append(chain, root), -1
	}
	for i := len(chain) - 1; i >= 0 && err == nil; i-- {
		if e, err = p.entry(in, chain[i]); err != nil {
			break
		}
		var out []byte
		if out, err = m.child(&e, data); err == nil {
			if keep == nil || !keep(made, data) {
				m.pool.put(data)
			}
			data, made = out, chain[i]
		}
	}
	if err != nil {
		return kind, nil, err
	}
	return kind, data, nil
}
