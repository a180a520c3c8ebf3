package git

import (
	"cmp"
	"context"
	"slices"
)

// forest is the part of all trees that leads to wanted objects: trees, and in
// them only the entries through which a wanted object can be reached.
type forest struct {
	trees   map[int32]int32 // by its object's number, the number of each tree here
	entries [][]forestEntry // of each tree, sorted; trees may share one list
	names   []string        // sorted
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
	if at, ok := f.trees[object]; ok {
		return at
	}
	return -1
}

// growForest finds what leads to wanted objects, given with the numbers that
// they are to have in the forest. Objects is how many numbers of objects there
// are, those of missing ones included.
//
// It takes three steps, none of which reads a tree again. It goes up from the
// wanted objects to all trees that lead there; it numbers the names on the way;
// and it makes of each leading tree the list of its leading entries, from the
// list of the tree that it is stored as a difference to.
func growForest(ctx context.Context, log *treeTable, objects int, wanted map[int32]int32) (*forest, error) {
	g := &growing{log: log, wanted: wanted, lead: make([]bool, objects)}
	if err := g.climb(ctx); err != nil {
		return nil, err
	}
	g.name()
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
	lead   []bool  // of each object: whether it is wanted or leads to one that is
	ranks  []int32 // of each name of the log, its number in the forest; -1 if it has none
	forest *forest
}

// climb finds all trees that lead to a wanted object. A tree holds an object if
// its record says that it was added, or if the tree's base holds it and the
// record does not say that it is gone. So from each record that adds the object
// it goes on to those that have this one as their base, as long as it is there.
func (g *growing) climb(ctx context.Context) error {
	adders := g.log.adders(g.wanted)
	met := make([]presence, g.log.len())
	var todo []int32
	for object := range g.wanted {
		g.lead[object] = true
		todo = append(todo, object)
	}
	var path []step
	for turn := int32(1); len(todo) > 0; turn++ {
		if turn&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		object := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, rec := range adders.of(object) {
			path = append(path[:0], step{rec, 0})
			for len(path) > 0 {
				at := path[len(path)-1]
				path = path[:len(path)-1]
				r := g.log.record(at.record)
				n := at.held + r.balance(object)
				seen := &met[at.record]
				if n <= 0 || seen.turn == turn && seen.held >= n {
					continue
				}
				*seen = presence{turn, n}
				if !g.lead[r.tree] {
					g.lead[r.tree] = true
					todo = append(todo, r.tree)
				}
				for _, next := range g.log.dependents.of(at.record) {
					path = append(path, step{next, n})
				}
			}
		}
	}
	return nil
}

// presence says in which turn, and how often, an object was last found in a
// tree. It may be found more often from another record on: a tree that nobody
// made by accident can hold one object many times.
type presence struct{ turn, held int32 }

// step is a record to look at, and how often its base holds the object.
type step struct{ record, held int32 }

// balance is how many more entries of an object a tree has than its base.
func (r logRecord) balance(object int32) int32 {
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

// name numbers the names of leading entries, in their order.
func (g *growing) name() {
	g.ranks = make([]int32, len(g.log.names))
	for i := range g.ranks {
		g.ranks[i] = -1
	}
	f := &forest{trees: map[int32]int32{}}
	var used []int32
	for rec := range int32(g.log.len()) {
		r := g.log.record(rec)
		for c, ok := r.next(); ok; c, ok = r.next() {
			if c.added < 0 || !g.lead[c.added] {
				continue
			}
			if name := g.log.name(rec, c.name); g.ranks[name] < 0 {
				g.ranks[name] = 0
				used = append(used, name)
			}
		}
	}
	slices.SortFunc(used, func(a, b int32) int { return cmp.Compare(g.log.names[a], g.log.names[b]) })
	for rank, name := range used {
		g.ranks[name] = int32(rank)
		f.names = append(f.names, g.log.names[name])
	}
	g.forest = f
}

// plant makes the lists of the leading trees.
func (g *growing) plant(ctx context.Context) error {
	f := g.forest
	// The trees are numbered first: an entry may lead to one whose record comes
	// later. By their objects' numbers, so that nothing depends on who read what.
	var trees []int32
	for object, lead := range g.lead {
		if _, blob := g.wanted[int32(object)]; lead && !blob {
			f.trees[int32(object)] = int32(len(trees))
			trees = append(trees, int32(object))
		}
	}
	f.entries = make([][]forestEntry, len(trees))
	// A tree's list is made of its base's, so those come first.
	var path []int32
	for rec := range int32(g.log.len()) {
		if g.log.base(rec) >= 0 {
			continue
		}
		if err := ctx.Err(); rec&1023 == 0 && err != nil {
			return err
		}
		path = append(path[:0], rec)
		for len(path) > 0 {
			at := path[len(path)-1]
			path = path[:len(path)-1]
			g.plantTree(at)
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
	r := g.log.record(rec)
	tree := f.tree(r.tree)
	if tree < 0 {
		return
	}
	var list []forestEntry
	if base := g.log.base(rec); base >= 0 {
		if b := f.tree(g.log.record(base).tree); b >= 0 {
			list = f.entries[b]
		}
	}
	own := false // list is this tree's own
	for c, ok := r.next(); ok; c, ok = r.next() {
		if leading, ok := g.entry(rec, c.name, c.gone); ok {
			if i, ok := slices.BinarySearchFunc(list, leading, compareEntries); ok {
				list = append(append(make([]forestEntry, 0, len(list)), list[:i]...), list[i+1:]...)
				own = true
			}
		}
		if leading, ok := g.entry(rec, c.name, c.added); ok {
			if !own {
				list = append(make([]forestEntry, 0, len(list)+1), list...)
				own = true
			}
			i, _ := slices.BinarySearchFunc(list, leading, compareEntries)
			list = slices.Insert(list, i, leading)
		}
	}
	f.entries[tree] = list
}

// entry gives an entry as the forest has it; not ok if it does not lead on.
func (g *growing) entry(rec, name, object int32) (forestEntry, bool) {
	if object < 0 || !g.lead[object] {
		return forestEntry{}, false
	}
	rank := g.ranks[g.log.name(rec, name)]
	if rank < 0 { // no entry with this name leads on
		return forestEntry{}, false
	}
	if blob, ok := g.wanted[object]; ok {
		return forestEntry{rank, -1 - blob}, true
	}
	return forestEntry{rank, g.forest.tree(object)}, true
}
