package git_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// oracle says what a repository holds and what its history is, from what git
// itself prints, in the slowest and most obvious way. It shares no code with the
// package: it only knows what the comments of sources.GitPlace promise.
//
// Objects replaced by others, and grafts, are taken for what they are: git is
// told to overlook both. A secret lies in the object that is hidden as well as
// in the one that is shown for it, and parents are those that a commit names. A
// shallow clone's oldest commits have no parents, as git says.
type oracle struct {
	r       *gitRepo
	keys    []string
	objects map[string]gitObject
	commits map[string]*gitCommit
	order   []string // all commits, see inOrder
	live    map[string]bool
	inHead  map[string]bool
	tips    []gitTip // HEAD first, the others sorted by name
	// trees holds the files of each tree that a commit or a ref names.
	trees map[string]map[string]gitFile
	has   map[string][]bool // of each blob: which of the keys
	spots map[spotName]*spotFacts
	lying map[string]map[string]bool // of each blob: the paths where refs lead to it
	known *outcome                   // what follows from it all
	// state is equal for repositories of which all of this is equal.
	state string
}

type gitObject struct{ kind, content string }

type gitCommit struct {
	id, tree string
	parents  []string
	time     int64
}

// gitTip is a ref, and what it leads to.
type gitTip struct {
	name     string
	id       string   // after all tags
	tags     []string // the annotated tags on the way
	symbolic bool     // a HEAD that is a branch
	note     bool     // ORIG_HEAD, FETCH_HEAD, …
	stash    bool
}

type gitFile struct{ mode, id string }

// spotName is a key at a path.
type spotName struct {
	key  int
	path string
}

func (o *oracle) run(input string, args ...string) string {
	o.r.T.Helper()
	return o.r.GitIn(input, args...)
}

// ask asks git. What a former oracle has found out is taken from it where
// nothing that matters is different.
func ask(r *gitRepo, keys []string, former *oracle) *oracle {
	r.T.Helper()
	plain := *r
	plain.Env = append(slices.Clone(r.Env), "GIT_NO_REPLACE_OBJECTS=1", "GIT_GRAFT_FILE="+os.DevNull, "GIT_NO_LAZY_FETCH=1")
	o := &oracle{r: &plain, keys: keys}
	names := o.names()
	ids := strings.Fields(o.run("", "cat-file", "--batch-all-objects", "--batch-check=%(objectname)"))
	slices.Sort(ids)
	shallow, _ := os.ReadFile(filepath.Join(o.commonDir(), "shallow"))
	o.state = fmt.Sprint(names, ids, string(shallow))
	if former != nil && former.state == o.state {
		return former
	}
	o.readObjects()
	o.readTips(names)
	o.readCommits()
	o.readTrees()
	o.findKeys()
	o.findSpots()
	return o
}

func (o *oracle) gitDir() string {
	return o.absolute(o.run("", "rev-parse", "--git-dir"))
}

func (o *oracle) commonDir() string {
	return o.absolute(o.run("", "rev-parse", "--git-common-dir"))
}

func (o *oracle) absolute(dir string) string {
	if filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(o.r.Dir, dir)
}

// readObjects has git print everything it holds.
func (o *oracle) readObjects() {
	o.objects = map[string]gitObject{}
	out := o.run("", "cat-file", "--batch-all-objects", "--batch", "--unordered") + "\n"
	for len(out) > 0 {
		head, rest, _ := strings.Cut(out, "\n")
		f := strings.Fields(head)
		if len(f) != 3 {
			o.r.T.Fatalf("git cat-file prints a line of %d words", len(f))
		}
		size, _ := strconv.Atoi(f[2])
		o.objects[f[0]] = gitObject{f[1], rest[:size]}
		out = rest[size+1:]
	}
}

// names lists the refs and all else that names an object: the HEADs of all work
// trees, git's notes beside them, and the stashes.
func (o *oracle) names() []gitTip {
	var tips []gitTip
	stashes := strings.Fields(o.tryRun("stash", "list", "--format=%H"))
	for n, id := range stashes {
		tips = append(tips, gitTip{name: fmt.Sprintf("stash@{%d}", n), id: id, stash: true})
	}
	for line := range strings.Lines(o.run("", "for-each-ref", "--format=%(objectname) %(refname)")) {
		id, name, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		if name != "refs/stash" || len(stashes) == 0 { // the newest stash has a better name
			tips = append(tips, gitTip{name: name, id: id, stash: name == "refs/stash"})
		}
	}
	own, common := o.gitDir(), o.commonDir()
	dirs := map[string]string{"": own}
	if own != common {
		dirs["main-worktree/"] = common
	}
	linked, _ := os.ReadDir(filepath.Join(common, "worktrees"))
	for _, e := range linked {
		if dir := filepath.Join(common, "worktrees", e.Name()); dir != own {
			dirs["worktrees/"+e.Name()+"/"] = dir
		}
	}
	for prefix, dir := range dirs {
		files, _ := filepath.Glob(filepath.Join(dir, "*_HEAD"))
		for _, file := range append(files, filepath.Join(dir, "HEAD"), filepath.Join(dir, "AUTO_MERGE")) {
			data, err := os.ReadFile(file)
			if err != nil {
				continue
			}
			name := prefix + filepath.Base(file)
			if filepath.Base(file) == "HEAD" {
				if id := o.tryRun("rev-parse", "-q", "--verify", name); id != "" {
					tips = append(tips, gitTip{name: name, id: id, symbolic: bytes.HasPrefix(data, []byte("ref:"))})
				}
				continue
			}
			for line := range strings.Lines(string(data)) { // FETCH_HEAD has several
				tips = append(tips, gitTip{name: name, id: strings.Fields(line)[0], note: true})
			}
		}
		if prefix != "" {
			own := *o
			own.r = o.r.at(dir)
			for line := range strings.Lines(own.run("", "--git-dir="+dir, "for-each-ref", "--format=%(objectname) %(refname)", "refs/worktree", "refs/bisect")) {
				if id, name, _ := strings.Cut(strings.TrimRight(line, "\n"), " "); prefix != "main-worktree/" {
					tips = append(tips, gitTip{name: prefix + name, id: id})
				}
			}
		}
	}
	slices.SortStableFunc(tips, func(a, b gitTip) int {
		if head := (b.name == "HEAD"); head != (a.name == "HEAD") {
			return map[bool]int{true: 1, false: -1}[head]
		}
		return strings.Compare(a.name, b.name)
	})
	return tips
}

// tryRun is run for what may fail; then it gives nothing.
func (o *oracle) tryRun(args ...string) string {
	out, err := o.r.TryGit("", args...)
	if err != nil {
		return ""
	}
	return out
}

// header gives the values of a header of a commit or tag.
func (g gitObject) header(name string) []string {
	var values []string
	head, _, _ := strings.Cut(g.content, "\n\n")
	for line := range strings.Lines(head) {
		if value, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), name+" "); ok {
			values = append(values, value)
		}
	}
	return values
}

// readTips follows tags to what they name.
func (o *oracle) readTips(names []gitTip) {
	o.tips = names
	for i := range o.tips {
		t := &o.tips[i]
		for o.objects[t.id].kind == "tag" {
			t.tags = append(t.tags, t.id)
			t.id = o.objects[t.id].header("object")[0]
		}
	}
}

// readCommits asks for all commits' parents, and for what the tips lead to.
func (o *oracle) readCommits() {
	var all, tips strings.Builder
	o.commits = map[string]*gitCommit{}
	for id, object := range o.objects {
		if object.kind == "commit" {
			fmt.Fprintln(&all, id)
			who := strings.Fields(object.header("committer")[0])
			when, _ := strconv.ParseInt(who[len(who)-2], 10, 64)
			o.commits[id] = &gitCommit{id: id, tree: object.header("tree")[0], time: when}
		}
	}
	for _, t := range o.tips {
		if o.commits[t.id] != nil {
			fmt.Fprintln(&tips, t.id)
		}
	}
	for line := range strings.Lines(o.run(all.String(), "rev-list", "--stdin", "--parents")) {
		f := strings.Fields(line)
		o.commits[f[0]].parents = f[1:]
	}
	o.live = o.reach(tips.String())
	o.inHead = map[string]bool{}
	if head := o.head(); head != "" {
		o.inHead = o.reach(head + "\n")
	}
	o.inOrder()
}

// reach gives all commits to which some lead.
func (o *oracle) reach(from string) map[string]bool {
	out := map[string]bool{}
	if from == "" {
		return out
	}
	for id := range strings.FieldsSeq(o.run(from, "rev-list", "--stdin")) {
		out[id] = true
	}
	return out
}

// head is the commit at HEAD, if there is one.
func (o *oracle) head() string {
	if len(o.tips) > 0 && o.tips[0].name == "HEAD" {
		return o.tips[0].id
	}
	return ""
}

// inOrder puts parents before children, and the older before the younger where
// both could come next, by the committers' clocks, then by ids. This order is
// the package's own choice: git has none that depends on nothing else.
func (o *oracle) inOrder() {
	done := map[string]bool{}
	ids := slices.SortedFunc(maps.Keys(o.commits), func(a, b string) int {
		return cmp.Or(cmp.Compare(o.commits[a].time, o.commits[b].time), cmp.Compare(a, b))
	})
	for len(o.order) < len(ids) {
		at := slices.IndexFunc(ids, func(id string) bool {
			return !done[id] && !slices.ContainsFunc(o.commits[id].parents, func(p string) bool { return !done[p] })
		})
		done[ids[at]] = true
		o.order = append(o.order, ids[at])
	}
}

// readTrees has git list all files of all trees that a commit or a ref names: as
// their differences to a tree without files.
func (o *oracle) readTrees() {
	o.trees = map[string]map[string]gitFile{}
	for _, c := range o.commits {
		o.trees[c.tree] = map[string]gitFile{}
	}
	for _, t := range o.tips {
		if o.objects[t.id].kind == "tree" {
			o.trees[t.id] = map[string]gitFile{}
		}
	}
	var in strings.Builder
	none := o.run("", "hash-object", "-t", "tree", "--stdin")
	for id := range o.trees {
		fmt.Fprintln(&in, none, id)
	}
	out := o.run(in.String(), "diff-tree", "--stdin", "-r", "-z", "--no-renames")
	var files map[string]gitFile
	for len(out) > 0 {
		if out[0] != ':' {
			line, rest, _ := strings.Cut(out, "\n")
			files = o.trees[strings.Fields(line)[1]]
			out = rest
			continue
		}
		entry := strings.SplitN(out, "\x00", 3) // ":mode mode id id A", path, rest
		f := strings.Fields(entry[0])
		files[entry[1]] = gitFile{f[1], f[3]}
		out = entry[2]
	}
}

// text gives a blob as it is searched, with UTF-16 decoded.
func (o *oracle) text(id string) (text string, decoded bool) {
	data := []byte(o.objects[id].content)
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		data = data[2:]
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		data, order = data[2:], binary.BigEndian
	case len(data) < 16 || !onlyASCII16(data):
		return string(data), false
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units)), true
}

// onlyASCII16 says that every second byte is zero and no other one is.
func onlyASCII16(data []byte) bool {
	for i, c := range data {
		if (c == 0) != (i%2 == 1) {
			return false
		}
	}
	return true
}

// offsets gives every place of a key in a text.
func offsets(text, key string) []int {
	var out []int
	for at := 0; ; at++ {
		n := strings.Index(text[at:], key)
		if n < 0 {
			return out
		}
		at += n
		out = append(out, at)
	}
}

func (o *oracle) findKeys() {
	o.has = map[string][]bool{}
	for id, object := range o.objects {
		if object.kind != "blob" {
			continue
		}
		text, _ := o.text(id)
		has := make([]bool, len(o.keys))
		for k, key := range o.keys {
			has[k] = strings.Contains(text, key)
		}
		o.has[id] = has
	}
}

// in gives the blob at a path of a tree that has the key; "" if none has it.
func (o *oracle) in(tree string, at spotName) string {
	f := o.trees[tree][at.path]
	if has := o.has[f.id]; f.mode != "160000" && has != nil && has[at.key] {
		return f.id
	}
	return ""
}

// blobs gives the ids of all blobs with a key, sorted.
func (o *oracle) blobs() []string {
	var out []string
	for id, has := range o.has {
		if slices.Contains(has, true) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
