package git

import (
	"bytes"
	"context"
	"sync"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// checkTrees makes sure that the repository holds what its trees name, so that
// nothing is missing in silence. It parses every tree, but of a tree that is
// stored as a difference to another it looks up only the entries that differ.
func (r *reading) checkTrees(ctx context.Context) error {
	held := newPrefixSet(r.store.Len())
	r.store.IDs(func(id odb.ID) { held.add((*objectID)(&id).prefix()) })
	var mu sync.Mutex
	missing := map[objectID]int32{}
	miss := func(id objectID) {
		mu.Lock()
		defer mu.Unlock()
		if _, ok := missing[id]; !ok {
			missing[id] = int32(len(missing))
		}
	}
	err := r.store.Each(ctx, []kind{kindTree}, r.jobs, maxMeta, odb.Visitor{
		Visit: func(_ int, o odb.Object) error {
			from, to := difference(o.Data, o.Base)
			at := 0
			err := parseTree(o.Data, r.repo.ids, func(e treeEntry) {
				start := at
				at += e.size
				if at <= from || start >= to || e.isSubmodule() {
					return
				}
				if !held.has(e.id.prefix()) {
					miss(e.id)
				}
			})
			if err != nil {
				return r.unreadObject(ctx, objectID(o.ID), kindTree, err)
			}
			return nil
		},
		Skip: func(id odb.ID, k kind, err error) error { return r.unreadObject(ctx, objectID(id), k, err) },
	})
	if err != nil {
		return err
	}
	for i := range r.history.commits {
		c := &r.history.commits[i]
		if c.tree != (objectID{}) && !held.has(c.tree.prefix()) && r.reported.add(c.tree) {
			if err := r.unreadable(ctx, r.repo.objectOrigin(c.tree, "", ""), kindTree, errMissing); err != nil {
				return err
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return r.reportMissing(ctx, missing)
}

// difference bounds the part of data in which it differs from base.
func difference(data, base []byte) (from, to int) {
	if base == nil {
		return 0, len(data)
	}
	n := min(len(data), len(base))
	for from < n && data[from] == base[from] {
		// Eight at a time where they are equal.
		if from+64 <= n && bytes.Equal(data[from:from+64], base[from:from+64]) {
			from += 64
			continue
		}
		from++
	}
	same := 0
	for same < n-from && data[len(data)-1-same] == base[len(base)-1-same] {
		if same+64 <= n-from && bytes.Equal(data[len(data)-same-64:len(data)-same], base[len(base)-same-64:len(base)-same]) {
			same += 64
			continue
		}
		same++
	}
	return from, len(data) - same
}

// reportMissing reports those missing objects that a ref leads to. Trees that
// nothing leads to may have lost theirs to git's own cleaning.
func (r *reading) reportMissing(ctx context.Context, missing map[objectID]int32) error {
	f, err := growForest(ctx, r.store, r.jobs, r.repo.ids, missing)
	if err != nil {
		return err
	}
	ids := make([]objectID, len(missing))
	for id, n := range missing {
		ids[n] = id
	}
	// Go down from the trees of the commits that a ref leads to.
	type step struct {
		tree, from int32 // the tree, and the step that led to it
		name       int32
	}
	var steps []step
	met := map[int32]bool{}
	add := func(t, from, name int32) {
		if t >= 0 && !met[t] {
			met[t] = true
			steps = append(steps, step{t, from, name})
		}
	}
	for i := range r.history.commits {
		add(f.tree(r.history.commits[i].tree), -1, -1)
	}
	for _, t := range r.history.tips {
		if t.kind == kindTree {
			add(f.tree(t.id), -1, -1)
		}
	}
	for i := 0; i < len(steps); i++ {
		for _, e := range f.entries[steps[i].tree] {
			blob, ok := e.blob()
			if !ok {
				add(e.child, int32(i), e.name)
				continue
			}
			if !r.reported.add(ids[blob]) {
				continue
			}
			path := f.names[e.name]
			for s := int32(i); s >= 0 && steps[s].name >= 0; s = steps[s].from {
				path = f.names[steps[s].name] + "/" + path
			}
			origin := r.repo.objectOrigin(ids[blob], sources.Blob, "")
			origin.Path, origin.RepositoryPath = path, path
			if err := r.unreadable(ctx, origin, kindBlob, errMissing); err != nil {
				return err
			}
		}
	}
	return nil
}
