package git

import (
	"context"
	"errors"
)

// treeWalk reads every tree once and collects every blob with one path.
//
// It goes level by level: first all root trees, in the order of their commits,
// then all trees in them, and so on. Trees of one level are read side by side
// and put together in order, so that the outcome does not depend on how many
// work at it.
type treeWalk struct {
	r     *reading
	seen  map[objectID]struct{} // trees and blobs; not written while trees are read
	trees []treeNode
	blobs []blobNode
	names map[string]string // one copy of each name
}

// treeNode is a tree and the way to it. Whole paths are not kept: in a deep tree
// they would take more memory than the tree.
type treeNode struct {
	id     objectID
	parent int32 // index of the tree that it lies in; -1 for a root
	name   string
}

// blobNode is a blob and the way to it.
type blobNode struct {
	id   objectID
	tree int32 // index of the tree that it lies in; -1 for one that a tag names
	name string
	at   position
}

// batch is how many trees are read before their entries are put together.
const batch = 4096

func newTreeWalk(r *reading) *treeWalk {
	return &treeWalk{r: r, seen: map[objectID]struct{}{}, names: map[string]string{}}
}

// run walks the tree at HEAD to its end, so that blobs get the paths they have
// there, then all others.
func (w *treeWalk) run(ctx context.Context) error {
	h := w.r.history
	roots := make([]objectID, 0, len(h.commits))
	for i := range h.commits {
		if h.commits[i].tree != (objectID{}) {
			roots = append(roots, h.commits[i].tree)
		}
	}
	if at, ok := h.head(); ok && h.commits[at].tree != (objectID{}) {
		if err := w.walk(ctx, []objectID{h.commits[at].tree}); err != nil {
			return err
		}
	}
	for _, t := range h.tips {
		switch t.kind {
		case kindTree:
			roots = append(roots, t.id)
		case kindBlob:
			w.addBlob(blobNode{id: t.id, tree: -1})
		}
	}
	if err := w.walk(ctx, roots); err != nil {
		return err
	}
	h.trees = make([]objectID, len(w.trees))
	for i, t := range w.trees {
		h.trees[i] = t.id
	}
	return nil
}

// walk reads the trees roots, and all below them, that were not read yet.
func (w *treeWalk) walk(ctx context.Context, roots []objectID) error {
	from := len(w.trees)
	for _, id := range roots {
		w.addTree(treeNode{id: id, parent: -1})
	}
	for from < len(w.trees) {
		to := min(from+batch, len(w.trees))
		if err := w.level(ctx, from, to); err != nil {
			return err
		}
		from = to
	}
	return nil
}

func (w *treeWalk) addTree(t treeNode) {
	if _, ok := w.seen[t.id]; ok {
		return
	}
	w.seen[t.id] = struct{}{}
	w.trees = append(w.trees, t)
}

func (w *treeWalk) addBlob(b blobNode) {
	if _, ok := w.seen[b.id]; ok {
		return
	}
	w.seen[b.id] = struct{}{}
	w.blobs = append(w.blobs, b)
}

// newEntry is an entry of a tree whose object was not met before.
type newEntry struct {
	id   objectID
	name string
	tree bool
}

// level reads the trees with the numbers from to to-1 and adds what is in them.
func (w *treeWalk) level(ctx context.Context, from, to int) error {
	found := make([][]newEntry, to-from)
	blobs := make([]bool, to-from) // what is called a tree but is a blob
	ids := make([]objectID, to-from)
	for i := range ids {
		ids[i] = w.trees[from+i].id
	}
	order := diskOrder(w.r.crew.store, ids)
	err := w.r.crew.each(ctx, to-from, 32, func(ctx context.Context, o objectReader, n int) (err error) {
		i := order[n]
		found[i], blobs[i], err = w.readTree(ctx, o, from+int(i))
		return err
	})
	if err != nil {
		return err
	}
	for i := range found {
		at := int32(from + i)
		if t := w.trees[at]; blobs[i] {
			w.blobs = append(w.blobs, blobNode{id: t.id, tree: t.parent, name: t.name})
		}
		for _, e := range found[i] {
			if e.tree {
				w.addTree(treeNode{e.id, at, w.intern(e.name)})
			} else {
				w.addBlob(blobNode{id: e.id, tree: at, name: w.intern(e.name)})
			}
		}
	}
	return nil
}

// readTree reads one tree and gives the entries that are new.
func (w *treeWalk) readTree(ctx context.Context, o objectReader, at int) (found []newEntry, blob bool, err error) {
	t := w.trees[at]
	k, data, err := o.read(ctx, t.id, maxMeta)
	if err == nil && k == kindBlob {
		return nil, true, nil
	}
	if err == nil && k != kindTree {
		err = errors.New("it is a " + k.String() + ", but is named as a tree")
	}
	if err == nil {
		err = parseTree(data, w.r.repo.ids, func(e treeEntry) {
			if e.isSubmodule() {
				return
			}
			if _, ok := w.seen[e.id]; !ok {
				found = append(found, newEntry{e.id, string(e.name), e.isTree()})
			}
		})
	}
	if err != nil {
		origin := w.r.repo.objectOrigin(t.id, "", "")
		origin.Path = w.path(t.parent, t.name)
		origin.RepositoryPath = origin.Path
		return found, false, w.r.unreadable(ctx, origin, kindTree, err)
	}
	return found, false, nil
}

func (w *treeWalk) intern(name string) string {
	if kept, ok := w.names[name]; ok {
		return kept
	}
	w.names[name] = name
	return name
}

// path gives the whole path of what is called name in the tree with a number.
func (w *treeWalk) path(tree int32, name string) string {
	if tree < 0 || w.trees[tree].parent < 0 {
		return name
	}
	size := len(name)
	for t := w.trees[tree]; t.parent >= 0; t = w.trees[t.parent] {
		size += len(t.name) + 1
	}
	path := make([]byte, size)
	size -= copy(path[size-len(name):], name)
	for t := w.trees[tree]; t.parent >= 0; t = w.trees[t.parent] {
		size--
		path[size] = '/'
		size -= len(t.name)
		copy(path[size:], t.name)
	}
	return string(path)
}
