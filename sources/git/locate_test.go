package git

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// key is what the files in these tests leak.
const key = "FAKE-key-0000-not-a-real-one-0000"

// wantPlace is a place as a test expects it; commits by id.
type wantPlace struct {
	path, introduced, removed string
	atHead                    bool
	refs                      []string
}

func checkPlaces(t *testing.T, got []sources.GitPlace, want ...wantPlace) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d places, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		g := got[i]
		removed := ""
		if g.Removed != nil {
			removed = g.Removed.ID
		}
		if g.Path != w.path || g.Introduced.ID != w.introduced || removed != w.removed || g.AtHead != w.atHead || !slices.Equal(g.Refs, w.refs) {
			t.Errorf("place %d:\n got %+v, removed %q\nwant %+v", i, g, removed, w)
		}
	}
}

func TestLocate(t *testing.T) {
	main := []string{"refs/heads/main"}
	table := []struct {
		name string
		make func(r *testRepo) []wantPlace
	}{
		{"at HEAD", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			id := r.Save("dir/sub/b", key)
			r.Save("a", "y")
			return []wantPlace{{"dir/sub/b", id, "", true, main}}
		}},
		{"in the first commit", func(r *testRepo) []wantPlace {
			id := r.Save("b", key)
			return []wantPlace{{"b", id, "", true, main}}
		}},
		{"removed", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			in := r.Save("b", key)
			out := r.Save("b", "clean")
			r.Save("b", "cleaner")
			return []wantPlace{{"b", in, out, false, nil}}
		}},
		{"other versions with the key", func(r *testRepo) []wantPlace {
			in := r.Save("b", key)
			r.Save("b", key+"\nmore")
			r.Save("b", key+"\nstill more")
			return []wantPlace{{"b", in, "", true, main}}
		}},
		{"deleted and added again", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			in := r.Save("b", key)
			r.Git("rm", "-q", "b")
			r.Commit("delete")
			r.Save("b", key)
			r.Git("rm", "-q", "b")
			out := r.Commit("delete again")
			return []wantPlace{{"b", in, out, false, nil}}
		}},
		{"deleted and added again, still there", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			in := r.Save("b", key)
			r.Git("rm", "-q", "b")
			r.Commit("delete")
			r.Save("b", key+"2")
			return []wantPlace{{"b", in, "", true, main}}
		}},
		{"renamed and edited", func(r *testRepo) []wantPlace {
			in := r.Save("old/b", strings.Repeat("line\n", 50)+key)
			r.Git("mv", "old", "new")
			moved := r.Save("new/b", strings.Repeat("line\n", 50)+key+"\nedited")
			return []wantPlace{{"new/b", moved, "", true, main}, {"old/b", in, moved, false, nil}}
		}},
		{"symbolic link turned regular", func(r *testRepo) []wantPlace {
			if err := os.Symlink("target", filepath.Join(r.Dir, "b")); err != nil {
				r.T.Fatal(err)
			}
			r.Commit("link")
			os.Remove(filepath.Join(r.Dir, "b"))
			in := r.Save("b", key)
			return []wantPlace{{"b", in, "", true, main}}
		}},
		{"only in a merge", func(r *testRepo) []wantPlace {
			r.Save("b", "x")
			r.Git("checkout", "-q", "-b", "side")
			r.Save("b", "side")
			r.Git("checkout", "-q", "main")
			r.Save("b", "main")
			r.TryGit("", "merge", "-q", "side")
			in := r.Save("b", key)
			out := r.Save("b", "clean")
			return []wantPlace{{"b", in, out, false, nil}}
		}},
		{"merged from a branch", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Git("checkout", "-q", "-b", "side")
			in := r.Save("b", key)
			r.Git("checkout", "-q", "main")
			r.Save("a", "y")
			r.Git("merge", "-q", "-m", "merge", "side")
			return []wantPlace{{"b", in, "", true, []string{"refs/heads/main", "refs/heads/side"}}}
		}},
		{"dropped by a merge", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Git("checkout", "-q", "-b", "side")
			in := r.Save("b", key)
			r.Git("checkout", "-q", "main")
			r.Save("a", "y")
			r.Git("merge", "-q", "-s", "ours", "-m", "merge", "side")
			out := r.Git("rev-parse", "HEAD")
			return []wantPlace{{"b", in, out, false, []string{"refs/heads/side"}}}
		}},
		{"removed before an older branch is merged", func(r *testRepo) []wantPlace {
			in := r.Save("b", key)
			r.Git("checkout", "-q", "-b", "side")
			r.Save("c", "side")
			r.Git("checkout", "-q", "main")
			out := r.Save("b", "clean")
			r.Git("merge", "-q", "-m", "merge", "side")
			return []wantPlace{{"b", in, out, false, []string{"refs/heads/side"}}}
		}},
		{"octopus", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			ids := []string{}
			for _, name := range []string{"one", "two"} {
				r.Git("checkout", "-q", "-b", name, "main")
				ids = append(ids, r.Save(name, key))
			}
			r.Git("checkout", "-q", "main")
			r.Git("merge", "-q", "-m", "octopus", "one", "two")
			return []wantPlace{
				{"one", ids[0], "", true, []string{"refs/heads/main", "refs/heads/one"}},
				{"two", ids[1], "", true, []string{"refs/heads/main", "refs/heads/two"}},
			}
		}},
		{"twice at once", func(r *testRepo) []wantPlace {
			r.Write("x/b", key)
			r.Write("y/b", key) // the same tree under two names
			in := r.Commit("both")
			return []wantPlace{{"x/b", in, "", true, main}, {"y/b", in, "", true, main}}
		}},
		{"on two branches", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Git("checkout", "-q", "-b", "side")
			in := r.Save("b", key)
			r.Git("checkout", "-q", "main")
			r.Save("b", key+"later")
			return []wantPlace{{"b", in, "", true, []string{"refs/heads/main", "refs/heads/side"}}}
		}},
		{"stashes", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Write("a", key)
			r.Git("stash", "-q")
			in := r.Git("rev-parse", "stash@{0}")
			r.Write("a", "y")
			r.Git("stash", "-q")
			return []wantPlace{{"a", in, "", false, []string{"stash@{1}"}}}
		}},
		{"untracked in a stash", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Write("new", key)
			r.Git("stash", "-q", "-u")
			in := r.Git("rev-parse", "stash@{0}^3")
			return []wantPlace{{"new", in, "", false, []string{"stash@{0}"}}}
		}},
		{"note", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			id := r.Git("rev-parse", "HEAD")
			r.Git("notes", "add", "-m", key)
			in := r.Git("rev-parse", "refs/notes/commits")
			return []wantPlace{{id, in, "", false, []string{"refs/notes/commits"}}}
		}},
		{"detached HEAD", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Git("checkout", "-q", "--detach")
			in := r.Save("b", key)
			return []wantPlace{{"b", in, "", true, []string{"HEAD"}}}
		}},
		{"tag of a blob", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Git("tag", "light", r.blob(key))
			return []wantPlace{{"", "", "", false, []string{"refs/tags/light"}}}
		}},
		{"annotated tag of a tree", func(r *testRepo) []wantPlace {
			r.Save("a", "x")
			r.Git("tag", "-a", "-m", "tree", "t", r.GitIn("100644 blob "+r.blob(key)+"\tq\n", "mktree"))
			return []wantPlace{{"q", r.Git("rev-parse", "t"), "", false, []string{"refs/tags/t"}}}
		}},
		{"odd names", func(r *testRepo) []wantPlace {
			entry := func(mode, name, id string) string {
				raw := ""
				for i := 0; i < len(id); i += 2 {
					n, _ := strconv.ParseUint(id[i:i+2], 16, 8)
					raw += string([]byte{byte(n)})
				}
				return mode + " " + name + "\x00" + raw
			}
			id := r.blob(key)
			tree := r.object("tree", entry("100644", "..", r.blob("1"))+entry("100644", "a/b", r.blob("2"))+
				entry("100644", "", r.blob("3"))+entry("777777", "mode", r.blob("4"))+entry("100644", ".git", r.blob("5"))+
				entry("100644", "z\xff", id)+entry("100644", "z\xff", id))
			in := r.GitIn("odd", "commit-tree", tree)
			r.Git("update-ref", "refs/heads/main", in)
			return []wantPlace{{"z\xff", in, "", true, main}}
		}},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			r := newRepo(t)
			want := c.make(r)
			got := r.readAll(Options{})
			got.noSkips(t)
			checkPlaces(t, got.locate(t, key)[key], want...)
			bare := r.at(filepath.Join(filepath.Dir(r.Dir), "bare"))
			if want[0].refs != nil && !strings.HasPrefix(want[0].refs[0], "refs/heads/main") {
				return // a clone has no stashes, and a HEAD of its own
			}
			r.Git("clone", "-q", "--mirror", r.Dir, bare.Dir)
			got = bare.readAll(Options{})
			checkPlaces(t, got.locate(t, key)[key], want...)
		})
	}
}

// TestShownVersion checks which version of a file a place shows.
func TestShownVersion(t *testing.T) {
	r := newRepo(t)
	r.Save("b", key+"1")
	r.Save("b", key+"2")
	r.Save("b", key+"3")
	for _, p := range r.readAll(Options{}).locate(t, key)[key] {
		if want := r.Git("rev-parse", "HEAD:b"); p.Object != want {
			t.Errorf("at HEAD: shows %s, want %s", p.Object, want)
		}
	}
	r.Save("b", "clean")
	for _, p := range r.readAll(Options{}).locate(t, key)[key] {
		if want := r.Git("rev-parse", "HEAD~3:b"); p.Object != want {
			t.Errorf("removed: shows %s, want %s", p.Object, want)
		}
		zone := time.FixedZone("", 2*3600)
		if p.Removed == nil || p.Introduced.Time.IsZero() || p.Introduced.Time.Format(time.RFC3339) != p.Introduced.Time.In(zone).Format(time.RFC3339) {
			t.Errorf("times: %+v", p)
		}
	}
}

// TestLocateAgainstEveryTree compares Locate with what follows from listing the
// whole tree of every commit, in random histories.
func TestLocateAgainstEveryTree(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			r := newRepo(t)
			random := rand.New(rand.NewPCG(seed, 7))
			keys := []string{"FAKE-alpha-0123456789", "FAKE-beta-0123456789"}
			r.GitIn(randomHistory(random, keys), "fast-import", "--quiet")
			r.Git("symbolic-ref", "HEAD", "refs/heads/b0")
			got := r.readAll(Options{})
			got.noSkips(t)
			places := got.locate(t, keys...)
			for _, k := range keys {
				want := r.placesByForce(k)
				if len(want) == 0 {
					t.Error("the history holds no key")
				}
				// What no ref leads to, the slow listing does not know.
				places[k] = slices.DeleteFunc(places[k], func(p sources.GitPlace) bool {
					if p.Unreachable && want[p.Path] != nil {
						t.Errorf("%s: said to be unreachable", p.Path)
					}
					return p.Unreachable
				})
				for path, w := range want {
					at := slices.IndexFunc(places[k], func(p sources.GitPlace) bool { return p.Path == path })
					if at < 0 {
						t.Errorf("%s: not found", path)
						continue
					}
					g := places[k][at]
					if g.Introduced.ID != w.introduced || g.AtHead != w.atHead || !slices.Equal(g.Refs, w.refs) {
						t.Errorf("%s:\n got %+v\nwant %+v", path, g, w)
					}
					if removed := g.Removed != nil; removed && (g.AtHead || !slices.Contains(w.removing, g.Removed.ID)) ||
						!removed && !g.AtHead && len(w.removing) > 0 {
						t.Errorf("%s: removed by %+v, want one of %v", path, g.Removed, w.removing)
					}
				}
				if len(places[k]) != len(want) {
					t.Errorf("%d places, want %d", len(places[k]), len(want))
				}
			}
		})
	}
}

// randomHistory makes the input of git fast-import.
func randomHistory(random *rand.Rand, keys []string) string {
	var in strings.Builder
	marks := 0
	for n := range 60 {
		fmt.Fprintf(&in, "commit refs/heads/b%d\n", random.IntN(4))
		marks++
		fmt.Fprintf(&in, "mark :%d\nauthor A <a@x> %d +0000\ncommitter C <c@x> %d +0000\ndata 1\nm", marks, 1e9+n, 1e9+n)
		in.WriteString("\n")
		if n > 0 && random.IntN(3) > 0 {
			fmt.Fprintf(&in, "from :%d\n", 1+random.IntN(marks-1))
			for range random.IntN(3) {
				if n > 4 && random.IntN(2) == 0 {
					fmt.Fprintf(&in, "merge :%d\n", 1+random.IntN(marks-1))
				}
			}
		}
		for range 1 + random.IntN(3) {
			path := fmt.Sprintf("d%d/f%d", random.IntN(2), random.IntN(3))
			text := fmt.Sprintf("text %d\n", random.IntN(6))
			for _, k := range keys {
				if random.IntN(3) == 0 {
					text += k + "\n"
				}
			}
			if random.IntN(6) == 0 {
				fmt.Fprintf(&in, "D %s\n", path)
			} else {
				fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
			}
		}
		in.WriteString("\n")
	}
	fmt.Fprintf(&in, "reset refs/heads/b0\nfrom :%d\n\n", marks)
	return in.String()
}

// forcedPlace is a place with all that is allowed for it.
type forcedPlace struct {
	introduced string
	removing   []string
	atHead     bool
	refs       []string
}

// placesByForce looks for a key in the tree of every commit.
func (r *testRepo) placesByForce(key string) map[string]*forcedPlace {
	type commit struct {
		id      string
		parents []string
	}
	var commits []commit
	for line := range strings.Lines(r.Git("log", "--all", "--reverse", "--date-order", "--format=%H %P")) {
		f := strings.Fields(line)
		commits = append(commits, commit{f[0], f[1:]})
	}
	has := map[string]map[string]bool{}
	places := map[string]*forcedPlace{}
	for _, c := range commits {
		has[c.id] = map[string]bool{}
		out, err := r.TryGit("", "grep", "-l", "-F", key, c.id)
		if err != nil {
			continue // no match
		}
		for line := range strings.Lines(out) {
			_, path, _ := strings.Cut(strings.TrimSpace(line), ":")
			has[c.id][path] = true
			if places[path] == nil {
				places[path] = &forcedPlace{}
			}
		}
	}
	for path, p := range places {
		for _, c := range commits {
			count := 0
			for _, parent := range c.parents {
				if has[parent][path] {
					count++
				}
			}
			if has[c.id][path] && count == 0 && p.introduced == "" {
				p.introduced = c.id
			}
			if !has[c.id][path] && count > 0 {
				p.removing = append(p.removing, c.id)
			}
		}
		p.atHead = has[r.Git("rev-parse", "HEAD")][path]
		for line := range strings.Lines(r.Git("for-each-ref", "--format=%(objectname) %(refname)")) {
			id, name, _ := strings.Cut(strings.TrimSpace(line), " ")
			if has[id][path] {
				p.refs = append(p.refs, name)
			}
		}
		slices.Sort(p.refs)
	}
	return places
}

// TestTooManyPaths reads a tree of which nobody can list all files: ten equal
// folders in each of ten equal folders, and so on.
func TestTooManyPaths(t *testing.T) {
	r := newRepo(t)
	id, kind := r.blob(key), "100644 blob"
	for range 10 {
		var in strings.Builder
		for n := range 10 {
			fmt.Fprintf(&in, "%s %s\t%d\n", kind, id, n)
		}
		id, kind = r.GitIn(in.String(), "mktree"), "040000 tree"
	}
	r.Git("update-ref", "refs/heads/main", r.GitIn("bomb", "commit-tree", id))
	got := r.readAll(Options{})
	got.noSkips(t)
	started := time.Now()
	places := got.locate(t, key)[key]
	if len(places) == 0 || len(got.skips) == 0 {
		t.Errorf("%d places, %d skips", len(places), len(got.skips))
	}
	if time.Since(started) > 20*time.Second {
		t.Errorf("took %v", time.Since(started))
	}
}

func TestTopologicalOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	commits := make([]commitNode, 300)
	for i := range commits {
		commits[i].id[0], commits[i].id[1] = byte(i), byte(i>>8)
		commits[i].time = random.Int64N(1000) // clocks are wrong
		for range random.IntN(3) {
			if i > 0 {
				commits[i].parents = append(commits[i].parents, random.Int32N(int32(i)))
			}
		}
	}
	order := topological(commits)
	numbers := make([]int32, len(order))
	for n, c := range order {
		numbers[c] = int32(n)
	}
	for i, c := range commits {
		for _, p := range c.parents {
			if numbers[p] >= numbers[i] {
				t.Errorf("commit %d has number %d, its parent %d", i, numbers[i], numbers[p])
			}
		}
		if order[numbers[i]] != int32(i) {
			t.Errorf("commit %d: order and numbers differ", i)
		}
	}
	// A circle, as damage may make one, must not lose commits.
	commits[0].parents = []int32{299}
	commits[299].parents = []int32{0}
	if order = topological(commits); len(order) != len(commits) {
		t.Errorf("%d of %d commits are in order", len(order), len(commits))
	}
}

func TestLocateNeedsRead(t *testing.T) {
	s, err := New(Options{Path: newRepo(t).Dir})
	if err != nil {
		t.Fatal(err)
	}
	o := sources.Origin{Git: &sources.GitOrigin{Object: strings.Repeat("0", 40), Type: sources.Blob}}
	if err := s.Locate(t.Context(), []sources.Found{{Origin: &o}}, nil); err == nil {
		t.Error("no error")
	}
	if err := s.Locate(t.Context(), nil, nil); err != nil {
		t.Error(err)
	}
}
