package odb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// worker is one goroutine of a walk.
type worker struct {
	walk   *walk
	number int
	maker
	stack []frame
	held  int // bytes in the frames' bases
	low   int // no frame below this one holds a base that may be dropped
	// shared is the first frame that may have children to share.
	shared int
	notes  [][]Note
	// noted is how many bytes of notes the frames hold, none below lowNote.
	noted, lowNote int
	// object and base are what the visitor is given, used again for each visit.
	object Object
	base   Base
}

// frame is a base on the path from a family's root to the current object, with
// those of its children that are still to come.
type frame struct {
	entry  int32
	number int32 // -1 if it was not visited
	data   []byte
	note   []Note
	next   int32 // in pack.children
	to     int32
}

// defaultHeld is how many bytes the bases on the paths of all workers may take.
// Past its share, a worker drops the oldest; they are made anew when their turn
// comes. But it holds as many as leastHeld of the size of the last one, so that
// a long family of large objects is not made anew for each of them.
const (
	defaultHeld = 20 << 20
	leastHeld   = 16
	mostHeld    = 256 << 20 // for leastHeld
)

// readMemory is how many bytes of packs all workers together keep in memory.
const readMemory = 8 << 20

func (w *walk) newWorker(number int) *worker {
	k := &worker{walk: w, number: number}
	k.memory = readMemory / w.workers
	k.pool.most = w.store.maxHeld / w.workers
	return k
}

func (k *worker) run(ctx context.Context) error {
	return Guard(func() error {
		if err := k.packed(ctx); err != nil {
			return err
		}
		if err := k.looseObjects(ctx); err != nil {
			return err
		}
		for {
			f, ok := k.walk.beg()
			if !ok {
				return ctx.Err()
			}
			k.start(f.base)
			if err := k.family(ctx, f.pack, f.kind); err != nil {
				return err
			}
		}
	})
}

// packed visits the objects in packs, by their families.
func (k *worker) packed(ctx context.Context) error {
	w := k.walk
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := int(w.next.Add(grain))
		start := end - grain
		any := false
		for pi, p := range w.store.packs {
			n := len(p.keys)
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
			return nil
		}
	}
}

// root visits an entry and its family if it is the root of one.
func (k *worker) root(ctx context.Context, pi, ei int) error {
	w := k.walk
	p := w.store.packs[pi]
	form := p.forms[ei]
	kind := form.kind()
	switch {
	case form&(hasBase|brokenBase) != 0:
		return nil
	case form&foreignBase != 0:
		return k.foreignRoot(ctx, pi, ei)
	case !w.want.has(kind):
		w.markFamily(pi, ei)
		return nil
	}
	w.mark(pi, ei)
	from, to := p.childrenOf(ei)
	e, err := p.entry(k.blocks(), ei)
	if err != nil {
		return k.damagedFamily(pi, ei, kind, err)
	}
	over := w.limits.over(kind, int(min(e.size, hugest)))
	if over {
		if err := k.tooLarge(p, ei, kind, e.size); err != nil || from == to {
			return err
		}
	}
	data, err := k.whole(&e)
	if err != nil {
		return k.damagedFamily(pi, ei, kind, err)
	}
	f := frame{entry: int32(ei), number: -1, data: data, next: from, to: to}
	if !over {
		if err := k.visit(p, &f, kind, nil); err != nil {
			return err
		}
	}
	if from == to {
		k.pool.put(data)
		return nil
	}
	k.start(f)
	return k.family(ctx, pi, kind)
}

// foreignRoot visits the family of a delta whose base lies outside of its pack.
func (k *worker) foreignRoot(ctx context.Context, pi, ei int) error {
	w := k.walk
	p := w.store.packs[pi]
	e, err := p.entry(k.blocks(), ei)
	if err != nil {
		return k.damagedFamily(pi, ei, 0, err)
	}
	kind, data, err := w.store.get(&e.base, -1, nil, newHops())
	if err != nil {
		return k.damagedFamily(pi, ei, 0, fmt.Errorf("its base %x: %w", e.base[:w.store.idLen], err))
	}
	if !w.want.has(kind) {
		w.markFamily(pi, ei)
		return nil
	}
	out, err := k.child(&e, data)
	if err != nil {
		return k.damagedFamily(pi, ei, kind, err)
	}
	w.mark(pi, ei)
	from, to := p.childrenOf(ei)
	f := frame{entry: int32(ei), number: -1, data: out, next: from, to: to}
	if err := k.visitSized(p, &f, kind, nil); err != nil {
		return err
	}
	k.start(f)
	return k.family(ctx, pi, kind)
}

// start makes a base the only one on the path.
func (k *worker) start(f frame) {
	k.stack = append(k.stack[:0], f)
	k.held, k.low, k.shared = len(f.data), 0, 0
	k.noted, k.lowNote = noteSize*len(f.note), 0
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
		if top.data == nil {
			if err := k.rebuild(p, top); err != nil {
				return err
			}
		}
		f, err := k.nextChild(p, pi, kind, top)
		if err != nil {
			return err
		}
		if top.next >= top.to {
			k.pop() // its last child was made: the base is not needed any more
		}
		switch {
		case f.data == nil:
		case f.next == f.to:
			k.pool.put(f.data)
		default:
			k.push(f)
		}
	}
	return nil
}

// nextChild makes and visits the next child of a base. The frame has no data if
// the child cannot be read.
func (k *worker) nextChild(p *pack, pi int, kind Kind, top *frame) (frame, error) {
	ci := int(p.children[top.next])
	top.next++
	k.walk.mark(pi, ci)
	f := frame{entry: int32(ci), number: -1}
	e, err := p.entry(k.blocks(), ci)
	if err == nil {
		f.data, err = k.child(&e, top.data)
	}
	if err != nil {
		f.data = nil
		return f, k.damagedFamily(pi, ci, kind, err)
	}
	f.next, f.to = p.childrenOf(ci)
	err = k.visitSized(p, &f, kind, top)
	return f, err
}

func (k *worker) push(f frame) {
	k.stack = append(k.stack, f)
	k.held += len(f.data)
	k.trim(len(k.stack)-1, len(f.data))
	// What a visit has noted is a help, and can be done without.
	k.noted += noteSize * len(f.note)
	for ; k.noted > mostNoted && k.lowNote < len(k.stack)-1; k.lowNote++ {
		old := &k.stack[k.lowNote]
		k.noted -= noteSize * len(old.note)
		old.note = nil
	}
}

const (
	noteSize  = 12       // of a Note, in bytes
	mostNoted = 64 << 20 // bytes of notes on one worker's path
)

// trim drops the oldest bases, of the frames below one, where all take too much.
// Size is that of the last base.
func (k *worker) trim(below, size int) {
	most := max(k.walk.store.maxHeld/k.walk.workers, min(k.walk.store.leastHeld*size, mostHeld))
	for ; k.held > most && k.low < below; k.low++ {
		if old := &k.stack[k.low]; old.data != nil && old.entry >= 0 {
			k.held -= len(old.data)
			k.pool.put(old.data)
			old.data = nil
		}
	}
}

// rebuild makes a base anew that was dropped, and with it those on the way to it
// that will be wanted next.
func (k *worker) rebuild(p *pack, top *frame) error {
	at := 0 // frames and the objects on the way come in one order
	_, data, err := k.walk.store.build(p, int(top.entry), newHops(), &k.maker, func(e int, data []byte) bool {
		for at < len(k.stack)-1 && k.stack[at].entry < 0 {
			at++
		}
		if at == len(k.stack)-1 || int(k.stack[at].entry) != e {
			return false
		}
		if k.stack[at].data != nil {
			at++
			return false
		}
		k.stack[at].data = data
		k.held += len(data)
		k.low = min(k.low, at)
		k.trim(at, len(data))
		at++
		return true
	})
	if err != nil {
		return err
	}
	top.data = data
	k.held += len(data)
	return nil
}

func (k *worker) pop() {
	top := &k.stack[len(k.stack)-1]
	if top.data != nil {
		k.held -= len(top.data)
		k.pool.put(top.data)
	}
	k.noted -= noteSize * len(top.note)
	k.putNote(top.note)
	*top = frame{}
	k.stack = k.stack[:len(k.stack)-1]
	k.low, k.shared = min(k.low, len(k.stack)), min(k.shared, len(k.stack))
	k.lowNote = min(k.lowNote, len(k.stack))
}

// share hands half of what is left of the largest part of the family, the one
// nearest to its root, to a worker that has nothing to do.
func (k *worker) share(pi int, kind Kind) {
	for i := k.shared; i < len(k.stack); i++ {
		f := &k.stack[i]
		left := f.to - f.next
		if left < 2 && i == k.shared {
			k.shared++ // it never has more
		}
		if f.data != nil && left >= 2 {
			half := *f
			half.next = f.next + left/2
			half.data = bytes.Clone(f.data) // not nil, even if it is empty
			half.note = append([]Note(nil), f.note...)
			half.entry = -1 // it is not in the path of the one who gets it
			f.to = half.next
			k.walk.offer(family{pack: pi, kind: kind, base: half})
			return
		}
	}
}

// visit tells of an object, unless another pack's copy is the one to tell of.
func (k *worker) visit(p *pack, f *frame, kind Kind, base *frame) error {
	e := int(f.entry)
	if p.hidden(e) {
		return nil
	}
	k.object = Object{Number: p.number(e), Kind: kind, Data: f.data, IsBase: f.next < f.to}
	if base != nil && base.number >= 0 {
		k.base = Base{Number: base.number, Data: base.data, Note: base.note, Delta: k.instructions}
		k.object.Base = &k.base
	}
	if k.object.IsBase {
		k.object.Note = k.getNote()
	}
	f.number = k.object.Number
	err := k.walk.visitor.Visit(k.number, &k.object)
	f.note = k.object.Note
	return err
}

// visitSized is visit for an object whose size was not known before.
func (k *worker) visitSized(p *pack, f *frame, kind Kind, base *frame) error {
	if k.walk.limits.over(kind, len(f.data)) {
		return k.tooLarge(p, int(f.entry), kind, uint64(len(f.data)))
	}
	return k.visit(p, f, kind, base)
}

func (k *worker) tooLarge(p *pack, ei int, kind Kind, size uint64) error {
	if p.hidden(ei) {
		return nil
	}
	return k.walk.visitor.Skip(p.number(ei), kind, tooLarge(size))
}

// getNote gives an empty list to note something in.
func (k *worker) getNote() []Note {
	n := len(k.notes)
	if n == 0 {
		return nil
	}
	note := k.notes[n-1]
	k.notes = k.notes[:n-1]
	return note
}

// putNote takes a list back.
func (k *worker) putNote(note []Note) {
	if cap(note) > 0 && len(k.notes) < 64 {
		k.notes = append(k.notes, note[:0])
	}
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
		number := int32(w.store.numbers + i)
		kind, data, err := k.readLoose(o.path, w.want, &w.limits)
		switch {
		case kind != 0 && !w.want.has(kind):
			continue
		case errors.Is(err, ErrTooLarge):
			err = w.visitor.Skip(number, kind, err)
		case err != nil: // another folder may have a sound copy
			err = w.otherCopy(k.number, number, nil, kind, err)
		default:
			k.object = Object{Number: number, Kind: kind, Data: data}
			err = w.visitor.Visit(k.number, &k.object)
			k.pool.put(data)
		}
		if err != nil {
			return err
		}
	}
}
