package git_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// randomRepo is a repository that the real git has made from random choices.
type randomRepo struct {
	*gitRepo
	random  *rand.Rand
	keys    []string // what the texts in it leak
	commits []string // of the imported history
	linked  string   // a linked work tree
}

// newRandomRepo makes a repository of everything: a long history in one pack of
// git fast-import's, and a short one by the commands that people use, with what
// these leave behind in reflogs, stashes and nowhere.
func newRandomRepo(t *testing.T, seed uint64) *randomRepo {
	t.Helper()
	args := []string{"--template="}
	ids := 40
	if seed%4 == 3 {
		args = append(args, "--object-format=sha256")
		ids = 64
	}
	r := &randomRepo{gitRepo: newGitRepo(t, args...), random: rand.New(rand.NewPCG(seed, 2027))}
	for range 6 {
		r.keys = append(r.keys, fmt.Sprintf("FAKE-%016x-%08x", r.random.Uint64(), r.random.Uint32()))
	}
	r.Git("config", "gc.auto", "0")
	r.Git("config", "uploadpack.allowFilter", "true")
	h := &madeHistory{random: r.random, keys: r.keys, ids: ids}
	h.make(100 + r.random.IntN(150))
	marks := filepath.Join(filepath.Dir(r.Dir), "marks")
	r.GitIn(h.in.String(), "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--force", "--depth=4000", "--export-marks="+marks)
	data, err := os.ReadFile(marks)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		r.commits = append(r.commits, strings.Fields(line)[1])
	}
	r.work()
	r.name()
	r.loose()
	r.oddNames()
	r.setHead()
	r.Env = append(r.Env, "GIT_NO_REPLACE_OBJECTS=1")
	return r
}

// line is a line of a file, with a key in it or not.
func (r *randomRepo) line() string {
	text := fmt.Sprintf("line %d\n", r.random.IntN(1000))
	if r.random.IntN(2) == 0 {
		text += "api_key = \"" + pick(r.random, r.keys) + "\"\n"
	}
	return text
}

// work does what people do, on a branch with a root of its own.
func (r *randomRepo) work() {
	r.Git("symbolic-ref", "HEAD", "refs/heads/work")
	r.Save("w/conf", r.line()+r.line())
	r.Save("w/other", r.line())
	r.Save("w/conf", r.line())
	r.Git("commit", "-q", "--amend", "-m", "amended")
	r.Write("w/conf", r.line()+r.line())
	r.Git("commit", "-q", "-a", "--amend", "-m", "amended again")

	r.Git("checkout", "-q", "-b", "side", "HEAD~1")
	r.Save("w/conf", r.line()+"side\n")
	r.Save("w/side", r.line())
	r.Git("checkout", "-q", "work")
	r.Save("w/conf", r.line()+"work\n")
	if _, err := r.TryGit("", "merge", "-q", "-m", "merged", "side"); err != nil {
		r.Save("w/conf", r.line()+"resolved with "+pick(r.random, r.keys)+"\n")
	}
	r.Save("w/lost", r.line())
	r.Git("reset", "-q", "--hard", "HEAD~1")
	r.Git("mv", "w/other", "w/renamed")
	r.Commit("renamed")

	r.Git("checkout", "-q", "-b", "rebased", "HEAD~1")
	r.Save("w/rebased", r.line())
	r.Save("w/rebased", r.line())
	r.Git("rebase", "-q", "work")
	r.Git("checkout", "-q", "work")
	r.TryGit("", "cherry-pick", "rebased")
	r.TryGit("", "cherry-pick", "--abort")
	r.TryGit("", "revert", "--no-edit", "HEAD~1")
	r.TryGit("", "revert", "--abort")

	for range 4 {
		r.Write("w/conf", r.line())
		r.Git("add", "w/conf")
		r.Write("w/conf", r.line()+r.line())
		r.Write("untracked", r.line())
		r.Git("stash", "push", "-q", "-u")
	}
	r.Git("stash", "drop", "-q", "stash@{1}")

	r.linked = filepath.Join(filepath.Dir(r.Dir), "linked")
	r.Git("worktree", "add", "-q", "--detach", r.linked, "side")
	tree := r.at(r.linked)
	tree.Save("w/linked", r.line())
	tree.Save("w/conf", r.line()+"linked with "+pick(r.random, r.keys)+"\n")
	tree.TryGit("", "merge", "-q", "work") // a conflict that stays
	tree.Git("update-ref", "refs/worktree/own", pick(r.random, r.commits))
}

// name gives names to all sorts of objects. What holds keys goes in by standard
// input: arguments are shown where git fails.
func (r *randomRepo) name() {
	r.GitIn("noted "+r.line(), "notes", "add", "-F", "-", "HEAD~1")
	r.GitIn("reviewed "+r.line(), "notes", "--ref=review", "add", "-F", "-", pick(r.random, r.commits))
	r.GitIn("tag of a tag "+r.line(), "tag", "-a", "-F", "-", "v0-again", "v0")
	r.Git("tag", "-a", "-m", "and again", "v0-thrice", "v0-again")
	r.Git("tag", "tree-light", pick(r.random, r.commits)+"^{tree}")
	r.GitIn("tag of a tree "+r.line(), "tag", "-a", "-F", "-", "tree-annotated", pick(r.random, r.commits)+"^{tree}")
	r.Git("tag", "blob-light", r.blob(r.line()+"only a tag names this\n"))
	r.Git("tag", "blob-light-too", r.blob(r.line()+"nor that\n"))
	r.Git("tag", "-a", "-m", "tag of a blob", "blob-annotated", r.blob(r.line()+"only an annotated tag names this\n"))
	r.Git("tag", "-a", "-m", "tag of a tag of a blob", "blob-annotated-again", "blob-annotated")
	r.Git("tag", "-a", "-m", "tag of a tag of a tree", "a-tree-again", "tree-annotated")
	r.Git("tag", "-a", "-m", "tag of a tag of a blob", "a-blob", "blob-annotated-again")
	r.Git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
	r.Git("fetch", "-q", "--no-tags", ".", "refs/heads/dev", "refs/heads/side")
	if r.random.IntN(2) == 0 {
		r.Git("update-ref", "ORIG_HEAD", pick(r.random, r.commits))
	}
	// What replaces other objects is read, and so is what it hides.
	hidden, shown := pick(r.random, r.commits), pick(r.random, r.commits)
	if hidden != shown {
		r.Git("update-ref", "refs/replace/"+hidden, shown)
	}
	r.Git("update-ref", "refs/replace/"+r.Git("rev-parse", "work:w/conf"), r.blob(r.line()+"a replacement\n"))
	if r.random.IntN(2) == 0 {
		r.Git("pack-refs", "--all")
		r.Git("update-ref", "refs/heads/dev", pick(r.random, r.commits))
	}
}

// loose adds objects to which nothing leads, and trees that only plumbing makes.
func (r *randomRepo) loose() {
	r.blob(r.line() + "dangling\n")
	tree := r.GitIn("100644 blob "+r.blob(r.line()+"in a dangling tree\n")+"\tx\n", "mktree")
	r.GitIn("dangling "+r.line(), "commit-tree", tree, "-p", pick(r.random, r.commits))
	r.GitIn("deleted "+r.line(), "tag", "-a", "-F", "-", "deleted", tree)
	r.Git("tag", "-d", "deleted")
	empty := r.GitIn("", "mktree")
	// A mode of old times, and a submodule with the id of a blob of this
	// repository: the blob does not lie there.
	odd := r.rawTree(rawEntry("100664", "old", r.blob(r.line()+"by an old mode\n")) + rawEntry("160000", "sub", r.Git("rev-parse", "work:w/conf")))
	full := r.GitIn("040000 tree "+empty+"\tempty\n040000 tree "+tree+"\tfull\n040000 tree "+odd+"\todd\n040000 tree "+tree+"\ttwice\n", "mktree")
	r.Git("update-ref", "refs/heads/plumbing", r.GitIn("plumbing", "commit-tree", full, "-p", "work", "-p", pick(r.random, r.commits)))
}

// oddNames makes a few commits of trees with names that git refuses to write.
func (r *randomRepo) oddNames() {
	parent := pick(r.random, r.commits)
	for range 5 {
		id := r.GitIn("odd\n", "commit-tree", r.oddTree(2), "-p", parent)
		r.Git("update-ref", "refs/heads/odd/names", id)
		parent = id
	}
}

// oddTree makes a tree of odd names, and some below it.
func (r *randomRepo) oddTree(depth int) string {
	entries := map[string]string{}
	for range 5 {
		name := pick(r.random, oddNames)
		delete(entries, name)
		delete(entries, name+"/")
		if depth > 0 && r.random.IntN(3) == 0 {
			entries[name+"/"] = rawEntry("40000", name, r.oddTree(depth-1))
		} else {
			entries[name] = rawEntry("100644", name, r.blob(r.line()))
		}
	}
	var content strings.Builder
	for _, name := range slices.Sorted(maps.Keys(entries)) { // as git sorts them: a folder's name ends in a slash
		content.WriteString(entries[name])
	}
	return r.rawTree(content.String())
}

// setHead leaves HEAD at a branch, at a commit, or at nothing.
func (r *randomRepo) setHead() {
	switch r.random.IntN(8) {
	case 0, 1:
	case 2, 3, 4:
		r.Git("symbolic-ref", "HEAD", "refs/heads/main")
	case 5, 6:
		r.Git("update-ref", "--no-deref", "HEAD", pick(r.random, r.commits))
	default:
		r.Git("symbolic-ref", "HEAD", "refs/heads/unborn")
	}
}
