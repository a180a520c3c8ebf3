package git

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"slices"
)

// forest is the part of all trees that leads to wanted objects: trees, and in
// them only the entries through which a wanted object can be reached.
type forest struct {
	log     *treeTable
	numbers []int32         // of each record of the log, its tree's number here; -1 if it has none
	entries [][]forestEntry // of each tree, sorted; trees may share one list
	names   []string
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
// a difference to.
func growForest(ctx context.Context, log *treeTable, wanted map[int32]int32) (*forest, error) {
	g := &growing{log: log, wanted: wanted, lead: newBitset(log.len())}
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
	wanted map[int32]int32
	lead   bitset // the trees that lead to a wanted object
	forest *forest
}

// climb finds all trees that lead to a wanted object. A tree holds an object if
// its record says that it was added, or if the tree's base holds it and the
// record does not say that it is gone. So from each record that adds the object
// it goes on to those that have this one as their base, as long as it is there.
func (g *growing) climb(ctx context.Context) error {
	met := make([]presence, g.log.len())
	turn := int32(0)
	var found, todo []int32 // records: those of this turn, and those to go on from
	for object, adders := range g.log.holding(g.wanted) {
		turn++
		found = g.spread(object, adders, turn, met, found[:0])
		todo = append(todo, found...)
	}
	for len(todo) > 0 {
		if turn++; turn&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		rec := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		found = g.spread(g.log.record(rec).tree, g.log.holders.of(rec), turn, met, found[:0])
		todo = append(todo, found...)
	}
	return nil
}

// spread goes from the records that add an object to all that have it, and
// appends to found those that were not known to lead on.
func (g *growing) spread(object int32, adders []int32, turn int32, met []presence, found []int32) []int32 {
	var path []step
	var room [binary.MaxVarintLen32]byte
	written := binary.AppendUvarint(room[:0], uint64(object))
	for _, rec := range adders {
		path = append(path, step{rec, 0})
		for len(path) > 0 {
			at := path[len(path)-1]
			path = path[:len(path)-1]
			n := at.held + g.log.record(at.record).balance(object, written)
			seen := &met[at.record]
			if n <= 0 || seen.turn == turn && seen.held >= n {
				continue
			}
			*seen = presence{turn, n}
			if !g.lead.has(at.record) {
				g.lead.add(at.record)
				found = append(found, at.record)
			}
			for _, next := range g.log.dependents.of(at.record) {
				path = append(path, step{next, n})
			}
		}
	}
	return found
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
		if g.lead.has(int32(rec)) {
			f.numbers[rec] = trees
			trees++
		}
	}
	f.entries = make([][]forestEntry, trees)
	// A tree's list is made of its base's, so those come first.
	var path []int32
	for rec, base := range g.log.bases {
		if base >= 0 {
			continue
		}
		if err := ctx.Err(); rec&1023 == 0 && err != nil {
			return err
		}
		path = append(path[:0], int32(rec))
		for len(path) > 0 {
			at := path[len(path)-1]
			path = path[:len(path)-1]
			if g.lead.has(at) {
				g.plantTree(at)
			}
			path = append(path, g.log.dependents.of(at)...)
		}
	}
	for i, list := range f.entries {
		if hasTwins(list) {
			f.entries[i] = slices.Compact(slices.Clone(list))
		}
	}
	return nil
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
	r := g.log.record(rec)
	for c, ok := r.next(); ok; c, ok = r.next() {
		if leading, ok := g.entry(c.name, c.gone); ok {
			if i, ok := slices.BinarySearchFunc(list, leading, compareEntries); ok {
				list = append(append(make([]forestEntry, 0, len(list)), list[:i]...), list[i+1:]...)
				own = true
			}
		}
		if leading, ok := g.entry(c.name, c.added); ok {
			if !own {
				list = append(make([]forestEntry, 0, len(list)+1), list...)
				own = true
			}
			i, _ := slices.BinarySearchFunc(list, leading, compareEntries)
			list = slices.Insert(list, i, leading)
		}
	}
	f.entries[f.numbers[rec]] = list
}

// entry gives an entry as the forest has it; not ok if it does not lead on.
func (g *growing) entry(name, object int32) (forestEntry, bool) {
	if object < 0 {
		return forestEntry{}, false
	}
	if tree := g.log.recordOf[object]; tree >= 0 {
		if !g.lead.has(tree) {
			return forestEntry{}, false
		}
		return forestEntry{name, g.forest.numbers[tree]}, true
	}
	if blob, ok := g.wanted[object]; ok {
		return forestEntry{name, -1 - blob}, true
	}
	return forestEntry{}, false
}
