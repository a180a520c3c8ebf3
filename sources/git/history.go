package git

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
	"github.com/leakstag/leakstag/sources/internal/gitobject"
)

// The parts of commits and tags, as GitOrigin.Part names them.
const (
	partMessage   = "message"
	partHeaders   = "headers" // all headers that have no name of their own here
	partAuthor    = "author"
	partCommitter = "committer"
	partTagger    = "tagger"
)

// commitNode is one commit of the graph.
type commitNode struct {
	id      objectID
	time    int64   // the committer's, in seconds since 1970
	parents []int32 // indices of commits; those that cannot be read are left out
	tree    int32   // number of its tree's object; -1 if it names none
}

// tip is what a ref leads to.
type tip struct {
	ref  ref
	tags []objectID // the annotated tags on the way, the first one first
	// kind and id are of the object at the end of the way; kind is 0 if it
	// cannot be read. Object is its number, or -1.
	kind   kind
	id     objectID
	object int32
	err    error // why it cannot be read
}

// history is what a repository's commits, tags and refs say. It is complete, and
// does not change any more, once Read has returned.
type history struct {
	repo *repository
	tips []tip
	// commits are those that a ref leads to: from the tips on, generation by
	// generation, so that the order depends on the repository alone.
	commits []commitNode
	// all are commits, and after them those that no ref leads to, by their ids.
	all []commitNode
	// byObject gives, by the number of its object, the index of each commit in
	// all; -1 for what is no commit.
	byObject []int32
	store    *objects
	// trees is what the trees hold, and absent what is named but not there.
	trees  *treeTable
	absent *absent
}

func newHistory(repo *repository, store *objects) *history {
	return &history{repo: repo, store: store, absent: newAbsent(store.Numbers())}
}

// everything is the history in which all commits count as if a ref led to them.
func (h *history) everything() *history {
	g := *h
	g.commits = h.all
	return &g
}

// commitAt gives the index of the commit that is the object with a number.
func (h *history) commitAt(object int32) (int32, bool) {
	if object < 0 || int(object) >= len(h.byObject) || h.byObject[object] < 0 {
		return 0, false
	}
	return h.byObject[object], true
}

// commit gives the index of the commit with an id.
func (h *history) commit(id objectID) (int32, bool) { return h.commitAt(h.store.number(id)) }

// makeHistory finds out, of what was read, which commits the refs lead to.
func (r *reading) makeHistory(ctx context.Context, refs []ref, workers []*records) error {
	commits := listCommits(workers, r.store.Numbers())
	tags := map[objectID]objectID{}
	for _, w := range workers {
		maps.Copy(tags, w.tags)
	}
	if err := r.followRefs(ctx, refs, commits, tags); err != nil {
		return err
	}
	return r.buildGraph(ctx, commits)
}

// readText takes in one commit or tag, and emits its text.
func (r *reading) readText(ctx context.Context, rec *records, o *odb.Object) error {
	id := r.store.id(o.Number)
	if o.Kind == kindTag {
		text, err := gitobject.ParseTag(o.Data, r.repo.ids)
		if err != nil {
			if err := r.unreadObject(ctx, id, kindTag, err); err != nil {
				return err
			}
		} else {
			rec.tags[id] = text.Target
		}
		return r.emitParts(id, sources.Tag,
			part{partMessage, text.Message}, part{partHeaders, text.Headers}, part{partTagger, text.Author.Who})
	}
	text, err := gitobject.ParseCommit(o.Data, r.repo.ids)
	if err != nil {
		if err := r.unreadObject(ctx, id, kindCommit, err); err != nil {
			return err
		}
	}
	c := commitRecord{
		object: o.Number, tree: -1, time: text.Committer.Seconds(),
		author: rec.person(text.Author.Who), committer: rec.person(text.Committer.Who),
		from: int32(len(rec.parents)),
	}
	if text.Tree != (objectID{}) {
		c.tree = r.numberOrAbsent(text.Tree)
	}
	if !r.repo.shallow[id] {
		for _, p := range text.Parents {
			rec.parents = append(rec.parents, r.numberOrAbsent(p))
		}
	}
	c.to = int32(len(rec.parents))
	rec.add(id, c)
	return r.emitParts(id, sources.Commit, part{partMessage, text.Message}, part{partHeaders, text.Headers})
}

// numberOrAbsent gives the number of an object, whether the repository holds it
// or not.
func (r *reading) numberOrAbsent(id objectID) int32 {
	if n := r.store.number(id); n >= 0 {
		return n
	}
	return r.history.absent.number(id[:r.repo.ids])
}

// followRefs finds out what each ref leads to.
func (r *reading) followRefs(ctx context.Context, refs []ref, commits *commitList, tags map[objectID]objectID) error {
	ends := map[objectID]tip{} // many refs name one object
	faulty := map[objectID]bool{}
	for _, ref := range refs {
		t, ok := ends[ref.id]
		if !ok {
			t = r.follow(ref.id, commits, tags)
			ends[ref.id] = t
		}
		t.ref = ref
		gone := ref.kind == noteRef && t.id == ref.id && errors.Is(t.err, errMissing)
		if t.err != nil && !gone && !faulty[t.id] {
			faulty[t.id] = true
			if err := r.unreadable(ctx, r.repo.objectOrigin(t.id, "", ""), 0, t.err); err != nil {
				return err
			}
		}
		r.history.tips = append(r.history.tips, t)
	}
	return nil
}

// deepestTags is how many annotated tags may name each other in a row.
const deepestTags = 256

// follow finds out what id is, and follows tags to what they name.
func (r *reading) follow(id objectID, commits *commitList, tags map[objectID]objectID) tip {
	t := tip{id: id}
	for {
		t.object = r.store.number(t.id)
		if _, ok := commits.find(t.object); ok {
			t.kind = kindCommit
			return t
		}
		target, ok := tags[t.id]
		if !ok {
			// A commit or tag that could not be read was reported already.
			t.kind, t.err = r.store.KindOf((*odb.ID)(&t.id))
			if t.kind == kindTag {
				t.kind = 0
			}
			return t
		}
		if len(t.tags) == deepestTags {
			t.err = errors.New("tags name each other in too long a chain")
			return t
		}
		if slices.Contains(t.tags, t.id) {
			t.err = errors.New("tags name each other in a circle")
			return t
		}
		t.tags = append(t.tags, t.id)
		t.id = target
	}
}

// head is the commit at HEAD of the work tree that was opened.
func (h *history) head() (int32, bool) {
	if len(h.tips) == 0 || h.tips[0].ref.name != "HEAD" || h.tips[0].kind != kindCommit {
		return 0, false
	}
	return h.commitAt(h.tips[0].object)
}

// buildGraph puts the commits in order, those first that a tip leads to, and
// emits people.
func (r *reading) buildGraph(ctx context.Context, list *commitList) error {
	h := r.history
	people := &people{oldest: map[string]sighting{}}
	h.byObject = make([]int32, len(list.byObject))
	for i := range h.byObject {
		h.byObject[i] = -1
	}
	h.all = make([]commitNode, 0, list.len)
	order := make([]int32, 0, list.len)
	add := func(number int32) {
		c := list.at(number)
		h.byObject[c.object] = int32(len(order))
		order = append(order, number)
		n := commitNode{id: *c.id, tree: c.tree, time: c.time}
		h.all = append(h.all, n)
		people.see(c.of, c.author, partAuthor, &n)
		people.see(c.of, c.committer, partCommitter, &n)
	}
	meet := func(object int32) error {
		if object < 0 {
			return nil // it was reported when it could not be read
		}
		if object >= h.absent.first {
			id := h.absent.ids[object-h.absent.first]
			if !r.reported.add(id) {
				return nil
			}
			return r.unreadable(ctx, r.repo.objectOrigin(id, sources.Commit, ""), kindCommit, errMissing)
		}
		if c, ok := list.find(object); ok && h.byObject[object] < 0 {
			add(c)
		}
		return nil
	}
	for i := range h.tips {
		if t := &h.tips[i]; t.kind == kindCommit {
			if err := meet(t.object); err != nil {
				return err
			}
		}
	}
	for i := 0; i < len(order); i++ {
		for _, object := range list.at(order[i]).parents() {
			if err := meet(object); err != nil {
				return err
			}
		}
	}
	reachable := len(order)
	people.rest = true
	for _, c := range unmet(list, h) {
		add(c)
	}
	// One list for the parents of all.
	var parents []int32
	for i, number := range order {
		from := len(parents)
		for _, object := range list.at(number).parents() {
			if at, ok := h.commitAt(object); ok {
				parents = append(parents, at)
			}
		}
		h.all[i].parents = parents[from:len(parents):len(parents)]
	}
	h.commits = h.all[:reachable:reachable]
	return people.emit(r)
}

// unmet lists the commits that are not in the graph yet, by their ids.
func unmet(list *commitList, h *history) []int32 {
	var rest []int32
	for n := range list.len {
		if h.byObject[list.at(n).object] < 0 {
			rest = append(rest, n)
		}
	}
	slices.SortFunc(rest, func(a, b int32) int {
		return compareIDs(*list.at(a).id, *list.at(b).id)
	})
	return rest
}

func compareIDs(a, b objectID) int { return bytes.Compare(a[:], b[:]) }
