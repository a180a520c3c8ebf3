package report

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// checkGitLab checks a report for what the schema of secret detection demands, in
// our own words: the fields that must be there, and what they may hold.
func checkGitLab(t *testing.T, text string) {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	str := func(where string, v any, expression string) {
		if s, ok := v.(string); !ok || !regexp.MustCompile(expression).MatchString(s) {
			t.Errorf("%s is %v, want text like %s", where, v, expression)
		}
	}
	object := func(where string, v any) map[string]any {
		o, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("%s is %v", where, v)
		}
		return o
	}
	list := func(where string, v any) []any {
		l, ok := v.([]any)
		if !ok {
			t.Fatalf("%s is %v", where, v)
		}
		return l
	}
	const stamp = `^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$`
	str("version", doc["version"], `^15\.\d+\.\d+$`)
	scan := object("scan", doc["scan"])
	str("start", scan["start_time"], stamp)
	str("end", scan["end_time"], stamp)
	str("status", scan["status"], `^(success|failure)$`)
	str("type", scan["type"], `^secret_detection$`)
	for _, name := range []string{"analyzer", "scanner"} {
		tool := object(name, scan[name])
		str("id", tool["id"], `.`)
		str("name", tool["name"], `.`)
		str("version", tool["version"], `.`)
		str("url", tool["url"], `^https?://.+`)
		str("vendor", object("vendor", tool["vendor"])["name"], `.`)
	}
	if scan["messages"] != nil {
		for _, m := range list("messages", scan["messages"]) {
			str("level", object("message", m)["level"], `^(info|warn|fatal)$`)
			str("value", object("message", m)["value"], `.`)
		}
	}
	ids := map[string]bool{}
	for _, v := range list("vulnerabilities", doc["vulnerabilities"]) {
		v := object("vulnerability", v)
		str("id", v["id"], `^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
		if id := v["id"].(string); ids[id] {
			t.Errorf("the id %s is there twice", id)
		}
		ids[v["id"].(string)] = true
		str("severity", v["severity"], `^(Info|Unknown|Low|Medium|High|Critical)$`)
		for name, most := range map[string]int{"name": 255, "description": 1048576, "solution": 7000} {
			if s, _ := v[name].(string); utf8.RuneCountInString(s) > most || s == "" {
				t.Errorf("%s has %d bytes", name, len(s))
			}
		}
		identifiers := list("identifiers", v["identifiers"])
		if len(identifiers) != 1 {
			t.Errorf("%d identifiers", len(identifiers))
		}
		for _, name := range []string{"type", "name", "value"} {
			str(name, object("identifier", identifiers[0])[name], `.`)
		}
		at := object("location", v["location"])
		str("commit", object("commit", at["commit"])["sha"], `^[0-9a-f]{7,64}$`)
		str("file", at["file"], `.`)
		for _, name := range []string{"start_line", "end_line"} {
			if n, ok := at[name].(float64); !ok || n < 1 {
				t.Errorf("%s is %v", name, at[name])
			}
		}
		if _, ok := v["raw_source_code_extract"]; ok {
			t.Error("there is an extract of the source")
		}
	}
}

func TestGitLab(t *testing.T) {
	timeless := fullRun()
	timeless.Started, timeless.Ended = time.Time{}, time.Time{}
	for name, run := range map[string]*Run{
		"all": fullRun(), "empty": emptyRun(), "many": manyRun(500), "hostile": hostileRun(), "bare": {}, "timeless": timeless,
	} {
		got := render(t, "gitlab", Options{}, run)
		checkGitLab(t, got)
		if name == "all" || name == "empty" {
			golden(t, name+".gitlab.json", got)
		}
	}
	long := emptyRun()
	rule := &rules.Rule{ID: strings.Repeat("long-", 100), Name: strings.Repeat("näme ", 400), Level: rules.Error, Advice: "long"}
	long.Advice = map[string]rules.Advice{"long": {Title: strings.Repeat("t", 500), Steps: slices.Repeat([]string{"A step."}, 2000)}}
	long.Findings = []detectors.Finding{{Rule: rule, Level: rules.Error, Origin: sources.Origin{Source: sources.Stdin}}}
	for range maxGitLabMessages {
		long.Skips = append(long.Skips, fullRun().Skips...)
	}
	got := render(t, "gitlab", Options{}, long)
	checkGitLab(t, got)
	if n := strings.Count(got, `"value": "Not read`); n >= maxGitLabMessages || !strings.Contains(got, "701 more items are not named.") {
		t.Errorf("%d messages", n)
	}
}

// TestGitLabIDs wants an id to stay when lines move, and two keys on one line to
// stay two.
func TestGitLabIDs(t *testing.T) {
	finding := func(fingerprint, key string, line int) detectors.Finding {
		return detectors.Finding{Rule: agentRule, Level: rules.Error, Fingerprint: fingerprint, KeyFingerprint: key, Secret: secret(agentKey + key),
			Origin: sources.Origin{Source: sources.Files, Root: repository, Path: "a.env"}, Region: detectors.Region{StartLine: line}}
	}
	read := func(findings ...detectors.Finding) []gitlabRecord {
		run := emptyRun()
		run.Findings = findings
		var doc gitlabReport
		if err := json.Unmarshal([]byte(render(t, "gitlab", Options{}, run)), &doc); err != nil {
			t.Fatal(err)
		}
		return doc.Vulnerabilities
	}
	one := read(finding("lf1-a", "lk1-a", 1), finding("lf1-b", "lk1-b", 1), finding("lf1-a", "lk1-a", 1), finding("lf1-a", "lk1-a", 2))
	two := read(finding("lf1-0", "lk1-0", 1), finding("lf1-a", "lk1-a", 9))
	if one[0].ID != two[1].ID || one[0].ID == one[2].ID {
		t.Errorf("ids: %v and %v", one, two)
	}
	if got := fmt.Sprintf("%q %q %q %q", one[0].Location.Class, one[1].Location.Class, one[2].Location.Class, one[3].Location.Class); got != `"" "lk1-b" "" ""` {
		t.Errorf("classes: %s", got)
	}
}

func TestGitLabSeverity(t *testing.T) {
	for _, tt := range []struct {
		severity float64
		level    rules.Level
		want     string
	}{
		{9.5, rules.Error, "Critical"}, {7.5, rules.Error, "High"}, {5, rules.Error, "Medium"}, {1, rules.Error, "Low"}, {0, rules.Error, "Unknown"},
		{9.5, rules.Warning, "Medium"}, {2, rules.Warning, "Low"}, {9.5, rules.Note, "Info"},
	} {
		f := &detectors.Finding{Rule: &rules.Rule{SecuritySeverity: tt.severity}, Level: tt.level}
		if got := gitlabSeverity(f); got != tt.want {
			t.Errorf("%v at %v: got %s, want %s", tt.severity, tt.level, got, tt.want)
		}
	}
}
