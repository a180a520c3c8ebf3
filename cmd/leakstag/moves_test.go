//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/report"
)

// movingRepo is a repository in which files with keys are edited and moved.
type movingRepo struct {
	t     *testing.T
	rnd   *rand.Rand
	dir   string
	files []string // those with a leak
	names int      // how many names were given
	did   []string // for the message if the test fails
}

func (r *movingRepo) git(args ...string) {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), "git", args...)
	cmd.Dir = r.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("%v\ngit %s: %v: %s", r.did, strings.Join(args, " "), err, out)
	}
}

// name gives a path that was not used before, in the folder or another.
func (r *movingRepo) name(folder string) string {
	r.names++
	path := filepath.Join(folder, fmt.Sprintf("f%d.env", r.names))
	if err := os.MkdirAll(filepath.Join(r.dir, folder), 0o755); err != nil {
		r.t.Fatal(err)
	}
	return path
}

func (r *movingRepo) write(path, text string) {
	if err := os.WriteFile(filepath.Join(r.dir, path), []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *movingRepo) read(path string) string {
	text, err := os.ReadFile(filepath.Join(r.dir, path))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}

// insert puts lines above.
func (r *movingRepo) insert() {
	path := r.files[r.rnd.IntN(len(r.files))]
	r.write(path, strings.Repeat("# another line\n", 1+r.rnd.IntN(3))+r.read(path))
}

// rename gives a file another name, in its folder or in another.
func (r *movingRepo) rename() {
	i := r.rnd.IntN(len(r.files))
	folder := filepath.Dir(r.files[i])
	if r.rnd.IntN(2) == 0 {
		folder = fmt.Sprintf("d%d/e", r.rnd.IntN(3))
	}
	to := r.name(folder)
	r.git("mv", r.files[i], to)
	r.files[i] = to
}

// step makes a change, and tells which.
func (r *movingRepo) step() {
	for range 1 + r.rnd.IntN(3) {
		if r.rnd.IntN(3) == 0 {
			r.insert()
			r.did = append(r.did, "insert")
		} else {
			r.rename()
			r.did = append(r.did, "rename")
		}
	}
	switch r.rnd.IntN(4) {
	case 0: // it stays uncommitted
	case 1:
		r.did = append(r.did, "commit on a branch and merge")
		branch := fmt.Sprint("topic", len(r.did))
		r.git("checkout", "-q", "-b", branch)
		r.git("commit", "-q", "-a", "-m", "topic")
		r.git("checkout", "-q", "main")
		r.write(r.name("notes"), "nothing\n")
		r.git("add", "notes")
		r.git("commit", "-q", "-m", "main")
		r.git("merge", "-q", "--no-ff", "-m", "merge", branch)
	default:
		r.did = append(r.did, "commit")
		r.git("commit", "-q", "--allow-empty", "-a", "-m", "main")
	}
	if r.rnd.IntN(4) == 0 {
		r.did = append(r.did, "clone")
		r.git("commit", "-q", "--allow-empty", "-a", "-m", "all of it")
		to := filepath.Join(r.t.TempDir(), "clone")
		r.git("clone", "-q", ".", to)
		r.dir = to
	}
}

// scan gives the report of a scan of the repository.
func (r *movingRepo) scan(args ...string) *report.Document {
	r.t.Helper()
	r.t.Chdir(r.dir)
	var out, errs bytes.Buffer
	code := run(append([]string{"scan", "-q", "-f", "json"}, args...), streams{in: strings.NewReader(""), out: &out, err: &errs})
	if code == exitFailure {
		r.t.Fatalf("%v\n%s", r.did, errs.String())
	}
	var doc report.Document
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		r.t.Fatal(err)
	}
	return &doc
}

// TestMovedIsNoNews edits and moves files with keys in any way, after which nothing
// is new; then it copies one, after which one is. Of a file that was moved and its
// copy nobody can tell which is which.
func TestMovedIsNoNews(t *testing.T) {
	t.Setenv("GIT_CONFIG_GLOBAL", "/dev/null")
	for _, name := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+name+"_NAME", "Ada")
		t.Setenv("GIT_"+name+"_EMAIL", "ada@example.test")
	}
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := &movingRepo{t: t, rnd: rand.New(rand.NewPCG(seed, 5)), dir: filepath.Join(t.TempDir(), "first")}
			if err := os.Mkdir(r.dir, 0o755); err != nil {
				t.Fatal(err)
			}
			r.git("init", "-q", "-b", "main")
			for _, text := range []string{
				"LOGSTAG_API_KEY=" + planted[0] + "\n", "x\nLOGSTAG_API_KEY=" + planted[0] + "\n",
				"LOGSTAG_API_KEY=" + planted[1] + "\nweather_api_key=" + planted[2] + "\n",
			} {
				path := r.name("d0")
				r.write(path, text)
				r.files = append(r.files, path)
			}
			r.git("add", ".")
			r.git("commit", "-q", "-m", "first")
			accepted := filepath.Join(t.TempDir(), "accepted.json")
			first := r.scan("-o", accepted)
			if len(first.Findings) != 4 {
				t.Fatalf("%d findings to begin with, want 4", len(first.Findings))
			}
			for range 4 {
				r.step()
				if doc := r.scan("--baseline", accepted); len(doc.Findings) != 0 {
					t.Fatalf("%v\n%d findings are new, such as %s", r.did, len(doc.Findings), doc.Findings[0].Message)
				}
			}
			path := r.name("copies")
			r.write(path, r.read(r.files[0]))
			doc := r.scan("--baseline", accepted)
			if len(doc.Findings) != 1 || doc.Findings[0].State != "new" {
				t.Errorf("%v\n%d findings are new after a copy, want one", r.did, len(doc.Findings))
			}
			r.git("add", path)
			r.git("commit", "-q", "-a", "-m", "a copy")
			if doc := r.scan("--baseline", accepted); len(doc.Findings) != 1 {
				t.Errorf("%v\n%d findings are new after a copy was committed, want one", r.did, len(doc.Findings))
			}
		})
	}
}
