package odb

import (
	"context"
	"fmt"
	"runtime/debug"
)

// worker is one goroutine of a walk.
type worker struct {
	walk   *walk
	number int
	inflater
	delta []byte
	stack []frame
	held  int // bytes in the frames' bases
	pool  buffers
}

// frame is a base on the path from a family's root to the current object, with
// those of its children that are still to come.
type frame struct {
	entry int32
	base  []byte // nil if it was dropped to save memory
	next  int32  // in pack.children
	to    int32
}

// defaultHeld is how many bytes the bases on one worker's path may take. Past
// that, the oldest are dropped and made anew when their turn comes.
const defaultHeld = 32 << 20

func (k *worker) run(ctx context.Context) (err error) {
	// A pack that shrinks while it is mapped faults when it is read.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			if _, fault := p.(interface{ Addr() uintptr }); !fault {
				panic(p)
			}
			err = damaged("a pack changed while it was read")
		}
	}()
	w := k.walk
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := int(w.next.Add(grain))
		start := end - grain
		any := false
		for pi, n := range w.roots {
			if start < n {
				any = true
				for e := max(start, 0); e < min(end, n); e++ {
					if err := k.root(ctx, pi, e); err != nil {
						return err
					}
				}
			}
			start -= n
			end -= n
			if end <= 0 {
				break
			}
		}
		if !any {
			break
		}
	}
	if err := k.looseObjects(ctx); err != nil {
		return err
	}
	for {
		f, ok := w.beg()
		if !ok {
			return ctx.Err()
		}
		k.stack = append(k.stack[:0], frame{entry: -1, base: f.base, next: f.from, to: f.to})
		k.held = len(f.base)
		if err := k.family(ctx, f.pack, f.kind); err != nil {
			return err
		}
	}
}

// root visits an entry and its family if it is the root of one.
func (k *worker) root(ctx context.Context, pi, ei int) error {
	w := k.walk
	p := w.store.packs[pi]
	e := &p.entries[ei]
	switch {
	case e.base >= 0 || e.base == brokenBase:
		return nil
	case e.base == foreignBase:
		return k.foreignRoot(ctx, pi, ei)
	case !w.want.has(e.kind):
		w.markFamily(pi, ei)
		return nil
	}
	w.mark(pi, ei)
	from, to := p.childrenOf(ei)
	tooLarge := w.limit >= 0 && e.size > uint64(w.limit)
	if tooLarge {
		if err := k.tooLarge(p, ei, e.kind, e.size); err != nil || from == to {
			return err
		}
	}
	src := p.compressed(e)
	if !plausible(e.size, src) {
		return k.damagedFamily(pi, ei, e.kind, damaged("the object claims %d bytes", e.size))
	}
	if e.size > hugest {
		return k.damagedFamily(pi, ei, e.kind, fmt.Errorf("%d bytes: %w", e.size, ErrTooLarge))
	}
	data := k.pool.get(int(e.size))
	if err := k.into(data, src); err != nil {
		k.pool.put(data)
		return k.damagedFamily(pi, ei, e.kind, err)
	}
	if !tooLarge {
		if err := k.visit(p, ei, e.kind, data, nil); err != nil {
			return err
		}
	}
	if from == to {
		k.pool.put(data)
		return nil
	}
	k.stack = append(k.stack[:0], frame{entry: int32(ei), base: data, next: from, to: to})
	k.held = len(data)
	return k.family(ctx, pi, e.kind)
}

// foreignRoot visits the family of a delta whose base lies outside of its pack.
func (k *worker) foreignRoot(ctx context.Context, pi, ei int) error {
	w := k.walk
	p := w.store.packs[pi]
	base := p.refBase(&p.entries[ei])
	kind, data, err := w.store.get(base, -1, 0)
	if err != nil {
		return k.damagedFamily(pi, ei, 0, fmt.Errorf("its base %x: %w", base[:w.store.idLen], err))
	}
	if !w.want.has(kind) {
		w.markFamily(pi, ei)
		return nil
	}
	out, err := k.child(p, ei, data)
	if err != nil {
		return k.damagedFamily(pi, ei, kind, err)
	}
	w.mark(pi, ei)
	if err := k.visitSized(p, ei, kind, out, nil); err != nil {
		return err
	}
	from, to := p.childrenOf(ei)
	k.stack = append(k.stack[:0], frame{entry: int32(ei), base: out, next: from, to: to})
	k.held = len(out)
	return k.family(ctx, pi, kind)
}

// family visits the rest of the family on the stack.
func (k *worker) family(ctx context.Context, pi int, kind Kind) error {
	w := k.walk
	p := w.store.packs[pi]
	for n := 0; len(k.stack) > 0; n++ {
		if n&63 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if w.hungry.Load() > 0 {
			k.share(pi, kind)
		}
		top := &k.stack[len(k.stack)-1]
		if top.next >= top.to {
			k.pop()
			continue
		}
		if top.base == nil {
			base, err := k.rebuild(p, int(top.entry))
			if err != nil {
				return err
			}
			top.base = base
			k.held += len(base)
		}
		ci := int(p.children[top.next])
		top.next++
		w.mark(pi, ci)
		out, err := k.child(p, ci, top.base)
		if err == nil {
			err = k.visitSized(p, ci, kind, out, top.base)
			if err != nil {
				return err
			}
		} else if err := k.damagedFamily(pi, ci, kind, err); err != nil {
			return err
		}
		if top.next >= top.to {
			k.pop() // its last child was made: the base is not needed any more
		}
		if err != nil {
			continue
		}
		from, to := p.childrenOf(ci)
		if from == to {
			k.pool.put(out)
			continue
		}
		k.push(frame{entry: int32(ci), base: out, next: from, to: to})
	}
	return nil
}

func (k *worker) push(f frame) {
	k.stack = append(k.stack, f)
	k.held += len(f.base)
	for i := 0; k.held > k.walk.store.maxHeld && i < len(k.stack)-1; i++ {
		if old := &k.stack[i]; old.base != nil && old.entry >= 0 {
			k.held -= len(old.base)
			k.pool.put(old.base)
			old.base = nil
		}
	}
}

func (k *worker) pop() {
	top := &k.stack[len(k.stack)-1]
	if top.base != nil {
		k.held -= len(top.base)
		k.pool.put(top.base)
	}
	top.base = nil
	k.stack = k.stack[:len(k.stack)-1]
}

// share hands half of what is left of the largest part of the family, the one
// nearest to its root, to a worker that has nothing to do.
func (k *worker) share(pi int, kind Kind) {
	for i := range k.stack {
		f := &k.stack[i]
		if left := f.to - f.next; f.base != nil && left >= 2 {
			mid := f.next + left/2
			base := append([]byte(nil), f.base...)
			k.walk.offer(family{pack: pi, kind: kind, base: base, from: mid, to: f.to})
			f.to = mid
			return
		}
	}
}

// child inflates an entry's delta and applies it to its base.
func (k *worker) child(p *pack, ei int, base []byte) ([]byte, error) {
	e := &p.entries[ei]
	src := p.compressed(e)
	if !plausible(e.size, src) {
		return nil, damaged("the delta claims %d bytes", e.size)
	}
	if uint64(cap(k.delta)) < e.size {
		k.delta = make([]byte, e.size+e.size/2)
	}
	delta := k.delta[:e.size]
	if err := k.into(delta, src); err != nil {
		return nil, err
	}
	baseSize, size, rest, ok := deltaSizes(delta)
	if !ok || baseSize != uint64(len(base)) || size != deltaLength(rest) {
		return nil, damaged("the delta does not fit its base")
	}
	if size > hugest {
		return nil, fmt.Errorf("%d bytes: %w", size, ErrTooLarge)
	}
	out := k.pool.get(int(size))
	if !applyDelta(out, base, rest) {
		k.pool.put(out)
		return nil, damaged("the delta does not fit its base")
	}
	return out, nil
}

// visit tells of an object, unless another pack's copy is the one to tell of.
func (k *worker) visit(p *pack, ei int, kind Kind, data, base []byte) error {
	if p.entries[ei].duplicate || p.entries[ei].name < 0 {
		return nil
	}
	return k.walk.visitor.Visit(k.number, Object{ID: p.id(ei), Kind: kind, Data: data, Base: base})
}

// visitSized is visit for an object whose size was not known before.
func (k *worker) visitSized(p *pack, ei int, kind Kind, data, base []byte) error {
	if l := k.walk.limit; l >= 0 && int64(len(data)) > l {
		return k.tooLarge(p, ei, kind, uint64(len(data)))
	}
	return k.visit(p, ei, kind, data, base)
}

func (k *worker) tooLarge(p *pack, ei int, kind Kind, size uint64) error {
	if p.entries[ei].duplicate || p.entries[ei].name < 0 {
		return nil
	}
	return k.walk.visitor.Skip(p.id(ei), kind, fmt.Errorf("%d bytes: %w", size, ErrTooLarge))
}

// rebuild makes an object anew whose bytes were dropped to save memory.
func (k *worker) rebuild(p *pack, ei int) ([]byte, error) {
	_, data, err := k.walk.store.build(p, ei, 0, &k.inflater)
	return data, err
}

// looseObjects visits the objects in files of their own.
func (k *worker) looseObjects(ctx context.Context) error {
	w := k.walk
	for {
		i := int(w.loose.Add(1)) - 1
		if i >= len(w.store.loose) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		o := &w.store.loose[i]
		if o.duplicate {
			continue
		}
		kind, data, err := readLoose(o.path, w.limit, k.delta)
		switch {
		case kind != 0 && !w.want.has(kind):
			continue
		case err != nil:
			err = w.visitor.Skip(o.id, kind, err)
		default:
			err = w.visitor.Visit(k.number, Object{ID: o.id, Kind: kind, Data: data})
		}
		if err != nil {
			return err
		}
	}
}
