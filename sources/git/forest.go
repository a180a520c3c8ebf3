package git

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// forest is the part of all trees that leads to wanted blobs: trees, and in them
// only the entries through which a wanted blob can be reached.
type forest struct {
	index   map[objectID]int32 // number of each tree that is in the forest
	entries [][]forestEntry    // of each tree, sorted
	names   []string           // sorted
}

// forestEntry is an entry of a tree in a forest.
type forestEntry struct {
	name int32 // index of forest.names
	// child is the number of a tree, or -1-n for the wanted blob number n.
	child int32
}

func (e forestEntry) blob() (int32, bool) { return -1 - e.child, e.child < 0 }

func compareEntries(a, b forestEntry) int {
	return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.child, b.child))
}

// growForest reads all trees and keeps what leads to wanted blobs, given with
// their numbers. Trees that cannot be read were reported by Read.
//
// It reads them twice. The first time it only notes which tree lies in which, as
// four bytes each: a history has tens of millions of such pairs. That is enough
// to go up from the trees that hold a wanted blob to all that lead there. The
// second time it takes the names, of the few entries that matter.
func growForest(ctx context.Context, o *objects, jobs int, ids idSize, wanted map[objectID]int32) (*forest, error) {
	g := &growing{objects: o, jobs: jobs, ids: ids, wanted: wanted, some: newPrefixSet(len(wanted))}
	for id := range wanted {
		g.some.add(id.prefix())
	}
	g.numbers = newPrefixMap(o.Len())
	n := int32(0)
	o.IDs(func(id odb.ID) {
		if g.numbers.add((*objectID)(&id).prefix(), n) {
			n++
		}
	})
	g.lead = make([]bool, n)
	if err := g.climb(ctx, int(n)); err != nil {
		return nil, err
	}
	return g.name(ctx)
}

// growing is one run of growForest. Objects go by numbers of their own here.
type growing struct {
	objects *objects
	jobs    int
	ids     idSize
	wanted  map[objectID]int32
	some    *prefixSet // of wanted
	numbers *prefixMap // of all objects
	lead    []bool     // whether an object is a tree that leads to a wanted blob
}

// pairs is which trees lie in which, as one worker has read it: the trees in
// parents[i] are children[ends[i-1]:ends[i]].
type pairs struct {
	parents  []int32
	ends     []int32
	children []int32
	holders  []int32 // trees that hold a wanted blob
}

// isWanted gives the number of a wanted blob.
func (g *growing) isWanted(e *treeEntry) (int32, bool) {
	if !g.some.has(e.id.prefix()) {
		return 0, false
	}
	blob, ok := g.wanted[e.id]
	return blob, ok
}

// climb finds all trees that lead to a wanted blob.
func (g *growing) climb(ctx context.Context, objects int) error {
	workers := make([]pairs, g.jobs)
	err := g.each(ctx, func(worker int, t odb.Object) {
		w := &workers[worker]
		tree, ok := g.numbers.get((*objectID)(&t.ID).prefix())
		if !ok {
			return
		}
		holds := false
		// A damaged end was reported by Read.
		_ = parseTree(t.Data, g.ids, func(e treeEntry) {
			if e.isSubmodule() {
				return
			}
			if _, ok := g.isWanted(&e); ok {
				holds = true
			} else if e.isTree() {
				if child, ok := g.numbers.get(e.id.prefix()); ok {
					w.children = append(w.children, child)
				}
			}
		})
		w.parents = append(w.parents, tree)
		w.ends = append(w.ends, int32(len(w.children)))
		if holds {
			w.holders = append(w.holders, tree)
		}
	})
	if err != nil {
		return err
	}
	// The trees in which each tree lies: in[first[t]:first[t+1]].
	first := make([]int32, objects+1)
	for i := range workers {
		for _, c := range workers[i].children {
			first[c+1]++
		}
	}
	for i := 1; i <= objects; i++ {
		first[i] += first[i-1]
	}
	in := make([]int32, first[objects])
	fill := slices.Clone(first[:objects])
	var todo []int32
	for i := range workers {
		w := &workers[i]
		from := int32(0)
		for n, parent := range w.parents {
			for _, c := range w.children[from:w.ends[n]] {
				in[fill[c]] = parent
				fill[c]++
			}
			from = w.ends[n]
		}
		for _, t := range w.holders {
			g.lead[t] = true
			todo = append(todo, t)
		}
		w.children = nil
	}
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, parent := range in[first[t]:first[t+1]] {
			if !g.lead[parent] {
				g.lead[parent] = true
				todo = append(todo, parent)
			}
		}
	}
	return nil
}

// leadingTree is a tree that leads to a wanted blob, with the entries that do.
type leadingTree struct {
	id      objectID
	entries []leadingEntry
}

type leadingEntry struct {
	name string
	id   objectID // of a tree; zero for a wanted blob
	blob int32
}

// name takes the names on the way to the wanted blobs.
func (g *growing) name(ctx context.Context) (*forest, error) {
	var mu sync.Mutex
	var trees []leadingTree
	interned := make([]map[string]string, g.jobs)
	err := g.each(ctx, func(worker int, t odb.Object) {
		if tree, ok := g.numbers.get((*objectID)(&t.ID).prefix()); !ok || !g.lead[tree] {
			return
		}
		if interned[worker] == nil {
			interned[worker] = map[string]string{}
		}
		intern := func(b []byte) string {
			s, ok := interned[worker][string(b)]
			if !ok {
				s = string(b)
				interned[worker][s] = s
			}
			return s
		}
		leading := leadingTree{id: objectID(t.ID)}
		_ = parseTree(t.Data, g.ids, func(e treeEntry) {
			if e.isSubmodule() {
				return
			}
			if blob, ok := g.isWanted(&e); ok {
				leading.entries = append(leading.entries, leadingEntry{name: intern(e.name), blob: blob})
			} else if child, ok := g.numbers.get(e.id.prefix()); ok && g.lead[child] && e.isTree() {
				leading.entries = append(leading.entries, leadingEntry{name: intern(e.name), id: e.id})
			}
		})
		mu.Lock()
		trees = append(trees, leading)
		mu.Unlock()
	})
	if err != nil {
		return nil, err
	}
	return plant(trees), nil
}

func (g *growing) each(ctx context.Context, visit func(worker int, t odb.Object)) error {
	return g.objects.Each(ctx, []kind{kindTree}, g.jobs, maxMeta, odb.Visitor{
		Visit: func(worker int, t odb.Object) error { visit(worker, t); return nil },
		Skip:  func(odb.ID, kind, error) error { return nil },
	})
}

// plant makes the forest from its trees. Nothing in it depends on the order in
// which they were read.
func plant(trees []leadingTree) *forest {
	slices.SortFunc(trees, func(a, b leadingTree) int { return compareIDs(a.id, b.id) })
	f := &forest{index: make(map[objectID]int32, len(trees)), entries: make([][]forestEntry, len(trees))}
	names := map[string]int32{}
	for i := range trees {
		f.index[trees[i].id] = int32(i)
		for _, e := range trees[i].entries {
			if _, ok := names[e.name]; !ok {
				names[e.name] = 0
				f.names = append(f.names, e.name)
			}
		}
	}
	slices.Sort(f.names)
	for i, n := range f.names {
		names[n] = int32(i)
	}
	for i := range trees {
		list := make([]forestEntry, 0, len(trees[i].entries))
		for _, e := range trees[i].entries {
			child := -1 - e.blob
			if e.id != (objectID{}) {
				at, ok := f.index[e.id]
				if !ok {
					continue
				}
				child = at
			}
			list = append(list, forestEntry{names[e.name], child})
		}
		slices.SortFunc(list, compareEntries)
		f.entries[i] = slices.Compact(list)
		trees[i].entries = nil
	}
	return f
}

// tree gives the number of a tree; -1 if nothing wanted is in it.
func (f *forest) tree(id objectID) int32 {
	if at, ok := f.index[id]; ok {
		return at
	}
	return -1
}
