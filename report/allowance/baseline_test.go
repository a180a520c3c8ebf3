package allowance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
)

// sampleRun has findings of all kinds that matter to a baseline.
func sampleRun() *report.Run {
	rule := &rules.Rule{ID: "a-rule", Description: "A key", Level: rules.Error}
	run := &report.Run{Rules: []*rules.Rule{rule}, Root: "/r"}
	for _, name := range []string{"Kb:c1+", "Ka:c1-c2", "Ka:c1-c2", "Lc", "Kd:c1+", "Ke", "Kf"} {
		f := found(name)
		f.Rule, f.Level = rule, rules.Error
		f.Origin.Root = "/r"
		if f.Place != nil {
			f.Place.Introduced.Time = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
		}
		run.Findings = append(run.Findings, f)
	}
	run.Findings[4].State = detectors.Persisting
	for i, by := range []report.Allower{report.ByBaseline, report.ByInline, report.ByIgnoreFile} {
		run.Suppressed = append(run.Suppressed, report.Suppressed{Finding: run.Findings[4+i], By: by})
	}
	run.Findings = run.Findings[:4]
	return run
}

// wantSample is the baseline of sampleRun.
var wantSample = strings.Join([]string{
	`{"type": "baseline", "version": 1, "entries": [`,
	`{"fingerprint":"` + print("Ka") + `","rule":"a-rule","path":"a","since":"2026-03-04","past":true},`,
	`{"fingerprint":"` + print("Kb") + `","rule":"a-rule","path":"b","since":"2026-03-04"},`,
	`{"fingerprint":"` + print("Lc") + `","rule":"a-rule","path":"c"},`,
	`{"fingerprint":"` + print("Kd") + `","rule":"a-rule","path":"d","since":"2026-03-04"}`,
	`]}`, ""}, "\n")

// TestBaselineOfReports gives the same of every format.
func TestBaselineOfReports(t *testing.T) {
	for _, r := range []struct {
		format string
		opts   report.Options
	}{{"json", report.Options{}}, {"jsonl", report.Options{}}, {"sarif", report.Options{Suppressed: true}}} {
		w, err := report.New(r.format, r.opts)
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := w.Write(&text, sampleRun()); err != nil {
			t.Fatal(err)
		}
		list, err := ReadReport("x", text.Bytes())
		if err != nil {
			t.Errorf("%s: %v", r.format, err)
		}
		if got := baselineOf(t, list); got != wantSample {
			t.Errorf("%s gives\n%s", r.format, got)
		}
		entries, err := ReadBaseline("x", text.Bytes())
		if err != nil || len(entries) != 5 {
			t.Errorf("%s as a baseline: %d entries, %v", r.format, len(entries), err)
		}
	}
	list, err := ReadReport("x", []byte("\ufeff"+wantSample))
	if err != nil || baselineOf(t, list) != wantSample {
		t.Errorf("a baseline does not give itself: %v", err)
	}
	entries, err := ReadBaseline("x", []byte(wantSample))
	if err != nil || len(entries) != 4 || !entries[0].past || entries[0].live || !entries[1].live || entries[0].Place() != "x" {
		t.Errorf("%+v, %v", entries, err)
	}
}

func baselineOf(t testing.TB, list []Accepted) string {
	t.Helper()
	var b strings.Builder
	if err := WriteBaseline(&b, list); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBaselineFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "is empty",
		"FAKE":                   "it is no JSON from byte 1",
		`{"type": "report", `:    "ends too early",
		`{"x": 1}`:               "is no baseline",
		`{"type": "FAKE"}`:       "is no baseline",
		`{"type": "baseline"}`:   "of version 0",
		wantSample + "{}":        "something follows its end",
		`{"type": "finding"}`:    "cut off",
		`{"type": "summary"} {}`: "follows its summary",
		`{"type": "report", "findings": [{}, {"fingerprint": "FAKE"}]}`: "x: entry 1: this entry has no fingerprint of a finding (lf1-…)\nx: entry 2: ",
		`{"type": "baseline", "version": 1, "entries": [{"path": 1}]}`:  "wrong kind",
		`{"type": "report", "findings": [{"date": "FAKE"}]}`:            "a time in it is none",
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}`:      "another tool",
		`[{"RuleID": "r", "File": "FAKE", "Commit": "FAKE"}, {}]`:       "x: entry 1: this finding of gitleaks' lacks its rule, file, line or commit\nx: entry 2: ",
		`[{"RuleID": 1}]`: "wrong kind",
		`[`:               "it is no JSON from byte 1",
	} {
		_, err := ReadBaseline("x", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "x: ") {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "FAKE") {
			t.Errorf("%q: the error holds what stands in the file", text)
		}
	}
	if _, err := ReadReport("x", []byte("[]")); err == nil || !strings.Contains(err.Error(), "--baseline") {
		t.Errorf("a report of gitleaks' is taken for one of ours: %v", err)
	}
	if list, err := ReadBaseline("x", []byte(" []\n")); err != nil || len(list) != 0 {
		t.Errorf("an empty report of gitleaks' gives %d entries, %v", len(list), err)
	}
}

// gitleaksReport is a report in the form of gitleaks 8.30's.
func gitleaksReport(list ...gitleaksFinding) []byte {
	text, err := json.Marshal(list)
	if err != nil {
		panic(err)
	}
	return text
}

// TestGitleaks matches what gitleaks found with what is found now.
func TestGitleaks(t *testing.T) {
	secret := func(name string) string { return "FAKE " + name }
	other := strings.Repeat("d", 40)
	// A key that commitID brought in on line 3 of a, and that lies on line 5 now.
	drifted := found("Ka:" + commitID + "+")
	drifted.Region.StartLine, drifted.VersionLines = 5, []int{3, 5}
	staged := found("Ka")
	staged.Region.StartLine = 3
	member := found("Ka")
	member.Origin.Path, member.Origin.RepositoryPath = "x.zip!a", "x.zip"
	member.Origin.Archive, member.Origin.Member = "x.zip", "a"
	absolute := found("Ka")
	absolute.Origin.Root, absolute.Origin.Path, absolute.Origin.RepositoryPath = "/srv/r/sub", "a", "sub/a"
	report := func(f gitleaksFinding) []byte {
		f.RuleID = "generic-api-key"
		return gitleaksReport(f)
	}
	for _, r := range []struct {
		name     string
		baseline []byte
		ignore   string
		finding  detectors.Finding
		want     bool
	}{
		{"secret and file", report(gitleaksFinding{File: "a", Commit: other, Secret: secret("K"), StartLine: 99}), "", drifted, true},
		{"another secret", report(gitleaksFinding{File: "a", Commit: commitID, Secret: secret("L"), StartLine: 3}), "", drifted, false},
		{"another file", report(gitleaksFinding{File: "b", Secret: secret("K"), StartLine: 1}), "", drifted, false},
		{"redacted", report(gitleaksFinding{File: "a", Commit: commitID, Secret: "REDACTED", StartLine: 3, EndLine: 3}), "", drifted, true},
		{"redacted in part", report(gitleaksFinding{File: "a", Commit: commitID, Secret: "FAK...", StartLine: 2, EndLine: 4}), "", drifted, true},
		{"redacted, another line", report(gitleaksFinding{File: "a", Commit: commitID, Secret: "REDACTED", StartLine: 4}), "", drifted, false},
		{"redacted, another commit", report(gitleaksFinding{File: "a", Commit: other, Secret: "REDACTED", StartLine: 3}), "", drifted, false},
		{"moved", report(gitleaksFinding{File: "z", Secret: secret("K"), StartLine: 1}), "", staged, true},
		{"in an archive", report(gitleaksFinding{File: "x.zip!a", Secret: secret("K")}), "", member, true},
		{"by its full path", report(gitleaksFinding{File: "/srv/r/sub/a", Secret: secret("K")}), "", absolute, true},
		{"from where gitleaks was started", report(gitleaksFinding{File: "./a", Secret: secret("K")}), "", absolute, true},
		{"from the top", report(gitleaksFinding{File: `sub\a`, Secret: secret("K")}), "", absolute, true},

		{"ignored", nil, commitID + ":a:generic-api-key:3", drifted, true},
		{"ignored, whatever the commit", nil, "a:other-rule:3", drifted, true},
		{"ignored as it is now", nil, "a:other-rule:5", drifted, true},
		{"ignored on another line", nil, "a:other-rule:4", drifted, false},
		{"ignored in another commit", nil, other + ":a:r:3", drifted, false},
		{"ignored in another file", nil, "b:r:3", drifted, false},
		{"ignored, not committed", nil, "a:r:3", staged, true},
		{"ignored, not committed, but with a commit", nil, commitID + ":a:r:3", staged, false},
	} {
		entries, err := ReadIgnoreFile(GitleaksIgnoreName, []byte(r.ignore))
		if r.baseline != nil {
			entries, err = ReadBaseline("g.json", r.baseline)
		}
		if err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
		out := Apply(entries, []detectors.Finding{r.finding}, Scan{Removed: map[string]bool{"zzzzzzzz": true}, Where: func(p string) string { return strings.Repeat(p[:1], 8) }})
		// Another file is one that was not taken away: "b" is still there.
		if got := len(out.Suppressed) == 1; got != r.want {
			t.Errorf("%s: allowed %v, want %v", r.name, got, r.want)
		}
		if text := fmt.Sprintf("%+v %v", entries, out); strings.Contains(text, secret("K")) || strings.Contains(text, secret("L")) {
			t.Errorf("%s: an entry shows its secret", r.name)
		}
	}
}

// TestMany stays quick where everything is of one key.
func TestMany(t *testing.T) {
	const n = 3000
	var findings []detectors.Finding
	var entries []Entry
	for i := range n {
		where := fmt.Sprintf("%08d", i)
		f := found("Ka:c1-c2")
		what, _, _ := detectors.SplitFingerprint(f.Fingerprint)
		tag := strings.Map(func(r rune) rune { return r - '0' + 'a' }, where)
		f.Fingerprint = "lf1-" + what + "-" + tag
		findings = append(findings, f)
		e := Entry{By: report.ByBaseline}
		e.name("lf1-" + what + "-" + strings.ReplaceAll(tag, "a", "z"))
		entries = append(entries, e)
	}
	start := time.Now()
	out := Apply(entries, findings, Scan{Whole: true, WorkTree: true})
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if len(out.Findings) != 0 {
		t.Errorf("%d findings are left: as many were moved as there are entries", len(out.Findings))
	}
}

func FuzzReadBaseline(f *testing.F) {
	f.Add([]byte(wantSample))
	f.Add([]byte(`{"type": "report", "findings": [{"fingerprint": "` + fingerprint + `", "date": "2026-01-02T03:04:05Z"}]}`))
	f.Add([]byte("{\"type\": \"finding\", \"fingerprint\": \"" + fingerprint + "\"}\n{\"type\": \"summary\"}"))
	f.Add([]byte(`{"runs": [{"tool": {"driver": {"name": "leakstag"}}, "results": [{"partialFingerprints": {"leakstag/v1": "` + fingerprint + `"}}]}]}`))
	f.Add(gitleaksReport(gitleaksFinding{RuleID: "r", File: "a", Commit: commitID, Secret: "FAKE", StartLine: 1}))
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, err := ReadBaseline("x", text)
		if err != nil {
			if strings.Count(err.Error(), "\n") > maxFaults+1 {
				t.Fatal("too many faults are told")
			}
			return
		}
		for i := range entries {
			if (entries[i].what == "") == (entries[i].other == nil) {
				t.Fatalf("entry %+v", entries[i])
			}
		}
		list, err := ReadReport("x", text)
		if err != nil { // gitleaks'
			return
		}
		again, err := ReadReport("x", []byte(baselineOf(t, list)))
		if err != nil || !slices.Equal(again, unite(list)) {
			t.Fatalf("%v became %v, %v", unite(list), again, err)
		}
	})
}
