package git

import (
	"cmp"
	"context"
	"slices"

	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// forest is the part of all trees that leads to wanted blobs: trees, and in them
// only the entries through which a wanted blob can be reached.
type forest struct {
	index   map[objectID]int32 // number of each tree that is in the forest
	entries [][]forestEntry    // of each tree, sorted
	names   []string
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

// growth is what one worker has read of a forest.
type growth struct {
	trees []objectID
	edges []edge
	names map[string]int32
	texts []string
}

// edge is an entry of a tree that is a tree, or a wanted blob.
type edge struct {
	tree  int32 // number in growth.trees
	name  int32 // number in growth.texts
	child prefix
	blob  int32 // number of the wanted blob, or -1
}

func (g *growth) name(b []byte) int32 {
	if at, ok := g.names[string(b)]; ok {
		return at
	}
	at := int32(len(g.texts))
	s := string(b)
	g.texts = append(g.texts, s)
	g.names[s] = at
	return at
}

// growForest reads all trees and keeps what leads to wanted blobs, given with
// their numbers. Trees that cannot be read were reported by Read.
func growForest(ctx context.Context, o *objects, jobs int, ids idSize, wanted map[objectID]int32) (*forest, error) {
	some := newPrefixSet(len(wanted))
	for id := range wanted {
		some.add(id.prefix())
	}
	workers := make([]growth, jobs)
	for i := range workers {
		workers[i].names = map[string]int32{}
	}
	err := o.Each(ctx, []kind{kindTree}, jobs, maxMeta, odb.Visitor{
		Visit: func(worker int, t odb.Object) error {
			g := &workers[worker]
			at := int32(len(g.trees))
			g.trees = append(g.trees, objectID(t.ID))
			// A damaged end was reported by Read.
			_ = parseTree(t.Data, ids, func(e treeEntry) {
				if e.isSubmodule() {
					return
				}
				p := e.id.prefix()
				if some.has(p) {
					if blob, ok := wanted[e.id]; ok {
						g.edges = append(g.edges, edge{at, g.name(e.name), p, blob})
						return
					}
				}
				if e.isTree() {
					g.edges = append(g.edges, edge{at, g.name(e.name), p, -1})
				}
			})
			return nil
		},
		Skip: func(odb.ID, kind, error) error { return nil },
	})
	if err != nil {
		return nil, err
	}
	return joinForest(workers), nil
}

// joinForest puts together what the workers have read, and leaves out what leads
// to no wanted blob.
func joinForest(workers []growth) *forest {
	total := 0
	for i := range workers {
		total += len(workers[i].trees)
	}
	f := &forest{index: map[objectID]int32{}, entries: make([][]forestEntry, total)}
	numbers := make(map[prefix]int32, total)
	all := make([]objectID, 0, total)
	for i := range workers {
		for _, id := range workers[i].trees {
			numbers[id.prefix()] = int32(len(all))
			all = append(all, id)
		}
	}
	names := map[string]int32{}
	first := int32(0)
	for i := range workers {
		g := &workers[i]
		rename := make([]int32, len(g.texts))
		for n, text := range g.texts {
			at, ok := names[text]
			if !ok {
				at = int32(len(f.names))
				names[text] = at
				f.names = append(f.names, text)
			}
			rename[n] = at
		}
		for _, e := range g.edges {
			child := -1 - e.blob
			if e.blob < 0 {
				at, ok := numbers[e.child]
				if !ok {
					continue
				}
				child = at
			}
			t := first + e.tree
			f.entries[t] = append(f.entries[t], forestEntry{rename[e.name], child})
		}
		first += int32(len(g.trees))
		g.edges = nil
	}
	f.sortNames()
	for t, id := range all {
		f.index[id] = int32(t)
	}
	f.prune()
	return f
}

// sortNames numbers the names in their order, so that nothing depends on which
// worker read what.
func (f *forest) sortNames() {
	sorted := slices.Sorted(slices.Values(f.names))
	rename := make([]int32, len(f.names))
	for n, text := range f.names {
		at, _ := slices.BinarySearch(sorted, text)
		rename[n] = int32(at)
	}
	f.names = sorted
	for t := range f.entries {
		for i := range f.entries[t] {
			f.entries[t][i].name = rename[f.entries[t][i].name]
		}
	}
}

// prune removes what leads to no wanted blob. It goes upwards from the trees
// that hold one, so it needs no recursion and minds no circles.
func (f *forest) prune() {
	parents := make([][]int32, len(f.entries))
	keep := make([]bool, len(f.entries))
	var todo []int32
	for t, entries := range f.entries {
		for _, e := range entries {
			if _, ok := e.blob(); !ok {
				parents[e.child] = append(parents[e.child], int32(t))
			} else if !keep[t] {
				keep[t] = true
				todo = append(todo, int32(t))
			}
		}
	}
	for len(todo) > 0 {
		t := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, p := range parents[t] {
			if !keep[p] {
				keep[p] = true
				todo = append(todo, p)
			}
		}
	}
	for t, entries := range f.entries {
		if !keep[t] {
			f.entries[t] = nil
			continue
		}
		kept := make([]forestEntry, 0, 4)
		for _, e := range entries {
			if _, ok := e.blob(); ok || keep[e.child] {
				kept = append(kept, e)
			}
		}
		slices.SortFunc(kept, compareEntries)
		f.entries[t] = slices.Compact(kept)
	}
	for id, t := range f.index {
		if !keep[t] {
			delete(f.index, id)
		}
	}
}

// tree gives the number of a tree; -1 if nothing wanted is in it.
func (f *forest) tree(id objectID) int32 {
	if at, ok := f.index[id]; ok {
		return at
	}
	return -1
}
