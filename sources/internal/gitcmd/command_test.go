package gitcmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// plainGit runs git as it comes, to build repositories and to show what they do
// to the unwary.
func plainGit(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := tryPlainGit(dir, args...)
	if err != nil {
		t.Fatalf("git %s: %v: %s", args[0], err, out)
	}
	return strings.TrimSpace(out)
}

func tryPlainGit(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=c", "GIT_COMMITTER_EMAIL=c@example.com")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

// trapped makes a repository with two commits, a staged and an unstaged change,
// and a script that leaves a marker when it is run.
func trapped(t *testing.T) (dir, script, marker string) {
	t.Helper()
	dir = t.TempDir()
	marker = filepath.Join(t.TempDir(), "sprung")
	script = filepath.Join(t.TempDir(), "trap")
	write(t, script, "#!/bin/sh\ntouch '"+marker+"'\nexit 1\n")
	plainGit(t, dir, "init", "-q")
	write(t, filepath.Join(dir, "a.txt"), "one\n")
	write(t, filepath.Join(dir, "b.txt"), "b\n")
	plainGit(t, dir, "add", ".")
	plainGit(t, dir, "commit", "-q", "-m", "one")
	write(t, filepath.Join(dir, "a.txt"), "two\n")
	plainGit(t, dir, "commit", "-q", "-a", "-m", "two")
	write(t, filepath.Join(dir, "a.txt"), "three\n")
	plainGit(t, dir, "add", ".")
	write(t, filepath.Join(dir, "b.txt"), "changed\n")
	return dir, script, marker
}

// harmless are ways in which the subcommands are used; each must work in the
// trapped repositories, or fail, without running anything.
var harmless = [][]string{
	{"cat-file", "--batch-all-objects", "--batch"},
	{"cat-file", "-p", "HEAD:a.txt"},
	{"check-attr", "-a", "--", "a.txt"},
	{"check-ignore", "--", "a.txt"},
	{"config", "--list", "-z"},
	{"diff-index", "--cached", "-p", "HEAD"},
	{"diff-index", "--cached", "--raw", "-z", "HEAD"},
	{"diff-tree", "-p", "HEAD"},
	{"for-each-ref"},
	{"fsck", "--unreachable"},
	{"log", "-p", "--all"},
	{"log", "--format=%H %G?"},
	{"ls-files", "-z", "--stage"},
	{"ls-files", "-z", "--others", "--exclude-standard"},
	{"ls-tree", "-r", "HEAD"},
	{"reflog"},
	{"rev-list", "--objects", "--all"},
	{"rev-parse", "--show-toplevel"},
	{"show-ref"},
}

func TestNothingOfTheRepositoryRuns(t *testing.T) {
	for _, trap := range []struct {
		name string
		lay  func(t *testing.T, dir, script string)
		// springs is a use of git that runs the script, to show that the trap
		// is one; nil where none can be shown without a terminal or a network.
		springs []string
	}{
		{"file system monitor", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "core.fsmonitor", script)
		}, []string{"ls-files", "--others"}},
		{"hooks", func(t *testing.T, dir, script string) {
			hooks := t.TempDir()
			for _, name := range []string{"post-index-change", "pre-commit", "reference-transaction", "post-checkout"} {
				if err := os.Symlink(script, filepath.Join(hooks, name)); err != nil {
					t.Fatal(err)
				}
			}
			plainGit(t, dir, "config", "core.hooksPath", hooks)
		}, []string{"update-ref", "refs/heads/new", "HEAD"}},
		{"external diff", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "diff.external", script)
		}, []string{"diff", "--cached"}},
		{"diff driver", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "diff.trap.command", script)
			write(t, filepath.Join(dir, ".gitattributes"), "* diff=trap\n")
		}, []string{"diff", "--cached"}},
		{"text conversion", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "diff.trap.textconv", script)
			write(t, filepath.Join(dir, ".gitattributes"), "* diff=trap\n")
		}, []string{"log", "-p"}},
		{"filter", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "filter.trap.clean", script)
			plainGit(t, dir, "config", "filter.trap.smudge", script)
			write(t, filepath.Join(dir, ".git/info/attributes"), "* filter=trap\n")
		}, []string{"ls-files", "--modified"}},
		{"filter process", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "filter.trap.process", script)
			write(t, filepath.Join(dir, ".gitattributes"), "* filter=trap\n")
		}, []string{"status"}},
		{"signature check", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "gpg.program", script)
			plainGit(t, dir, "config", "log.showSignature", "true")
			commit := plainGit(t, dir, "cat-file", "commit", "HEAD")
			head, message, _ := strings.Cut(commit, "\n\n")
			signed := head + "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n" + message + "\n"
			object := filepath.Join(t.TempDir(), "commit")
			write(t, object, signed)
			plainGit(t, dir, "update-ref", "HEAD", plainGit(t, dir, "hash-object", "-t", "commit", "-w", object))
		}, []string{"log"}},
		{"alternate refs", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "core.alternateRefsCommand", script)
			other := t.TempDir()
			plainGit(t, other, "init", "-q")
			write(t, filepath.Join(dir, ".git/objects/info/alternates"), filepath.Join(other, ".git/objects")+"\n")
		}, []string{"rev-list", "--alternate-refs"}},
		{"transport of missing objects", func(t *testing.T, dir, script string) {
			for key, value := range map[string]string{
				"core.repositoryFormatVersion": "1",
				"extensions.partialClone":      "origin",
				"remote.origin.url":            "ssh://nobody.invalid/x",
				"remote.origin.promisor":       "true",
				"core.sshCommand":              script,
			} {
				plainGit(t, dir, "config", key, value)
			}
			id := plainGit(t, dir, "rev-parse", "HEAD:a.txt")
			if err := os.Remove(filepath.Join(dir, ".git/objects", id[:2], id[2:])); err != nil {
				t.Fatal(err)
			}
		}, []string{"cat-file", "-p", "HEAD:a.txt"}},
		{"pager", func(t *testing.T, dir, script string) {
			plainGit(t, dir, "config", "core.pager", script)
			plainGit(t, dir, "config", "pager.log", script)
		}, nil},
		{"alias", func(t *testing.T, dir, script string) {
			for _, sub := range subcommands {
				plainGit(t, dir, "config", "alias."+sub.name, "!"+script)
			}
			plainGit(t, dir, "config", "alias.trap", "!"+script)
		}, []string{"trap"}},
	} {
		t.Run(trap.name, func(t *testing.T) {
			dir, script, marker := trapped(t)
			trap.lay(t, dir, script)
			if err := os.RemoveAll(marker); err != nil {
				t.Fatal(err)
			}
			for _, args := range harmless {
				_, err := Output(context.Background(), dir, nil, nil, args...)
				if _, sprung := os.Stat(marker); sprung == nil {
					t.Fatalf("git %q ran the script, error %v", args, err)
				}
			}
			if trap.springs == nil {
				return
			}
			_, err := tryPlainGit(dir, trap.springs...)
			if _, sprung := os.Stat(marker); sprung != nil {
				t.Errorf("plain git %q did not run the script: the trap is none; error %v", trap.springs, err)
			}
		})
	}
}

func TestHarmlessWorksWithoutTraps(t *testing.T) {
	dir, _, _ := trapped(t)
	for _, args := range harmless {
		_, err := Output(context.Background(), dir, nil, nil, args...)
		if err != nil && !(args[0] == "check-ignore" && ExitCode(err) == 1) {
			t.Errorf("git %q: %v", args, err)
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, args := range [][]string{
		{},
		{"status"},
		{"diff"},
		{"trap"},
		{"-c", "core.pager=x", "log"},
		{"cat-file", "--textconv", "HEAD:a"},
		{"cat-file", "--batch", "--filters"},
		{"cat-file", "--filt", "HEAD:a"},
		{"config", "-e"},
		{"config", "--global", "--edit"},
		{"diff-index", "HEAD"},
		{"diff-index", "HEAD", "--", "--cached"},
		{"diff-tree", "--ext-diff", "HEAD"},
		{"log", "--textconv"},
		{"ls-files", "-m"},
		{"ls-files", "-zm"},
		{"ls-files", "--modified"},
		{"ls-files", "--recurse-submodules"},
		{"rev-list", "--alternate-refs"},
	} {
		if _, err := Command(context.Background(), "", nil, args...); err == nil {
			t.Errorf("git %q was allowed", args)
		}
	}
	for _, args := range [][]string{
		{"ls-files", "-z", "--", "--modified"},
		{"diff-index", "--cached", "HEAD", "--", "--ext-diff"},
	} {
		if _, err := Command(context.Background(), "", nil, args...); err != nil {
			t.Errorf("git %q: %v", args, err)
		}
	}
}

func TestNoGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Command(context.Background(), "", nil, "version"); err != ErrNoGit {
		t.Errorf("Command: %v", err)
	}
	if _, err := Output(context.Background(), "", nil, nil, "version"); !errors.Is(err, ErrNoGit) {
		t.Errorf("Output: %v", err)
	}
	// Nor is a git in the current folder one.
	dir := t.TempDir()
	write(t, filepath.Join(dir, "git"), "#!/bin/sh\n")
	t.Chdir(dir)
	t.Setenv("PATH", ".")
	if _, err := Command(context.Background(), "", nil, "version"); err != ErrNoGit {
		t.Errorf("Command with a git in the current folder: %v", err)
	}
}

func TestEnvironment(t *testing.T) {
	for name, value := range map[string]string{
		"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/no-index", "GIT_TRACE": "/tmp/never",
		"GIT_EXTERNAL_DIFF": "trap", "GIT_CONFIG_COUNT": "0", "GIT_TERMINAL_PROMPT": "1",
	} {
		t.Setenv(name, value)
	}
	cmd, err := Command(context.Background(), "", nil, "version")
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]string{}
	for _, entry := range cmd.Env {
		name, value, _ := strings.Cut(entry, "=")
		last[name] = value
	}
	for _, name := range []string{"GIT_DIR", "GIT_INDEX_FILE", "GIT_TRACE", "GIT_EXTERNAL_DIFF"} {
		if value, ok := last[name]; ok {
			t.Errorf("%s=%s reached git", name, value)
		}
	}
	for name, want := range map[string]string{"GIT_CONFIG_COUNT": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"} {
		if last[name] != want {
			t.Errorf("%s is %q, want %q", name, last[name], want)
		}
	}
	got, err := Pointers(os.Environ())
	if slices.Sort(got); err != nil || !slices.Equal(got, []string{"GIT_DIR=/nowhere", "GIT_INDEX_FILE=/no-index"}) {
		t.Errorf("Pointers: %q, %v", got, err)
	}
}

func TestPointersCount(t *testing.T) {
	dir, _, _ := trapped(t)
	t.Setenv("GIT_DIR", filepath.Join(dir, ".git"))
	elsewhere := t.TempDir()
	if _, err := Output(context.Background(), elsewhere, nil, nil, "rev-parse", "HEAD"); err == nil {
		t.Error("GIT_DIR counted without being asked to")
	}
	env, err := Pointers(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Output(context.Background(), elsewhere, env, nil, "rev-parse", "HEAD"); err != nil {
		t.Errorf("GIT_DIR did not count: %v", err)
	}
}

func TestErrors(t *testing.T) {
	dir, _, _ := trapped(t)
	_, err := Output(context.Background(), dir, nil, nil, "cat-file", "-p", "nothing\x1b[31m")
	var exit *exec.ExitError
	if !errors.As(err, &exit) || ExitCode(err) != 128 {
		t.Fatalf("error %v, want an exit status of 128", err)
	}
	if text := err.Error(); strings.ContainsAny(text, "\n\x1b") || !strings.Contains(text, "git cat-file: exit status 128: fatal: ") {
		t.Errorf("error %q", text)
	}
	if ExitCode(errors.New("other")) != -1 {
		t.Error("an exit status out of nowhere")
	}
}

func TestMessageIsShort(t *testing.T) {
	var f firstBytes
	fmt.Fprint(&f, "warning: one\n", "fatal: ", strings.Repeat("x", 10_000), "\n")
	if line := f.line(); !strings.HasPrefix(line, "fatal: x") || len(line) > messageLine+10 {
		t.Errorf("line of %d bytes: %.20q…", len(line), line)
	}
	if len(f.kept) > messageBytes {
		t.Errorf("%d bytes kept", len(f.kept))
	}
}

func TestStandardInput(t *testing.T) {
	dir, _, _ := trapped(t)
	out, err := Output(context.Background(), dir, nil, strings.NewReader("HEAD:a.txt\n"), "cat-file", "--batch")
	if err != nil || !bytes.HasSuffix(out, []byte(" blob 4\ntwo\n\n")) {
		t.Errorf("%q, error %v", out, err)
	}
}

func TestCancellationKills(t *testing.T) {
	dir, _, _ := trapped(t)
	ctx, cancel := context.WithCancel(context.Background())
	in, feed := io.Pipe() // never ends by itself
	defer feed.Close()
	context.AfterFunc(ctx, func() { in.Close() })
	time.AfterFunc(50*time.Millisecond, cancel)
	started := time.Now()
	_, err := Output(ctx, dir, nil, in, "cat-file", "--batch")
	if !errors.Is(err, context.Canceled) || time.Since(started) > 4*time.Second {
		t.Errorf("error %v after %v", err, time.Since(started))
	}
}

func TestStreamStopsWithItsReader(t *testing.T) {
	dir, _, _ := trapped(t)
	boom := errors.New("boom")
	for _, want := range []error{nil, boom} {
		err := Stream(context.Background(), dir, nil, nil, func(r io.Reader) error {
			_, err := io.ReadFull(r, make([]byte, 3))
			return errors.Join(err, want)
		}, "cat-file", "--batch-all-objects", "--batch")
		if !errors.Is(err, want) {
			t.Errorf("error %v, want %v", err, want)
		}
	}
}
