package report

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestCSV(t *testing.T) {
	for name, run := range map[string]*Run{"all": fullRun(), "empty": emptyRun(), "": hostileRun()} {
		got := render(t, "csv", Options{}, run)
		if strings.Count(got, "\n") != strings.Count(got, "\r\n") {
			t.Error("a line does not end as RFC 4180 wants it")
		}
		rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		checkCSV(t, run, rows)
		if name != "" {
			golden(t, name+".csv", got)
		}
	}
}

// checkCSV compares the rows of a report with its records in JSON.
func checkCSV(t *testing.T, run *Run, rows [][]string) {
	t.Helper()
	if want := 1 + len(run.Findings) + len(run.Skips); len(rows) != want {
		t.Fatalf("%d rows, want %d", len(rows), want)
	}
	header := rows[0]
	for i, row := range rows[1:] {
		if len(row) != len(header) {
			t.Fatalf("row %d has %d cells, the header %d", i, len(row), len(header))
		}
		var record any
		if i < len(run.Findings) {
			keys, keyOf := groupKeys(run.Findings)
			record = findingRecord(run, &run.Findings[i], len(keys[keyOf[i]].places))
		} else {
			record = skipRecord(run, &run.Skips[i-len(run.Findings)])
		}
		text, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(text, &fields); err != nil {
			t.Fatal(err)
		}
		if nested, ok := fields["removed"].(map[string]any); ok {
			delete(fields, "removed")
			for name, v := range nested {
				fields["removed."+name] = v
			}
		}
		for name := range fields {
			if !slices.Contains(header, name) {
				t.Errorf("there is no column %q", name)
			}
		}
		for c, name := range header {
			if strings.HasPrefix(row[c], "=") || strings.ContainsAny(row[c][:min(1, len(row[c]))], "+-@\t\r\n") {
				t.Errorf("%s: the cell %q is a formula", name, row[c])
			}
			// JSON has no bytes that are no UTF-8.
			utf8 := strings.NewReplacer(`\xff`, "\ufffd")
			got := utf8.Replace(row[c])
			if s, ok := fields[name].(string); ok && got != utf8.Replace(visible(s)) && got != "'"+utf8.Replace(visible(s)) {
				t.Errorf("%s: got %q, want %q", name, got, visible(s))
			}
			if _, ok := fields[name]; !ok && row[c] != "" {
				t.Errorf("%s: got %q, want nothing", name, row[c])
			}
		}
	}
}

func TestHarmlessCell(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "a": "a", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\t=1": "'\t=1", "\r=1": "'\r=1", "＝1": "'＝1",
		"a=1": "a=1", "'=1": "'=1", "é": "é",
	} {
		if got := harmlessCell(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
	if got := cell([]string{"", "-a", "b"}); got != "'-a b" {
		t.Errorf("a list: %q", got)
	}
}
