//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/report/sarifcheck"
	"go.yaml.in/yaml/v4"
)

// readmeBlocks gives the blocks of the README that are marked to be run, by their
// names.
func readmeBlocks(t *testing.T) map[string]string {
	t.Helper()
	blocks := map[string]string{}
	form := regexp.MustCompile("(?s)<!-- run: ([a-z-]+) -->\n```[a-z]+\n(.*?)```")
	text := string(projectFile(t, "README.md"))
	for _, m := range form.FindAllStringSubmatch(text, -1) {
		blocks[m[1]] = m[2]
	}
	if n := strings.Count(text, "<!-- run:"); n != len(blocks) {
		t.Fatalf("%d blocks are marked, %d are found", n, len(blocks))
	}
	return blocks
}

// readmeTests run one block each.
var readmeTests = map[string]func(t *testing.T, block string){
	"baseline":     readmeBaseline,
	"hook":         readmeHook,
	"framework":    readmeFramework,
	"workflow":     readmeWorkflow,
	"branch":       readmeBranch,
	"codescanning": readmeCodeScanning,
	"audit":        readmeAudit,
	"timer":        readmeTimer,
}

// TestReadme does what the README tells its readers to do.
func TestReadme(t *testing.T) {
	t.Parallel()
	blocks := readmeBlocks(t)
	for name, block := range blocks {
		test := readmeTests[name]
		if test == nil {
			t.Errorf("no test runs the block %q", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, block)
		})
	}
	for name := range readmeTests {
		if blocks[name] == "" {
			t.Errorf("the README has no block %q", name)
		}
	}
}

func readmeBaseline(t *testing.T, block string) {
	r, outputs := pipelineRepo(t)
	r.Save("old.env", "LOGSTAG_API_KEY="+planted[1]+"\n")
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", block); code != exitClean {
		t.Fatalf("exit code %d: %s", code, out)
	}
	lines := strings.Split(strings.TrimSpace(block), "\n")
	last := lines[len(lines)-1]
	r.Git("mv", "old.env", "renamed.env")
	r.Save("renamed.env", "# inserted above\n\nLOGSTAG_API_KEY="+planted[1]+"\n")
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", last); code != exitClean {
		t.Errorf("after a rename, exit code %d: %s", code, out)
	}
	r.Save("copy.env", "LOGSTAG_API_KEY="+planted[1]+"\n")
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", last); code != exitFindings || !strings.Contains(out, "copy.env:1:") {
		t.Errorf("after a copy, exit code %d: %s", code, out)
	}
}

func readmeHook(t *testing.T, block string) {
	r, outputs := pipelineRepo(t)
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", block); code != 0 {
		t.Fatalf("exit code %d: %s", code, out)
	}
	commit := func() (int, string) {
		return runIn(t, r.Dir, outputs, []string{"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org"},
			"git", "commit", "-q", "-a", "-m", "x")
	}
	r.Write("new.env", "LOGSTAG_API_KEY="+planted[2]+"\n")
	r.Git("add", "new.env")
	if code, out := commit(); code == 0 || !strings.Contains(out, "new.env:1:17") {
		t.Errorf("a leak: exit code %d: %s", code, out)
	}
	r.Write("new.env", "LOGSTAG_API_KEY=${SECRET}\n")
	if code, out := commit(); code != 0 || out != "" {
		t.Errorf("no leak: exit code %d: %s", code, out)
	}
}

func readmeFramework(t *testing.T, block string) {
	type hook struct {
		ID     string
		Stages []string
	}
	var config struct {
		Repos []struct {
			Repo  string
			Hooks []hook
		}
	}
	if err := yaml.Unmarshal([]byte(block), &config); err != nil {
		t.Fatal(err)
	}
	var offered []hook
	if err := yaml.Unmarshal(projectFile(t, ".pre-commit-hooks.yaml"), &offered); err != nil {
		t.Fatal(err)
	}
	var stages []string
	for _, h := range config.Repos[0].Hooks {
		i := slices.IndexFunc(offered, func(o hook) bool { return o.ID == h.ID })
		if i < 0 {
			t.Fatalf("there is no hook %q", h.ID)
		}
		stages = append(stages, offered[i].Stages...)
	}
	if want := []string{"pre-commit", "pre-merge-commit", "pre-push"}; !slices.Equal(stages, want) {
		t.Errorf("the hooks run at %q, want %q", stages, want)
	}
	file := filepath.Join(t.TempDir(), ".pre-commit-config.yaml")
	if err := os.WriteFile(file, []byte(block), 0o600); err != nil {
		t.Fatal(err)
	}
	folder, err := frameworkFolder()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(filepath.Join(folder, "pre-commit"), "validate-config", file).CombinedOutput(); err != nil {
		t.Errorf("pre-commit: %v: %s", err, out)
	}
}

// readmeWorkflow compares the workflow with the action, and with the one that scans
// this project.
func readmeWorkflow(t *testing.T, block string) {
	type workflow struct {
		Jobs map[string]struct {
			Permissions map[string]string
			Steps       []struct {
				Uses string
				With map[string]any
			}
		}
	}
	var action struct{ Inputs map[string]any }
	if err := yaml.Unmarshal(projectFile(t, "action.yml"), &action); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"README": block, "own": string(projectFile(t, ".github/workflows/leakstag.yml"))} {
		var w workflow
		if err := yaml.Unmarshal([]byte(text), &w); err != nil {
			t.Fatal(err)
		}
		job := w.Jobs["leakstag"]
		if job.Permissions["security-events"] != "write" || job.Permissions["contents"] != "read" {
			t.Errorf("%s: the permissions are %v", name, job.Permissions)
		}
		if len(job.Steps) != 2 || !strings.HasPrefix(job.Steps[0].Uses, "actions/checkout@") || job.Steps[0].With["fetch-depth"] != 0 {
			t.Fatalf("%s: the steps are %v", name, job.Steps)
		}
		if uses := job.Steps[1].Uses; uses != "./" && !strings.HasPrefix(uses, "leakstag/leakstag@") {
			t.Errorf("%s uses %s", name, uses)
		}
		for input := range job.Steps[1].With {
			if action.Inputs[input] == nil {
				t.Errorf("%s: the action has no input %q", name, input)
			}
		}
	}
}

func readmeBranch(t *testing.T, block string) {
	r, outputs := pipelineRepo(t)
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", block); code != exitFindings {
		t.Errorf("exit code %d: %s", code, out)
	}
	if _, err := os.Stat(filepath.Join(r.Dir, "leaks.xml")); err != nil {
		t.Error(err)
	}
	r.Git("checkout", "-q", "-B", "topic", "main")
	r.Save("other", "clean\n")
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", block); code != exitClean {
		t.Errorf("exit code %d: %s", code, out)
	}
}

func readmeCodeScanning(t *testing.T, block string) {
	r, outputs := pipelineRepo(t)
	if code, out := runIn(t, r.Dir, outputs, nil, "bash", "-eu", "-c", block); code != exitClean {
		t.Fatalf("exit code %d: %s", code, out)
	}
	text, err := os.ReadFile(filepath.Join(r.Dir, "leakstag.sarif"))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range sarifcheck.Faults(text, true) {
		t.Error(fault)
	}
	if !strings.Contains(string(text), `"uri": "deploy/app.yaml"`) && !strings.Contains(string(text), `"uri":"deploy/app.yaml"`) {
		t.Error("the report does not say where the leak is")
	}
}

// asHost changes a block so that it touches nothing of this host: it audits a small
// system below dir, and writes there.
func asHost(t *testing.T, block, command, flags string) string {
	t.Helper()
	with := "sudo leakstag " + command
	if strings.Count(block, with) != 1 {
		t.Fatalf("the block does not say %q once", with)
	}
	return strings.Replace(block, with, "leakstag "+command+" "+flags, 1)
}

func readmeAudit(t *testing.T, block string) {
	dir := t.TempDir()
	outputs := filepath.Join(t.TempDir(), "outputs")
	for _, d := range []string{outputs, filepath.Join(dir, "root/.ssh"), filepath.Join(dir, "etc")} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"etc/passwd":             "root:x:0:0::/root:/bin/bash\n",
		"etc/logstag-agent.toml": "[agent]\napi_key = \"" + planted[3] + "\"\n",
		"root/.bash_history":     "export LOGSTAG_API_KEY=" + planted[4] + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script := asHost(t, block, "audit", "--root "+dir+" --state "+filepath.Join(outputs, "..", "audit.state"))
	code, out := runIn(t, dir, outputs, nil, "bash", "-eu", "-c", script)
	if code != exitFindings || !strings.Contains(out, "etc/logstag-agent.toml:2:12") || !strings.Contains(out, ".bash_history:1:24") {
		t.Errorf("the first audit: exit code %d: %s", code, out)
	}
	if code, out := runIn(t, dir, outputs, nil, "bash", "-eu", "-c", script); code != exitClean || out != "" {
		t.Errorf("the second audit: exit code %d: %s", code, out)
	}
}

func readmeTimer(t *testing.T, block string) {
	dir := t.TempDir()
	outputs := filepath.Join(t.TempDir(), "outputs")
	if err := os.Mkdir(outputs, 0o700); err != nil {
		t.Fatal(err)
	}
	install, systemctl, _ := strings.Cut(asHost(t, block, "install timer", "--print"), "\n")
	code, out := runIn(t, dir, outputs, nil, "bash", "-eu", "-c", install)
	if code != 0 || !strings.Contains(out, "OnCalendar=") || !strings.Contains(out, "ExecStart=") {
		t.Errorf("exit code %d: %s", code, out)
	}
	// The program itself says the same of what is left to be done.
	code, out = runIn(t, dir, outputs, nil, "bash", "-eu", "-c", strings.Replace(install, "--print", "--dir "+dir, 1))
	if os.Geteuid() != 0 {
		return // a program that others may change is not installed
	}
	if code != 0 {
		t.Errorf("exit code %d: %s", code, out)
	}
	for line := range strings.Lines(systemctl) {
		if want := strings.TrimPrefix(strings.TrimSpace(line), "sudo "); !strings.Contains(out, want) {
			t.Errorf("the program does not say %q: %s", want, out)
		}
	}
}
