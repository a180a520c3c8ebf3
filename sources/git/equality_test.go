package git_test

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git"
)

var (
	firstSeed = flag.Uint64("seed", 1, "the first random repository of TestEquality")
	seedCount = flag.Uint64("seeds", 3, "how many random repositories TestEquality makes")
	formCount = flag.Int("forms", 5, "how many storage forms of each repository TestEquality reads; 0 means all")
)

// TestEquality is the proof that this package finds what is there, and where it
// is. It reads random repositories in many storage forms and compares all that
// comes out, through Read, Locate and Reread alone, with an oracle that asks
// git:
//
//   - each blob, message and tagger once, with all its bytes, and each person;
//   - each offset of each key in each blob;
//   - of each key in each blob: at which paths, introduced and removed by which
//     commits, at HEAD or not, held by which refs, or reached by none;
//   - the same from one worker and from four.
//
// A difference is told by object ids, paths and numbers of keys: never by what
// was planted.
func TestEquality(t *testing.T) {
	for i := range *seedCount {
		seed := *firstSeed + i
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			t.Parallel()
			r := newRandomRepo(t, seed)
			o := ask(r.gitRepo, r.keys, nil)
			checkOracle(t, o, r.random)
			checkEqual(t, storageForm{name: "as made"}, r.gitRepo, o)
			n := *formCount
			if n == 0 {
				n = len(storageForms)
			}
			for j := range n {
				at := (int(seed)*n + j) % len(storageForms)
				form := storageForms[at]
				c := r.copied(fmt.Sprint("form-", at))
				c.random = rand.New(rand.NewPCG(seed, uint64(at)))
				made := form.make(c)
				known := ask(made, r.keys, o)
				if form.hide != nil {
					form.hide(made)
				}
				checkEqual(t, form, made, known)
			}
		})
	}
}

// checkEqual reads a repository, by one worker and by four, and compares with
// what git says.
func checkEqual(t *testing.T, form storageForm, r *gitRepo, o *oracle) {
	t.Helper()
	want := o.outcome()
	for _, jobs := range []int{1, 4} {
		got := readEqually(t, r, o, jobs)
		if got.skips > form.skips {
			t.Errorf("%s, %d jobs: %d things were skipped, want %d", form.name, jobs, got.skips, form.skips)
		}
		for _, maps := range [][2]map[string]string{{want.items, got.items}, {want.hits, got.hits}, {want.places, got.places}} {
			for _, d := range differences(maps[0], maps[1]) {
				t.Errorf("%s, %d jobs: %s", form.name, jobs, d)
			}
		}
		if t.Failed() {
			t.Fatalf("%s: to see it again: go test -run TestEquality -forms 0 -seeds 1 -seed N", form.name)
		}
	}
}

// outcome is all that a reader says of a repository, in a form that can be
// compared and shown.
type outcome struct {
	items  map[string]string // "id part": a digest of all bytes
	hits   map[string]string // "id key": the offsets
	places map[string]string // "id part key": where it lies, one place a line
	skips  int
}

// differences lists what two maps have not in common, a few of all.
func differences(want, got map[string]string) []string {
	names := maps.Clone(want)
	maps.Copy(names, got)
	var out []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		w, wanted := want[name]
		g, given := got[name]
		switch {
		case !given:
			out = append(out, fmt.Sprintf("%s is missing: %s", name, w))
		case !wanted:
			out = append(out, fmt.Sprintf("%s is too much: %s", name, g))
		case w != g:
			out = append(out, fmt.Sprintf("%s:\n got %s\nwant %s", name, g, w))
		}
		if len(out) == 5 {
			return append(out, "…")
		}
	}
	return out
}

func digest(text string) string { return fmt.Sprintf("%.6x", sha256.Sum256([]byte(text))) }

// outcome gives what the oracle knows.
func (o *oracle) outcome() outcome {
	if o.known != nil {
		return *o.known
	}
	out := outcome{items: map[string]string{}, hits: map[string]string{}, places: map[string]string{}}
	for id, object := range o.objects {
		switch object.kind {
		case "blob":
			text, decoded := o.text(id)
			if text == "" {
				continue
			}
			out.items[id] = itemString(text, decoded)
			for k, key := range o.keys {
				if at := offsets(text, key); len(at) > 0 {
					out.hits[fmt.Sprint(id, " key ", k)] = fmt.Sprint(at)
					out.places[fmt.Sprint(id, " key ", k)] = strings.Join(o.blobPlaces(id, k), "\n")
				}
			}
		case "commit", "tag":
			_, message, _ := strings.Cut(object.content, "\n\n")
			if message != "" {
				out.items[id+" message"] = itemString(message, false)
			}
			for k, key := range o.keys {
				if strings.Contains(message, key) {
					out.places[fmt.Sprint(id, " message key ", k)] = o.textPlace(id)
				}
			}
			for _, who := range object.header("tagger") {
				who = who[:strings.LastIndexByte(who, '>')+1]
				out.items[id+" tagger"] = itemString(who, false)
				for k, key := range o.keys {
					if strings.Contains(who, key) {
						out.places[fmt.Sprint(id, " tagger key ", k)] = o.textPlace(id)
					}
				}
			}
		}
	}
	o.addPeople(&out)
	o.known = &out
	return out
}

// addPeople adds whoever made commits. Somebody who made many is read once, in
// the oldest that a ref leads to, or else in the oldest, by the committers'
// clocks and then by ids.
func (o *oracle) addPeople(out *outcome) {
	ids := slices.SortedFunc(maps.Keys(o.commits), func(a, b string) int {
		return cmp.Or(cmp.Compare(o.commits[a].time, o.commits[b].time), cmp.Compare(a, b))
	})
	for _, live := range []bool{true, false} {
		for _, id := range ids {
			for _, part := range []string{"author", "committer"} {
				who := o.objects[id].header(part)[0]
				who = who[:strings.LastIndexByte(who, '>')+1]
				name := "person " + digest(who)
				if live && !o.live[id] || out.items[name] != "" {
					continue
				}
				out.items[name] = part + " of " + id
				for k, key := range o.keys {
					if strings.Contains(who, key) {
						out.places[fmt.Sprint(id, " ", part, " key ", k)] = o.textPlace(id)
					}
				}
			}
		}
	}
}

func itemString(text string, decoded bool) string {
	return fmt.Sprintf("%d bytes %s decoded %v", len(text), digest(text), decoded)
}

// piece is the part of an item that one fragment answers for.
type piece struct {
	at   int64
	text string
}

// readEqually reads a repository by the package's public functions.
func readEqually(t *testing.T, r *gitRepo, o *oracle, jobs int) outcome {
	t.Helper()
	s, err := git.New(git.Options{Path: r.Dir, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	out := outcome{items: map[string]string{}, hits: map[string]string{}, places: map[string]string{}}
	var mu sync.Mutex
	pieces := map[*sources.Origin][]piece{}
	hits := map[string][]int{}
	emit := func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		end := len(f.Data) - f.After
		pieces[f.Origin] = append(pieces[f.Origin], piece{f.Offset + int64(f.Before), string(f.Data[f.Before:end])})
		for k, key := range o.keys {
			for _, at := range offsets(string(f.Data), key) {
				if f.Origin.Git.Type == sources.Blob && at >= f.Before && at < end {
					name := fmt.Sprint(f.Origin.Git.Object, " key ", k)
					hits[name] = append(hits[name], int(f.Offset)+at)
				}
			}
		}
		return nil
	}
	skip := func(_ sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		t.Logf("skipped: %v", err)
		out.skips++
		return nil
	}
	if err := s.Read(context.Background(), emit, skip); err != nil {
		t.Fatal("Read: ", err)
	}
	for name, at := range hits {
		slices.Sort(at)
		out.hits[name] = fmt.Sprint(at)
	}
	texts := map[*sources.Origin]string{}
	for origin, list := range pieces {
		texts[origin] = joined(t, list)
		out.add(t, o, origin, texts[origin])
	}
	found := finds(o, texts)
	if err := s.Locate(context.Background(), found, skip); err != nil {
		t.Fatal("Locate: ", err)
	}
	for _, f := range found {
		g := f.Origin.Git
		name := g.Object + " "
		if g.Part != "" {
			name += g.Part + " "
		}
		if !slices.IsSortedFunc(g.Places, func(a, b sources.GitPlace) int { return strings.Compare(a.Path, b.Path) }) {
			t.Errorf("the places of %sare not in order", name)
		}
		var list []string
		for _, p := range g.Places {
			list = append(list, placeOf(o, p))
		}
		slices.Sort(list)
		out.places[name+"key "+f.Key] = strings.Join(list, "\n")
	}
	if jobs > 1 { // it has but one worker
		checkReread(t, s, found, texts)
	}
	return out
}

// joined puts the pieces of one item together.
func joined(t *testing.T, list []piece) string {
	slices.SortFunc(list, func(a, b piece) int { return int(a.at - b.at) })
	var text strings.Builder
	for _, p := range list {
		if p.at != int64(text.Len()) {
			t.Errorf("a fragment answers for what comes after byte %d, want %d", p.at, text.Len())
		}
		text.WriteString(p.text)
	}
	return text.String()
}

// add takes in one item that was read. One that comes twice is an error.
func (out *outcome) add(t *testing.T, o *oracle, origin *sources.Origin, text string) {
	g := origin.Git
	name := g.Object
	switch g.Part {
	case "":
	case "author", "committer":
		name = "person " + digest(text)
		if out.items[name] != "" {
			t.Errorf("%s was read twice", name)
		}
		out.items[name] = g.Part + " of " + g.Object
		return
	case "headers":
		return // only what people did not write: a tag's name
	default:
		name += " " + g.Part
	}
	if out.items[name] != "" {
		t.Errorf("%s was read twice", name)
	}
	if kind := o.objects[g.Object].kind; kind != string(g.Type) {
		t.Errorf("%s is called a %s, git calls it a %q", g.Object, g.Type, kind)
	}
	out.items[name] = itemString(text, origin.Encoding != "")
}

// finds makes a finding of each key in each item, in no order.
func finds(o *oracle, texts map[*sources.Origin]string) []sources.Found {
	var found []sources.Found
	for origin, text := range texts {
		for k, key := range o.keys {
			if strings.Contains(text, key) {
				own := *origin
				found = append(found, sources.Found{Origin: &own, Key: fmt.Sprint(k)})
			}
		}
	}
	return found
}

// placeOf writes a place as the oracle does.
func placeOf(o *oracle, p sources.GitPlace) string {
	out := fmt.Sprintf("%q shows %.12s introduced %s removed %s head %v unreachable %v refs %q",
		p.Path, p.Object, infoOf(p.Introduced), "-", p.AtHead, p.Unreachable, p.Refs)
	if p.Removed != nil {
		out = strings.Replace(out, " removed - ", " removed "+infoOf(*p.Removed)+" ", 1)
	}
	return out
}

func infoOf(i sources.CommitInfo) string {
	if i.ID == "" {
		return "-"
	}
	return personString(i.ID, i.AuthorName, i.AuthorEmail, i.Time.Unix())
}

// checkReread reads the blobs with findings again.
func checkReread(t *testing.T, s *git.Source, found []sources.Found, texts map[*sources.Origin]string) {
	t.Helper()
	want := map[string]string{}
	for origin, text := range texts {
		if origin.Git.Type == sources.Blob {
			want[origin.Git.Object] = text
		}
	}
	var origins []*sources.Origin
	for _, f := range found {
		if f.Origin.Git.Type == sources.Blob {
			origins = append(origins, f.Origin)
		}
	}
	var again []*sources.Origin
	pieces := map[*sources.Origin][]piece{}
	err := s.Reread(context.Background(), origins, func(f sources.Fragment) error {
		if len(again) == 0 || again[len(again)-1] != f.Origin {
			again = append(again, f.Origin)
		}
		pieces[f.Origin] = append(pieces[f.Origin], piece{f.Offset + int64(f.Before), string(bytes.Clone(f.Data[f.Before : len(f.Data)-f.After]))})
		return nil
	})
	if err != nil {
		t.Fatal("Reread: ", err)
	}
	if !slices.Equal(again, origins) {
		t.Errorf("Reread gave %d items, want %d, each with its own origin", len(again), len(origins))
	}
	for origin, list := range pieces {
		if joined(t, list) != want[origin.Git.Object] {
			t.Errorf("Reread gave another text for %s than Read", origin.Git.Object)
		}
	}
}

// checkOracle makes sure that a repository is worth reading, and compares the
// oracle itself with git's own searches: the commits in which a blob comes or
// goes, and the refs that lead to a commit.
func checkOracle(t *testing.T, o *oracle, random *rand.Rand) {
	t.Helper()
	known := o.outcome()
	if len(known.hits) < 50 || len(known.places) < 50 || len(o.spots) < 30 || len(o.live) == len(o.commits) {
		t.Errorf("%d findings at %d places, %d of %d commits in a ref: that proves little", len(known.hits), len(o.spots), len(o.live), len(o.commits))
	}
	var tips strings.Builder
	for _, tip := range o.tips {
		if o.commits[tip.id] != nil {
			fmt.Fprintln(&tips, tip.id)
		}
	}
	blobs := o.blobs()
	for range 4 {
		blob := pick(random, blobs)
		out := o.run(tips.String(), "log", "--stdin", "-m", "--root", "--raw", "-s", "--no-renames", "--format=%H", "--find-object="+blob)
		got := slices.Sorted(strings.FieldsSeq(out))
		var want []string
		for id := range o.live {
			if o.touches(id, blob) {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("git log --find-object=%s names %d commits, the oracle %d", blob, len(got), len(want))
		}
	}
	commits := slices.Sorted(maps.Keys(o.live))
	for range 3 {
		id := pick(random, commits)
		got := slices.Sorted(strings.Lines(o.run("", "for-each-ref", "--contains="+id, "--format=%(refname)") + "\n"))
		var want []string
		for _, tip := range o.tips {
			if o.commits[tip.id] != nil && strings.HasPrefix(tip.name, "refs/") && o.descends(tip.id, id) {
				want = append(want, tip.name+"\n")
			}
		}
		got = slices.DeleteFunc(got, func(name string) bool { return name == "refs/stash\n" || name == "\n" })
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("git finds %d refs that lead to %s, the oracle %d", len(got), id, len(want))
		}
	}
}

// touches says whether a blob lies at some path on one side only, or by another
// mode, between a commit and a parent of it.
func (o *oracle) touches(id, blob string) bool {
	c := o.commits[id]
	sides := []map[string]gitFile{}
	for _, p := range c.parents {
		sides = append(sides, o.trees[o.commits[p].tree])
	}
	if len(sides) == 0 {
		sides = append(sides, nil)
	}
	mine := o.trees[c.tree]
	for _, theirs := range sides {
		for path, f := range mine {
			if theirs[path] != f && (f.id == blob || theirs[path].id == blob) {
				return true
			}
		}
		for path, f := range theirs {
			if f.id == blob && mine[path] != f {
				return true
			}
		}
	}
	return false
}
