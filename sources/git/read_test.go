package git

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

// everything makes a repository with one of everything.
func everything(t *testing.T, initArgs ...string) *testRepo {
	r := newRepo(t, initArgs...)
	r.Write(".gitattributes", "*.dat binary\n*.hid -diff\n")
	r.Write("secret.dat", "FAKE binary\x00text")
	r.Write("secret.hid", "FAKE hidden text")
	r.Write("empty", "")
	r.Save("dir/a.txt", strings.Repeat("line of a file\n", 200))
	for i := range 20 {
		r.Save("dir/a.txt", fmt.Sprintf("version %d\n", i)+strings.Repeat("line of a file\n", 200))
	}
	if err := os.Symlink("../some/target", filepath.Join(r.Dir, "dir/link")); err != nil {
		t.Fatal(err)
	}
	r.Commit("a symbolic link")
	for _, name := range []string{"one", "two", "three"} {
		r.Git("checkout", "-q", "-b", name, "main")
		r.Save(name+".txt", "on branch "+name)
	}
	r.Git("checkout", "-q", "main")
	r.Git("merge", "-q", "-m", "octopus", "one", "two", "three")
	r.Git("checkout", "-q", "-b", "side", "main~1")
	r.Save("both.txt", "side\n")
	r.Git("checkout", "-q", "main")
	r.Save("both.txt", "main\n")
	if _, err := r.TryGit("", "merge", "-q", "side"); err == nil {
		t.Fatal("the merge has no conflict")
	}
	r.Save("both.txt", "resolved otherwise\n")
	for i := range 3 {
		r.Write("both.txt", fmt.Sprintf("stashed %d\n", i))
		r.Write("untracked.txt", fmt.Sprintf("untracked %d\n", i))
		r.Git("stash", "push", "-q", "-u")
	}
	r.Git("notes", "add", "-m", "a note")
	r.Git("tag", "-a", "-m", "an annotated tag", "v1")
	r.Git("tag", "-a", "-m", "a tag of a tag", "v1-again", "v1")
	r.Git("tag", "blobtag", r.blob("only a tag names this"))
	r.Git("tag", "-a", "-m", "a tagged blob", "blobtag2", r.blob("only an annotated tag names this"))
	tree := r.GitIn("100644 blob "+r.blob("only in a tagged tree")+"\tx\n", "mktree")
	r.Git("tag", "treetag", tree)
	r.Git("update-ref", "refs/pull/1/head", r.GitIn("pulled", "commit-tree", tree, "-p", "main"))
	r.Git("update-ref", "refs/remotes/origin/main", "main~1")
	replaced := r.GitIn("replaced", "commit-tree", r.GitIn("100644 blob "+r.blob("only in a replacement")+"\ty\n", "mktree"))
	r.Git("update-ref", "refs/replace/"+r.Git("rev-parse", "main~2"), replaced)
	return r
}

func TestReadsWhatGitLists(t *testing.T) {
	r := everything(t)
	want := r.all()
	if len(want) < 40 {
		t.Fatalf("the repository has only %d blobs", len(want))
	}
	var first *read
	check := func(o Options) {
		t.Helper()
		got := r.readAll(o)
		got.noSkips(t)
		sameIDs(t, got.ids(), r.all())
		for id, text := range got.texts {
			if got.blobs[id] == nil {
				continue
			}
			if first != nil && (first.texts[id] != text || first.blobs[id].Path != got.blobs[id].Path) {
				t.Errorf("blob %s: other content or path than before: %q, %q", id, got.blobs[id].Path, first.blobs[id].Path)
			}
		}
		if first == nil {
			first = got
		}
	}
	check(Options{Jobs: 1})
	contents := r.GitIn(strings.Join(want, "\n")+"\n", "cat-file", "--batch") + "\n"
	for _, id := range want {
		text := first.texts[id]
		head := fmt.Sprintf("%s blob %d\n", id, len(text))
		if !strings.HasPrefix(contents, head+text+"\n") {
			t.Fatalf("blob %s has other content than git gives", id)
		}
		contents = contents[len(head)+len(text)+1:]
	}
	check(Options{Jobs: 7})
	check(Options{Path: filepath.Join(r.Dir, "dir")})
	check(Options{Path: filepath.Join(r.Dir, ".git")})
	r.Git("config", "core.repositoryFormatVersion", "1")
	r.Git("config", "extensions.worktreeConfig", "true")
	check(Options{Jobs: 2})
	r.Git("gc", "-q", "--aggressive", "--prune=now")
	check(Options{Jobs: 1})
	check(Options{Jobs: 5})
	r.Git("config", "extensions.partialClone", "origin")
	check(Options{})
}

func TestOtherFormsOfRepository(t *testing.T) {
	r := everything(t)
	parent := filepath.Dir(r.Dir)
	table := []struct {
		name string
		make func(dir string)
		top  string
	}{
		{name: "mirror", make: func(dir string) { r.Git("clone", "-q", "--mirror", r.Dir, dir) }},
		{name: "shared", make: func(dir string) { r.Git("clone", "-q", "--mirror", "--shared", r.Dir, dir) }},
		{name: "shared-twice", make: func(dir string) { r.Git("clone", "-q", "--mirror", "--shared", parent+"/shared", dir) }},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(parent, c.name)
			c.make(dir)
			got := r.at(dir).readAll(Options{})
			got.noSkips(t)
			if got.source.Root() != dir {
				t.Errorf("root is %s, want %s", got.source.Root(), dir)
			}
			sameIDs(t, got.ids(), r.at(dir).all())
		})
	}
}

func TestSHA256(t *testing.T) {
	r := everything(t, "--object-format=sha256")
	got := r.readAll(Options{Jobs: 3})
	got.noSkips(t)
	sameIDs(t, got.ids(), r.all())
	places := got.locate(t, "FAKE binary")["FAKE binary"]
	if len(places) != 1 || places[0].Path != "secret.dat" || !places[0].AtHead {
		t.Errorf("places: %+v", places)
	}
}

func TestLinkedWorktreeAndSubmodule(t *testing.T) {
	r := newRepo(t)
	r.Save("a.txt", "on main")
	tree := filepath.Join(filepath.Dir(r.Dir), "linked")
	r.Git("worktree", "add", "-q", "--detach", tree)
	linked := r.at(tree)
	detached := linked.Save("b.txt", "FAKE only on a detached HEAD")
	for _, path := range []string{r.Dir, tree, filepath.Join(r.Dir, ".git/worktrees/linked"), filepath.Join(tree, ".git")} {
		got := r.readAll(Options{Path: path})
		got.noSkips(t)
		sameIDs(t, got.ids(), r.all())
		top := tree
		if path == r.Dir {
			top = r.Dir
		}
		if got.source.Root() != top {
			t.Errorf("%s: root is %s, want %s", path, got.source.Root(), top)
		}
		p := got.locate(t, "FAKE")["FAKE"]
		ref := map[bool]string{true: "worktrees/linked/HEAD", false: "HEAD"}[path == r.Dir]
		if len(p) != 1 || p[0].AtHead != (path != r.Dir) || !slices.Equal(p[0].Refs, []string{ref}) || p[0].Introduced.ID != detached {
			t.Errorf("%s: places: %+v", path, p)
		}
	}

	super := r.at(filepath.Join(filepath.Dir(r.Dir), "super"))
	r.Git("init", "-q", "-b", "main", super.Dir)
	super.Git("-c", "protocol.file.allow=always", "submodule", "add", "-q", r.Dir, "sub")
	super.Commit("with a submodule")
	for _, path := range []string{"sub", ".git/modules/sub"} {
		got := r.readAll(Options{Path: filepath.Join(super.Dir, path)})
		got.noSkips(t)
		sameIDs(t, got.ids(), r.all())
		if want := filepath.Join(super.Dir, "sub"); got.source.Root() != want {
			t.Errorf("%s: root is %s, want %s", path, got.source.Root(), want)
		}
	}
	got := super.readAll(Options{})
	got.noSkips(t)
	sameIDs(t, got.ids(), super.all())
}

func TestEmptyRepository(t *testing.T) {
	for _, args := range [][]string{nil, {"--bare"}} {
		got := newRepo(t, args...).readAll(Options{})
		got.noSkips(t)
		if len(got.texts) > 0 {
			t.Errorf("an empty repository gave %d items", len(got.texts))
		}
	}
	r := newRepo(t)
	r.Save("a", "FAKE on another branch")
	r.Git("symbolic-ref", "HEAD", "refs/heads/unborn")
	got := r.readAll(Options{})
	got.noSkips(t)
	p := got.locate(t, "FAKE")["FAKE"]
	if len(p) != 1 || p[0].AtHead || p[0].Removed != nil || !slices.Equal(p[0].Refs, []string{"refs/heads/main"}) {
		t.Errorf("places: %+v", p)
	}
}

func TestShallow(t *testing.T) {
	r := newRepo(t)
	r.Save("a", "old")
	first := r.Save("a", "FAKE old key")
	r.Save("b", "new")
	dir := filepath.Join(filepath.Dir(r.Dir), "shallow")
	r.Git("clone", "-q", "--depth=2", "file://"+r.Dir, dir)
	s := r.at(dir)
	got := s.readAll(Options{})
	got.noSkips(t)
	if !got.source.Shallow() {
		t.Error("Shallow is false")
	}
	sameIDs(t, got.ids(), s.all())
	p := got.locate(t, "FAKE")["FAKE"]
	if len(p) != 1 || p[0].Introduced.ID != first {
		t.Errorf("places: %+v", p)
	}
}

func TestNotes(t *testing.T) {
	r := newRepo(t)
	r.Save("a", "one")
	orig := r.Save("b", "only ORIG_HEAD has this")
	r.Git("reset", "-q", "--hard", "HEAD~1")
	other := r.Save("c", "only FETCH_HEAD has this")
	r.Git("reset", "-q", "--hard", "HEAD~1")
	r.Git("update-ref", "ORIG_HEAD", orig)
	r.Write(".git/FETCH_HEAD", r.Git("rev-parse", "HEAD")+"\t\tbranch 'x' of y\n"+other+"\tnot-for-merge\tbranch 'z' of y\n")
	r.Write(".git/MERGE_HEAD", strings.Repeat("0", 39)+"1\n") // gone since
	got := r.readAll(Options{})
	got.noSkips(t)
	sameIDs(t, got.ids(), r.all())
	p := got.locate(t, "only FETCH_HEAD")["only FETCH_HEAD"]
	if len(p) != 1 || !slices.Equal(p[0].Refs, []string{"FETCH_HEAD"}) {
		t.Errorf("places: %+v", p)
	}
}

func TestTexts(t *testing.T) {
	r := newRepo(t)
	r.Git("config", "i18n.commitEncoding", "ISO-8859-1")
	r.Write("a", "x")
	r.Git("add", "a")
	r.GitIn("caf\xe9 FAKE message\n", "commit", "-q", "-F", "-")
	r.Git("config", "--unset", "i18n.commitEncoding")
	first := r.Git("rev-parse", "HEAD")
	r.Env = append(r.Env, "GIT_AUTHOR_NAME=FAKE author")
	second := r.Save("a", "y")
	r.Save("a", "z")
	r.Git("tag", "-a", "-m", "FAKE tag message", "v1")
	r.Git("tag", "-a", "-m", "outer message", "v2", "v1")
	header := "tree " + r.Git("rev-parse", "HEAD^{tree}") + "\nparent " + second +
		"\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\nmergetag object x\n FAKE merged tag\ngpgsig -----BEGIN\n abc\nHG:extra FAKE extra\n\nlast\n"
	r.Git("update-ref", "refs/heads/odd", r.object("commit", header))

	got := r.readAll(Options{})
	got.noSkips(t)
	for part, want := range map[string][]string{
		"message":   {"FAKE tag message\n", "café FAKE message\n", "change a\n", "change a\n", "last\n", "outer message\n"},
		"author":    {"A <a>", "Ada <ada@example.org>", "FAKE author <ada@example.org>"},
		"committer": {"Cid <cid@example.org>"},
		"tagger":    {"Cid <cid@example.org>", "Cid <cid@example.org>"},
		"headers":   {"mergetag object x\n FAKE merged tag\nHG:extra FAKE extra\n"},
	} {
		texts := got.part(part)
		if part == "headers" { // tags have their name there
			texts = slices.DeleteFunc(texts, func(s string) bool { return strings.HasPrefix(s, "tag v") })
		}
		if !slices.Equal(texts, want) {
			t.Errorf("%s: %q, want %q", part, texts, want)
		}
	}

	message := got.locate(t, "é FAKE")["é FAKE"]
	if len(message) != 1 || message[0].Introduced.ID != first || message[0].Object != first || !message[0].AtHead || message[0].Path != "" ||
		!slices.Equal(message[0].Refs, []string{"refs/heads/main", "refs/heads/odd", "refs/tags/v1", "refs/tags/v2"}) {
		t.Errorf("message: %+v", message)
	}
	author := got.locate(t, "FAKE author")["FAKE author"]
	if len(author) != 1 || author[0].Introduced.ID != second || author[0].Introduced.AuthorName != "FAKE author" {
		t.Errorf("author: %+v", author)
	}
	tag := got.locate(t, "FAKE tag")["FAKE tag"]
	if id := r.Git("rev-parse", "v1"); len(tag) != 1 || tag[0].Introduced.ID != id || tag[0].Introduced.AuthorEmail != "cid@example.org" ||
		!slices.Equal(tag[0].Refs, []string{"refs/tags/v1", "refs/tags/v2"}) {
		t.Errorf("tag: %+v", tag)
	}
	odd := got.locate(t, "FAKE extra")["FAKE extra"]
	if len(odd) != 1 || odd[0].AtHead || !slices.Equal(odd[0].Refs, []string{"refs/heads/odd"}) {
		t.Errorf("odd: %+v", odd)
	}
}

func TestAcceptance(t *testing.T) {
	r := everything(t)
	r.Git("gc", "-q")
	r.Git("update-ref", "refs/heads/damaged", r.object("commit", "tree "+strings.Repeat("1", 40)+"\n\nno such tree"))
	r.Write(".git/refs/heads/broken", "no id\n")
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		s, err := New(Options{Path: r.Dir, Jobs: 4})
		if err != nil {
			t.Fatal(err)
		}
		return sourcestest.Setup{Source: s, Skips: 2, ItemName: func(o *sources.Origin) string { return o.Git.Object + " " + o.Git.Part }}
	})
}
