package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/deploy/systemd"
)

// TestServiceSystemCalls traces an audit and looks up in systemd's lists whether the
// service lets it make the system calls that it makes.
func TestServiceSystemCalls(t *testing.T) {
	service, err := systemd.Service("/bin/leakstag", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]bool{}
	for line := range strings.Lines(service) {
		filter, ok := strings.CutPrefix(strings.TrimSpace(line), "SystemCallFilter=")
		if !ok {
			continue
		}
		names, deny := strings.CutPrefix(filter, "~")
		for _, name := range strings.Fields(names) {
			for _, call := range systemCalls(t, name) {
				allowed[call] = !deny
			}
		}
	}
	made := tracedAudit(t)
	for _, want := range []string{"openat", "flock", "renameat"} {
		if !slices.Contains(made, want) {
			t.Errorf("the audit makes no %s: what was traced?", want)
		}
	}
	for _, call := range made {
		if !allowed[call] {
			t.Errorf("the service does not let the audit make the system call %s", call)
		}
	}
	for _, call := range []string{"setpriority", "ioprio_set", "sched_setattr"} {
		if !allowed[call] {
			t.Errorf("the service does not let the audit lower its priority by %s", call)
		}
	}
	for _, call := range []string{"ptrace", "mount", "setuid", "chown", "init_module", "bpf", "keyctl_no_such_call"} {
		if allowed[call] {
			t.Errorf("the service lets the audit make the system call %s", call)
		}
	}
}

// systemCalls gives the system calls of a set such as @file-system, or the one that
// is named.
func systemCalls(t *testing.T, name string) []string {
	if !strings.HasPrefix(name, "@") {
		return []string{name}
	}
	out, err := exec.CommandContext(t.Context(), "systemd-analyze", "syscall-filter", "--no-pager", name).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var all []string
	for line := range strings.Lines(string(out)) {
		line, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		if indented && !strings.HasPrefix(line, "#") {
			all = append(all, systemCalls(t, line)...)
		}
	}
	return all
}

// tracedAudit audits a small system twice and gives the system calls that were made.
func tracedAudit(t *testing.T) []string {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"etc/logstag-agent.toml": "[agent]\napi_key = \"" + planted[0] + "\"\n", "var/log/app.log": "started\n", "root/.bash_history": "ls\n",
	} {
		path := filepath.Join(dir, "system", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	call := regexp.MustCompile(`(?m)^\d+ +(?:<\.\.\. )?(\w+)`)
	var made []string
	for run, want := range []int{exitFindings, exitClean} {
		trace := filepath.Join(dir, fmt.Sprint("trace", run))
		cmd := exec.CommandContext(t.Context(), "strace", "-f", "-qq", "-e", "signal=none", "-o", trace,
			"leakstag", "audit", "--root", filepath.Join(dir, "system"), "--state", filepath.Join(dir, "state", "audit.state"))
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != want {
			t.Fatalf("exit code %d, want %d; %d bytes were put out", code, want, len(out))
		}
		text, err := os.ReadFile(trace)
		if err != nil {
			t.Fatal(err)
		}
		// The first is that by which the program itself is started.
		for _, m := range call.FindAllSubmatch(text, -1) {
			made = append(made, string(m[1]))
		}
	}
	slices.Sort(made)
	return slices.Compact(made)
}
