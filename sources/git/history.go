package git

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/leakstag/leakstag/sources"
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

// history is what a walk met: the graph of commits and the trees. It is
// complete, and does not change any more, once Read has returned.
type history struct {
	repo        *repository
	tips        []tip
	commits     []commitNode
	commitIndex map[objectID]int32
	trees       []objectID // every tree, each once
}

func newHistory(repo *repository) *history {
	return &history{repo: repo, commitIndex: map[objectID]int32{}}
}

// walkRefs reads what the refs name, through all tags, and emits the tags.
func (r *reading) walkRefs(ctx context.Context, refs []ref) error {
	// Many refs name one object; each is read once, and each tag emitted once.
	first := map[objectID]int{}
	var ids []objectID
	for _, ref := range refs {
		if _, ok := first[ref.id]; !ok {
			first[ref.id] = len(ids)
			ids = append(ids, ref.id)
		}
	}
	ends := make([]tip, len(ids))
	seen := newIDSet()
	err := r.crew.each(ctx, len(ids), 16, func(ctx context.Context, o objectReader, i int) (err error) {
		ends[i], err = r.follow(ctx, o, ids[i], seen)
		return err
	})
	if err != nil {
		return err
	}
	faulty := map[objectID]bool{}
	for _, ref := range refs {
		t := ends[first[ref.id]]
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
func (r *reading) follow(ctx context.Context, o objectReader, id objectID, seen *idSet) (tip, error) {
	t := tip{id: id}
	for {
		k, data, err := o.read(ctx, t.id, maxMeta)
		if ctx.Err() != nil {
			return t, ctx.Err()
		}
		if errors.Is(err, sources.ErrTooLarge) && k == 0 {
			k = kindBlob // of all objects only blobs get that large
		}
		if err != nil && k == 0 {
			t.err = err
			return t, nil
		}
		if k != kindTag {
			t.kind = k // if it is too large, this is told when it is read for good
			return t, nil
		}
		if err == nil && slices.Contains(t.tags, t.id) {
			err = errors.New("tags name each other in a circle")
		}
		if err != nil {
			t.err = err
			return t, nil
		}
		text, err := parseTag(data, r.repo.ids)
		if seen.add(t.id) {
			err := r.emitParts(t.id, sources.Tag,
				part{partMessage, text.message}, part{partHeaders, text.headers}, part{partTagger, text.author.who})
			if err != nil {
				return t, err
			}
		}
		if err != nil {
			t.err = err
			return t, nil
		}
		t.tags = append(t.tags, t.id)
		t.id = text.target
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

// walkCommits reads every commit that a tip leads to, and emits its text. The
// commits get their numbers in an order that depends on the repository alone:
// from the tips on, generation by generation.
func (r *reading) walkCommits(ctx context.Context) error {
	h := r.history
	var front []objectID
	met := map[objectID]bool{}
	for _, t := range h.tips {
		if t.kind == kindCommit && !met[t.id] {
			met[t.id] = true
			front = append(front, t.id)
		}
	}
	people := &people{oldest: map[string]sighting{}}
	parents := [][]objectID{} // of each commit, until all have their numbers
	type result struct {
		node    commitNode
		parents []objectID
		author  string
		commit  string
		ok      bool
	}
	for len(front) > 0 {
		results := make([]result, len(front))
		err := r.crew.each(ctx, len(front), 8, func(ctx context.Context, o objectReader, i int) error {
			text, ok, err := r.readCommit(ctx, o, front[i])
			if err != nil || !ok {
				return err
			}
			res := &results[i]
			res.ok = true
			res.node = commitNode{id: front[i], tree: text.tree, time: text.commit.seconds()}
			res.author, res.commit = string(text.author.who), string(text.commit.who)
			if !r.repo.shallow[front[i]] {
				res.parents = text.parents
			}
			return nil
		})
		if err != nil {
			return err
		}
		front = front[:0:0]
		for _, res := range results {
			if !res.ok {
				continue
			}
			h.commitIndex[res.node.id] = int32(len(h.commits))
			h.commits = append(h.commits, res.node)
			parents = append(parents, res.parents)
			people.see(res.author, partAuthor, &res.node)
			people.see(res.commit, partCommitter, &res.node)
			for _, id := range res.parents {
				if !met[id] {
					met[id] = true
					front = append(front, id)
				}
			}
		}
	}
	for i, ids := range parents {
		for _, id := range ids {
			if at, ok := h.commitIndex[id]; ok {
				h.commits[i].parents = append(h.commits[i].parents, at)
			}
		}
	}
	return people.emit(r)
}

// readCommit reads and emits one commit; not ok if it cannot be read at all.
func (r *reading) readCommit(ctx context.Context, o objectReader, id objectID) (text commitText, ok bool, err error) {
	origin := r.repo.objectOrigin(id, sources.Commit, "")
	k, data, err := o.read(ctx, id, maxMeta)
	if err == nil && k != kindCommit {
		err = errors.New("it is a " + k.String() + ", but is named as a commit")
	}
	if err != nil {
		return text, false, r.unreadable(ctx, origin, kindCommit, err)
	}
	text, err = parseCommit(data, r.repo.ids)
	if err != nil {
		if err := r.unreadable(ctx, origin, kindCommit, err); err != nil {
			return text, false, err
		}
	}
	err = r.emitParts(id, sources.Commit, part{partMessage, text.message}, part{partHeaders, text.headers})
	return text, err == nil, err
}

// people collects who wrote and committed, each once.
type people struct {
	oldest map[string]sighting
}

// sighting is the oldest commit with somebody's name.
type sighting struct {
	id   objectID
	time int64
	part string
}

func (p *people) see(who, part string, c *commitNode) {
	if who == "" {
		return
	}
	old, ok := p.oldest[who]
	if !ok || c.time < old.time || c.time == old.time && bytes.Compare(c.id[:], old.id[:]) < 0 {
		p.oldest[who] = sighting{c.id, c.time, part}
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
