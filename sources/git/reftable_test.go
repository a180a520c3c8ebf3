package git

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources/git/internal/reftable"
	"github.com/leakstag/leakstag/sources/git/internal/reftable/reftabletest"
)

// TestReftableReadsTheSame reads repositories before and after their refs are
// moved to reftables: refs, contents, and places of secrets must stay the same.
func TestReftableReadsTheSame(t *testing.T) {
	keys := []string{"FAKE binary", "stashed 0", "untracked 1", "only a tag names this", "a tag of a tag", "only in a replacement", "FAKE detached"}
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			r := everything(t, "--object-format="+format)
			tree := filepath.Join(filepath.Dir(r.Dir), "linked")
			r.Git("worktree", "add", "-q", "--detach", tree)
			linked := r.at(tree)
			bad := linked.Save("d.txt", "FAKE detached")
			linked.Git("update-ref", "refs/bisect/bad", bad)
			linked.Git("update-ref", "refs/worktree/mine", bad+"~1")
			linked.Git("update-ref", "ORIG_HEAD", bad+"~1")
			r.Git("update-ref", "refs/bisect/bad", "HEAD~2")
			r.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
			r.Git("symbolic-ref", "refs/remotes/gone/HEAD", "refs/remotes/gone/main")
			r.Git("update-ref", "ORIG_HEAD", "HEAD~1")
			r.Write(".git/FETCH_HEAD", r.Git("rev-parse", "HEAD~1")+"\t\tbranch 'x' of y\n")

			at := []string{r.Dir, tree}
			var refs [][]ref
			var texts []map[string]string
			var places []string
			look := func(path string) {
				t.Helper()
				got := r.readAll(Options{Path: path})
				got.noSkips(t)
				l, err := readRefs(got.source.repo)
				if err != nil || len(l.faults) > 0 {
					t.Fatal(err, l.faults)
				}
				refs, texts = append(refs, l.list), append(texts, got.texts)
				places = append(places, fmt.Sprintf("%+v", got.locate(t, keys...)))
			}
			for _, path := range at {
				look(path)
			}
			r.toReftables(linked)
			for i, path := range at {
				look(path)
				now := len(at) + i
				slices.SortFunc(refs[i], byNameAndID)
				slices.SortFunc(refs[now], byNameAndID)
				if len(refs[i]) < 20 || !slices.Equal(refs[i], refs[now]) {
					t.Errorf("%s: refs in files:\n%s\nin tables:\n%s", path, refNames(refs[i]), refNames(refs[now]))
				}
				if fmt.Sprint(texts[i]) != fmt.Sprint(texts[now]) {
					t.Errorf("%s: other contents", path)
				}
				if places[i] != places[now] {
					t.Errorf("%s: places with files:\n%s\nwith tables:\n%s", path, places[i], places[now])
				}
			}
		})
	}
}

func byNameAndID(a, b ref) int {
	if n := strings.Compare(a.name, b.name); n != 0 {
		return n
	}
	return bytes.Compare(a.id[:], b.id[:])
}

func refNames(list []ref) string {
	var out strings.Builder
	for _, r := range list {
		fmt.Fprintf(&out, "%s %x %d %v\n", r.name, r.id[:4], r.kind, r.symbolic)
	}
	return out.String()
}

// TestReftableElsewhere reads a repository whose refs are stored in a folder of
// their own, in files and in tables.
func TestReftableElsewhere(t *testing.T) {
	r := newRepo(t)
	r.Save("a", "FAKE")
	place := filepath.Join(filepath.Dir(r.Dir), "place")
	if err := os.Mkdir(place, 0o755); err != nil {
		t.Fatal(err)
	}
	check := func(storage string) {
		t.Helper()
		r.setStorage(storage)
		got := r.readAll(Options{})
		got.noSkips(t)
		p := got.locate(t, "FAKE")["FAKE"]
		if len(p) != 1 || !p[0].AtHead || !slices.Equal(p[0].Refs, []string{"refs/heads/main"}) {
			t.Errorf("%s: places: %+v", storage, p)
		}
	}
	tables := [][]byte{reftabletest.Table{IDSize: 20, Refs: append(r.tableRefs("refs/"), reftable.Ref{Name: "HEAD", Target: "refs/heads/main"})}.Bytes()}
	for _, name := range []string{"HEAD", "refs"} {
		if err := os.Rename(filepath.Join(r.Dir, ".git", name), filepath.Join(place, name)); err != nil {
			t.Fatal(err)
		}
	}
	r.Write(".git/HEAD", "ref: refs/heads/.invalid\n")
	r.Write(".git/refs/heads", "")
	check("files://" + filepath.ToSlash(place))
	if err := os.RemoveAll(filepath.Join(place, "refs")); err != nil {
		t.Fatal(err)
	}
	r.writeStack(filepath.Join(place, "reftable"), tables...)
	check("reftable://../../place")
}

// TestReftableDamage checks that refs that cannot be read are reported, and that
// everything else is read.
func TestReftableDamage(t *testing.T) {
	r := newRepo(t)
	r.Save("a", "FAKE")
	want := r.all()
	r.toReftables(nil)
	table := []struct {
		name  string
		spoil func(dir string) error
		// skips counts the fault, and a deleted ref that comes back and leads nowhere.
		skips int
		head  bool
	}{
		{"newest table", func(dir string) error { return os.WriteFile(filepath.Join(dir, "2.ref"), []byte("REFT"), 0o644) }, 2, true},
		{"missing table", func(dir string) error { return os.Remove(filepath.Join(dir, "2.ref")) }, 2, true},
		{"no list", func(dir string) error { return os.Remove(filepath.Join(dir, "tables.list")) }, 1, false},
		{"no folder", os.RemoveAll, 1, false},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			if err := c.spoil(filepath.Join(r.Dir, ".git/reftable")); err != nil {
				t.Fatal(err)
			}
			got := r.readAll(Options{})
			if !slices.Equal(got.ids(), want) || len(got.skips) != c.skips {
				t.Errorf("%d blobs of %d, skips: %v", len(got.blobs), len(want), got.skips)
			}
			if p := got.locate(t, "FAKE")["FAKE"]; len(p) != 1 || p[0].AtHead != c.head {
				t.Errorf("places: %+v", p)
			}
		})
	}
}

// toReftables moves the refs of a repository, and of a linked work tree if it has
// one, from files to reftables, as a git does that knows them. The installed one
// cannot be used in the repository any more.
func (r *testRepo) toReftables(linked *testRepo) {
	r.T.Helper()
	size := len(r.Git("rev-parse", "HEAD")) / 2
	shared, stashes := r.tableRefs("refs/"), r.tableStashes()
	shared = append(shared, reftable.Ref{Name: "HEAD", Target: r.Git("symbolic-ref", "HEAD")}, r.tableRoot("ORIG_HEAD"))
	dirs := []string{filepath.Join(r.Dir, ".git")}
	stacks := [][]reftable.Ref{shared}
	if linked != nil {
		dirs = append(dirs, linked.Git("rev-parse", "--absolute-git-dir"))
		stacks = append(stacks, append(linked.tableRefs("refs/bisect", "refs/worktree"), linked.tableRoot("HEAD"), linked.tableRoot("ORIG_HEAD")))
	}
	for i, dir := range dirs {
		for _, name := range []string{"HEAD", "ORIG_HEAD", "packed-refs", "refs", "logs"} {
			if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
				r.T.Fatal(err)
			}
		}
		stub := r.at(dir)
		stub.Write("HEAD", "ref: refs/heads/.invalid\n")
		stub.Write("refs/heads", "this repository uses the reftable format\n")
		refs := slices.DeleteFunc(stacks[i], func(r reftable.Ref) bool { return r.Name == "" })
		// The oldest table has everything wrong, the next mends it, and the last
		// deletes what was too much.
		old := []reftable.Ref{{Name: "refs/heads/deleted", ID: bytes.Repeat([]byte{1}, size)}}
		for _, ref := range refs {
			old = append(old, reftable.Ref{Name: ref.Name, Target: "refs/heads/none"})
		}
		table := reftabletest.Table{IDSize: size, Align: 4096, PerBlock: 5}
		older, newer, newest := table, table, table
		older.Refs, newer.Refs, newest.Refs = old, refs, []reftable.Ref{{Name: "refs/heads/deleted"}}
		if i == 0 {
			newer.Logs = stashes
		}
		r.writeStack(filepath.Join(dir, "reftable"), older.Bytes(), newer.Bytes(), newest.Bytes())
	}
	r.setStorage("reftable")
}

// setStorage sets where and how refs are stored. git itself would refuse to read
// the config, were it run in the repository.
func (r *testRepo) setStorage(storage string) {
	r.T.Helper()
	top := r.at(filepath.Dir(r.Dir))
	config := filepath.Join(r.Dir, ".git/config")
	top.Git("config", "--file", config, "core.repositoryFormatVersion", "1")
	top.Git("config", "--file", config, "extensions.refStorage", storage)
}

// writeStack writes tables into a folder, the oldest first.
func (r *testRepo) writeStack(dir string, tables ...[]byte) {
	r.T.Helper()
	list := ""
	for i, data := range tables {
		name := strconv.Itoa(i) + ".ref"
		r.at(dir).Write(name, string(data))
		list += name + "\n"
	}
	r.at(dir).Write("tables.list", list)
}

// tableRefs gives refs as git lists them, and symbolic ones that lead nowhere,
// which it does not list.
func (r *testRepo) tableRefs(below ...string) []reftable.Ref {
	r.T.Helper()
	var list []reftable.Ref
	out := r.Git(append([]string{"for-each-ref", "--format=%(refname) %(symref) %(objectname) %(*objectname)"}, below...)...)
	for line := range strings.Lines(out) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		ref := reftable.Ref{Name: f[0], Target: f[1]}
		if ref.Target == "" {
			ref.ID, ref.Peeled = r.raw(f[2]), r.raw(f[3])
		}
		list = append(list, ref)
	}
	if target, err := r.TryGit("", "symbolic-ref", "refs/remotes/gone/HEAD"); err == nil && slices.Contains(below, "refs/") {
		list = append(list, reftable.Ref{Name: "refs/remotes/gone/HEAD", Target: target})
	}
	return list
}

// tableRoot gives a ref outside of refs/; without a name if there is none.
func (r *testRepo) tableRoot(name string) reftable.Ref {
	id, err := r.TryGit("", "rev-parse", "-q", "--verify", name)
	if err != nil {
		return reftable.Ref{}
	}
	return reftable.Ref{Name: name, ID: r.raw(id)}
}

// tableStashes gives the reflog of refs/stash.
func (r *testRepo) tableStashes() []reftable.Log {
	r.T.Helper()
	data, err := os.ReadFile(filepath.Join(r.Dir, ".git/logs/refs/stash"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		r.T.Fatal(err)
	}
	var list []reftable.Log
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		list = append(list, reftable.Log{Name: "refs/stash", Update: uint64(len(list)), Old: r.raw(f[0]), New: r.raw(f[1]), Who: "Cid", Message: "m\n"})
	}
	return list
}

// raw gives an id in binary, nil for none.
func (r *testRepo) raw(id string) []byte {
	r.T.Helper()
	if id == "" {
		return nil
	}
	b, err := hex.DecodeString(id)
	if err != nil {
		r.T.Fatal(err)
	}
	return b
}
