package report

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// processRun has a key in the environments of 12 processes of one program in a
// container, of 3 of another, and in the arguments of one; and skips that stand
// for many.
func processRun() *Run {
	run := emptyRun()
	add := func(p sources.ProcessOrigin) {
		run.Findings = append(run.Findings, detectors.Finding{
			Rule: agentRule, Level: rules.Error, Secret: secret(agentKey), KeyFingerprint: "lk1-abcdefghijklmnop",
			Origin: sources.Origin{Source: sources.Processes, Process: &p},
		})
	}
	add(sources.ProcessOrigin{PID: 5011, Executable: "/usr/sbin/web", User: "www"})
	for i := range 12 {
		add(sources.ProcessOrigin{PID: 5011 - i, Executable: "/usr/sbin/web", User: "www", Started: date(29 - i),
			Part: sources.Environment, Container: strings.Repeat("3f4e1b7d", 8)})
	}
	for i := range 3 {
		add(sources.ProcessOrigin{PID: 6000 + i, Executable: "/bin/sh", Part: sources.Environment, Container: hostile})
	}
	run.Skips = []sources.Skip{
		{Origin: sources.Origin{Source: sources.Processes}, Err: fmt.Errorf("x: %w",
			&sources.ManyError{Count: 112, What: "environments of processes", Err: fs.ErrPermission})},
		{Origin: sources.Origin{Source: sources.Logs, Path: "/var/log/secure"}, Err: fs.ErrPermission},
	}
	return run
}

func TestTextOfProcesses(t *testing.T) {
	got := render(t, "text", Options{}, processRun())
	for _, want := range []string{
		"in 16 places, the oldest since 2024-03-18",
		"error    process 5011                 /usr/sbin/web; run by www\n",
		"error    environment of 12 processes  /usr/sbin/web; run by www; in container 3f4e1b7d3f4e; since 2024-03-18 09:30 UTC; " +
			"processes 5000, 5001, 5002, 5003, 5004, 5005, 5006, 5007, 5008, 5009 and 2 more\n",
		"error    environment of process 6000  /bin/sh; in container a\\u001b[31mred",
		"environment of process 6002",
		"INCOMPLETE: 113 items were not read",
		"   113  permission denied: processes, …",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// The other formats name each process.
func TestEveryProcess(t *testing.T) {
	for format, wants := range map[string][]string{
		"json":  {`"part": "environment"`, `"container": "3f4e1b7d`, `"count": 112`, `"skipped": 113`},
		"sarif": {`"part": "environment"`, `"container": "3f4e1b7d`, "113 items were not read", "(112 of them)"},
	} {
		got := render(t, format, Options{}, processRun())
		for pid := range 12 {
			if n := strings.Count(got, fmt.Sprintf("file:///proc/%d/environ", 5000+pid)); n == 0 {
				t.Errorf("%s: process %d is missing", format, 5000+pid)
			}
		}
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s", format, want)
			}
		}
	}
}
