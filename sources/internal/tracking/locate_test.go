package tracking

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func runGit(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=c", "GIT_COMMITTER_EMAIL=c@example.com")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v: %s", args[0], err, out)
	}
}

func write(t *testing.T, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// want is what a file's origin must say: the repository's name below the test's
// root, the path in it, and what git thinks.
type want struct {
	repository, path string
	tracking         sources.Tracking
}

// laid makes repositories of every sort, and says what must come out.
func laid(t *testing.T) (root string, wants map[string]want) {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	isolate(t)
	write(t, root, "loose=x", "origin/file=x", "top/tracked=x", "top/sub/tracked é #%=x", "top/untracked=x",
		"top/.gitignore=*.env\n/build/\n!keep.env\n# comment\n\\#odd\n", "top/a.env=x", "top/sub/b.env=x", "top/keep.env=x",
		"top/build/out=x", "top/build/keep.env=x", "top/sub/build/out=x", "top/sub/.gitignore=local\n", "top/sub/local=x", "top/local=x",
		"top/forced.env=x", "top/:(top)odd=x", "top/#odd=x", "top/new\nline=x", "top/nested/file=x", "top/nested/tracked=x", "top/.gitfoo/x=x")
	runGit(t, root, "init", "-q", "origin")
	runGit(t, filepath.Join(root, "origin"), "add", ".")
	runGit(t, filepath.Join(root, "origin"), "commit", "-q", "-m", "one")
	top := filepath.Join(root, "top")
	runGit(t, top, "init", "-q")
	runGit(t, top, "add", "tracked", "sub/tracked é #%")
	runGit(t, top, "add", "-f", "forced.env")
	runGit(t, top, "submodule", "--quiet", "add", filepath.Join(root, "origin"), "module")
	runGit(t, top, "commit", "-q", "-m", "one")
	runGit(t, top, "worktree", "add", "-q", filepath.Join(root, "linked"))
	runGit(t, filepath.Join(top, "nested"), "init", "-q")
	runGit(t, filepath.Join(top, "nested"), "add", "tracked")
	runGit(t, root, "clone", "-q", "--bare", "origin", "bare.git")
	write(t, root, "linked/new=x", "linked/x.env=x", "top/module/new=x", "top/.git/info/exclude=excluded\n", "top/excluded=x", "linked/excluded=x")
	write(t, root, "linked/.gitignore=*.env\n", "top/.git/description=x", "empty/.git/x=x")

	const no = sources.Tracking("")
	wants = map[string]want{
		"loose":                          {"", "", no},
		"empty/.git/x":                   {"", "", no},
		"top/tracked":                    {"top", "tracked", sources.Tracked},
		"top/sub/tracked é #%":           {"top", "sub/tracked é #%", sources.Tracked},
		"top/forced.env":                 {"top", "forced.env", sources.Tracked},
		"top/untracked":                  {"top", "untracked", sources.Untracked},
		"top/a.env":                      {"top", "a.env", sources.Ignored},
		"top/sub/b.env":                  {"top", "sub/b.env", sources.Ignored},
		"top/keep.env":                   {"top", "keep.env", sources.Untracked},
		"top/build/out":                  {"top", "build/out", sources.Ignored},
		"top/build/keep.env":             {"top", "build/keep.env", sources.Ignored},
		"top/sub/build/out":              {"top", "sub/build/out", sources.Untracked},
		"top/sub/local":                  {"top", "sub/local", sources.Ignored},
		"top/local":                      {"top", "local", sources.Untracked},
		"top/:(top)odd":                  {"top", ":(top)odd", sources.Untracked},
		"top/#odd":                       {"top", "#odd", sources.Ignored},
		"top/new\nline":                  {"top", "new\nline", sources.Untracked},
		"top/excluded":                   {"top", "excluded", sources.Ignored},
		"top/.gitfoo/x":                  {"top", ".gitfoo/x", sources.Untracked},
		"top/.git/description":           {"top", ".git/description", sources.Ignored},
		"top/.git/modules/module/config": {"top", ".git/modules/module/config", sources.Ignored},
		"top/module/file":                {"top/module", "file", sources.Tracked},
		"top/module/new":                 {"top/module", "new", sources.Untracked},
		"top/module/.git":                {"top/module", ".git", sources.Ignored},
		"top/nested/tracked":             {"top/nested", "tracked", sources.Tracked},
		"top/nested/file":                {"top/nested", "file", sources.Untracked},
		"linked/tracked":                 {"linked", "tracked", sources.Tracked},
		"linked/new":                     {"linked", "new", sources.Untracked},
		"linked/x.env":                   {"linked", "x.env", sources.Ignored},
		"linked/excluded":                {"linked", "excluded", sources.Ignored},
		"bare.git/config":                {"bare.git", "config", sources.Ignored},
	}
	return root, wants
}

// isolate keeps the configuration of whoever runs the tests out of them.
func isolate(t *testing.T) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
}

func check(t *testing.T, root string, wants map[string]want) {
	t.Helper()
	for _, base := range []string{root, filepath.Join(root, "top"), filepath.Join(root, "top/sub")} {
		var found []sources.Found
		var names []string
		for name := range wants {
			path, err := filepath.Rel(base, filepath.Join(root, name))
			if err != nil || strings.HasPrefix(path, "..") {
				continue
			}
			names = append(names, name)
			found = append(found, sources.Found{Origin: &sources.Origin{Source: sources.Files, Root: base, Path: path}})
		}
		err := Locate(context.Background(), found, func(o sources.Origin, err error) error {
			t.Errorf("%s: skipped: %v", o.Path, err)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			o, want := found[i].Origin, wants[name]
			repository := ""
			if want.repository != "" {
				repository = filepath.Join(root, want.repository)
			}
			if o.Repository != repository || o.RepositoryPath != want.path || o.Tracking != want.tracking {
				t.Errorf("%q: %q in %q is %q, want %q in %q to be %q", name, o.RepositoryPath, o.Repository, o.Tracking, want.path, repository, want.tracking)
			}
		}
	}
}

func TestLocateWithGit(t *testing.T) {
	root, wants := laid(t)
	check(t, root, wants)
}

func TestLocateWithoutGit(t *testing.T) {
	root, wants := laid(t)
	t.Setenv("PATH", t.TempDir())
	check(t, root, wants)
}

func TestLocateThroughLink(t *testing.T) {
	root, _ := laid(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(root, "top/sub"), link); err != nil {
		t.Fatal(err)
	}
	o := &sources.Origin{Source: sources.Files, Root: link, Path: "local"}
	err := Locate(context.Background(), []sources.Found{{Origin: o}}, func(_ sources.Origin, err error) error { return err })
	if err != nil || o.Repository != filepath.Join(root, "top") || o.RepositoryPath != "sub/local" || o.Tracking != sources.Ignored {
		t.Errorf("origin %+v, error %v", *o, err)
	}
}

// TestLocateSaysWhenNobodyKnows breaks a repository for git and go-git alike.
func TestLocateSaysWhenNobodyKnows(t *testing.T) {
	root, _ := laid(t)
	write(t, root, "top/.git/index=no index")
	o := &sources.Origin{Source: sources.Templates, Root: filepath.Join(root, "top"), Path: "tracked"}
	inside := &sources.Origin{Source: sources.Templates, Root: filepath.Join(root, "linked"), Path: "tracked"}
	skips := 0
	found := []sources.Found{{Origin: o}, {Origin: inside}}
	err := Locate(context.Background(), found, func(skipped sources.Origin, err error) error {
		skips++
		if skipped.Source != sources.Templates || skipped.Path != filepath.ToSlash(filepath.Join(root, "top")) || err == nil {
			t.Errorf("skipped %+v: %v", skipped, err)
		}
		return nil
	})
	if err != nil || skips != 1 || o.Tracking != "" || o.RepositoryPath != "tracked" || inside.Tracking != sources.Tracked {
		t.Errorf("%d skips, origins %+v and %+v, error %v", skips, *o, *inside, err)
	}
	boom := errors.New("boom")
	o.Tracking = ""
	if err := Locate(context.Background(), found, func(sources.Origin, error) error { return boom }); err != boom {
		t.Errorf("skip's error: %v", err)
	}
}

func TestLocateOfVanishedFile(t *testing.T) {
	root, _ := laid(t)
	if err := os.RemoveAll(filepath.Join(root, "top/sub")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "top/sub")); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	o := &sources.Origin{Source: sources.Files, Root: root, Path: "top/sub/tracked é #%"}
	err := Locate(context.Background(), []sources.Found{{Origin: o}}, func(_ sources.Origin, err error) error { return err })
	if err != nil || o.Tracking != sources.Tracked {
		t.Errorf("origin %+v, error %v", *o, err)
	}
}

func TestLocateStops(t *testing.T) {
	root, _ := laid(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	o := &sources.Origin{Root: root, Path: "top/tracked"}
	if err := Locate(ctx, []sources.Found{{Origin: o}}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestMember locates members of archives, whose names may look like files.
func TestMember(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	isolate(t)
	write(t, root, "sub/a!b.tgz=x", "new.zip=x")
	runGit(t, root, "init", "-q")
	runGit(t, root, "add", "sub")
	var found []sources.Found
	for _, o := range []sources.Origin{
		{Path: "sub/a!b.tgz!etc/x", Archive: "sub/a!b.tgz", Member: "etc/x"},
		{Path: "new.zip!in.tgz!../x", Archive: "new.zip", Member: "../x"},
		{Path: "sub/a!b.tgz"},
	} {
		o.Root = root
		found = append(found, sources.Found{Origin: &o})
	}
	if err := Locate(context.Background(), found, func(_ sources.Origin, err error) error { return err }); err != nil {
		t.Fatal(err)
	}
	for i, want := range []sources.Tracking{sources.Tracked, sources.Untracked, sources.Tracked} {
		if o := found[i].Origin; o.Tracking != want || o.Repository != root || o.RepositoryPath != o.Path {
			t.Errorf("%s: %s in %s, tracking %q", o.Path, o.RepositoryPath, o.Repository, o.Tracking)
		}
	}
}
