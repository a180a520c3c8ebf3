//go:build linux

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources/gittest"
	"go.yaml.in/yaml/v4"
)

// pipelineRepo is a repository as a pipeline clones it: "main" is clean, "topic"
// has a leak that its last commit removed again. The work tree is at topic.
func pipelineRepo(t *testing.T) (r *gittest.Repo, outputs string) {
	r = gittest.New(t)
	r.Write(".git/info/exclude", "leakstag*\ngl-*.json\n")
	r.Save("README.md", "# A project\n")
	r.Save("deploy/app.yaml", "replicas: 2\n")
	r.Git("checkout", "-q", "-b", "topic")
	r.Save("deploy/app.yaml", "replicas: 2\nLOGSTAG_API_KEY: "+planted[0]+"\n")
	r.Save("deploy/app.yaml", "replicas: 3\n")
	outputs = filepath.Join(t.TempDir(), "outputs")
	if err := os.Mkdir(outputs, 0o700); err != nil {
		t.Fatal(err)
	}
	return r, outputs
}

// runIn runs a program in a repository, with nothing but these variables, and gives
// its exit code and output. What leakstag puts out is searched for keys.
func runIn(t *testing.T, dir, outputs string, env []string, program string, args ...string) (int, string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(outputs), "LC_ALL=C.UTF-8", outputsVariable + "=" + outputs,
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", raceVariable[0] + "=" + raceVariable[1],
	}, env...)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	checkOutputs(t, outputs)
	if found := leaks(out); len(found) > 0 {
		t.Errorf("the output holds %v", found)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// pipelineSource reads a file of the project.
func projectFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// scanScript gives the shell script in a pipeline's definition that scans.
func scanScript(t *testing.T, name string) string {
	t.Helper()
	text := projectFile(t, name)
	var found []string
	if strings.HasSuffix(name, "Jenkinsfile") {
		for _, m := range regexp.MustCompile(`(?s)sh '''(.*?)'''`).FindAllSubmatch(text, -1) {
			found = append(found, string(m[1]))
		}
	} else {
		var doc any
		if err := yaml.Unmarshal(text, &doc); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found = stringsIn(doc)
	}
	found = slices.DeleteFunc(found, func(s string) bool { return !strings.Contains(s, "leakstag scan") })
	if len(found) != 1 {
		t.Fatalf("%s has %d scripts that scan", name, len(found))
	}
	return found[0]
}

func stringsIn(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, x := range v {
			out = append(out, stringsIn(x)...)
		}
	case map[string]any:
		for _, x := range v {
			out = append(out, stringsIn(x)...)
		}
	}
	return out
}

// TestPipelines runs the scripts of the pipelines in deploy/ci as the services run
// them: for a request to merge a leak, for one without, and for the main branch.
func TestPipelines(t *testing.T) {
	t.Parallel()
	table := []struct {
		file, shell string
		request     func(base string) []string
		reports     []string
	}{
		{"deploy/ci/gitlab/.gitlab-ci.yml", "bash", func(base string) []string { return []string{"CI_MERGE_REQUEST_DIFF_BASE_SHA=" + base} },
			[]string{"gl-secret-detection-report.json", "leakstag.junit.xml"}},
		{"deploy/ci/jenkins/Jenkinsfile", "sh", func(string) []string { return []string{"CHANGE_TARGET=main"} },
			[]string{"leakstag.junit.xml", "leakstag.sarif"}},
		{"deploy/ci/azure/azure-pipelines.yml", "bash", func(string) []string { return []string{"SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main"} },
			[]string{"leakstag.junit.xml", "leakstag.sarif"}},
		{"deploy/ci/circleci/config.yml", "bash", func(string) []string { return []string{"CIRCLE_BRANCH=topic"} },
			[]string{"leakstag/leakstag.junit.xml", "leakstag/leakstag.sarif"}},
	}
	for _, c := range table {
		t.Run(strings.Split(c.file, "/")[2], func(t *testing.T) {
			t.Parallel()
			r, outputs := pipelineRepo(t)
			script := scanScript(t, c.file)
			env := c.request(r.Git("merge-base", "main", "topic"))
			run := func(want int, env []string) {
				t.Helper()
				for _, name := range c.reports {
					os.Remove(filepath.Join(r.Dir, name))
				}
				if code, out := runIn(t, r.Dir, outputs, env, c.shell, "-eu", "-c", script); code != want {
					t.Errorf("exit code %d, want %d: %s", code, want, out)
				}
				for _, name := range c.reports {
					if info, err := os.Stat(filepath.Join(r.Dir, name)); err != nil || info.Size() == 0 {
						t.Errorf("no report %s: %v", name, err)
					}
				}
			}
			run(exitFindings, env)
			r.Git("checkout", "-q", "-B", "topic", "main")
			r.Save("other", "clean\n")
			run(exitClean, env)
			r.Git("checkout", "-q", "main")
			r.Git("reflog", "expire", "--expire=now", "--all")
			r.Git("branch", "-q", "-D", "topic")
			r.Git("gc", "-q", "--prune=now")
			run(exitClean, []string{"CIRCLE_BRANCH=main"})
			r.Save("leak.env", "LOGSTAG_API_KEY="+planted[1]+"\n")
			run(exitFindings, []string{"CIRCLE_BRANCH=main"})
		})
	}
}

// TestGitHubAction runs the script of the action for the events there are.
func TestGitHubAction(t *testing.T) {
	t.Parallel()
	script, err := filepath.Abs("../../deploy/ci/github/scan.sh")
	if err != nil {
		t.Fatal(err)
	}
	leakstag, err := exec.LookPath("leakstag")
	if err != nil {
		t.Fatal(err)
	}
	// The merge that GitHub checks out for a pull request, into a base that moved on.
	r, outputs := pipelineRepo(t)
	temp := filepath.Dir(outputs)
	if err := os.Mkdir(filepath.Join(temp, "leakstag-bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(leakstag, filepath.Join(temp, "leakstag-bin", "leakstag")); err != nil {
		t.Fatal(err)
	}
	topic, base := r.Git("rev-parse", "topic"), r.Git("rev-parse", "main")
	r.Git("checkout", "-q", "main")
	r.Save("other.env", "LOGSTAG_API_KEY="+planted[1]+"\n") // a leak that is not the request's
	moved := r.Git("rev-parse", "main")
	r.Git("checkout", "-q", "--detach", "main")
	r.Git("merge", "-q", "--no-edit", "topic")

	run := func(env ...string) (code int, out string, outs map[string]string, summary string) {
		t.Helper()
		output, sum := filepath.Join(temp, "output"), filepath.Join(temp, "summary")
		for _, f := range []string{output, sum} {
			if err := os.WriteFile(f, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		env = append([]string{"RUNNER_TEMP=" + temp, "GITHUB_OUTPUT=" + output, "GITHUB_STEP_SUMMARY=" + sum,
			"GITHUB_WORKSPACE=" + r.Dir, "GITHUB_ACTIONS=true", "DEFAULT_BRANCH=main"}, env...)
		code, out = runIn(t, r.Dir, outputs, env, "bash", script)
		outs = map[string]string{}
		text, err := os.ReadFile(output)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
			outs[name] = value
		}
		text, err = os.ReadFile(sum)
		if err != nil {
			t.Fatal(err)
		}
		if found := leaks(text); len(found) > 0 {
			t.Errorf("the summary holds %v", found)
		}
		return code, out, outs, string(text)
	}
	results := func(outs map[string]string) int {
		t.Helper()
		text, err := os.ReadFile(outs["sarif-file"])
		if err != nil {
			t.Fatal(err)
		}
		var log struct {
			Runs []struct {
				Results []any `json:"results"`
			} `json:"runs"`
		}
		if err := json.Unmarshal(text, &log); err != nil || len(log.Runs) != 1 {
			t.Fatalf("the report has %d runs: %v", len(log.Runs), err)
		}
		return len(log.Runs[0].Results)
	}

	code, out, outs, summary := run("GITHUB_EVENT_NAME=pull_request", "BASE_SHA="+base)
	if code != 0 || outs["exit-code"] != "1" || results(outs) != 1 {
		t.Errorf("a pull request: exit code %d, %v: %s", code, outs, out)
	}
	if !strings.Contains(out, "::error ") || !strings.Contains(summary, "Rotate now") {
		t.Errorf("a pull request: annotations %q, summary %q", out, summary)
	}
	if _, _, outs, _ := run("GITHUB_EVENT_NAME=merge_group", "BASE_SHA="+moved); outs["exit-code"] != "1" || results(outs) != 1 {
		t.Errorf("a merge queue: %v", outs)
	}
	if _, _, outs, _ := run("GITHUB_EVENT_NAME=schedule"); outs["exit-code"] != "1" || results(outs) != 2 {
		t.Errorf("on schedule: %v", outs)
	}
	if _, _, outs, _ := run("GITHUB_EVENT_NAME=schedule", "LEAKSTAG_FAIL_ON=never"); outs["exit-code"] != "0" || results(outs) != 2 {
		t.Errorf("never to fail: %v", outs)
	}
	push := []string{"GITHUB_EVENT_NAME=push", "GITHUB_REF=refs/heads/topic"}
	r.Git("checkout", "-q", topic)
	if _, _, outs, _ := run(append(push, "BEFORE_SHA="+r.Git("rev-parse", "topic~"))...); outs["exit-code"] != "0" || results(outs) != 0 {
		t.Errorf("a push that removes the leak: %v", outs)
	}
	if _, _, outs, _ := run(append(push, "BEFORE_SHA="+strings.Repeat("0", 40))...); outs["exit-code"] != "1" || results(outs) != 1 {
		t.Errorf("a push of a new branch: %v", outs)
	}
	if _, _, outs, _ := run("GITHUB_EVENT_NAME=push", "GITHUB_REF=refs/heads/main", "BEFORE_SHA="+topic); outs["exit-code"] != "1" || results(outs) != 2 {
		t.Errorf("a push to the default branch: %v", outs)
	}
	if _, _, outs, _ := run("LEAKSTAG_SCOPE=topic~..topic", "LEAKSTAG_ARGS=--fail-on\nwarning\n"); outs["exit-code"] != "0" {
		t.Errorf("a range: %v", outs)
	}
	if code, _, outs, _ := run("LEAKSTAG_SCOPE=$(touch hacked)"); code != 2 || outs["sarif-file"] != "" {
		t.Errorf("a range that is none: exit code %d, %v", code, outs)
	}
}
