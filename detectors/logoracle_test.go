//go:build linux

package detectors

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestRealPrograms has real programs write their logs: each place at which a key
// stands in one must be found.
func TestRealPrograms(t *testing.T) {
	const script = `
export LOGSTAG_API_KEY=@@
LOGSTAG_API_KEY="@@" true
logstag_agent() { :; }
logstag_agent --api-key @@ --verbose
logstag_agent --api-key=@@
logstag_agent -H "X-Logstag-Api-Key: @@"
config='[agent]
api_key = "@@"
log_level = "info"'
: "logstag_api_key: '@@'"
`
	const run = `env LOGSTAG_API_KEY=@@ true; printf '[agent]\napi_key = "@@"\n' > logstag-agent.toml; ./logstag-agent --api-key @@`
	dir := t.TempDir()
	for name, text := range map[string]string{"script": script, "logstag-agent.toml": "[agent]\napi_key = \"@@\"\n"} {
		for nth, key := range fakeAgentKeys {
			if err := os.WriteFile(filepath.Join(dir, string(rune('0'+nth))+name), []byte(strings.ReplaceAll(text, "@@", key)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "logstag-agent"), []byte("#!/bin/sh\nexit 0\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		name  string
		least int // how often the key must be in the log for the test to be one
		log   string
		args  []string
	}{
		{name: "bash -x", least: 8, args: []string{"bash", "-x", "0script"}},
		{name: "bash -x, PS4", least: 8, args: []string{"env", "PS4=+($0:${LINENO}): ", "bash", "-x", "0script"}},
		{name: "sh -x", least: 7, args: []string{"sh", "-x", "0script"}},
		{name: "zsh -x", least: 7, args: []string{"zsh", "-f", "-x", "0script"}},
		{name: "strace", least: 4, log: "trace", args: []string{"strace", "-f", "-v", "-s", "4096", "-e", "trace=execve,write", "-o", "trace", "sh", "-c", run}},
		{name: "strace, cut", least: 3, log: "trace", args: []string{"strace", "-f", "-s", "100", "-e", "trace=execve", "-o", "trace", "sh", "-c", run}},
		{name: "script", least: 8, args: []string{"script", "-qec", "bash -x 0script", "/dev/null"}},
		{name: "grep", least: 1, args: []string{"grep", "--color=always", "-nH", "api_key", "0logstag-agent.toml"}},
		{name: "grep, entry", least: 1, args: []string{"grep", "--color=always", "-nH", "api.*", "0logstag-agent.toml"}},
		{name: "cat -v", least: 1, args: []string{"sh", "-c", "grep --color=always -H api_key 0logstag-agent.toml | cat -v"}},
		{name: "env", least: 1, args: []string{"env", "LOGSTAG_API_KEY=@@", "env"}},
		{name: "declare -p", least: 1, args: []string{"env", "LOGSTAG_API_KEY=@@", "bash", "-c", "declare -p"}},
		{name: "export -p", least: 1, args: []string{"env", "LOGSTAG_API_KEY=@@", "zsh", "-f", "-c", "export -p"}},
		{name: "diff", least: 1, args: []string{"sh", "-c", "diff -u /dev/null 0logstag-agent.toml; true"}},
	}
	e := newTestEngine(t)
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			for nth, key := range fakeAgentKeys {
				args := make([]string, len(r.args))
				for i, a := range r.args {
					a = strings.ReplaceAll(a, "@@", key)
					args[i] = strings.ReplaceAll(strings.ReplaceAll(a, "0script", string(rune('0'+nth))+"script"), "0logstag", string(rune('0'+nth))+"logstag")
				}
				cmd := exec.Command(args[0], args[1:]...)
				cmd.Dir = dir
				log, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("%s: %v", args[0], err)
				}
				if r.log != "" {
					if log, err = os.ReadFile(filepath.Join(dir, r.log)); err != nil {
						t.Fatal(err)
					}
				}
				compareWithCount(t, e, log, key, r.least)
			}
		})
	}
}

// compareWithCount wants a finding at every place of key in a log.
func compareWithCount(t *testing.T, e *Engine, log []byte, key string, least int) {
	t.Helper()
	at := map[int64]bool{}
	for _, x := range scanText(t, e, sources.Origin{LineText: true}, string(log)) {
		at[x.Region.Offset] = x.Rule.ID == agentRule && x.Region.Length == len(key)
	}
	places := 0
	for i := 0; ; places++ {
		n := bytes.Index(log[i:], []byte(key))
		if n < 0 {
			break
		}
		i += n
		if !at[int64(i)] {
			line := log[bytes.LastIndexByte(log[:i], '\n')+1 : i]
			t.Errorf("not found, or not as it is, behind %.80q", bytes.ReplaceAll(line, []byte(key), []byte("@@")))
		}
		i += len(key)
	}
	if places < least || len(at) != places {
		t.Errorf("%d places of the key, %d findings", places, len(at))
	}
}
