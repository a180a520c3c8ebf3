package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// seam is about where the first fragment of a long text ends to answer for it;
// see sources.Stream.
const seam = 256<<10 + sources.Overlap

// TestNothingMissedAtSeam slides entries byte by byte over the places at which a
// long text is cut, and compares with a scan of the text as a whole.
func TestNothingMissedAtSeam(t *testing.T) {
	key := fakeAgentKeys[0]
	lines := strings.Repeat("ordinary text of a file, line after line\n", 8000)
	oneLine := strings.Repeat("ordinary text of one long line, ", 11000)
	rows := []struct{ name, filler, entry string }{
		{"one line", lines, "\nLOGSTAG_API_KEY=" + key + "\n"},
		{"name and value", lines, "\n- name: LOGSTAG_API_KEY\n  value: \"" + key + "\"\n"},
		{"agent table", lines, "\n[agent]\nlog_level = \"info\"\napi_key = \"" + key + "\"\n"},
		{"within a long line", oneLine, " LOGSTAG_API_KEY=" + key + " "},
		{"JSON within a long line", oneLine, `{"logstag_api_key":"` + key + `"}`},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			e := newTestEngine(t)
			inEntry := strings.Index(r.entry, key)
			// The text up to the seam's neighbourhood stays; only the entry moves.
			for at := seam - len(r.entry) - 24; at <= seam+24; at++ {
				compareWithWhole(t, e, r.filler, r.entry, at, at+inEntry)
			}
			// The context's own edges: where the next fragment begins, and where
			// this one's bytes end.
			for _, edge := range []int{seam - sources.Overlap, seam + sources.Overlap} {
				for at := edge - len(r.entry) - 4; at <= edge+4; at += 3 {
					compareWithWhole(t, e, r.filler, r.entry, at, at+inEntry)
				}
			}
		})
	}
}

func compareWithWhole(t *testing.T, e *Engine, filler, entry string, at, key int) {
	t.Helper()
	text := filler[:at] + entry + filler[at:]
	fragments := 0
	emit := e.Emitter(0)
	_, err := sources.Stream(t.Context(), strings.NewReader(text), &sources.Origin{Source: sources.Files, Path: "a"}, func(f sources.Fragment) error {
		fragments++
		return emit(f)
	})
	if err != nil {
		t.Fatal(err)
	}
	if fragments < 2 {
		t.Fatal("the text was not cut")
	}
	found := results(t, e)
	if len(found) != 1 {
		t.Fatalf("entry at %d: %d findings, want one", at, len(found))
	}
	got := found[0]
	before := text[:key]
	line, column := 1+strings.Count(before, "\n"), key-strings.LastIndexByte(before, '\n')
	if got.Rule.ID != agentRule || got.Region.Offset != int64(key) || got.Region.StartLine != line || got.Region.StartColumn != column {
		t.Fatalf("entry at %d: %s at %d, line %d column %d; want %d, line %d column %d", at,
			got.Rule.ID, got.Region.Offset, got.Region.StartLine, got.Region.StartColumn, key, line, column)
	}
}
