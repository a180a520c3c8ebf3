//go:build linux

package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/report/sarifcheck"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the program as its users do. Whatever it puts out in any of
// the scripts is searched for the planted keys.
func TestScripts(t *testing.T) {
	host, err := filepath.Abs("../../testdata/host")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		Setup:               func(env *testscript.Env) error { return setUp(env, host) },
		Cmds:                scriptCommands,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
	})
}

// raceVariable keeps the race detector from waiting for a second whenever a
// program ends.
var raceVariable = [2]string{"GORACE", "atexit_sleep_ms=0"}

// hostKey is the name under which a script keeps the folder of the sample host.
type hostKey struct{}

func setUp(env *testscript.Env, host string) error {
	env.Values[hostKey{}] = host
	for i, k := range planted {
		env.Setenv(fmt.Sprintf("KEY%d", i+1), k)
		env.Setenv(fmt.Sprintf("KEY%d_BASE64", i+1), base64.StdEncoding.EncodeToString([]byte(k)))
	}
	for _, pair := range [][2]string{
		{"GIT_CONFIG_GLOBAL", "/dev/null"}, {"GIT_CONFIG_NOSYSTEM", "1"}, {"GIT_TERMINAL_PROMPT", "0"},
		{"GIT_AUTHOR_NAME", "Ada"}, {"GIT_AUTHOR_EMAIL", "ada@example.test"}, {"GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z"},
		{"GIT_COMMITTER_NAME", "Ada"}, {"GIT_COMMITTER_EMAIL", "ada@example.test"}, {"GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z"},
		{"LC_ALL", "C.UTF-8"}, {"TZ", "UTC"},
		raceVariable,
	} {
		env.Setenv(pair[0], pair[1])
	}
	framework, err := frameworkFolder()
	if err != nil {
		return err
	}
	env.Setenv("PATH", framework+string(os.PathListSeparator)+env.Getenv("PATH"))
	outputs := env.WorkDir + " outputs"
	if err := os.Mkdir(outputs, 0o700); err != nil {
		return err
	}
	env.Setenv(outputsVariable, outputs)
	t := env.T().(testing.TB)
	env.Defer(func() { checkOutputs(t, outputs) })
	return nil
}

// checkOutputs fails the test if the program has shown a key.
func checkOutputs(t testing.TB, dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Error(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Error(err)
		}
		for _, l := range leaks(text) {
			t.Errorf("%s holds %v", e.Name(), l)
		}
		// A script names a report for code scanning so.
		if strings.Contains(e.Name(), ".sarif ") {
			for _, fault := range sarifcheck.Faults(text, strings.HasPrefix(e.Name(), "github")) {
				t.Errorf("%s: %s", e.Name(), fault)
			}
		}
	}
}
