package git

import (
	"context"
	"sync"

	"github.com/leakstag/leakstag/sources"
)

// absent collects the objects that trees and commits name but that the
// repository does not hold. Each gets a number, after those of the objects that
// it holds. It is safe for concurrent use.
type absent struct {
	mu      sync.Mutex
	first   int32
	numbers map[objectID]int32
	ids     []objectID // by their numbers, from first on
}

func newAbsent(first int) *absent {
	return &absent{first: int32(first), numbers: map[objectID]int32{}}
}

// number gives the number of an object.
func (a *absent) number(id []byte) int32 {
	var key objectID
	copy(key[:], id)
	a.mu.Lock()
	defer a.mu.Unlock()
	n, ok := a.numbers[key]
	if !ok {
		n = a.first + int32(len(a.ids))
		a.numbers[key] = n
		a.ids = append(a.ids, key)
	}
	return n
}

// end is the number after the last one.
func (a *absent) end() int { return int(a.first) + len(a.ids) }

// reportMissing reports the objects that are missing though a ref leads to them,
// so that nothing is missing in silence. Trees that nothing leads to may have
// lost theirs to git's own cleaning.
func (r *reading) reportMissing(ctx context.Context) error {
	h := r.history
	if len(h.absent.ids) == 0 {
		return nil
	}
	for i := range h.commits {
		if n := h.commits[i].tree - h.absent.first; n >= 0 {
			if err := r.reportAbsent(ctx, h.absent.ids[n], kindTree, ""); err != nil {
				return err
			}
		}
	}
	wanted := map[int32]int32{}
	for n := range h.absent.ids {
		wanted[h.absent.first+int32(n)] = int32(n)
	}
	f, err := growForest(ctx, h.trees, r.jobs, wanted)
	if err != nil {
		return err
	}
	if f.gaveUp {
		if err := r.skip(r.repo.origin(), errPlaces); err != nil {
			return err
		}
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
	for i := range h.commits {
		add(f.tree(h.commits[i].tree), -1, -1)
	}
	for i := range h.tips {
		if h.tips[i].kind == kindTree {
			add(f.tree(h.tips[i].object), -1, -1)
		}
	}
	for i := 0; i < len(steps); i++ {
		for _, e := range f.entries[steps[i].tree] {
			blob, ok := e.blob()
			if !ok {
				add(e.child, int32(i), e.name)
				continue
			}
			path := f.names[e.name]
			for s := int32(i); s >= 0 && steps[s].name >= 0; s = steps[s].from {
				path = f.names[steps[s].name] + "/" + path
			}
			if err := r.reportAbsent(ctx, h.absent.ids[blob], kindBlob, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// reportAbsent reports a missing object once.
func (r *reading) reportAbsent(ctx context.Context, id objectID, k kind, path string) error {
	if !r.reported.add(id) {
		return nil
	}
	t := sources.ObjectType("")
	if k == kindBlob {
		t = sources.Blob
	}
	origin := r.repo.objectOrigin(id, t, "")
	origin.Path, origin.RepositoryPath = path, path
	return r.unreadable(ctx, origin, k, errMissing)
}
