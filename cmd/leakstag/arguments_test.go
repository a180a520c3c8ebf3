//go:build linux

package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/processes"
	"github.com/leakstag/leakstag/sources/stdin"
)

// TestArguments wants a key in a process's arguments or environment found with
// its true value, once for each time it stands there, however it is quoted.
func TestArguments(t *testing.T) {
	k := planted[2]
	tests := []struct {
		name string
		args []string
		env  string
		want int
	}{
		{"by itself", []string{"--api-key", k}, "", 1},
		{"line break at its end", []string{"--api-key", k + "\n"}, "", 1},
		{"quotes pasted in", []string{"--api-key", "'" + k + "'"}, "", 1},
		{"a command", []string{"-c", "LOGSTAG_API_KEY=" + k + " agent"}, "", 1},
		{"a command with quotes", []string{"-c", "LOGSTAG_API_KEY='" + k + "' agent"}, "", 1},
		{"a command with both quotes", []string{"-c", `LOGSTAG_API_KEY='` + k + `' agent "x" \`}, "", 1},
		{"a command with the other quotes", []string{"-c", `LOGSTAG_API_KEY="` + k + `" agent 'x' $y`}, "", 1},
		{"a script", []string{"-c", "set -e\nexport LOGSTAG_API_KEY='" + k + "'\nagent \"$x\"\n"}, "", 1},
		{"a configuration", []string{"-c", "[agent]\napi_key = \"" + k + "\"\n"}, "", 1},
		{"a configuration given to an option", []string{"--config=[agent]\napi_key = \"" + k + "\"\n"}, "", 1},
		{"JSON", []string{"-d", `{"logstag": {"api_key": "` + k + `"}}`}, "", 1},
		{"JSON with a quote", []string{"-d", `{"note": "it's", "logstag_api_key": "` + k + `"}`}, "", 1},
		{"JSON in lines", []string{"-d", "{\n  \"note\": \"it's\",\n  \"logstag_api_key\": \"" + k + "\"\n}"}, "", 1},
		{"JSON in JSON in a command", []string{"-c", `curl -d '{"x": "{\"logstag_api_key\": \"` + k + `\"}"}'`}, "", 1},
		{"twice", []string{"--api-key", k, "-c", "LOGSTAG_API_KEY='" + k + "' \"x\"\n\n y"}, "", 2},
		{"twice in one argument", []string{"-c", "LOGSTAG_API_KEY='" + k + "' agent \"x\"\nLOGSTAG_API_KEY='" + k + "' agent"}, "", 2},
		{"in the environment", nil, "LOGSTAG_API_KEY=" + k, 1},
		{"in the environment and an argument", []string{"--api-key=" + k}, "LOGSTAG_API_KEY=" + k, 2},
		{"a configuration in the environment", nil, "AGENT_CONFIG=[agent]\napi_key = \"" + k + "\"\n", 1},
	}
	var pids []int
	for _, tt := range tests {
		cmd := exec.CommandContext(t.Context(), "/bin/sh", append([]string{"-c", "read x; :", "logstag-agent"}, tt.args...)...)
		cmd.Env = []string{tt.env}
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			in.Close()
			cmd.Wait() // its exit code says nothing
		})
		pids = append(pids, cmd.Process.Pid)
	}
	set, err := loadRules(nil)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := detectors.NewEngine(set, detectors.Options{})
	if err != nil {
		t.Fatal(err)
	}
	skip := func(o sources.Origin, err error) error { return nil } // of processes that are none of ours
	for i, src := range []sources.Source{
		processes.New(processes.Options{Environment: true}),
		stdin.New(strings.NewReader("LOGSTAG_API_KEY="+k), stdin.Options{Name: "stdin"}),
	} {
		if err := src.Read(t.Context(), engine.Emitter(i), skip); err != nil {
			t.Fatal(err)
		}
	}
	found, err := engine.Results(t.Context(), make([]sources.Locator, 2), skip)
	if err != nil {
		t.Fatal(err)
	}
	var key string
	byPID := map[int][]detectors.Finding{}
	for _, f := range found {
		if f.Origin.Process == nil {
			key = f.KeyFingerprint
			continue
		}
		byPID[f.Origin.Process.PID] = append(byPID[f.Origin.Process.PID], f)
	}
	for i, tt := range tests {
		if got := len(byPID[pids[i]]); got != tt.want {
			t.Errorf("%s: %d findings, want %d", tt.name, got, tt.want)
		}
		for _, f := range byPID[pids[i]] {
			if f.KeyFingerprint != key || f.Rule.ID != "logstag-agent-key" {
				t.Errorf("%s: %s of %d characters, want %d", tt.name, f.Rule.ID, f.Secret.Len(), len(k))
			}
		}
	}
}
