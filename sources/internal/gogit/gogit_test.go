package gogit

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=c", "GIT_COMMITTER_EMAIL=c@example.com")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v: %s", args[0], err, out)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// newRepo makes a repository with files at some depth, a link, and an executable.
func newRepo(t *testing.T) string {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	top = filepath.Join(top, "top")
	for _, name := range []string{"a", "a-b", "a.d/x", "deep/er/still/z", "deep/er/y", "deep/w"} {
		full := filepath.Join(top, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a", filepath.Join(top, "link")); err != nil {
		t.Fatal(err)
	}
	git(t, top, "init", "-q")
	git(t, top, "add", "-A")
	git(t, top, "commit", "-q", "-m", "one")
	return top
}

// TestFind looks up everything that git lists, loose and packed.
func TestFind(t *testing.T) {
	top := newRepo(t)
	for _, form := range []string{"loose", "packed", "linked"} {
		switch form {
		case "packed":
			git(t, top, "gc", "-q")
		case "linked":
			linked := filepath.Join(filepath.Dir(top), "linked")
			git(t, top, "worktree", "add", "-q", linked)
			top = linked
		}
		repo, err := Find(filepath.Join(top, "deep", "er"))
		if err != nil || repo.Top != top {
			t.Fatalf("%s: %+v, error %v", form, repo, err)
		}
		tree, err := repo.HeadTree()
		if err != nil {
			t.Fatal(form, err)
		}
		for line := range strings.Lines(git(t, top, "ls-tree", "-r", "-t", "HEAD")) {
			about, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			fields := strings.Fields(about)
			mode, err := filemode.New(fields[0])
			if err != nil {
				t.Fatal(err)
			}
			want := Entry{Mode: mode, Hash: plumbing.NewHash(fields[2])}
			if got, ok, err := tree.Find(name); got != want || !ok || err != nil {
				t.Errorf("%s: %s: %v, %v, error %v; want %v", form, name, got, ok, err, want)
			}
		}
		for _, name := range []string{"none", "none/x", "a/x", "link/x", "deep/er/none/x", "", "deep/", "/a", "../a"} {
			if got, ok, err := tree.Find(name); ok || err != nil {
				t.Errorf("%s: %q: %v, error %v", form, name, got, err)
			}
		}
	}
}

func TestNoCommitYet(t *testing.T) {
	top := t.TempDir()
	git(t, top, "init", "-q")
	repo, err := Open(top)
	if err != nil {
		t.Fatal(err)
	}
	if tree, err := repo.HeadTree(); tree != nil || err != nil {
		t.Errorf("%v, error %v", tree, err)
	}
}

// TestRefuses changes a repository into what must not be read.
func TestRefuses(t *testing.T) {
	table := map[string]func(t *testing.T, top string){
		"format 2":           func(t *testing.T, top string) { git(t, top, "config", "core.repositoryFormatVersion", "2") },
		"unknown extension":  func(t *testing.T, top string) { git(t, top, "config", "extensions.refStorage", "files") },
		"known only to 1":    func(t *testing.T, top string) { git(t, top, "config", "extensions.noop-v1", "true") },
		"no HEAD":            func(t *testing.T, top string) { remove(t, top, ".git/HEAD") },
		"damaged config":     func(t *testing.T, top string) { overwrite(t, top, ".git/config", "[core") },
		"no repository":      func(t *testing.T, top string) { remove(t, top, ".git") },
		"a file that is not": func(t *testing.T, top string) { remove(t, top, ".git"); overwrite(t, top, ".git", "x") },
		"names nothing":      func(t *testing.T, top string) { remove(t, top, ".git"); overwrite(t, top, ".git", "gitdir: none\n") },
		"common is nowhere":  func(t *testing.T, top string) { overwrite(t, top, ".git/commondir", "none\n") },
		"commit is missing": func(t *testing.T, top string) {
			id := git(t, top, "rev-parse", "HEAD")
			remove(t, top, ".git/objects/"+id[:2]+"/"+id[2:])
		},
		"tree is missing": func(t *testing.T, top string) {
			id := git(t, top, "rev-parse", "HEAD^{tree}")
			remove(t, top, ".git/objects/"+id[:2]+"/"+id[2:])
		},
		"tree below is missing": func(t *testing.T, top string) {
			id := git(t, top, "rev-parse", "HEAD:deep/er")
			remove(t, top, ".git/objects/"+id[:2]+"/"+id[2:])
		},
		"commit is a blob": func(t *testing.T, top string) {
			overwrite(t, top, ".git/HEAD", git(t, top, "rev-parse", "HEAD:a")+"\n")
		},
	}
	for name, change := range table {
		t.Run(name, func(t *testing.T) {
			top := newRepo(t)
			change(t, top)
			repo, err := Open(top)
			if err != nil {
				return
			}
			tree, err := repo.HeadTree()
			if err != nil {
				return
			}
			if _, _, err := tree.Find("deep/er/y"); err == nil {
				t.Error("no error")
			}
		})
	}
}

func remove(t *testing.T, top, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(top, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

func overwrite(t *testing.T, top, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(top, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// FuzzTree reads trees that nobody wrote: whatever comes out of one has a name
// in it and an id.
func FuzzTree(f *testing.F) {
	id := strings.Repeat("i", 20)
	f.Add([]byte("100644 a\x00" + id + "40000 b\x00" + id))
	f.Add([]byte("100644 a\x00" + id[1:]))
	f.Add([]byte("9 \x00"))
	f.Fuzz(func(t *testing.T, text []byte) {
		object := &plumbing.MemoryObject{}
		object.SetType(plumbing.TreeObject)
		if _, err := object.Write(text); err != nil {
			t.Fatal(err)
		}
		entries, err := parseTree(object)
		if err != nil {
			return
		}
		for name, e := range entries {
			if !strings.Contains(string(text), " "+name+"\x00"+string(e.Hash[:])) {
				t.Errorf("%q gave %q", text, name)
			}
		}
	})
}
