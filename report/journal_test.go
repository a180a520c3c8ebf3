package report

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// journalRun has a key in the journal of this host and in a journal file.
func journalRun() *Run {
	run := emptyRun()
	for _, o := range []sources.Origin{
		{Journal: &sources.JournalOrigin{Field: "MESSAGE", Host: "web1", Unit: "logstag-agent.service", Identifier: "agent", PID: "412", User: "0", Time: date(3)}},
		{Root: "/mnt/journal", Path: "a.journal", Journal: &sources.JournalOrigin{Field: "_CMDLINE", Identifier: hostile, PID: "x"}},
	} {
		o.Source = sources.Journal
		run.Findings = append(run.Findings, detectors.Finding{
			Rule: agentRule, Level: rules.Error, Secret: secret(agentKey), KeyFingerprint: "lk1-abcdefghijklmnop", Origin: o,
			Region: detectors.Region{StartLine: 1, StartColumn: 9, EndLine: 1, EndColumn: 48, Offset: 8, Length: 39},
		})
	}
	return run
}

func TestJournal(t *testing.T) {
	for format, wants := range map[string][]string{
		"text": {
			"in 2 places, the oldest since 2024-03-03",
			"error    journal of logstag-agent.service  on web1; at 2024-03-03 09:30 UTC\n",
			"error    /mnt/journal/a.journal            logged by a\\u001b[31mred",
			"; in the field _CMDLINE\n",
		},
		"json": {
			`"path": "journal of logstag-agent.service"`, `"uri": "journal/web1/logstag-agent.service"`, `"host": "web1"`,
			`"unit": "logstag-agent.service"`, `"identifier": "agent"`, `"field": "MESSAGE"`, `"pid": 412`, `"time": "2024-03-03T09:30:00Z"`,
			`"uri": "file:///mnt/journal/a.journal"`,
		},
		"sarif": {
			`"unit": "logstag-agent.service"`, `"field": "_CMDLINE"`, `"time": "2024-03-03T09:30:00Z"`, `"journal of logstag-agent.service"`,
		},
	} {
		got := render(t, format, Options{}, journalRun())
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%s", format, want, got)
			}
		}
	}
}
