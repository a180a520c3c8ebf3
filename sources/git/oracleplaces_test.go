package git_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// spotFacts is what the history says about a key at a path, going by what refs
// lead to.
type spotFacts struct {
	introduced     string
	introducedBlob string
	removed        string
	headBlob       string
	refs           []string
	// taggedBy and taggedBlob are for a key in a tree or blob that a ref names
	// without a commit.
	taggedBy   *gitTip
	taggedBlob string
}

// findSpots looks at every tree for every key at every path.
func (o *oracle) findSpots() {
	o.spots = map[spotName]*spotFacts{}
	o.lying = map[string]map[string]bool{}
	for id := range o.live {
		o.spotsIn(o.commits[id].tree)
	}
	for i := range o.tips {
		if o.objects[o.tips[i].id].kind == "tree" {
			o.spotsIn(o.tips[i].id)
		}
	}
	for at, s := range o.spots {
		*s = o.facts(at, o.live)
	}
	o.tagBlobs()
}

func (o *oracle) spotsIn(tree string) {
	for path, f := range o.trees[tree] {
		for k := range o.keys {
			at := spotName{k, path}
			if o.in(tree, at) == "" {
				continue
			}
			o.spots[at] = &spotFacts{}
			if o.lying[f.id] == nil {
				o.lying[f.id] = map[string]bool{}
			}
			o.lying[f.id][path] = true
		}
	}
}

// facts goes over some of the commits, and over all refs.
func (o *oracle) facts(at spotName, among map[string]bool) spotFacts {
	var s spotFacts
	removed := [4]string{} // by rank, the best last
	for _, id := range o.order {
		if !among[id] {
			continue
		}
		c := o.commits[id]
		mine := o.in(c.tree, at)
		with := 0 // parents that have it
		for _, p := range c.parents {
			if o.in(o.commits[p].tree, at) != "" {
				with++
			}
		}
		if mine != "" && with == 0 && s.introduced == "" {
			// Of several commits that introduce it, the first in order.
			s.introduced, s.introducedBlob = id, mine
		}
		if mine == "" && with > 0 {
			// Several commits may remove it. A stash's further parents are its
			// own, what was staged or untracked: it does not remove that. One
			// that all parents of have it counts more than a merge that drops
			// what some have, and one in HEAD's past more than any elsewhere;
			// then the last in order. This is the package's own choice.
			rank := 0
			if o.isStash(id) {
				if o.in(o.commits[c.parents[0]].tree, at) == "" {
					continue
				}
				with = 1
			}
			if with == len(c.parents) {
				rank++
			}
			if o.inHead[id] {
				rank += 2
			}
			removed[rank] = id
		}
	}
	for _, id := range removed {
		if id != "" {
			s.removed = id
		}
	}
	if head := o.head(); head != "" {
		s.headBlob = o.in(o.commits[head].tree, at)
	}
	if s.headBlob != "" {
		s.removed = ""
	}
	var holders []*gitTip
	for i := range o.tips {
		t := &o.tips[i]
		if o.objects[t.id].kind == "tree" && o.in(t.id, at) != "" && s.taggedBy == nil {
			s.taggedBy, s.taggedBlob = t, o.in(t.id, at)
		}
		if slices.ContainsFunc(o.tipTrees(t), func(tree string) bool { return o.in(tree, at) != "" }) {
			holders = append(holders, t)
		}
	}
	s.refs = refNames(holders)
	return s
}

// isStash says whether a commit is one of the stashes.
func (o *oracle) isStash(id string) bool {
	return slices.ContainsFunc(o.tips, func(t gitTip) bool { return t.stash && t.id == id })
}

// tipTrees gives the trees that a ref holds: a stash those of what was staged
// and untracked too.
func (o *oracle) tipTrees(t *gitTip) []string {
	c := o.commits[t.id]
	if c == nil {
		return []string{t.id} // a tree, or nothing that has files
	}
	trees := []string{c.tree}
	if t.stash && len(c.parents) > 1 {
		for _, p := range c.parents[1:] {
			trees = append(trees, o.commits[p].tree)
		}
	}
	return trees
}

// refNames gives the names of refs, sorted: HEAD only where it is no branch,
// git's own notes only where there is nothing else.
func refNames(tips []*gitTip) []string {
	var names, notes []string
	for _, t := range tips {
		switch {
		case t.symbolic:
		case t.note:
			notes = append(notes, t.name)
		default:
			names = append(names, t.name)
		}
	}
	if len(names) == 0 {
		names = notes
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// tagBlobs adds the blobs that refs name and that lie in no tree: all that have
// the same key are one place, without a path.
func (o *oracle) tagBlobs() {
	for k := range o.keys {
		var holders []*gitTip
		s := &spotFacts{}
		for i := range o.tips {
			t := &o.tips[i]
			if has := o.has[t.id]; has == nil || !has[k] || len(o.lying[t.id]) > 0 && !o.lying[t.id][""] {
				continue
			}
			holders = append(holders, t)
			if s.taggedBy == nil {
				s.taggedBy, s.taggedBlob = t, t.id
			}
		}
		if len(holders) == 0 {
			continue
		}
		s.refs = refNames(holders)
		o.spots[spotName{k, ""}] = s
		for _, t := range holders {
			if o.lying[t.id] == nil {
				o.lying[t.id] = map[string]bool{"": true}
			}
		}
	}
}

// blobPlaces lists the places of one key in one blob, as placeString writes
// them: the paths at which refs lead to the blob, or else those at which commits
// have it that no ref leads to.
func (o *oracle) blobPlaces(blob string, key int) []string {
	var out []string
	for path := range o.lying[blob] {
		out = append(out, o.spots[spotName{key, path}].String(o, path, blob))
	}
	if len(out) == 0 {
		out = o.lostPlaces(blob, key)
	}
	slices.Sort(out)
	return out
}

// lostPlaces lists the places of a key in a blob that no ref leads to.
func (o *oracle) lostPlaces(blob string, key int) []string {
	all := map[string]bool{}
	paths := map[string]bool{}
	for id, c := range o.commits {
		all[id] = true
		for path := range o.trees[c.tree] {
			if o.in(c.tree, spotName{key, path}) == blob {
				paths[path] = true
			}
		}
	}
	if len(paths) == 0 {
		return []string{o.placeString("", blob, "", "", false, true, nil)}
	}
	var out []string
	for path := range paths {
		at := spotName{key, path}
		if s := o.spots[at]; s != nil {
			// A ref leads to the same key at the same path, in another version.
			out = append(out, s.String(o, path, blob))
			continue
		}
		out = append(out, o.placeString(path, blob, o.facts(at, all).introduced, "", false, true, nil))
	}
	return out
}

// String writes what is known of a spot as placeString does.
func (s *spotFacts) String(o *oracle, path, blob string) string {
	shown, introduced := blob, s.introduced
	switch {
	case introduced != "":
		shown = s.introducedBlob
	case s.taggedBy != nil:
		shown = s.taggedBlob
		if tags := s.taggedBy.tags; len(tags) > 0 {
			introduced = tags[len(tags)-1]
		}
	}
	if s.headBlob != "" {
		shown = s.headBlob
	}
	return o.placeString(path, shown, introduced, s.removed, s.headBlob != "", false, s.refs)
}

// placeString writes a place with all that is said about it.
func (o *oracle) placeString(path, shown, introduced, removed string, atHead, unreachable bool, refs []string) string {
	return fmt.Sprintf("%q shows %.12s introduced %s removed %s head %v unreachable %v refs %q",
		path, shown, o.person(introduced), o.person(removed), atHead, unreachable, refs)
}

// person says who made a commit or tag, and when, without saying what a name may
// hold.
func (o *oracle) person(id string) string {
	if id == "" {
		return "-"
	}
	object := o.objects[id]
	who := append(object.header("author"), object.header("tagger")...)
	at := strings.LastIndexByte(who[0], '<')
	end := strings.LastIndexByte(who[0], '>')
	when, _ := strconv.ParseInt(strings.Fields(who[0][end+1:])[0], 10, 64)
	return personString(id, strings.TrimSpace(who[0][:at]), who[0][at+1:end], when)
}

// personString writes who made a commit. People may have keys for a name, so
// only a digest of it is written.
func personString(id, name, email string, when int64) string {
	return fmt.Sprintf("%.12s by %s at %d", id, digest(name+"\x00"+email), when)
}

// textPlace gives the place of what was found in the text of a commit or tag.
func (o *oracle) textPlace(id string) string {
	var holders []*gitTip
	for i := range o.tips {
		t := &o.tips[i]
		if slices.Contains(t.tags, id) || o.commits[t.id] != nil && o.descends(t.id, id) {
			holders = append(holders, t)
		}
	}
	refs := refNames(holders)
	return o.placeString("", id, id, "", o.inHead[id], len(refs) == 0 && !o.inHead[id], refs)
}

// descends says whether a commit is another one or descends from it.
func (o *oracle) descends(from, to string) bool {
	met := map[string]bool{from: true}
	todo := []string{from}
	for len(todo) > 0 {
		id := todo[0]
		todo = todo[1:]
		if id == to {
			return true
		}
		for _, p := range o.commits[id].parents {
			if !met[p] {
				met[p] = true
				todo = append(todo, p)
			}
		}
	}
	return false
}
