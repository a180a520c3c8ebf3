//go:build linux

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// frameworkFolder is where .ci/test-tools.sh has put the pre-commit framework.
func frameworkFolder() (string, error) {
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "leakstag", "pre-commit-4.7.0", "only"), err
}

// cmdProject makes a repository of this project's files, as they are now, or of some
// of them, from which the pre-commit framework can take its hooks, and sets REV to its
// commit. What only tests need is left out. Go then
// works as it does for these tests: with what they have built, without a network.
func cmdProject(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 1, "project FOLDER [FILE...]")
	top := filepath.Join(ts.Value(hostKey{}).(string), "..", "..")
	run := func(env []string, name string, args ...string) string {
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Env = top, append(os.Environ(), env...)
		out, err := cmd.Output()
		if err != nil {
			ts.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
		}
		return strings.TrimSpace(string(out))
	}
	var identity []string
	for _, name := range []string{"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"} {
		identity = append(identity, name+"="+ts.Getenv(name))
	}
	folder := ts.MkAbs(args[0])
	run(identity, "git", "init", "-q", "-b", "main", folder)
	from := append(identity, "GIT_DIR="+filepath.Join(folder, ".git"), "GIT_WORK_TREE="+top)
	files := append([]string{"add", "--", ":!*testdata/*", ":!*_test.go"}, args[1:]...)
	if len(args) == 1 {
		files = append(files, ".")
	}
	run(from, "git", files...)
	run(from, "git", "commit", "-q", "-m", "all")
	ts.Setenv("REV", run(from, "git", "rev-parse", "HEAD"))

	settings := map[string]string{}
	ts.Check(json.Unmarshal([]byte(run(nil, "go", "env", "-json", "GOCACHE", "GOMODCACHE", "GOTOOLCHAIN")), &settings))
	for name, value := range settings {
		ts.Setenv(name, value)
	}
	ts.Setenv("GOPROXY", "off")
	// As "make build" does it, so that most of it is built already.
	ts.Setenv("GOFLAGS", "-trimpath")
	ts.Setenv("CGO_ENABLED", "0")
}
