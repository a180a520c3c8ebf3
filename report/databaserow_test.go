package report

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// TestRow shows a row of a database as such in every format, not as a line.
func TestRow(t *testing.T) {
	run := fullRun()
	o := sources.Origin{Source: sources.ShellHistory, Path: "/home/ada/history.db", LineText: true,
		Command: &sources.CommandOrigin{User: "ada", Shell: "atuin", Table: "history", Row: 1234}}
	run.Findings = []detectors.Finding{{Rule: agentRule, Level: agentRule.Level, Secret: secret(agentKey), Origin: o, Fingerprint: "lf1-0000000000000001", LineHash: "0:1",
		Region: detectors.Region{StartLine: 1234, StartColumn: 5, EndLine: 1234, EndColumn: 9}}}
	run.Findings = append(run.Findings, run.Findings[0])
	run.Findings[1].Origin.Command = &sources.CommandOrigin{User: "ada", Shell: "atuin", Leftover: true}
	for format, want := range map[string][]string{
		"text":  {"/home/ada/history.db row 1234  run by ada in atuin\n", "run by ada in atuin; deleted, but still in the file\n"},
		"json":  {`"table": "history"`, `"row": 1234`, `"leftover": true`},
		"jsonl": {`"table":"history","row":1234`, `"leftover":true`},
		"sarif": {`"kind": "row"`, `"name": "row 1234"`, `"fullyQualifiedName": "history row 1234"`, `"uri": "file:///home/ada/history.db"`, `"leftover": true`},
	} {
		got := render(t, format, Options{}, run)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %s:\n%s", format, w, got)
			}
		}
		if format == "sarif" {
			checkSARIF(t, sarifSchema(t), got, 2)
		}
	}
}
