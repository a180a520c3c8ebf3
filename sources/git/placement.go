package git

import (
	"slices"
	"strings"
)

// place is one secret at one path.
type place struct {
	key  int32 // number of the key
	path int32 // number in a pathTable
}

// spot is what a history says about a place. Commits are named by their
// topological numbers; -1 is none.
type spot struct {
	introduced     int32
	introducedBlob int32
	removed        [removalRanks]int32
	headBlob       int32    // -1 if HEAD does not have it
	refs, notes    []int32  // the tips that have it, by their numbers
	named          []string // see names; nil until it is asked for
	tagged         *tip     // names a tree that has it
	taggedBlob     int32
}

// The ranks of commits that may have removed a secret, the best last. A commit
// that all parents of have it counts more than a merge of which only some
// parents have it, and one in HEAD's past more than one elsewhere.
const (
	partlyElsewhere = iota
	whollyElsewhere
	partlyInHead
	whollyInHead
	removalRanks
)

// lastRemoval gives the commit that removed the secret: the last one of the best
// rank; -1 if there is none.
func (s *spot) lastRemoval() int32 {
	for rank := removalRanks - 1; rank >= 0; rank-- {
		if s.removed[rank] >= 0 {
			return s.removed[rank]
		}
	}
	return -1
}

// placement finds the places of wanted blobs' secrets in a history. It compares
// the trees of each commit and its parents, but goes only where they differ and
// where a wanted blob can be reached.
type placement struct {
	history *history
	forest  *forest
	keys    [][]int32 // of each wanted blob: the numbers of its keys
	paths   *pathTable
	spots   map[place]*spot
	// lies holds the paths of each wanted blob.
	lies []map[int32]bool

	byPath map[keyPath]*spot // made when it is asked for

	order  []int32 // see topological
	steps  int     // left to go before giving up
	gaveUp bool
}

// Limits against trees that are made to have more paths than anybody can list:
// ten folders, each ten times in the one above, lead to 10^10 files.
const (
	mostPaths  = 1 << 20
	mostSpots  = 1 << 16
	deepestWay = 1 << 12
	mostSteps  = 100 << 20
)

// newPlacement takes the commits in topological order.
func newPlacement(h *history, order []int32, f *forest, keys [][]int32) *placement {
	return &placement{
		history: h, forest: f, keys: keys, paths: newPathTable(),
		spots: map[place]*spot{}, lies: make([]map[int32]bool, len(keys)),
		steps: mostSteps, order: order, gaveUp: f.gaveUp,
	}
}

// run finds everything. It gives up, and says so in gaveUp, where there are too
// many paths.
func (p *placement) run() {
	p.placeHead()
	p.placeCommits()
	p.placeTips()
}

func (p *placement) spot(at place) *spot {
	s, ok := p.spots[at]
	if !ok {
		s = &spot{introduced: -1, introducedBlob: -1, headBlob: -1, taggedBlob: -1}
		for rank := range s.removed {
			s.removed[rank] = -1
		}
		if len(p.spots) >= mostSpots {
			p.gaveUp = true
			return s
		}
		p.spots[at] = s
	}
	return s
}

// rootTree is a commit's tree in the forest, or -1.
func (p *placement) rootTree(commit int32) int32 {
	return p.forest.tree(p.history.commits[commit].tree)
}

// change is a place that one of two trees has and the other has not.
type change struct {
	place
	blob  int32 // one with the secret
	added bool
}

// all lists the places in a tree.
func (p *placement) all(tree int32) []change { return p.diff(-1, tree) }

// diff lists the places that one of two trees has; -1 stands for an empty tree.
// What lies under several equal names may be listed as added and as removed.
func (p *placement) diff(a, b int32) []change {
	var out []change
	p.compare(a, b, 0, 0, &out)
	return out
}

func (p *placement) compare(a, b, path int32, depth int, out *[]change) {
	if a == b || p.gaveUp {
		return
	}
	var x, y []forestEntry
	if a >= 0 {
		x = p.forest.entries[a]
	}
	if b >= 0 {
		y = p.forest.entries[b]
	}
	if p.steps -= len(x) + len(y); p.steps < 0 || depth > deepestWay || len(p.paths.nodes) > mostPaths {
		p.gaveUp = true
		return
	}
	for len(x) > 0 || len(y) > 0 {
		name := nextName(x, y)
		var left, right []forestEntry
		left, x = cutName(x, name)
		right, y = cutName(y, name)
		if slices.Equal(left, right) {
			continue
		}
		p.compareEntry(left, right, p.paths.step(path, name), depth, out)
	}
}

// nextName gives the lower of the names that two sorted lists start with.
func nextName(x, y []forestEntry) int32 {
	switch {
	case len(x) == 0:
		return y[0].name
	case len(y) == 0:
		return x[0].name
	}
	return min(x[0].name, y[0].name)
}

// cutName cuts the entries with a name off the start of a sorted list. There is
// at most one in a sound tree.
func cutName(list []forestEntry, name int32) (cut, rest []forestEntry) {
	n := 0
	for n < len(list) && list[n].name == name {
		n++
	}
	return list[:n], list[n:]
}

// compareEntry compares what two trees have under one name.
func (p *placement) compareEntry(left, right []forestEntry, path int32, depth int, out *[]change) {
	var trees [2][]int32
	for _, e := range left {
		if blob, ok := e.blob(); !ok {
			trees[0] = append(trees[0], e.child)
		} else {
			p.compareKeys(blob, right, path, false, out)
		}
	}
	for _, e := range right {
		if blob, ok := e.blob(); !ok {
			trees[1] = append(trees[1], e.child)
		} else {
			p.lie(blob, path)
			p.compareKeys(blob, left, path, true, out)
		}
	}
	if len(trees[0]) == 1 && len(trees[1]) == 1 {
		p.compare(trees[0][0], trees[1][0], path, depth+1, out)
		return
	}
	for _, t := range trees[0] {
		p.compare(t, -1, path, depth+1, out)
	}
	for _, t := range trees[1] {
		p.compare(-1, t, path, depth+1, out)
	}
}

// compareKeys lists the secrets in blob that none of the blobs on the other side
// has.
func (p *placement) compareKeys(blob int32, others []forestEntry, path int32, added bool, out *[]change) {
	for _, key := range p.keys[blob] {
		there := false
		for _, e := range others {
			if other, ok := e.blob(); ok && slices.Contains(p.keys[other], key) {
				there = true
			}
		}
		if len(*out) >= mostSpots {
			p.gaveUp = true
			return
		}
		if !there {
			*out = append(*out, change{place{key, path}, blob, added})
		}
	}
}

// placeHead notes what the commit at HEAD has.
func (p *placement) placeHead() {
	head, ok := p.history.head()
	if !ok {
		return
	}
	for _, c := range p.all(p.rootTree(head)) {
		if s := p.spot(c.place); s.headBlob < 0 {
			s.headBlob = c.blob
		}
	}
}

// placeCommits finds the commits that introduced and removed secrets.
func (p *placement) placeCommits() {
	inHead := make([]bool, len(p.history.commits))
	if head, ok := p.history.head(); ok {
		inHead = ancestors(p.history.commits, head)
	}
	stashes := map[int32]bool{}
	for i := range p.history.tips {
		if t := &p.history.tips[i]; t.isStash() {
			if at, ok := p.history.commitAt(t.object); ok {
				stashes[at] = true
			}
		}
	}
	for number, commit := range p.order {
		p.placeCommit(commit, int32(number), inHead[commit], stashes[commit])
	}
}

// placeCommit compares one commit with its parents.
func (p *placement) placeCommit(commit, number int32, inHead, stash bool) {
	tree := p.rootTree(commit)
	parents := p.history.commits[commit].parents
	trees := make([]int32, 0, 2)
	for _, parent := range parents {
		trees = append(trees, p.rootTree(parent))
	}
	if len(parents) == 0 {
		trees = append(trees, -1)
	}
	if !slices.ContainsFunc(trees, func(t int32) bool { return t != tree }) {
		return
	}
	// How many parents lack what the commit has, and have what it lacks.
	type tally struct{ added, removed, blob int32 }
	tallies := map[place]tally{}
	for i, parent := range trees {
		changes := p.diff(parent, tree)
		// A place that is both added and removed, under equal names, stays.
		both := map[place][2]bool{}
		for _, c := range changes {
			b := both[c.place]
			if c.added {
				b[0] = true
			} else {
				b[1] = true
			}
			both[c.place] = b
		}
		for _, c := range changes {
			b, ok := both[c.place]
			if !ok || b[0] == b[1] {
				continue
			}
			delete(both, c.place)
			t := tallies[c.place]
			if c.added {
				t.added++
				t.blob = c.blob
			} else if i == 0 || !stash {
				// A stash's further parents are its own: what only they hold
				// was not taken away by it.
				t.removed++
			}
			tallies[c.place] = t
		}
	}
	for at, t := range tallies {
		s := p.spot(at)
		if int(t.added) == len(trees) && s.introduced < 0 { // the first is the oldest
			s.introduced, s.introducedBlob = number, t.blob
		}
		if t.removed > 0 {
			rank := partlyElsewhere
			if int(t.removed) == len(trees) {
				rank = whollyElsewhere
			}
			if inHead {
				rank += partlyInHead
			}
			s.removed[rank] = number // the last one stays
		}
	}
}

// placeTips notes which refs have what.
func (p *placement) placeTips() {
	known := map[treeAt][]heldSpot{}
	for i := range p.history.tips {
		for _, tree := range p.tipTrees(&p.history.tips[i]) {
			if tree < 0 {
				continue
			}
			if p.steps < 0 {
				p.gaveUp = true
				return
			}
			for _, e := range p.forest.entries[tree] {
				p.steps--
				for _, s := range p.heldUnder(e, 0, 0, known) {
					p.hold(s.spot, int32(i), s.blob)
					p.steps--
				}
			}
		}
	}
}

// heldSpot is a spot in a tree, and the blob that has the secret.
type heldSpot struct {
	*spot
	blob int32
}

// treeAt is a tree at a path, which thousands of refs have.
type treeAt struct{ tree, path int32 }

// heldUnder gives the spots that an entry of the tree at a path leads to. Known
// are those of other trees.
func (p *placement) heldUnder(e forestEntry, path int32, depth int, known map[treeAt][]heldSpot) (spots []heldSpot) {
	path = p.paths.step(path, e.name)
	if blob, ok := e.blob(); ok {
		p.lie(blob, path)
		for _, key := range p.keys[blob] {
			spots = append(spots, heldSpot{p.spot(place{key, path}), blob})
		}
		return spots
	}
	at := treeAt{e.child, path}
	spots, ok := known[at]
	if ok || p.gaveUp {
		return spots
	}
	for _, below := range p.forest.entries[e.child] {
		if depth > deepestWay || len(p.paths.nodes) > mostPaths || p.steps < 0 {
			p.gaveUp = true
			break
		}
		spots = append(spots, p.heldUnder(below, path, depth+1, known)...)
	}
	p.steps -= len(spots) + 1
	known[at] = spots
	return spots
}

// lie notes that a blob lies at a path.
func (p *placement) lie(blob, path int32) {
	if p.lies[blob] == nil {
		p.lies[blob] = map[int32]bool{}
	}
	p.lies[blob][path] = true
}

// tipTrees gives the trees that a ref has: a stash has those of what was staged
// and of what was untracked too.
func (p *placement) tipTrees(t *tip) []int32 {
	switch t.kind {
	case kindTree:
		return []int32{p.forest.tree(t.object)}
	case kindCommit:
		at, ok := p.history.commitAt(t.object)
		if !ok {
			return nil
		}
		trees := []int32{p.rootTree(at)}
		if parents := p.history.commits[at].parents; t.isStash() && len(parents) > 1 {
			for _, parent := range parents[1:] {
				trees = append(trees, p.rootTree(parent))
			}
		}
		return trees
	}
	return nil
}

// hold notes that a ref has a secret.
func (p *placement) hold(s *spot, number, blob int32) {
	t := &p.history.tips[number]
	if t.kind != kindCommit && s.tagged == nil {
		s.tagged, s.taggedBlob = t, blob
	}
	switch {
	case t.ref.symbolic: // the branch is there under its own name
	case t.ref.kind == noteRef:
		s.notes = append(s.notes, number)
	default:
		s.refs = append(s.refs, number)
	}
}

// appendNew appends a name unless it is the last one already. The tips are
// sorted by name.
func appendNew(list []string, name string) []string {
	if n := len(list); n > 0 && list[n-1] == name {
		return list
	}
	return append(list, name)
}

// names gives the refs of a spot, sorted; many places share the list, so it must
// not be changed. git's notes to itself (ORIG_HEAD, …) count only where nothing
// else has it.
func (p *placement) names(s *spot) []string {
	if s.named == nil {
		s.named = p.nameRefs(s)
	}
	return s.named
}

func (p *placement) nameRefs(s *spot) []string {
	numbers := s.refs
	if len(numbers) == 0 {
		numbers = s.notes
	}
	names := make([]string, len(numbers))
	for i, n := range numbers {
		names[i] = p.history.tips[n].ref.name
	}
	if risesStrictly(names) { // they do, but for those of HEADs
		return names
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// risesStrictly says whether a list is sorted and has nothing twice.
func risesStrictly(list []string) bool {
	for i := 1; i < len(list); i++ {
		if list[i-1] >= list[i] {
			return false
		}
	}
	return true
}

func (t *tip) isStash() bool {
	return t.ref.name == "refs/stash" || strings.HasPrefix(t.ref.name, "stash@{")
}
