package git

import (
	"bytes"
	"cmp"
	"maps"
	"slices"

	"github.com/leakstag/leakstag/sources"
)

// people collects who wrote and committed, each once.
type people struct {
	oldest map[string]sighting
	// rest says that only commits follow that no ref leads to. They count only
	// for people that no other commit names.
	rest bool
}

// sighting is the oldest commit with somebody's name.
type sighting struct {
	id   objectID
	time int64
	part string
	rest bool
}

func (p *people) see(of *records, number int32, part string, c *commitNode) {
	if number < 0 {
		return
	}
	who := of.people[number]
	old, ok := p.oldest[who]
	if ok && p.rest && !old.rest {
		return
	}
	if !ok || c.time < old.time || c.time == old.time && bytes.Compare(c.id[:], old.id[:]) < 0 {
		p.oldest[who] = sighting{c.id, c.time, part, p.rest}
	}
}

func (p *people) emit(r *reading) error {
	byCommit := func(a, b string) int {
		x, y := p.oldest[a], p.oldest[b]
		return cmp.Or(bytes.Compare(x.id[:], y.id[:]), cmp.Compare(a, b))
	}
	for _, who := range slices.SortedFunc(maps.Keys(p.oldest), byCommit) {
		s := p.oldest[who]
		if err := r.emitParts(s.id, sources.Commit, part{s.part, []byte(who)}); err != nil {
			return err
		}
	}
	return nil
}
