package staged

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

// testRepo is a repository that the real git makes.
type testRepo struct {
	t   *testing.T
	dir string
	env []string
}

func newRepo(t *testing.T, initArgs ...string) *testRepo {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := &testRepo{t: t, dir: filepath.Join(dir, "repo"), env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org", "GIT_AUTHOR_DATE=1600000000 +0000",
		"GIT_COMMITTER_NAME=Cid", "GIT_COMMITTER_EMAIL=cid@example.org", "GIT_COMMITTER_DATE=1600000000 +0000",
	}}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git(append([]string{"init", "-q", "-b", "main"}, initArgs...)...)
	return r
}

func (r *testRepo) git(args ...string) string {
	r.t.Helper()
	out, err := r.tryGit("", args...)
	if err != nil {
		r.t.Fatal(err)
	}
	return out
}

func (r *testRepo) tryGit(input string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = r.dir, r.env, strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("git %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

func (r *testRepo) write(path, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *testRepo) commit() {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", "x")
}

// read reads what is staged: texts by path, and what was skipped.
func (r *testRepo) read(o Options) (map[string]string, []sources.Skip, error) {
	r.t.Helper()
	if o.Path == "" {
		o.Path = r.dir
	}
	s, err := New(o)
	if err != nil {
		r.t.Fatal(err)
	}
	texts := map[string]string{}
	var skips []sources.Skip
	err = s.Read(r.t.Context(), func(f sources.Fragment) error {
		o := f.Origin
		if o.Source != sources.Staged || o.Root != r.dir || o.Repository != r.dir || o.RepositoryPath != o.Path ||
			o.Tracking != sources.Tracked || o.Git == nil || o.Git.Type != sources.Blob || o.Git.Object == "" {
			r.t.Errorf("%s has the origin %+v", o.Path, *o)
		}
		texts[o.Path] = string(f.Data)
		return nil
	}, func(o sources.Origin, err error) error {
		skips = append(skips, sources.Skip{Origin: o, Err: err})
		return nil
	})
	return texts, skips, err
}

// withAndWithoutGit runs a test twice, the second time without a git program for
// the code under test.
func withAndWithoutGit(t *testing.T, test func(t *testing.T, hideGit func(t *testing.T))) {
	t.Run("with git", func(t *testing.T) { test(t, func(*testing.T) {}) })
	t.Run("without git", func(t *testing.T) {
		test(t, func(t *testing.T) { t.Setenv("PATH", t.TempDir()) })
	})
}

func TestStaged(t *testing.T) {
	table := []struct {
		name  string
		make  func(r *testRepo)
		want  map[string]string
		skips int
	}{
		{"nothing", func(r *testRepo) { r.commit() }, nil, 0},
		{"empty repository", func(r *testRepo) {}, nil, 0},
		{"first commit", func(r *testRepo) {
			r.write("dir/a", "FAKE one")
			r.git("add", "-A")
		}, map[string]string{"dir/a": "FAKE one"}, 0},
		{"index, not work tree", func(r *testRepo) {
			r.write("a", "old")
			r.write("b", "old")
			r.write("c", "old")
			r.commit()
			r.write("a", "staged")
			r.git("add", "a")
			r.write("a", "not staged")
			r.write("b", "not staged")
			r.write("new", "not staged")
		}, map[string]string{"a": "staged"}, 0},
		{"deletion, mode, rename", func(r *testRepo) {
			r.write("deleted", "1")
			r.write("mode", "2")
			r.write("dir/renamed", strings.Repeat("3\n", 30))
			r.commit()
			r.git("rm", "-q", "deleted")
			r.git("update-index", "--chmod=+x", "mode")
			r.git("mv", "dir/renamed", "moved")
			r.write("moved", strings.Repeat("3\n", 30)+"FAKE")
			r.git("add", "moved")
		}, map[string]string{"moved": strings.Repeat("3\n", 30) + "FAKE"}, 0},
		{"symbolic link", func(r *testRepo) {
			r.write("same", "target")
			r.commit()
			os.Symlink("FAKE-target", filepath.Join(r.dir, "link"))
			os.Remove(filepath.Join(r.dir, "same"))
			os.Symlink("target", filepath.Join(r.dir, "same"))
			r.git("add", "-A")
		}, map[string]string{"link": "FAKE-target", "same": "target"}, 0},
		{"intent to add", func(r *testRepo) {
			r.commit()
			r.write("noted", "not yet")
			r.write("added", "FAKE")
			r.git("add", "-N", "noted")
			r.git("add", "added")
		}, map[string]string{"added": "FAKE"}, 0},
		{"submodule", func(r *testRepo) {
			r.commit()
			r.git("update-index", "--add", "--cacheinfo", "160000,"+r.git("rev-parse", "HEAD")+",sub")
		}, nil, 0},
		{"conflict", func(r *testRepo) {
			r.write("a", "base")
			r.commit()
			r.git("checkout", "-q", "-b", "side")
			r.write("a", "side")
			r.write("b", "FAKE from side")
			r.commit()
			r.git("checkout", "-q", "main")
			r.write("a", "main")
			r.commit()
			r.tryGit("", "merge", "-q", "side")
		}, map[string]string{"b": "FAKE from side"}, 1},
		{"attributes and settings", func(r *testRepo) {
			r.write(".gitattributes", "* -diff -text diff=evil\n")
			r.commit()
			r.git("config", "diff.evil.textconv", "touch "+filepath.Join(r.dir, "ran"))
			r.git("config", "diff.external", "touch "+filepath.Join(r.dir, "ran"))
			r.git("config", "color.ui", "always")
			r.git("config", "diff.noprefix", "true")
			r.git("config", "diff.relative", "true")
			r.write("a b é", "FAKE\x00binary")
			r.git("add", "-A")
		}, map[string]string{"a b é": "FAKE\x00binary"}, 0},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
				r := newRepo(t)
				c.make(r)
				os.MkdirAll(filepath.Join(r.dir, "deep/er"), 0o755)
				hideGit(t)
				for _, path := range []string{r.dir, filepath.Join(r.dir, "deep/er")} {
					got, skips, err := r.read(Options{Path: path})
					if err != nil {
						t.Fatal(err)
					}
					if !maps.Equal(got, c.want) {
						t.Errorf("got %q, want %q", got, c.want)
					}
					if len(skips) != c.skips {
						t.Errorf("%d skips, want %d", len(skips), c.skips)
					}
				}
				if _, err := os.Stat(filepath.Join(r.dir, "ran")); err == nil {
					t.Error("a program from the repository's config was run")
				}
			})
		})
	}
}

// TestForms reads indexes and repositories of forms that go-git can't read:
// right with git, an error without.
func TestForms(t *testing.T) {
	table := []struct {
		name     string
		initArgs []string
		make     func(r *testRepo) // after the first commit, before the change
	}{
		{"split index", nil, func(r *testRepo) { r.git("update-index", "--split-index") }},
		{"sparse index", nil, func(r *testRepo) { r.git("sparse-checkout", "set", "--cone", "--sparse-index", "kept") }},
		{"worktree config", nil, func(r *testRepo) {
			r.git("config", "core.repositoryFormatVersion", "1")
			r.git("config", "extensions.worktreeConfig", "true")
		}},
		{"SHA-256", []string{"--object-format=sha256"}, func(*testRepo) {}},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
				r := newRepo(t, c.initArgs...)
				r.write("kept/a", "old")
				r.write("other/b", "old")
				r.commit()
				c.make(r)
				r.write("kept/a", "FAKE new")
				r.git("add", "kept/a")
				path := os.Getenv("PATH")
				hideGit(t)
				got, _, err := r.read(Options{})
				want := map[string]string{"kept/a": "FAKE new"}
				if os.Getenv("PATH") == path && err != nil {
					t.Error(err)
				}
				if err == nil && !maps.Equal(got, want) {
					t.Errorf("got %q, want %q, or an error", got, want)
				}
			})
		})
	}
}

// TestHooks has git itself run a hook that writes down the environment in which
// it was run, and a copy of the index that it was given.
func TestHooks(t *testing.T) {
	table := []struct {
		name   string
		commit []string
		input  string
		want   map[string]string
	}{
		{"plain", nil, "", map[string]string{"staged": "FAKE staged"}},
		{"all", []string{"-a"}, "", map[string]string{"staged": "FAKE staged", "changed": "FAKE changed"}},
		{"paths", []string{"--", "changed"}, "", map[string]string{"changed": "FAKE changed"}},
		{"include", []string{"-i", "changed"}, "", map[string]string{"staged": "FAKE staged", "changed": "FAKE changed"}},
		{"patch", []string{"-p"}, "y\nn\n", map[string]string{"staged": "FAKE staged", "hunks": hunks("FAKE", "old")}},
	}
	for _, linked := range []bool{false, true} {
		for _, c := range table {
			t.Run(fmt.Sprintf("%s, linked %v", c.name, linked), func(t *testing.T) {
				r := newRepo(t)
				for _, path := range []string{"staged", "changed"} {
					r.write(path, "old")
				}
				r.write("hunks", hunks("old", "old"))
				r.write("sub/x", "x")
				r.commit()
				common := r.dir
				if linked {
					tree := filepath.Join(filepath.Dir(r.dir), "linked")
					r.git("worktree", "add", "-q", tree)
					r.dir = tree
				}
				out := filepath.Join(filepath.Dir(r.dir), "out")
				// The index is gone once the hook is; keep it where it was.
				hook := "#!/bin/sh\nenv > '" + out + "'\npwd >> '" + out + "'\ncp \"$GIT_INDEX_FILE\" '" + out + ".index'\nexit 1\n"
				hooks := filepath.Join(common, ".git/hooks")
				if err := os.MkdirAll(hooks, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(hooks, "pre-commit"), []byte(hook), 0o755); err != nil {
					t.Fatal(err)
				}
				r.write("staged", "FAKE staged")
				r.git("add", "staged")
				r.write("changed", "FAKE changed")
				if c.name == "patch" {
					r.write("changed", "old")
					r.write("hunks", hunks("FAKE", "FAKE"))
				}
				if _, err := r.tryGit(c.input, append([]string{"commit", "-m", "x"}, c.commit...)...); err == nil {
					t.Fatal("the hook did not run")
				}
				data, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				lines := strings.Split(strings.TrimSpace(string(data)), "\n")
				env, cwd := lines[:len(lines)-1], lines[len(lines)-1]
				if cwd != r.dir {
					t.Fatalf("the hook ran in %s", cwd)
				}
				index := lookup(env, "GIT_INDEX_FILE")
				if index == "" {
					t.Fatal("no GIT_INDEX_FILE")
				}
				if !filepath.IsAbs(index) {
					index = filepath.Join(r.dir, index)
				}
				saved, err := os.ReadFile(out + ".index")
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(index, saved, 0o644); err != nil {
					t.Fatal(err)
				}
				for _, path := range []string{r.dir, filepath.Join(r.dir, "sub")} {
					got, _, err := r.read(Options{Path: path, Env: env})
					if err != nil || !maps.Equal(got, c.want) {
						t.Errorf("from %s: got %q, want %q, error %v", path, got, c.want, err)
					}
				}
				t.Setenv("PATH", t.TempDir())
				got, _, err := r.read(Options{Env: env})
				if err == nil && !maps.Equal(got, c.want) {
					t.Errorf("without git: got %q, want %q, or an error", got, c.want)
				}
				if err == nil && c.name != "plain" {
					t.Error("without git: no error, though the index is another")
				}
			})
		}
	}
}

// TestFromBelow stands in a folder of the work tree, with a configuration that
// has git show only what lies in there.
// TestAll reads all that is tracked, changed or not, whatever the form of the index.
func TestAll(t *testing.T) {
	for name, setting := range map[string]string{"plain": "core.quotePath=true", "split index": "core.splitIndex=true"} {
		t.Run(name, func(t *testing.T) {
			r := newRepo(t)
			r.git("config", strings.Split(setting, "=")[0], strings.Split(setting, "=")[1])
			r.write("old.txt", "old")
			r.write("sub/changed.txt", "before")
			r.write("gone.txt", "gone")
			r.commit()
			r.git("rm", "-q", "gone.txt")
			r.write("sub/changed.txt", "after")
			r.write("new.txt", "new")
			r.git("add", "sub", "new.txt")
			r.write("old.txt", "in the work tree alone")
			r.write("untracked.txt", "x")
			want := map[string]string{"old.txt": "old", "sub/changed.txt": "after", "new.txt": "new"}
			check := func(t *testing.T) {
				got, skips, err := r.read(Options{Path: r.dir, All: true})
				if err != nil || len(skips) > 0 || !maps.Equal(got, want) {
					t.Errorf("got %q, want %q; %v, %v", got, want, skips, err)
				}
			}
			if name == "split index" { // go-git can't read it
				check(t)
				return
			}
			withAndWithoutGit(t, func(t *testing.T, hideGit func(t *testing.T)) {
				hideGit(t)
				check(t)
			})
		})
	}
}

func TestFromBelow(t *testing.T) {
	withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
		r := newRepo(t)
		r.write("sub/a", "FAKE a")
		r.write("b", "FAKE b")
		r.git("add", "-A")
		want := map[string]string{"sub/a": "FAKE a", "b": "FAKE b"}
		r.git("config", "diff.relative", "true")
		hideGit(t)
		got, _, err := r.read(Options{Path: filepath.Join(r.dir, "sub")})
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("got %q, want %q, error %v", got, want, err)
		}
	})
}

// TestWorkTreeElsewhere gives the repository a work tree that does not hold the
// folder it is read from.
func TestWorkTreeElsewhere(t *testing.T) {
	r := newRepo(t)
	r.write("a", "FAKE a")
	r.git("add", "a")
	elsewhere := filepath.Join(filepath.Dir(r.dir), "elsewhere")
	if err := os.Mkdir(elsewhere, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git("config", "core.worktree", elsewhere)
	// Git finds no repository from there, unless it is told of it.
	if _, _, err := r.read(Options{}); err == nil {
		t.Error("no error")
	}
	o := Options{Path: r.dir, Env: []string{"GIT_DIR=" + filepath.Join(r.dir, ".git"), "GIT_WORK_TREE=" + elsewhere}}
	r.dir = elsewhere
	got, _, err := r.read(o)
	if want := map[string]string{"a": "FAKE a"}; err != nil || !maps.Equal(got, want) {
		t.Errorf("got %q, want %q, error %v", got, want, err)
	}
}

// hunks is a text whose first and last line change in hunks of their own.
func hunks(first, last string) string {
	return first + "\n" + strings.Repeat("line\n", 20) + last + "\n"
}

func TestProblems(t *testing.T) {
	t.Run("no repository", func(t *testing.T) {
		withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
			s, err := New(Options{Path: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			path := os.Getenv("PATH")
			hideGit(t)
			err = s.Read(t.Context(), nil, nil)
			if err == nil {
				t.Error("no error")
			}
			// Of the processes that fail, the one that says why is heard.
			if os.Getenv("PATH") == path && !strings.Contains(err.Error(), "finding the work tree") {
				t.Errorf("error %v", err)
			}
		})
	})
	t.Run("no folder", func(t *testing.T) {
		if _, err := New(Options{Path: filepath.Join(t.TempDir(), "none")}); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("damaged index", func(t *testing.T) {
		withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
			r := newRepo(t)
			r.write(".git/index", "DIRC no index")
			hideGit(t)
			if _, _, err := r.read(Options{}); err == nil {
				t.Error("no error")
			}
		})
	})
	t.Run("HEAD names what is not there", func(t *testing.T) {
		withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
			r := newRepo(t)
			r.write("a", "FAKE")
			r.git("add", "a")
			r.write(".git/HEAD", strings.Repeat("12", 20)+"\n")
			hideGit(t)
			if _, _, err := r.read(Options{}); err == nil {
				t.Error("no error")
			}
		})
	})
	t.Run("missing object", func(t *testing.T) {
		withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
			r := newRepo(t)
			r.write("a", "FAKE")
			r.git("add", "a")
			id := r.git("rev-parse", ":a")
			os.Remove(filepath.Join(r.dir, ".git/objects", id[:2], id[2:]))
			hideGit(t)
			if _, skips, err := r.read(Options{}); err == nil && len(skips) == 0 {
				t.Error("neither error nor skip")
			}
		})
	})
	t.Run("too large", func(t *testing.T) {
		withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
			r := newRepo(t)
			r.write("large", strings.Repeat("x", 1001))
			r.write("z", "FAKE")
			r.git("add", "-A")
			hideGit(t)
			got, skips, err := r.read(Options{MaxBlobSize: 1000})
			if err != nil || len(skips) != 1 || !errors.Is(skips[0].Err, sources.ErrTooLarge) || got["z"] == "" {
				t.Errorf("got %q, skips %v, error %v", got, skips, err)
			}
		})
	})
}

// TestOddPaths stages names that go-git refuses.
func TestOddPaths(t *testing.T) {
	withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
		r := newRepo(t)
		r.commit()
		want := map[string]string{"tab\there": "FAKE 1", "line\nend": "FAKE 2", "bad\xff": "FAKE 3", "-x": "FAKE 4", ":(top)y": "FAKE 5"}
		for path, text := range want {
			r.write(path, text)
		}
		r.git("add", "-A")
		path := os.Getenv("PATH")
		hideGit(t)
		got, _, err := r.read(Options{})
		if err != nil && os.Getenv("PATH") == path {
			t.Error(err)
		}
		if err == nil && !maps.Equal(got, want) {
			t.Errorf("got %q, want %q, or an error", got, want)
		}
	})
}

func TestAcceptance(t *testing.T) {
	withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
		r := newRepo(t)
		want := map[string]string{}
		for i := range 5 {
			path := fmt.Sprintf("dir%d/file", i)
			want[path] = strings.Repeat("FAKE text\n", 1+100*i)
			r.write(path, want[path])
		}
		r.git("add", "-A")
		hideGit(t)
		sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
			s, err := New(Options{Path: r.dir})
			if err != nil {
				t.Fatal(err)
			}
			return sourcestest.Setup{Source: s, Items: want}
		})
	})
}

func FuzzParseRaw(f *testing.F) {
	a, b := strings.Repeat("0", 40), strings.Repeat("1", 40)
	f.Add(":100644 100644 " + a + " " + b + " M\x00path\x00:000000 100644 " + a + " " + b + " A\x00other\x00")
	f.Add(":100644 100644 " + a + " " + b + " R100\x00path\x00new\x00")
	f.Add(": \x00")
	f.Fuzz(func(t *testing.T, text string) {
		var paths []string
		err := parseRaw(strings.NewReader(text), func(c rawChange) error {
			paths = append(paths, c.path)
			return nil
		})
		if err == nil && strings.Count(text, "\x00") != 2*len(paths) {
			t.Errorf("%q gave %q", text, paths)
		}
		for _, p := range paths {
			if !strings.Contains(text, "\x00"+p+"\x00") {
				t.Errorf("%q is no path in %q", p, text)
			}
		}
	})
}
