package git

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"
)

// forest is the part of all trees that leads to wanted objects: trees, and in
// them only the entries through which a wanted object can be reached.
type forest struct {
	log     *treeTable
	numbers []int32         // of each record of the log, its tree's number here; -1 if it has none
	entries [][]forestEntry // of each tree, sorted; trees may share one list
	names   []string        // in no order
	// gaveUp says that the trees lead to wanted objects in more ways than can be
	// kept.
	gaveUp bool
}

// forestEntry is an entry of a tree in a forest.
type forestEntry struct {
	name int32 // index of forest.names
	// child is the number of a tree, or -1-n for the wanted object number n.
	child int32
}

func (e forestEntry) blob() (int32, bool) { return -1 - e.child, e.child < 0 }

func compareEntries(a, b forestEntry) int {
	return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.child, b.child))
}

// tree gives the number of a tree by that of its object; -1 if nothing wanted is
// in it.
func (f *forest) tree(object int32) int32 {
	if object < 0 || f.log.recordOf[object] < 0 {
		return -1
	}
	return f.numbers[f.log.recordOf[object]]
}

// growForest finds what leads to wanted objects, given with the numbers that
// they are to have in the forest.
//
// It takes two steps, none of which reads a tree again. It goes up from the
// wanted objects to all trees that lead there; and it makes of each leading tree
// the list of its leading entries, from the list of the tree that it is stored as
// a difference to. Jobs is how many goroutines do it.
func growForest(ctx context.Context, log *treeTable, jobs int, wanted map[int32]int32) (*forest, error) {
	g := &growing{log: log, jobs: min(jobs, mostGrowers), wanted: wanted, lead: make([]atomic.Uint32, (log.len()+31)/32)}
	g.room.Store(mostEntries)
	if err := g.climb(ctx); err != nil {
		return nil, err
	}
	if err := g.plant(ctx); err != nil {
		return nil, err
	}
	return g.forest, nil
}

// growing is one run of growForest. Objects go by their numbers, trees by those
// of their records.
type growing struct {
	log    *treeTable
	jobs   int
	wanted map[int32]int32
	lead   []atomic.Uint32 // a bit for each tree: whether it leads to a wanted object
	forest *forest
	room   atomic.Int64 // for entries
}

// mostEntries is how many entries all lists of a forest may have. The limit is
// against trees that are made to have more than anybody can hold.
const mostEntries = 64 << 20

// mostGrowers is how many goroutines grow a forest at most: each needs some memory
// for each tree.
const mostGrowers = 4

func (g *growing) leads(rec int32) bool { return g.lead[rec/32].Load()&(1<<(rec%32)) != 0 }

// claim marks a tree, and says whether it was not marked before.
func (g *growing) claim(rec int32) bool {
	bit := uint32(1) << (rec % 32)
	return g.lead[rec/32].Or(bit)&bit == 0
}

// climb finds all trees that lead to a wanted object: those that hold it, then
// those that hold one of these, and so on.
func (g *growing) climb(ctx context.Context) error {
	workers := make([]spreader, g.jobs)
	for i := range workers {
		workers[i] = spreader{growing: g, met: make([]presence, g.log.len())}
	}
	var todo []holding
	for object, adders := range g.log.holding(g.jobs, g.wanted) {
		todo = append(todo, holding{object, adders})
	}
	for len(todo) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		var next atomic.Int64
		group := pool.New()
		for i := range workers {
			group.Go(func() {
				const grain = 64
				for {
					end := int(next.Add(grain))
					if end-grain >= len(todo) || ctx.Err() != nil {
						return
					}
					for _, h := range todo[end-grain : min(end, len(todo))] {
						workers[i].spread(h)
					}
				}
			})
		}
		group.Wait()
		todo = todo[:0]
		for i := range workers {
			for _, rec := range workers[i].found {
				todo = append(todo, holding{g.log.record(rec).tree, g.log.holders.of(rec)})
			}
			workers[i].found = workers[i].found[:0]
		}
	}
	return nil
}

// holding is an object and the records of the trees that add it.
type holding struct {
	object int32
	adders []int32
}

// spreader finds the trees that hold objects. It is for one goroutine.
type spreader struct {
	*growing
	turn  int32
	met   []presence // of each tree
	path  []step
	found []int32 // trees that were not known to lead on
}

// spread goes from the records that add an object to all trees that have it. A
// tree has it if its record says that it was added, or if the tree's base has it
// and the record does not say that it is gone. So from each record that adds the
// object it goes on to those that have this one as their base, as long as it is
// there.
func (s *spreader) spread(h holding) {
	s.turn++
	var room [binary.MaxVarintLen32]byte
	written := binary.AppendUvarint(room[:0], uint64(h.object))
	for _, rec := range h.adders {
		s.path = append(s.path[:0], step{rec, 0})
		for len(s.path) > 0 {
			at := s.path[len(s.path)-1]
			s.path = s.path[:len(s.path)-1]
			n := at.held + s.log.record(at.record).balance(h.object, written)
			seen := &s.met[at.record]
			if n <= 0 || seen.turn == s.turn && seen.held >= n {
				continue
			}
			*seen = presence{s.turn, n}
			if s.claim(at.record) {
				s.found = append(s.found, at.record)
			}
			for _, next := range s.log.dependents.of(at.record) {
				s.path = append(s.path, step{next, n})
			}
		}
	}
}

// presence says in which turn, and how often, an object was last found in a
// tree. It may be found more often from another record on: a tree that nobody
// made by accident can hold one object many times.
type presence struct{ turn, held int32 }

// step is a record to look at, and how often its base holds the object.
type step struct{ record, held int32 }

// balance is how many more entries of an object a tree has than its base. Written
// is the object as it is written in the log: most records do not have it.
func (r logRecord) balance(object int32, written []byte) int32 {
	if !bytes.Contains(r.changes, written) {
		return 0
	}
	n := int32(0)
	for c, ok := r.next(); ok; c, ok = r.next() {
		if c.added == object {
			n++
		}
		if c.gone == object {
			n--
		}
	}
	return n
}

// plant makes the lists of the leading trees.
func (g *growing) plant(ctx context.Context) error {
	f := &forest{log: g.log, numbers: make([]int32, g.log.len()), names: g.log.names}
	g.forest = f
	// The trees are numbered first: an entry may lead to one whose record comes
	// later.
	trees := int32(0)
	for rec := range f.numbers {
		f.numbers[rec] = -1
		if g.leads(int32(rec)) {
			f.numbers[rec] = trees
			trees++
		}
	}
	f.entries = make([][]forestEntry, trees)
	group := pool.New().WithErrors().WithMaxGoroutines(g.jobs)
	const grain = 1 << 13
	for from := 0; from < g.log.len(); from += grain {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			g.plantFamilies(from, min(from+grain, g.log.len()))
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	f.gaveUp = g.room.Load() < 0
	for i, list := range f.entries {
		if hasTwins(list) {
			f.entries[i] = slices.Compact(slices.Clone(list))
		}
	}
	return nil
}

// plantFamilies makes the lists of those trees that are stored whole and have
// records with these numbers, and of all that are stored as differences to them:
// a tree's list is made of its base's.
func (g *growing) plantFamilies(from, to int) {
	var path []int32
	for rec := from; rec < to; rec++ {
		if g.log.bases[rec] >= 0 {
			continue
		}
		path = append(path[:0], int32(rec))
		for len(path) > 0 {
			at := path[len(path)-1]
			path = path[:len(path)-1]
			if g.leads(at) {
				g.plantTree(at)
			}
			path = append(path, g.log.dependents.of(at)...)
		}
	}
}

// hasTwins says whether an entry of a sorted list comes twice.
func hasTwins(list []forestEntry) bool {
	for i := 1; i < len(list); i++ {
		if list[i] == list[i-1] {
			return true
		}
	}
	return false
}

// plantTree makes the list of one tree. Entries that come twice stay until all
// lists are made, so that each that goes takes one away.
func (g *growing) plantTree(rec int32) {
	f := g.forest
	var list []forestEntry
	if base := g.log.bases[rec]; base >= 0 && f.numbers[base] >= 0 {
		list = f.entries[f.numbers[base]]
	}
	own := false // list is this tree's own
	if g.room.Load() < 0 {
		return
	}
	r := g.log.record(rec)
	for c, ok := r.next(); ok; c, ok = r.next() {
		if leading, ok := g.entry(c.name, c.gone); ok {
			if i, ok := slices.BinarySearchFunc(list, leading, compareEntries); ok {
				if !own {
					list, own = copyList(list), true
				}
				list = slices.Delete(list, i, i+1)
			}
		}
		if leading, ok := g.entry(c.name, c.added); ok {
			if !own {
				list, own = copyList(list), true
			}
			i, _ := slices.BinarySearchFunc(list, leading, compareEntries)
			list = slices.Insert(list, i, leading)
		}
	}
	if own && g.room.Add(-int64(cap(list))) < 0 {
		return
	}
	f.entries[f.numbers[rec]] = list
}

// copyList copies a list, with room for one more.
func copyList(list []forestEntry) []forestEntry {
	return append(make([]forestEntry, 0, len(list)+1), list...)
}

// entry gives an entry as the forest has it; not ok if it does not lead on.
func (g *growing) entry(name, object int32) (forestEntry, bool) {
	if object < 0 {
		return forestEntry{}, false
	}
	if tree := g.log.recordOf[object]; tree >= 0 {
		if !g.leads(tree) {
			return forestEntry{}, false
		}
		return forestEntry{name, g.forest.numbers[tree]}, true
	}
	if blob, ok := g.wanted[object]; ok {
		return forestEntry{name, -1 - blob}, true
	}
	return forestEntry{}, false
}
