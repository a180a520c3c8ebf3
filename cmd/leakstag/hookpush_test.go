package main

import (
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// TestFrameworkUpdates checks what is made of the environment in which the pre-commit
// framework runs a hook.
func TestFrameworkUpdates(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, pair := range [][2]string{
		{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_NOSYSTEM", "1"},
		{"GIT_AUTHOR_NAME", "Ada"}, {"GIT_AUTHOR_EMAIL", "ada@example.test"},
		{"GIT_COMMITTER_NAME", "Ada"}, {"GIT_COMMITTER_EMAIL", "ada@example.test"},
	} {
		t.Setenv(pair[0], pair[1])
	}
	git := func(args ...string) string {
		out, err := exec.CommandContext(t.Context(), "git", args...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	git("init", "-q", "-b", "main")
	git("commit", "-q", "--allow-empty", "-m", "one")
	one := git("rev-parse", "HEAD")
	git("commit", "-q", "--allow-empty", "-m", "two")
	two := git("rev-parse", "HEAD")
	for _, tt := range []struct {
		name          string
		from, to      string
		local, remote string
		want          []refUpdate
		pushed, fails bool
	}{
		{name: "no push"},
		{"a push", one, two, "refs/heads/main", "refs/heads/main", []refUpdate{{"refs/heads/main", "refs/heads/main", one, two}}, true, false},
		{"a first push", "", "", "refs/heads/main", "refs/heads/main", []refUpdate{{"refs/heads/main", "refs/heads/main", "", two}}, true, false},
		{"an expression", "", "", "HEAD^{/one}", "refs/heads/new", []refUpdate{{"HEAD^{/one}", "refs/heads/new", "", one}}, true, false},
		{"by hand", "HEAD~1", "main", "", "", []refUpdate{{"", "HEAD", one, two}}, true, false},
		{"an unknown commit", "", "", "nowhere", "refs/heads/main", nil, true, true},
		{"an option", "", "--all", "", "", nil, true, true},
		{"nothing to push", "", "", "", "refs/heads/main", nil, true, true},
	} {
		t.Setenv("PRE_COMMIT_FROM_REF", tt.from)
		t.Setenv("PRE_COMMIT_TO_REF", tt.to)
		t.Setenv("PRE_COMMIT_LOCAL_BRANCH", tt.local)
		t.Setenv("PRE_COMMIT_REMOTE_BRANCH", tt.remote)
		got, pushed, err := frameworkUpdates()
		if !reflect.DeepEqual(got, tt.want) || pushed != tt.pushed || (err != nil) != tt.fails {
			t.Errorf("%s: %+v, pushed %v, error %v", tt.name, got, pushed, err)
		}
	}
}
