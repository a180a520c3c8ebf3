package git

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitobject"
	"github.com/sourcegraph/conc/pool"
)

// location is one run of Source.Locate.
type location struct {
	repo    *repository
	store   *objects
	jobs    int
	skip    sources.SkipFunc
	history *history
	infos   map[objectID]sources.CommitInfo
}

func (l *location) run(ctx context.Context, found []sources.Found) error {
	l.infos = map[objectID]sources.CommitInfo{}
	var blobs, texts []located
	for _, f := range found {
		if f.Origin == nil || f.Origin.Git == nil {
			continue
		}
		id, ok := l.repo.ids.Parse([]byte(f.Origin.Git.Object))
		if !ok {
			return fmt.Errorf("git: a finding names the object %q, which is no object id", f.Origin.Git.Object)
		}
		if f.Origin.Git.Type == sources.Blob {
			blobs = append(blobs, located{f, id})
		} else {
			texts = append(texts, located{f, id})
		}
	}
	if err := l.locateBlobs(ctx, blobs); err != nil {
		return err
	}
	return l.locateTexts(ctx, texts)
}

// located is a finding and its object.
type located struct {
	sources.Found
	id objectID
}

// set gives the finding's origin its places. The Git part that it has may be
// shared, so it gets a new one.
func (f *located) set(places []sources.GitPlace) {
	g := *f.Origin.Git
	g.Places = places
	f.Origin.Git = &g
}

// locateBlobs places the findings in files.
func (l *location) locateBlobs(ctx context.Context, found []located) error {
	if len(found) == 0 {
		return nil
	}
	blobs := map[objectID]int32{} // the wanted blobs' numbers
	wanted := map[int32]int32{}   // the same, by the numbers of their objects
	keys := map[string]int32{}    // the keys' numbers
	var ids []objectID
	var keysOf [][]int32
	for _, f := range found {
		blob, ok := blobs[f.id]
		if !ok {
			object := l.store.number(f.id)
			if object < 0 {
				return fmt.Errorf("locating %s: %w", l.repo.ids.String(f.id), errMissing)
			}
			blob = int32(len(ids))
			blobs[f.id], wanted[object] = blob, blob
			ids = append(ids, f.id)
			keysOf = append(keysOf, nil)
		}
		key, ok := keys[f.Key]
		if !ok {
			key = int32(len(keys))
			keys[f.Key] = key
		}
		if !slices.Contains(keysOf[blob], key) {
			keysOf[blob] = append(keysOf[blob], key)
		}
	}
	var f *forest
	var order []int32
	group := pool.New().WithErrors().WithMaxGoroutines(l.jobs)
	group.Go(func() (err error) {
		f, err = growForest(ctx, l.history.trees, l.jobs, wanted)
		return err
	})
	group.Go(func() error {
		order = topological(l.history.commits)
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	p := newPlacement(l.history, order, f, keysOf)
	p.run()
	p.placeTagged(blobs)
	// What no ref leads to may lie in commits that none leads to either.
	var rest *placement
	if slices.ContainsFunc(p.lies, func(m map[int32]bool) bool { return len(m) == 0 }) {
		everything := l.history.everything()
		rest = newPlacement(everything, topological(everything.commits), f, keysOf)
		rest.placeCommits()
	}
	if p.gaveUp || rest != nil && rest.gaveUp {
		if err := l.skip(l.repo.origin(), errPlaces); err != nil {
			return err
		}
	}
	for i := range found {
		if err := ctx.Err(); err != nil {
			return err
		}
		blob, key := blobs[found[i].id], keys[found[i].Key]
		places, err := l.places(ctx, p, ids, blob, key)
		if err != nil {
			return err
		}
		if len(places) == 0 {
			if places, err = l.unreachable(ctx, p, rest, ids, blob, key); err != nil {
				return err
			}
		}
		found[i].set(places)
	}
	return nil
}

var errPlaces = errors.New("files lie at so many paths in the history that not all of them are listed")

// placeTagged notes the blobs that refs name without any tree.
func (p *placement) placeTagged(blobs map[objectID]int32) {
	for i := range p.history.tips {
		t := &p.history.tips[i]
		blob, ok := blobs[t.id]
		if !ok || t.kind != kindBlob {
			continue
		}
		if p.lies[blob] == nil {
			p.lies[blob] = map[int32]bool{}
		}
		// One that lies in a tree as well has a path, and needs no place
		// without one: there the secret is found as easily.
		if len(p.lies[blob]) > 0 && !p.lies[blob][0] {
			continue
		}
		p.lies[blob][0] = true
		for _, key := range p.keys[blob] {
			p.hold(p.spot(place{key, 0}), int32(i), blob)
		}
	}
}

// unreachable lists the places of one key in a blob that no ref leads to: in the
// commits that none leads to, or nowhere at all. At a path where a ref leads to
// the same key in another version, it gives that place: the reader need not hear
// of it twice.
func (l *location) unreachable(ctx context.Context, p, rest *placement, ids []objectID, blob, key int32) ([]sources.GitPlace, error) {
	var places []sources.GitPlace
	if rest != nil {
		var err error
		if places, err = l.places(ctx, rest, ids, blob, key); err != nil {
			return nil, err
		}
	}
	if len(places) == 0 {
		places = []sources.GitPlace{{}}
	}
	for i := range places {
		if s, ok := p.spotAt(key, places[i].Path); ok {
			path := places[i].Path
			g, err := l.place(ctx, p, ids, s)
			if err != nil {
				return nil, err
			}
			g.Path = path
			places[i] = g
			continue
		}
		places[i].Object = l.repo.ids.String(ids[blob])
		places[i].Removed = nil
		places[i].Unreachable = true
	}
	return places, nil
}

// spotAt finds what is known of a key at a path.
func (p *placement) spotAt(key int32, path string) (*spot, bool) {
	if p.byPath == nil {
		p.byPath = map[keyPath]*spot{}
		for at, s := range p.spots {
			p.byPath[keyPath{at.key, p.paths.path(at.path, p.forest.names)}] = s
		}
	}
	s, ok := p.byPath[keyPath{key, path}]
	return s, ok && path != ""
}

// keyPath is a key at a path.
type keyPath struct {
	key  int32
	path string
}

// places lists the places of one key at the paths of one blob.
func (l *location) places(ctx context.Context, p *placement, ids []objectID, blob, key int32) ([]sources.GitPlace, error) {
	var places []sources.GitPlace
	for path := range p.lies[blob] {
		s, ok := p.spots[place{key, path}]
		if !ok {
			continue
		}
		g, err := l.place(ctx, p, ids, s)
		if err != nil {
			return nil, err
		}
		g.Path = p.paths.path(path, p.forest.names)
		if g.Object == "" {
			g.Object = l.repo.ids.String(ids[blob])
		}
		places = append(places, g)
	}
	slices.SortFunc(places, func(a, b sources.GitPlace) int { return cmp.Compare(a.Path, b.Path) })
	return places, nil
}

// place says what the history says about one spot.
func (l *location) place(ctx context.Context, p *placement, ids []objectID, s *spot) (g sources.GitPlace, err error) {
	commit := func(number int32) (sources.CommitInfo, error) {
		return l.info(ctx, p.history.commits[p.order[number]].id)
	}
	shown := int32(-1)
	switch {
	case s.introduced >= 0:
		shown = s.introducedBlob
		if g.Introduced, err = commit(s.introduced); err != nil {
			return g, err
		}
	case s.tagged != nil:
		shown = s.taggedBlob
		if tags := s.tagged.tags; len(tags) > 0 {
			if g.Introduced, err = l.info(ctx, tags[len(tags)-1]); err != nil {
				return g, err
			}
		}
	}
	if s.headBlob >= 0 {
		shown = s.headBlob
		g.AtHead = true
	} else if number := s.lastRemoval(); number >= 0 {
		removed, err := commit(number)
		if err != nil {
			return g, err
		}
		g.Removed = &removed
	}
	if shown >= 0 {
		g.Object = l.repo.ids.String(ids[shown])
	}
	g.Refs = p.names(s)
	return g, nil
}

// info reads who made a commit or an annotated tag, and when. The time is the
// author's, the one that `git log` shows.
func (l *location) info(ctx context.Context, id objectID) (sources.CommitInfo, error) {
	if info, ok := l.infos[id]; ok {
		return info, nil
	}
	info := sources.CommitInfo{ID: l.repo.ids.String(id)}
	_, data, err := l.store.read(id, maxMeta)
	if err != nil {
		// It could be read before, so the repository changes.
		err = l.skip(l.repo.objectOrigin(id, "", ""), fmt.Errorf("who made %s cannot be read any more: %w", info.ID, err))
		return info, err
	}
	text := gitobject.ParseText(data, l.repo.ids)
	info.AuthorName = text.Author.Name()
	info.AuthorEmail = text.Author.Email()
	info.Time = text.Author.Time()
	l.infos[id] = info
	return info, nil
}

// locateTexts places the findings in commits and tags.
func (l *location) locateTexts(ctx context.Context, found []located) error {
	if len(found) == 0 {
		return nil
	}
	places := map[objectID]*sources.GitPlace{}
	notes := map[objectID][]string{}
	var commits []int32 // those in which something was found
	for _, f := range found {
		if places[f.id] != nil {
			continue
		}
		info, err := l.info(ctx, f.id)
		if err != nil {
			return err
		}
		places[f.id] = &sources.GitPlace{Object: f.Origin.Git.Object, Introduced: info}
		if at, ok := l.history.commit(f.id); ok {
			commits = append(commits, at)
		}
	}
	add := func(id objectID, t *tip) {
		g := places[id]
		switch {
		case g == nil || t.ref.symbolic:
		case t.ref.kind == noteRef:
			notes[id] = appendNew(notes[id], t.ref.name)
		default:
			g.Refs = appendNew(g.Refs, t.ref.name)
		}
	}
	var tips []int32 // of commits
	var names []*tip
	for i := range l.history.tips {
		t := &l.history.tips[i]
		for _, tag := range t.tags {
			add(tag, t)
		}
		if at, ok := l.history.commitAt(t.object); ok && t.kind == kindCommit {
			tips = append(tips, at)
			names = append(names, t)
		}
	}
	order := topological(l.history.all)
	containing(l.history.all, order, commits, tips, func(wanted, tip int) {
		add(l.history.all[commits[wanted]].id, names[tip])
	})
	if head, ok := l.history.head(); ok {
		inHead := ancestors(l.history.all, head)
		for _, c := range commits {
			places[l.history.all[c].id].AtHead = inHead[c]
		}
	}
	for i := range found {
		g := *places[found[i].id]
		if len(g.Refs) == 0 {
			g.Refs = notes[found[i].id]
		}
		g.Refs = slices.Clone(g.Refs)
		slices.Sort(g.Refs)
		g.Refs = slices.Compact(g.Refs)
		g.Unreachable = len(g.Refs) == 0 && !g.AtHead
		found[i].set([]sources.GitPlace{g})
	}
	return nil
}
