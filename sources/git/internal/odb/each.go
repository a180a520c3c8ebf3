package odb

import (
	"context"
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"
)

// Object is one object on a visit. It belongs to the walk, which uses it again.
type Object struct {
	Number int32
	Kind   Kind
	// Data is the content, valid until Visit returns. It must not be changed:
	// other objects are made from it.
	Data []byte
	// Base is the object that this one is stored as a difference to, if that was
	// visited before, in this walk; else nil.
	Base *Base
	// IsBase says that other objects are stored as differences to this one: then
	// Visit may append something to Note, which starts empty, for their visits.
	IsBase bool
	Note   []Note
}

// Note is three numbers that one visit leaves for others; what they mean is the
// visitor's.
type Note [3]int32

// Base is what the visit of an object learns of the object that it is stored as
// a difference to. All of it is valid until Visit returns, and must not be
// changed.
type Base struct {
	Number int32
	Data   []byte
	Note   []Note // what the base's own visit noted
	// Delta holds the instructions that make the object of its base; see
	// [Copies].
	Delta []byte
}

// Visitor is told of the objects of a store. Both functions are called from
// several goroutines at once, told apart by worker, a number from 0 on. An error
// ends the walk.
type Visitor struct {
	Visit func(worker int, o *Object) error
	// Skip is told of an object that could not be read, or was over the limit:
	// then the error wraps ErrTooLarge. The kind is 0 where it is not known.
	Skip func(number int32, kind Kind, err error) error
}

// Limits are the sizes, in bytes, above which objects of each kind are skipped,
// by kind. Negative is no limit.
type Limits [Tag + 1]int64

// LimitAll makes one limit for objects of every kind.
func LimitAll(limit int64) (l Limits) {
	for k := range l {
		l[k] = limit
	}
	return l
}

// Each visits every object of these kinds, each once, in no order. Workers is
// how many goroutines do it. The error is the context's or the visitor's.
func (s *Store) Each(ctx context.Context, want []Kind, workers int, limits Limits, v Visitor) error {
	w := &walk{store: s, want: setOf(want), limits: limits, visitor: v, workers: max(workers, 1)}
	w.wake = sync.NewCond(&w.mu)
	for _, p := range s.packs {
		w.visited = append(w.visited, make([]atomic.Uint32, (len(p.keys)+31)/32))
	}
	// What follows a walk asks for few ids, and wants memory of its own.
	defer s.releaseIndexes()
	stop := context.AfterFunc(ctx, w.abort)
	defer stop()
	group := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	for i := range w.workers {
		group.Go(func(ctx context.Context) error {
			sound := false
			defer func() { // also where a visitor panics: the others wait for this one
				if !sound {
					w.abort()
				}
			}()
			err := w.newWorker(i).run(ctx)
			sound = err == nil
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return Guard(w.reportUnread)
}

func (s *Store) releaseIndexes() {
	for _, p := range s.packs {
		if p.index.file != nil {
			p.index.file.release()
		}
	}
}

// walk is one run of Each.
type walk struct {
	store   *Store
	want    kinds
	limits  Limits
	visitor Visitor
	workers int

	// visited has a bit for each entry of each pack that was reached from a
	// root, or reported.
	visited [][]atomic.Uint32
	next    atomic.Int64 // the next entry that may be a root, over all packs
	loose   atomic.Int64 // the next loose object

	mu      sync.Mutex
	wake    *sync.Cond
	idle    int
	hungry  atomic.Int32 // workers that wait for a part of another's family
	offered []family
	done    bool
}

// family is a part of a delta family: the children of a base that are still to
// come.
type family struct {
	pack int
	kind Kind
	base frame
}

// hugest is the size, in bytes, of the largest object that is ever held in
// memory. A small delta can make a larger one (each copy makes up to 16 MiB from
// 7 bytes), which is what nobody wants to hold.
const hugest = min(2<<30, math.MaxInt/4)

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
		if p.hidden(e) {
			continue
		}
		err := cause
		if !first {
			err = fmt.Errorf("an object that it is stored as a difference to: %w", cause)
		}
		if err := w.otherCopy(k.number, p.number(e), p, kind, err); err != nil {
			return err
		}
	}
	return nil
}

// otherCopy visits another copy of an object that could not be read in a pack (nil
// for a loose one), or reports the object if there is none.
func (w *walk) otherCopy(worker int, number int32, in *pack, kind Kind, cause error) error {
	id := w.store.ID(number)
	other, data, err := w.store.get(&id, -1, in, newHops())
	switch {
	case err == nil && !w.want.has(other), kind != 0 && !w.want.has(kind):
		return nil
	case err == nil && w.limits.over(other, len(data)):
		return w.visitor.Skip(number, other, tooLarge(uint64(len(data))))
	case err == nil:
		return w.visitor.Visit(worker, &Object{Number: number, Kind: other, Data: data})
	}
	return w.visitor.Skip(number, kind, cause)
}

// over says whether an object of n bytes is over the limit.
func (l *Limits) over(k Kind, n int) bool { return l[k] >= 0 && int64(n) > l[k] }

func tooLarge(n uint64) error { return fmt.Errorf("%d bytes: %w", n, ErrTooLarge) }

// reportUnread reports the entries that no root leads to: deltas that form a
// circle, or whose base is nowhere; and those whose header could not be read.
func (w *walk) reportUnread() error {
	for pi, p := range w.store.packs {
		for _, f := range p.faults {
			number := int32(p.base) + f.name
			id := w.store.ID(number)
			if n, _ := w.store.Number(&id); n != number {
				continue // another pack's copy is the one to tell of
			}
			if err := w.otherCopy(0, number, p, 0, f.err); err != nil {
				return err
			}
		}
		for ei := range p.keys {
			if w.marked(pi, ei) || p.hidden(ei) {
				continue
			}
			if err := w.otherCopy(0, p.number(ei), p, 0, errNoBase); err != nil {
				return err
			}
		}
	}
	return nil
}

const errNoBase damage = "the object is stored as a difference to one that is not there, or to itself"
