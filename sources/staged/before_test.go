package staged

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/gittest"
)

// before reads what there was before: "path: text".
func before(t *testing.T, dir string, env ...string) []string {
	t.Helper()
	s, err := New(Options{Path: dir, Env: env, Before: true})
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var out []string
	err = s.Read(context.Background(), func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		out = append(out, f.Origin.Path+": "+string(f.Data))
		return nil
	}, func(o sources.Origin, err error) error {
		t.Errorf("skipped %s: %v", o.Path, err)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestBefore(t *testing.T) {
	r := gittest.New(t)
	r.Write("new", "x")
	r.Git("add", "new")
	if got := before(t, r.Dir); len(got) > 0 {
		t.Errorf("before the first commit there was %q", got)
	}
	r.Write("changed", "old")
	r.Write("gone", "old")
	r.Write("moved", "old and moved")
	r.Write("same", "same")
	r.Commit("first")
	r.Write("changed", "new")
	r.Git("rm", "-q", "gone")
	r.Git("mv", "moved", "here")
	r.Git("add", "-A")
	want := []string{"changed: old", "gone: old", "moved: old and moved"}
	if got := before(t, filepath.Join(r.Dir)); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestBeforeMerge reads, in a hook that the real git runs, what each side of a
// merge had.
func TestBeforeMerge(t *testing.T) {
	r := gittest.New(t)
	r.Save("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n")
	r.Git("checkout", "-q", "-b", "topic")
	r.Save("a", "topic\n2\n3\n4\n5\n6\n7\n8\n9\n")
	r.Save("theirs", "theirs")
	r.Git("checkout", "-q", "main")
	r.Save("a", "1\n2\n3\n4\n5\n6\n7\n8\nmain\n")
	seen := filepath.Join(filepath.Dir(r.Dir), "seen")
	hook := filepath.Join(r.Dir, ".git", "hooks", "pre-merge-commit")
	if err := os.MkdirAll(filepath.Dir(hook), 0o755); err != nil {
		t.Fatal(err)
	}
	// The hook keeps what git tells it, and the index as it is then.
	script := "#!/bin/sh\nenv >'" + seen + "'\ncp \"$GIT_INDEX_FILE\" '" + seen + ".index' || cp .git/index '" + seen + ".index'\n"
	if err := os.WriteFile(hook, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	// The isolated git is told to run no hooks of others; this one is its own.
	cmd := exec.Command("git", "-c", "core.hooksPath="+filepath.Dir(hook), "-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "-q", "--no-edit", "topic")
	cmd.Dir = r.Dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"GIT_INDEX_FILE=" + seen + ".index"}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "GITHEAD_") {
			env = append(env, strings.TrimSpace(line))
		}
	}
	if len(env) != 2 {
		t.Fatalf("git told its hook %q", env)
	}
	r.Git("reset", "-q", "--hard", "HEAD~")
	want := []string{"a: 1\n2\n3\n4\n5\n6\n7\n8\nmain\n", "a: topic\n2\n3\n4\n5\n6\n7\n8\n9\n"}
	if got := before(t, r.Dir, env...); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
