package git_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// gitRepo is a folder in which the real git is run, dependent on nothing outside
// of the test.
type gitRepo struct {
	t   *testing.T
	dir string
	env []string
	// clock is the date of the next commit.
	clock int64
}

func newGitRepo(t *testing.T, initArgs ...string) *gitRepo {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := &gitRepo{t: t, dir: filepath.Join(dir, "repo"), clock: 1_600_000_000, env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C", "TZ=UTC",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_ALLOW_PROTOCOL=file",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org",
		"GIT_COMMITTER_NAME=Cid", "GIT_COMMITTER_EMAIL=cid@example.org",
	}}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git(append([]string{"init", "-q", "-b", "main"}, initArgs...)...)
	return r
}

// at is another folder with the same settings.
func (r *gitRepo) at(dir string) *gitRepo {
	other := *r
	other.dir = dir
	return &other
}

func (r *gitRepo) git(args ...string) string {
	r.t.Helper()
	return r.gitIn("", args...)
}

// gitIn runs git with an input.
func (r *gitRepo) gitIn(input string, args ...string) string {
	r.t.Helper()
	out, err := r.tryGit(input, args...)
	if err != nil {
		r.t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return out
}

// tryGit runs git where it may fail. Every run is a minute later than the last.
func (r *gitRepo) tryGit(input string, args ...string) (string, error) {
	r.clock += 60
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	date := fmt.Sprintf("%d +0200", r.clock)
	cmd.Env = append(slices.Clone(r.env), "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	cmd.Stdin = strings.NewReader(input)
	var messages bytes.Buffer
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, messages.String())
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

func (r *gitRepo) write(path, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits everything in the work tree.
func (r *gitRepo) commit(message string) {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", message)
}

// save writes one file and commits.
func (r *gitRepo) save(path, text string) {
	r.t.Helper()
	r.write(path, text)
	r.commit("change " + path)
}

// blob writes a blob object without a file.
func (r *gitRepo) blob(text string) string {
	r.t.Helper()
	return r.gitIn(text, "hash-object", "-w", "--stdin")
}

// rawEntry is an entry of a tree as it is written there.
func rawEntry(mode, name, id string) string {
	raw, _ := hex.DecodeString(id)
	return mode + " " + name + "\x00" + string(raw)
}

// rawTree writes a tree whatever its entries are.
func (r *gitRepo) rawTree(entries string) string {
	r.t.Helper()
	return r.gitIn(entries, "hash-object", "-t", "tree", "-w", "--literally", "--stdin")
}
