package sarifcheck

import (
	"fmt"
	"strings"
	"testing"
)

// good is a report without a fault.
const good = `{"$schema": "s", "version": "2.1.0", "runs": [{
"tool": {"driver": {"name": "leakstag", "rules": [{"id": "r", "name": "R", "shortDescription": {"text": "Short."},
"fullDescription": {"text": "Full."}, "help": {"text": "Help."}, "properties": {"tags": ["security"], "security-severity": "9.5"}}]}},
"automationDetails": {"id": "leakstag/scan"}, "invocations": [{"executionSuccessful": true}],
"originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top."}}},
"results": [{"ruleId": "r", "ruleIndex": 0, "level": "error", "message": {"text": "A key."},
"partialFingerprints": {"primaryLocationLineHash": "ab:1", "leakstagKey/v1": "lk1-a"},
"locations": [{"physicalLocation": {"artifactLocation": {"uri": "a/b"}, "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}}}]}]}]}`

// TestFaults breaks the good report in one way at a time.
func TestFaults(t *testing.T) {
	if got := Faults([]byte(good), true); len(got) > 0 {
		t.Fatalf("the good report: %v", got)
	}
	result := good[strings.Index(good, `{"ruleId"`):strings.LastIndex(good, `]}]}`)]
	many := func(old string, n int) string {
		return strings.TrimSuffix(strings.Repeat(old+",", n), ",")
	}
	for _, tt := range []struct{ name, old, new, want string }{
		{"no JSON", good, "{", "no JSON"},
		{"another version", `"2.1.0"`, `"2.0.0"`, "version"},
		{"a null", `"A key."`, `null`, "is null"},
		{"an empty string", `"R"`, `""`, "is empty"},
		{"an empty name", `"name": "R"`, `"": "R"`, "empty name"},
		{"a snippet", `"startLine": 1`, `"snippet": {"text": "x"}, "startLine": 1`, "scanned text"},
		{"no run", good[strings.Index(good, `[{
"tool"`):], `[]}`, "0 runs"},
		{"no category", `"leakstag/scan"`, `"leakstag"`, "category"},
		{"no tool", `"name": "leakstag"`, `"nom": "leakstag"`, "no name"},
		{"a failure", `"executionSuccessful": true`, `"executionSuccessful": false`, "failed"},
		{"a path of the machine", `"description": {"text": "The top."}`, `"uri": "file:///srv/x/"`, "machine's own"},
		{"no help", `"help"`, `"halp"`, "no help"},
		{"no tag", `["security"]`, `["other"]`, "tags"},
		{"many tags", `["security"]`, `["security", ` + many(`"x"`, 20) + `]`, "21 tags"},
		{"a long name", `"R"`, `"` + strings.Repeat("R", 256) + `"`, "name of 256"},
		{"a long description", `"Full."`, `"` + strings.Repeat("é", 1025) + `"`, "1025 characters"},
		{"a number", `"9.5"`, `"high"`, "severity"},
		{"an index", `"ruleIndex": 0`, `"ruleIndex": 1`, "wrong index"},
		{"no index", `"ruleIndex": 0, `, ``, "wrong index"},
		{"a level", `"error"`, `"none"`, "level"},
		{"no location", `"locations"`, `"lacations"`, "0 locations"},
		{"suppressed", `"ruleIndex": 0`, `"ruleIndex": 0, "suppressions": [{"kind": "external"}]`, "suppressed"},
		{"absent", `"ruleIndex": 0`, `"ruleIndex": 0, "baselineState": "absent"`, "absent"},
		{"no hash", `"primaryLocationLineHash": "ab:1", `, ``, "line's hash"},
		{"a region", `"endColumn": 2`, `"endColumn": 0`, "region"},
		{"a space", `"a/b"`, `"a b"`, "URI"},
		{"a scheme", `"a/b"`, `"file:///a/b"`, "not relative"},
		{"a root", `"a/b"`, `"/a/b"`, "not relative"},
		{"a climb", `"a/b"`, `"a/../b"`, "another file"},
		{"many results", result, many(result, 5001), "5001 results"},
		{"one alert", result, result + "," + strings.Replace(result, "lk1-a", "lk1-b", 1), "two keys"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(good, tt.old, tt.new, 1)
			if bad == good {
				t.Fatal("nothing was changed")
			}
			if got := fmt.Sprint(Faults([]byte(bad), true)); !strings.Contains(got, tt.want) {
				t.Errorf("got %.300s, want %q", got, tt.want)
			}
		})
	}
	general := strings.Replace(good, `"a/b"`, `"file:///etc/b"`, 1)
	if got := Faults([]byte(general), false); len(got) > 0 {
		t.Errorf("a report that is not for code scanning: %v", got)
	}
	if got := faults([]byte(good), true, 100); len(got) != 1 || !strings.Contains(got[0], "once compressed") {
		t.Errorf("a report that is too large: %v", got)
	}
}
