package git

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
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
	id, tree objectID
	parents  []int32 // indices of commits; those that cannot be read are left out
	time     int64   // the committer's, in seconds since 1970
}

// tip is what a ref leads to.
type tip struct {
	ref  ref
	tags []objectID // the annotated tags on the way, the first one first
	// kind and id are of the object at the end of the way; kind is 0 if it
	// cannot be read.
	kind kind
	id   objectID
	err  error // why it cannot be read
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
	all         []commitNode
	commitIndex map[objectID]int32 // in all
}

func newHistory(repo *repository) *history {
	return &history{repo: repo, commitIndex: map[objectID]int32{}}
}

// everything is the history in which all commits count as if a ref led to them.
func (h *history) everything() *history {
	g := *h
	g.commits = h.all
	return &g
}

// commitRecord is a commit as it was read.
type commitRecord struct {
	node              commitNode
	parents           []objectID
	author, committer string
}

// records is what one worker has read.
type records struct {
	commits []commitRecord
	tags    map[objectID]objectID // what each annotated tag names
	people  map[string]string     // one copy of each person
}

func (r *records) person(who []byte) string {
	if s, ok := r.people[string(who)]; ok {
		return s
	}
	s := string(who)
	r.people[s] = s
	return s
}

// readHistory reads all commits and tags, emits their text, and finds out which
// of them the refs lead to.
func (r *reading) readHistory(ctx context.Context, refs []ref) error {
	workers := make([]records, r.jobs)
	for i := range workers {
		workers[i] = records{tags: map[objectID]objectID{}, people: map[string]string{}}
	}
	err := r.store.Each(ctx, []kind{kindCommit, kindTag}, r.jobs, maxMeta, odb.Visitor{
		Visit: func(worker int, o odb.Object) error { return r.readText(ctx, &workers[worker], o) },
		Skip:  func(id odb.ID, k kind, err error) error { return r.unreadObject(ctx, objectID(id), k, err) },
	})
	if err != nil {
		return err
	}
	commits := map[objectID]*commitRecord{}
	tags := map[objectID]objectID{}
	for w := range workers {
		for i := range workers[w].commits {
			c := &workers[w].commits[i]
			commits[c.node.id] = c
		}
		maps.Copy(tags, workers[w].tags)
	}
	if err := r.followRefs(ctx, refs, commits, tags); err != nil {
		return err
	}
	return r.buildGraph(ctx, commits)
}

// readText takes in one commit or tag, and emits its text.
func (r *reading) readText(ctx context.Context, rec *records, o odb.Object) error {
	id := objectID(o.ID)
	if o.Kind == kindTag {
		text, err := parseTag(o.Data, r.repo.ids)
		if err != nil {
			if err := r.unreadObject(ctx, id, kindTag, err); err != nil {
				return err
			}
		} else {
			rec.tags[id] = text.target
		}
		return r.emitParts(id, sources.Tag,
			part{partMessage, text.message}, part{partHeaders, text.headers}, part{partTagger, text.author.who})
	}
	text, err := parseCommit(o.Data, r.repo.ids)
	if err != nil {
		if err := r.unreadObject(ctx, id, kindCommit, err); err != nil {
			return err
		}
	}
	c := commitRecord{
		node:      commitNode{id: id, tree: text.tree, time: text.commit.seconds()},
		author:    rec.person(text.author.who),
		committer: rec.person(text.commit.who),
	}
	if !r.repo.shallow[id] {
		c.parents = slices.Clone(text.parents)
	}
	rec.commits = append(rec.commits, c)
	return r.emitParts(id, sources.Commit, part{partMessage, text.message}, part{partHeaders, text.headers})
}

// followRefs finds out what each ref leads to.
func (r *reading) followRefs(ctx context.Context, refs []ref, commits map[objectID]*commitRecord, tags map[objectID]objectID) error {
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

// follow finds out what id is, and follows tags to what they name.
func (r *reading) follow(id objectID, commits map[objectID]*commitRecord, tags map[objectID]objectID) tip {
	t := tip{id: id}
	for {
		if _, ok := commits[t.id]; ok {
			t.kind = kindCommit
			return t
		}
		target, ok := tags[t.id]
		if !ok {
			// A commit or tag that could not be read was reported already.
			t.kind, t.err = r.store.KindOf(odb.ID(t.id))
			if t.kind == kindTag {
				t.kind = 0
			}
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
	at, ok := h.commitIndex[h.tips[0].id]
	return at, ok
}

// buildGraph puts the commits in order, those first that a tip leads to, and
// emits people.
func (r *reading) buildGraph(ctx context.Context, records map[objectID]*commitRecord) error {
	h := r.history
	people := &people{oldest: map[string]sighting{}}
	var order []*commitRecord
	add := func(c *commitRecord) {
		h.commitIndex[c.node.id] = int32(len(order))
		order = append(order, c)
		people.see(c.author, partAuthor, &c.node)
		people.see(c.committer, partCommitter, &c.node)
	}
	met := map[objectID]bool{}
	meet := func(id objectID) error {
		if met[id] {
			return nil
		}
		met[id] = true
		if c, ok := records[id]; ok {
			add(c)
			return nil
		}
		if r.store.Has(odb.ID(id)) {
			return nil // it was reported when it could not be read
		}
		return r.unreadable(ctx, r.repo.objectOrigin(id, sources.Commit, ""), kindCommit, errMissing)
	}
	for _, t := range h.tips {
		if t.kind == kindCommit {
			if err := meet(t.id); err != nil {
				return err
			}
		}
	}
	for i := 0; i < len(order); i++ {
		for _, id := range order[i].parents {
			if err := meet(id); err != nil {
				return err
			}
		}
	}
	reachable := len(order)
	people.rest = true
	for _, id := range slices.SortedFunc(maps.Keys(records), compareIDs) {
		if !met[id] {
			add(records[id])
		}
	}
	h.all = make([]commitNode, len(order))
	for i, c := range order {
		n := c.node
		for _, id := range c.parents {
			if at, ok := h.commitIndex[id]; ok {
				n.parents = append(n.parents, at)
			}
		}
		h.all[i] = n
	}
	h.commits = h.all[:reachable:reachable]
	return people.emit(r)
}

func compareIDs(a, b objectID) int { return bytes.Compare(a[:], b[:]) }

// people collects who wrote and committed, each once.
type people struct {
	oldest map[string]sighting
	// rest says that only commits follow that no ref leads to. They count only
	// for people that no other commit names.
	rest bool
}

// sighting is the oldest commit with somebody's name.
type sighting struct {
	id   objectID
	time int64
	part string
	rest bool
}

func (p *people) see(who, part string, c *commitNode) {
	if who == "" {
		return
	}
	old, ok := p.oldest[who]
	if ok && p.rest && !old.rest {
		return
	}
	if !ok || c.time < old.time || c.time == old.time && bytes.Compare(c.id[:], old.id[:]) < 0 {
		p.oldest[who] = sighting{c.id, c.time, part, p.rest}
	}
}

func (p *people) emit(r *reading) error {
	byCommit := func(a, b string) int {
		x, y := p.oldest[a], p.oldest[b]
		return cmp.Or(bytes.Compare(x.id[:], y.id[:]), cmp.Compare(a, b))
	}
	for _, who := range slices.SortedFunc(maps.Keys(p.oldest), byCommit) {
		s := p.oldest[who]
		if err := r.emitParts(s.id, sources.Commit, part{s.part, []byte(who)}); err != nil {
			return err
		}
	}
	return nil
}
