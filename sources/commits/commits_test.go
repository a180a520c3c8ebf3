package commits

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/gittest"
)

// collected is what a source emitted, with the words that stand for secrets.
type collected struct {
	source *Source
	mu     sync.Mutex
	found  []sources.Found
	skips  []error
}

var secretForm = regexp.MustCompile(`KEY[0-9]+`)

// read reads and locates; every KEY<number> counts as a secret.
func read(t testing.TB, o Options) *collected {
	t.Helper()
	c, err := tryRead(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func tryRead(o Options) (*collected, error) {
	s, err := New(o)
	if err != nil {
		return nil, err
	}
	c := &collected{source: s}
	skip := func(o sources.Origin, err error) error {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.skips = append(c.skips, fmt.Errorf("%s: %w", o.Path, err))
		return nil
	}
	err = s.Read(context.Background(), func(f sources.Fragment) error {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, key := range secretForm.FindAllString(string(f.Data), -1) {
			origin := *f.Origin
			c.found = append(c.found, sources.Found{Origin: &origin, Key: key})
		}
		return nil
	}, skip)
	if err != nil {
		return nil, err
	}
	return c, s.Locate(context.Background(), c.found, skip)
}

// shown lists what is shown: "path key commit", with the part for what is no file.
func (c *collected) shown() []string {
	var out []string
	for _, f := range c.found {
		for _, p := range f.Origin.Git.Places {
			if p.Object == f.Origin.Git.Object {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s%s %s %.8s", f.Origin.Path, f.Origin.Git.Part, f.Key, p.Introduced.ID)))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func short(id string) string { return id[:8] }

func check(t *testing.T, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("shown\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestRange(t *testing.T) {
	r := gittest.New(t)
	r.Save("old", "KEY1")
	base := r.Save("old", "KEY1\nmore")
	a := r.Save("new", "x KEY2")
	r.Save("new", "line\nx KEY2")
	r.Save("old", "KEY1\nmore and more") // an old leak in a file that changes
	b := r.Save("gone", "KEY3")
	r.Git("rm", "-q", "gone")
	c := r.Commit("remove it KEY4")
	r.Git("mv", "old", "renamed")
	r.Commit("rename")
	got := read(t, Options{Path: r.Dir, Selection: Selection{Range: base + "..HEAD"}})
	check(t, got.shown(), "new KEY2 "+short(a), "gone KEY3 "+short(b), "message KEY4 "+short(c))
	for _, f := range got.found {
		for _, p := range f.Origin.Git.Places {
			if p.Object != f.Origin.Git.Object {
				continue
			}
			if p.AtHead != (f.Origin.Path == "new") || (p.Removed != nil) != (f.Origin.Path == "gone") {
				t.Errorf("%s %s: at HEAD %v, removed %v", f.Origin.Path, f.Key, p.AtHead, p.Removed)
			}
			if f.Origin.Path == "new" && p.Object != r.Git("rev-parse", "HEAD:new") {
				t.Error("the version that is shown is not the one at HEAD")
			}
		}
	}
	check(t, read(t, Options{Path: r.Dir, Selection: Selection{Range: "HEAD~3..HEAD~2 ^" + a}}).shown(), "gone KEY3 "+short(b))
	check(t, read(t, Options{Path: r.Dir, Selection: Selection{Range: "HEAD..HEAD"}}).shown())
}

func TestMerge(t *testing.T) {
	r := gittest.New(t)
	r.Save("a", "1\n")
	r.Git("checkout", "-q", "-b", "topic")
	topic := r.Save("topic", "KEY1")
	r.Save("a", "2\n")
	r.Git("checkout", "-q", "main")
	r.Save("main", "KEY2")
	main := r.Save("a", "3\n")
	r.Git("checkout", "-q", "topic")
	if _, err := r.TryGit("", "merge", "main"); err == nil {
		t.Fatal("the merge has no conflict")
	}
	r.Write("a", "KEY3\n")
	merge := r.Commit("merge")
	for name, s := range map[string]Selection{"merge base": {MergeBase: "main"}, "range": {Range: "main..topic"}, "ids": {Range: main + ".." + merge}} {
		t.Run(name, func(t *testing.T) {
			check(t, read(t, Options{Path: r.Dir, Selection: s}).shown(), "topic KEY1 "+short(topic), "a KEY3 "+short(merge))
		})
	}
	r.Git("branch", "-q", "-D", "main")
	r.Git("update-ref", "refs/remotes/origin/main", main)
	check(t, read(t, Options{Path: r.Dir, Selection: Selection{MergeBase: "main"}}).shown(), "topic KEY1 "+short(topic), "a KEY3 "+short(merge))
}

func TestSince(t *testing.T) {
	r := gittest.New(t)
	r.Save("old", "KEY1")
	r.Git("tag", "-a", "-m", "KEY5", "old")
	since := time.Unix(r.Clock+30, 0)
	a := r.Save("new", "KEY2")
	r.Git("commit", "-q", "--amend", "-m", "amended") // the reflog has the other
	amended := r.Git("rev-parse", "HEAD")
	r.Git("checkout", "-q", "-b", "other", "HEAD~")
	b := r.Save("other", "KEY3")
	r.Git("tag", "-a", "-m", "KEY4", "new")
	tag := r.Git("rev-parse", "refs/tags/new")
	got := read(t, Options{Path: r.Dir, Selection: Selection{Since: since}}).shown()
	first := "new KEY2 " + short(a) // either is the first
	if slices.Contains(got, "new KEY2 "+short(amended)) {
		first = "new KEY2 " + short(amended)
	}
	check(t, got, first, "other KEY3 "+short(b), "message KEY4 "+short(tag))
	check(t, read(t, Options{Path: r.Dir, Selection: Selection{Range: "other", Since: since}}).shown(), "other KEY3 "+short(b))
}

func TestPush(t *testing.T) {
	r := gittest.New(t)
	r.Save("a", "KEY1")
	bare := filepath.Join(filepath.Dir(r.Dir), "bare")
	r.Git("clone", "-q", "--bare", r.Dir, bare)
	r.Git("remote", "add", "origin", bare)
	r.Git("fetch", "-q", "origin")
	b := r.Save("b", "KEY2")
	push := func(p Push) Options { return Options{Path: r.Dir, Selection: Selection{Push: &p}} }
	check(t, read(t, push(Push{Tips: []string{b}, Remote: "origin"})).shown(), "b KEY2 "+short(b))
	check(t, read(t, push(Push{Tips: []string{b}, Had: []string{r.Git("rev-parse", "HEAD~")}})).shown(), "b KEY2 "+short(b))
	unknown := strings.Repeat("ab", 20)
	if got := read(t, push(Push{Tips: []string{b}, Had: []string{unknown}})).shown(); len(got) != 2 {
		t.Errorf("what the other side has is not known here, and shown is %q", got)
	}
	if _, err := tryRead(push(Push{Tips: []string{unknown}})); err == nil {
		t.Error("a tip that is not here is no error")
	}
	// A remote whose name goes on from the other's.
	r.Git("config", "remote.origin/fork.url", bare)
	r.Git("update-ref", "refs/remotes/origin/fork/main", b)
	check(t, read(t, push(Push{Tips: []string{b}, Remote: "origin"})).shown(), "b KEY2 "+short(b))

	r.Git("tag", "-a", "-m", "KEY3", "v1", b)
	tag := r.Git("rev-parse", "v1")
	check(t, read(t, push(Push{Tips: []string{tag}, Remote: "origin"})).shown(), "b KEY2 "+short(b), "message KEY3 "+short(tag))
	r.Git("update-ref", "refs/remotes/origin/main", b)
	check(t, read(t, push(Push{Tips: []string{tag}, Remote: "origin"})).shown(), "message KEY3 "+short(tag))

	blob := r.GitIn("KEY4", "hash-object", "-w", "--stdin")
	r.Git("tag", "blob", blob)
	check(t, read(t, push(Push{Tips: []string{blob}, Remote: "origin"})).shown(), "KEY4")
	tree := r.GitIn("100644 blob "+blob+"\tdir file\n", "mktree")
	check(t, read(t, push(Push{Tips: []string{tree}, Remote: "origin"})).shown(), "dir file KEY4")
}

func TestShallow(t *testing.T) {
	r := gittest.New(t)
	r.Save("a", "KEY1")
	r.Save("b", "KEY2")
	head := r.Save("c", "KEY3")
	dir := filepath.Join(filepath.Dir(r.Dir), "shallow")
	r.Git("clone", "-q", "--depth", "2", "file://"+r.Dir, dir)
	s := r.At(dir)
	got := read(t, Options{Path: dir, Selection: Selection{Range: "HEAD~..HEAD"}})
	check(t, got.shown(), "c KEY3 "+short(head))
	if n := got.source.Notices(); len(n) != 0 {
		t.Errorf("notices %q", n)
	}
	if n := read(t, Options{Path: dir, Selection: Selection{Range: "HEAD"}}).source.Notices(); len(n) != 1 || n[0].ID != "shallow-clone" {
		t.Errorf("notices %q", n)
	}
	for name, o := range map[string]Selection{
		"a commit before":     {Range: r.Git("rev-parse", "HEAD~2") + "..HEAD"},
		"no branch":           {MergeBase: "release"},
		"no common ancestor":  {MergeBase: "orphan"},
		"more than there are": {Range: "HEAD~5..HEAD"},
	} {
		if name == "no common ancestor" {
			s.Git("checkout", "-q", "--orphan", "orphan")
			s.Git("commit", "-q", "--allow-empty", "-m", "x")
			s.Git("checkout", "-q", "main")
		}
		if _, err := tryRead(Options{Path: dir, Selection: o}); err == nil || !strings.Contains(err.Error(), "shallow") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := tryRead(Options{Path: r.Dir, Selection: Selection{Range: "HEAD~9..HEAD"}}); err == nil || strings.Contains(err.Error(), "shallow") {
			t.Errorf("%s, in a whole clone: %v", name, err)
		}
	}
}

func TestMalformed(t *testing.T) {
	r := gittest.New(t)
	r.Save("a", "KEY1")
	for _, s := range []Selection{
		{}, {Range: "--all"}, {Range: "HEAD\n--all"}, {Range: "HEAD --exec=x"}, {MergeBase: "-x"}, {Range: "a", MergeBase: "b"},
		{Range: "nothing..HEAD"}, {MergeBase: "nothing"},
	} {
		if _, err := tryRead(Options{Path: r.Dir, Selection: s}); err == nil {
			t.Errorf("%+v is no error", s)
		}
	}
	if _, err := tryRead(Options{Path: os.TempDir(), Selection: Selection{Range: "HEAD"}}); err == nil {
		t.Error("no repository is no error")
	}
}
