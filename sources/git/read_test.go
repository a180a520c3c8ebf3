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
	r.write(".gitattributes", "*.dat binary\n*.hid -diff\n")
	r.write("secret.dat", "FAKE binary\x00text")
	r.write("secret.hid", "FAKE hidden text")
	r.write("empty", "")
	r.save("dir/a.txt", strings.Repeat("line of a file\n", 200))
	for i := range 20 {
		r.save("dir/a.txt", fmt.Sprintf("version %d\n", i)+strings.Repeat("line of a file\n", 200))
	}
	if err := os.Symlink("../some/target", filepath.Join(r.dir, "dir/link")); err != nil {
		t.Fatal(err)
	}
	r.commit("a symbolic link")
	for _, name := range []string{"one", "two", "three"} {
		r.git("checkout", "-q", "-b", name, "main")
		r.save(name+".txt", "on branch "+name)
	}
	r.git("checkout", "-q", "main")
	r.git("merge", "-q", "-m", "octopus", "one", "two", "three")
	r.git("checkout", "-q", "-b", "side", "main~1")
	r.save("both.txt", "side\n")
	r.git("checkout", "-q", "main")
	r.save("both.txt", "main\n")
	if _, err := r.tryGit("", "merge", "-q", "side"); err == nil {
		t.Fatal("the merge has no conflict")
	}
	r.save("both.txt", "resolved otherwise\n")
	for i := range 3 {
		r.write("both.txt", fmt.Sprintf("stashed %d\n", i))
		r.write("untracked.txt", fmt.Sprintf("untracked %d\n", i))
		r.git("stash", "push", "-q", "-u")
	}
	r.git("notes", "add", "-m", "a note")
	r.git("tag", "-a", "-m", "an annotated tag", "v1")
	r.git("tag", "-a", "-m", "a tag of a tag", "v1-again", "v1")
	r.git("tag", "blobtag", r.blob("only a tag names this"))
	r.git("tag", "-a", "-m", "a tagged blob", "blobtag2", r.blob("only an annotated tag names this"))
	tree := r.gitIn("100644 blob "+r.blob("only in a tagged tree")+"\tx\n", "mktree")
	r.git("tag", "treetag", tree)
	r.git("update-ref", "refs/pull/1/head", r.gitIn("pulled", "commit-tree", tree, "-p", "main"))
	r.git("update-ref", "refs/remotes/origin/main", "main~1")
	replaced := r.gitIn("replaced", "commit-tree", r.gitIn("100644 blob "+r.blob("only in a replacement")+"\ty\n", "mktree"))
	r.git("update-ref", "refs/replace/"+r.git("rev-parse", "main~2"), replaced)
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
	contents := r.gitIn(strings.Join(want, "\n")+"\n", "cat-file", "--batch") + "\n"
	for _, id := range want {
		text := first.texts[id]
		head := fmt.Sprintf("%s blob %d\n", id, len(text))
		if !strings.HasPrefix(contents, head+text+"\n") {
			t.Fatalf("blob %s has other content than git gives", id)
		}
		contents = contents[len(head)+len(text)+1:]
	}
	check(Options{Jobs: 7})
	check(Options{Path: filepath.Join(r.dir, "dir")})
	check(Options{Path: filepath.Join(r.dir, ".git")})
	r.git("config", "core.repositoryFormatVersion", "1")
	r.git("config", "extensions.worktreeConfig", "true")
	check(Options{Jobs: 2})
	r.git("gc", "-q", "--aggressive", "--prune=now")
	check(Options{Jobs: 1})
	check(Options{Jobs: 5})
	r.git("config", "extensions.partialClone", "origin")
	check(Options{})
}

func TestOtherFormsOfRepository(t *testing.T) {
	r := everything(t)
	parent := filepath.Dir(r.dir)
	table := []struct {
		name string
		make func(dir string)
		top  string
	}{
		{name: "mirror", make: func(dir string) { r.git("clone", "-q", "--mirror", r.dir, dir) }},
		{name: "shared", make: func(dir string) { r.git("clone", "-q", "--mirror", "--shared", r.dir, dir) }},
		{name: "shared-twice", make: func(dir string) { r.git("clone", "-q", "--mirror", "--shared", parent+"/shared", dir) }},
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
	r.save("a.txt", "on main")
	tree := filepath.Join(filepath.Dir(r.dir), "linked")
	r.git("worktree", "add", "-q", "--detach", tree)
	linked := r.at(tree)
	detached := linked.save("b.txt", "FAKE only on a detached HEAD")
	for _, path := range []string{r.dir, tree, filepath.Join(r.dir, ".git/worktrees/linked"), filepath.Join(tree, ".git")} {
		got := r.readAll(Options{Path: path})
		got.noSkips(t)
		sameIDs(t, got.ids(), r.all())
		top := tree
		if path == r.dir {
			top = r.dir
		}
		if got.source.Root() != top {
			t.Errorf("%s: root is %s, want %s", path, got.source.Root(), top)
		}
		p := got.locate(t, "FAKE")["FAKE"]
		ref := map[bool]string{true: "worktrees/linked/HEAD", false: "HEAD"}[path == r.dir]
		if len(p) != 1 || p[0].AtHead != (path != r.dir) || !slices.Equal(p[0].Refs, []string{ref}) || p[0].Introduced.ID != detached {
			t.Errorf("%s: places: %+v", path, p)
		}
	}

	super := r.at(filepath.Join(filepath.Dir(r.dir), "super"))
	r.git("init", "-q", "-b", "main", super.dir)
	super.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", r.dir, "sub")
	super.commit("with a submodule")
	for _, path := range []string{"sub", ".git/modules/sub"} {
		got := r.readAll(Options{Path: filepath.Join(super.dir, path)})
		got.noSkips(t)
		sameIDs(t, got.ids(), r.all())
		if want := filepath.Join(super.dir, "sub"); got.source.Root() != want {
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
	r.save("a", "FAKE on another branch")
	r.git("symbolic-ref", "HEAD", "refs/heads/unborn")
	got := r.readAll(Options{})
	got.noSkips(t)
	p := got.locate(t, "FAKE")["FAKE"]
	if len(p) != 1 || p[0].AtHead || p[0].Removed != nil || !slices.Equal(p[0].Refs, []string{"refs/heads/main"}) {
		t.Errorf("places: %+v", p)
	}
}

func TestShallow(t *testing.T) {
	r := newRepo(t)
	r.save("a", "old")
	first := r.save("a", "FAKE old key")
	r.save("b", "new")
	dir := filepath.Join(filepath.Dir(r.dir), "shallow")
	r.git("clone", "-q", "--depth=2", "file://"+r.dir, dir)
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
	r.save("a", "one")
	orig := r.save("b", "only ORIG_HEAD has this")
	r.git("reset", "-q", "--hard", "HEAD~1")
	other := r.save("c", "only FETCH_HEAD has this")
	r.git("reset", "-q", "--hard", "HEAD~1")
	r.git("update-ref", "ORIG_HEAD", orig)
	r.write(".git/FETCH_HEAD", r.git("rev-parse", "HEAD")+"\t\tbranch 'x' of y\n"+other+"\tnot-for-merge\tbranch 'z' of y\n")
	r.write(".git/MERGE_HEAD", strings.Repeat("0", 39)+"1\n") // gone since
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
	r.git("config", "i18n.commitEncoding", "ISO-8859-1")
	r.write("a", "x")
	r.git("add", "a")
	r.gitIn("caf\xe9 FAKE message\n", "commit", "-q", "-F", "-")
	r.git("config", "--unset", "i18n.commitEncoding")
	first := r.git("rev-parse", "HEAD")
	r.env = append(r.env, "GIT_AUTHOR_NAME=FAKE author")
	second := r.save("a", "y")
	r.save("a", "z")
	r.git("tag", "-a", "-m", "FAKE tag message", "v1")
	r.git("tag", "-a", "-m", "outer message", "v2", "v1")
	header := "tree " + r.git("rev-parse", "HEAD^{tree}") + "\nparent " + second +
		"\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\nmergetag object x\n FAKE merged tag\ngpgsig -----BEGIN\n abc\nHG:extra FAKE extra\n\nlast\n"
	r.git("update-ref", "refs/heads/odd", r.object("commit", header))

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
	if id := r.git("rev-parse", "v1"); len(tag) != 1 || tag[0].Introduced.ID != id || tag[0].Introduced.AuthorEmail != "cid@example.org" ||
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
	r.git("gc", "-q")
	r.git("update-ref", "refs/heads/damaged", r.object("commit", "tree "+strings.Repeat("1", 40)+"\n\nno such tree"))
	r.write(".git/refs/heads/broken", "no id\n")
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		s, err := New(Options{Path: r.dir, Jobs: 4})
		if err != nil {
			t.Fatal(err)
		}
		return sourcestest.Setup{Source: s, Skips: 2, ItemName: func(o *sources.Origin) string { return o.Git.Object + " " + o.Git.Part }}
	})
}
