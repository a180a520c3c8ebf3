package report

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestJSON(t *testing.T) {
	for name, run := range map[string]*Run{"all": fullRun(), "empty": emptyRun(), "bare": {}, "many": manyRun(3000)} {
		t.Run(name, func(t *testing.T) {
			whole := render(t, "json", Options{}, run)
			lines := render(t, "jsonl", Options{}, run)
			if name == "all" || name == "empty" {
				golden(t, name+".json", whole)
				golden(t, name+".jsonl", lines)
			}
			noNulls(t, whole)

			var doc Document
			decode(t, whole, &doc)
			if doc.Type != "report" || len(doc.Findings) != len(run.Findings) || len(doc.Skipped) != len(run.Skips) {
				t.Errorf("type %q, %d findings, %d skipped", doc.Type, len(doc.Findings), len(doc.Skipped))
			}
			if doc.Complete != (len(run.Skips) == 0) {
				t.Errorf("complete: %v", doc.Complete)
			}
			checkLines(t, lines, doc)
		})
	}
}

// checkLines checks that a report as lines says what the whole document says.
func checkLines(t *testing.T, text string, doc Document) {
	t.Helper()
	var findings []FindingRecord
	var skipped []SkipRecord
	var last string
	for line := range strings.Lines(text) {
		noNulls(t, line)
		var kind struct{ Type string }
		if err := json.Unmarshal([]byte(line), &kind); err != nil {
			t.Fatal(err)
		}
		switch last = kind.Type; last {
		case "finding":
			var f FindingRecord
			decode(t, line, &f)
			findings = append(findings, f)
		case "skip":
			var s SkipRecord
			decode(t, line, &s)
			skipped = append(skipped, s)
		case "summary":
			var s SummaryRecord
			decode(t, line, &s)
			s.Type = doc.Type
			if !reflect.DeepEqual(s, doc.SummaryRecord) {
				t.Error("the summaries differ")
			}
		default:
			t.Errorf("a line of type %q", last)
		}
	}
	if last != "summary" {
		t.Errorf("the last line is of type %q", last)
	}
	if len(findings) > 0 && !reflect.DeepEqual(findings, doc.Findings) || len(findings) != len(doc.Findings) {
		t.Error("the findings differ")
	}
	if len(skipped) > 0 && !reflect.DeepEqual(skipped, doc.Skipped) || len(skipped) != len(doc.Skipped) {
		t.Error("the skipped items differ")
	}
}

// decode reads a record and fails on a field that the record does not have.
func decode(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatal(err)
	}
}

func noNulls(t *testing.T, text string) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var look func(path string, v any)
	look = func(path string, v any) {
		switch v := v.(type) {
		case nil:
			t.Errorf("%s is null", path)
		case []any:
			for _, e := range v {
				look(path+"[]", e)
			}
		case map[string]any:
			for name, e := range v {
				look(path+"."+name, e)
			}
		}
	}
	look("$", v)
}

func TestEscapeInvisible(t *testing.T) {
	for _, s := range []string{"", "plain", hostile, "é€😀", "\u2028\u2029\U000e0001\x7f", "\u202e", "a\u0085"} {
		want := strings.ToValidUTF8(s, "\ufffd")
		var b strings.Builder
		if err := writeJSON(&b, map[string]string{"k": s}, ""); err != nil {
			t.Fatal(err)
		}
		checkHarmless(t, b.String(), false)
		var got map[string]string
		if err := json.Unmarshal([]byte(b.String()), &got); err != nil || got["k"] != want {
			t.Errorf("%q became %q: %v", s, got["k"], err)
		}
	}
}
