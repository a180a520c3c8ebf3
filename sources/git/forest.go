package git

import (
	"cmp"
	"context"
	"errors"
	"slices"
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

// growForest reads all trees again and keeps what leads to wanted blobs, given
// with their numbers. Trees that cannot be read were reported by Read.
func growForest(ctx context.Context, c *crew, ids idSize, trees []objectID, wanted map[objectID]int32) (*forest, error) {
	f := &forest{index: make(map[objectID]int32, len(trees)), entries: make([][]forestEntry, len(trees))}
	for i, id := range trees {
		f.index[id] = int32(i)
	}
	type named struct {
		name  string
		child int32
	}
	names := map[string]int32{}
	for from := 0; from < len(trees); from += batch {
		part := trees[from:min(from+batch, len(trees))]
		order := diskOrder(c.store, part)
		found := make([][]named, len(part))
		err := c.each(ctx, len(part), 32, func(ctx context.Context, r objectReader, n int) error {
			i := order[n]
			k, data, err := r.read(ctx, part[i], maxMeta)
			if err != nil || k != kindTree {
				return ctx.Err()
			}
			err = parseTree(data, ids, func(e treeEntry) {
				if e.isSubmodule() {
					return
				}
				if blob, ok := wanted[e.id]; ok {
					found[i] = append(found[i], named{string(e.name), -1 - blob})
				} else if tree, ok := f.index[e.id]; ok {
					found[i] = append(found[i], named{string(e.name), tree})
				}
			})
			if err != nil && !errors.Is(err, errTree) {
				return err
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		for i, list := range found {
			entries := make([]forestEntry, len(list))
			for n, e := range list {
				at, ok := names[e.name]
				if !ok {
					at = int32(len(f.names))
					names[e.name] = at
					f.names = append(f.names, e.name)
				}
				entries[n] = forestEntry{at, e.child}
			}
			f.entries[from+i] = entries
		}
	}
	f.prune()
	return f, nil
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
