package staged

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSeeWorkTree compares what is seen with what git says: where git says
// something else, or nothing, there must be doubt.
func TestSeeWorkTree(t *testing.T) {
	table := []struct {
		name string
		lay  func(r *testRepo)
		from string // below the repository's folder
		seen bool
	}{
		{"top", func(r *testRepo) {}, ".", true},
		{"below", func(r *testRepo) { r.write("sub/deep/x", "") }, "sub/deep", true},
		{"detached", func(r *testRepo) { r.commit(); r.git("checkout", "-q", "--detach") }, ".", true},
		{"core.worktree", func(r *testRepo) { r.git("config", "core.worktree", "..") }, ".", false},
		{"core.bare", func(r *testRepo) { r.git("config", "core.bare", "true") }, ".", false},
		{"config per work tree", func(r *testRepo) {
			r.git("config", "core.repositoryFormatVersion", "1")
			r.git("config", "extensions.worktreeConfig", "true")
			r.write("other/x", "")
			r.git("config", "--worktree", "core.worktree", "../other")
		}, ".", false},
		{"linked", func(r *testRepo) { r.commit(); r.git("worktree", "add", "-q", "linked") }, "linked", false},
		{"git folder elsewhere", func(r *testRepo) { r.git("init", "-q", "--separate-git-dir="+filepath.Join(r.dir, "g"), "tree") }, "tree", false},
		{"git folder linked", func(r *testRepo) {
			r.git("init", "-q", "inner")
			if err := os.Rename(filepath.Join(r.dir, "inner/.git"), filepath.Join(r.dir, "g")); err != nil {
				r.t.Fatal(err)
			}
			if err := os.Symlink("../g", filepath.Join(r.dir, "inner/.git")); err != nil {
				r.t.Fatal(err)
			}
		}, "inner", false},
		{"inner", func(r *testRepo) { r.git("init", "-q", "inner") }, "inner", true},
		{"inner with a broken HEAD", func(r *testRepo) {
			r.git("init", "-q", "inner")
			r.write("inner/.git/HEAD", "ref: nowhere\n")
		}, "inner", false},
		{"inner without refs", func(r *testRepo) {
			r.git("init", "-q", "inner")
			if err := os.RemoveAll(filepath.Join(r.dir, "inner/.git/refs")); err != nil {
				r.t.Fatal(err)
			}
		}, "inner", false},
		{"empty git folder", func(r *testRepo) { r.write("inner/.git/x", "") }, "inner", false},
		{"bare below", func(r *testRepo) { r.git("init", "-q", "--bare", "bare") }, "bare/refs", false},
		{"git folder", func(r *testRepo) {}, ".git", false},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			r := newRepo(t)
			c.lay(r)
			from := filepath.Join(r.dir, filepath.FromSlash(c.from))
			got, seen := seeWorkTree(from)
			if seen != c.seen {
				t.Errorf("seen: %v", seen)
			}
			if !seen {
				return
			}
			want := strings.Split(r.git("-C", from, "rev-parse", "--show-toplevel", "--git-path", "objects"), "\n")
			if len(want) != 2 {
				t.Fatalf("git says %q", want)
			}
			if !filepath.IsAbs(want[1]) {
				want[1] = filepath.Join(from, want[1])
			}
			if filepath.ToSlash(got.top) != want[0] || got.objects != filepath.Clean(want[1]) {
				t.Errorf("seen: %+v, git says %q", got, want)
			}
		})
	}
}
