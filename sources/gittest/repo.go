// Package gittest makes repositories with the real git, for tests.
package gittest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Repo is a folder in which the real git is run, dependent on nothing outside of
// the test.
type Repo struct {
	T   testing.TB
	Dir string
	// Clock is the date of the next commit, in seconds since 1970. Every run of git
	// is a minute later than the last.
	Clock int64
	// Env has the variables that git gets besides those that keep it to itself.
	Env []string
}

// New makes an empty repository whose branch is "main".
func New(t testing.TB, initArgs ...string) *Repo {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := &Repo{T: t, Dir: filepath.Join(dir, "repo"), Clock: 1_600_000_000}
	if err := os.Mkdir(r.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.Git(append([]string{"init", "-q", "-b", "main"}, initArgs...)...)
	return r
}

// At is another folder with the same settings, whether there is a repository or not.
func (r *Repo) At(dir string) *Repo {
	other := *r
	other.Dir = dir
	return &other
}

// Git runs git and gives its output without the last line end.
func (r *Repo) Git(args ...string) string {
	r.T.Helper()
	return r.GitIn("", args...)
}

// GitIn runs git with an input.
func (r *Repo) GitIn(input string, args ...string) string {
	r.T.Helper()
	out, err := r.TryGit(input, args...)
	if err != nil {
		r.T.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return out
}

// TryGit runs git where it may fail.
func (r *Repo) TryGit(input string, args ...string) (string, error) {
	r.Clock += 60
	cmd := exec.Command("git", args...)
	cmd.Dir = r.Dir
	date := fmt.Sprintf("%d +0200", r.Clock)
	cmd.Env = append(slices.Concat(Environment(), r.Env), "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	cmd.Stdin = strings.NewReader(input)
	var messages bytes.Buffer
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, messages.String())
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

// Environment is one in which git depends on nothing outside of a test.
func Environment() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C", "TZ=UTC",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_ALLOW_PROTOCOL=file",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org",
		"GIT_COMMITTER_NAME=Cid", "GIT_COMMITTER_EMAIL=cid@example.org",
	}
}

// Write writes a file of the work tree.
func (r *Repo) Write(path, text string) {
	r.T.Helper()
	file := filepath.Join(r.Dir, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.T.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.T.Fatal(err)
	}
}

// Commit commits everything in the work tree, and gives the commit's id.
func (r *Repo) Commit(message string) string {
	r.T.Helper()
	r.Git("add", "-A")
	r.Git("commit", "-q", "--allow-empty", "-m", message)
	return r.Git("rev-parse", "HEAD")
}

// Save writes one file and commits.
func (r *Repo) Save(path, text string) string {
	r.T.Helper()
	r.Write(path, text)
	return r.Commit("change " + path)
}
