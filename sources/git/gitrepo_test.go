package git_test

import (
	"encoding/hex"
	"testing"

	"github.com/leakstag/leakstag/sources/gittest"
)

// gitRepo is a repository that the real git makes.
type gitRepo struct{ gittest.Repo }

func newGitRepo(t *testing.T, initArgs ...string) *gitRepo {
	t.Helper()
	return &gitRepo{*gittest.New(t, initArgs...)}
}

// at is another folder with the same settings.
func (r *gitRepo) at(dir string) *gitRepo { return &gitRepo{*r.At(dir)} }

// blob writes a blob object without a file.
func (r *gitRepo) blob(text string) string {
	r.T.Helper()
	return r.GitIn(text, "hash-object", "-w", "--stdin")
}

// rawEntry is an entry of a tree as it is written there.
func rawEntry(mode, name, id string) string {
	raw, _ := hex.DecodeString(id)
	return mode + " " + name + "\x00" + string(raw)
}

// rawTree writes a tree whatever its entries are.
func (r *gitRepo) rawTree(entries string) string {
	r.T.Helper()
	return r.GitIn(entries, "hash-object", "-t", "tree", "-w", "--literally", "--stdin")
}
