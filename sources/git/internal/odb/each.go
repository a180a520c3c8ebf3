package odb

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"
)

// Object is one object on a visit.
type Object struct {
	ID   ID
	Kind Kind
	// Data is the content, valid until visit returns. It must not be changed:
	// other objects are made from it.
	Data []byte
	// Base is the content of the object that this one is stored as a difference
	// to, if that was visited before, in this walk; else nil. Valid as Data is.
	Base []byte
}

// Visitor is told of the objects of a store. Both functions are called from
// several goroutines at once, told apart by worker, a number from 0 on. An error
// ends the walk.
type Visitor struct {
	Visit func(worker int, o Object) error
	// Skip is told of an object that could not be read, or was over the limit:
	// then the error wraps ErrTooLarge. The kind is 0 where it is not known.
	Skip func(id ID, kind Kind, err error) error
}

// Each visits every object of these kinds, each once, in no order. Workers is
// how many goroutines do it. Objects over limit bytes (negative: no limit) are
// skipped. The error is the context's or the visitor's.
func (s *Store) Each(ctx context.Context, want []Kind, workers int, limit int64, v Visitor) error {
	w := &walk{store: s, want: setOf(want), limit: limit, visitor: v}
	w.wake = sync.NewCond(&w.mu)
	for _, p := range s.packs {
		seen := make([]atomic.Uint32, (len(p.entries)+31)/32)
		w.visited = append(w.visited, seen)
		w.roots = append(w.roots, len(p.entries))
	}
	workers = max(workers, 1)
	w.workers = workers
	stop := context.AfterFunc(ctx, w.abort)
	defer stop()
	group := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	for i := range workers {
		group.Go(func(ctx context.Context) error {
			worker := &worker{walk: w, number: i}
			err := worker.run(ctx)
			if err != nil {
				w.abort()
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return w.reportUnread()
}

// walk is one run of Each.
type walk struct {
	store   *Store
	want    kinds
	limit   int64
	visitor Visitor
	workers int

	// visited has a bit for each entry of each pack that was reached from a
	// root, or reported.
	visited [][]atomic.Uint32
	roots   []int        // how many entries each pack has
	next    atomic.Int64 // the next entry that may be a root, over all packs
	loose   atomic.Int64 // the next loose object

	mu      sync.Mutex
	wake    *sync.Cond
	idle    int
	hungry  atomic.Int32 // workers that wait for a part of another's family
	offered []family
	done    bool
}

// family is a part of a delta family: the children from..to of a base.
type family struct {
	pack     int
	kind     Kind
	base     []byte
	from, to int32
}

// hugest is the size, in bytes, of the largest object that is ever held in
// memory. A small delta can make a larger one (each copy makes up to 16 MiB from
// 7 bytes), which is what nobody wants to hold.
const hugest = 2 << 30

// grain is how many entries a worker looks at for roots at a time.
const grain = 256

func (w *walk) mark(pack, entry int) {
	w.visited[pack][entry/32].Or(1 << (entry % 32))
}

func (w *walk) marked(pack, entry int) bool {
	return w.visited[pack][entry/32].Load()&(1<<(entry%32)) != 0
}

func (w *walk) abort() {
	w.mu.Lock()
	w.done = true
	w.mu.Unlock()
	w.wake.Broadcast()
}

// offer hands a part of a family to a worker that has nothing to do.
func (w *walk) offer(f family) {
	w.mu.Lock()
	w.offered = append(w.offered, f)
	w.hungry.Add(-1)
	w.mu.Unlock()
	w.wake.Signal()
}

// beg waits for a part of a family; not ok when all work is done.
func (w *walk) beg() (family, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.idle++
	w.hungry.Add(1)
	for len(w.offered) == 0 {
		if w.idle == w.workers || w.done {
			w.done = true
			w.wake.Broadcast()
			return family{}, false
		}
		w.wake.Wait()
	}
	w.idle--
	f := w.offered[len(w.offered)-1]
	w.offered = w.offered[:len(w.offered)-1]
	return f, true
}

// markFamily marks an entry and all that depend on it.
func (w *walk) markFamily(pi, ei int) {
	p := w.store.packs[pi]
	todo := []int32{int32(ei)}
	for len(todo) > 0 {
		e := int(todo[len(todo)-1])
		todo = todo[:len(todo)-1]
		w.mark(pi, e)
		from, to := p.childrenOf(e)
		todo = append(todo, p.children[from:to]...)
	}
}

// damagedFamily reports an object that cannot be read, and with it all that
// depend on it.
func (k *worker) damagedFamily(pi, ei int, kind Kind, cause error) error {
	w := k.walk
	p := w.store.packs[pi]
	todo := []int32{int32(ei)}
	for first := true; len(todo) > 0; first = false {
		e := int(todo[len(todo)-1])
		todo = todo[:len(todo)-1]
		w.mark(pi, e)
		from, to := p.childrenOf(e)
		todo = append(todo, p.children[from:to]...)
		if p.entries[e].duplicate || p.entries[e].name < 0 {
			continue
		}
		err := cause
		if !first {
			err = fmt.Errorf("an object that it is stored as a difference to: %w", cause)
		}
		if err := w.otherCopy(k.number, p.id(e), kind, err); err != nil {
			return err
		}
	}
	return nil
}

// otherCopy visits another copy of an object that could not be read, or reports
// the object if there is none.
func (w *walk) otherCopy(worker int, id ID, kind Kind, cause error) error {
	other, data, err := w.store.anyCopy(id, w.limit)
	switch {
	case err == nil && !w.want.has(other), kind != 0 && !w.want.has(kind):
		return nil
	case err == nil:
		return w.visitor.Visit(worker, Object{ID: id, Kind: other, Data: data})
	}
	return w.visitor.Skip(id, kind, cause)
}

// reportUnread reports the entries that no root leads to: deltas that form a
// circle, or whose base is nowhere; and those whose header could not be read.
func (w *walk) reportUnread() error {
	for pi, p := range w.store.packs {
		for _, f := range p.faults {
			if err := w.otherCopy(0, p.index.id(int(f.name)), 0, f.err); err != nil {
				return err
			}
		}
		for ei := range p.entries {
			if w.marked(pi, ei) || p.entries[ei].duplicate || p.entries[ei].name < 0 {
				continue
			}
			if err := w.otherCopy(0, p.id(ei), 0, damaged("the object is stored as a difference to one that is not there, or to itself")); err != nil {
				return err
			}
		}
	}
	return nil
}
