package report

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// suppressedRun has a finding, three that somebody allowed, and two that allow lists
// cover.
func suppressedRun() *Run {
	run := manyRun(4)
	for i, s := range []Suppressed{
		{By: ByInline, Reason: "a sample " + hostile},
		{By: ByIgnoreFile, Reason: "revoked", Entry: ".leakstagignore:3"},
		{By: ByBaseline, Entry: "old [state](x).json"},
	} {
		s.Finding = run.Findings[i+1]
		if s.By == ByBaseline {
			s.Finding.State = detectors.Persisting
			s.Finding.Origin = sources.Origin{Source: sources.Stdin}
		}
		run.Suppressed = append(run.Suppressed, s)
	}
	run.Findings = run.Findings[:1]
	run.SuppressedCount = 5
	return run
}

// TestSuppressed has the allowed findings where they belong, and nowhere else.
func TestSuppressed(t *testing.T) {
	run := suppressedRun()
	schema := sarifSchema(t)
	asked := Options{Suppressed: true}

	golden(t, "suppressed.json", render(t, "json", Options{}, run))
	golden(t, "suppressed.txt", render(t, "text", asked, run))
	with := render(t, "sarif", asked, run)
	checkSARIF(t, schema, with, 4)
	golden(t, "suppressed.sarif", with)

	without := render(t, "sarif", Options{}, run)
	checkSARIF(t, schema, without, 1)
	for format, text := range map[string]string{"sarif": without, "text": render(t, "text", Options{}, run)} {
		if strings.Contains(text, "leakstagignore") || strings.Contains(text, "accepted") {
			t.Errorf("%s shows what was allowed, unasked", format)
		}
	}
}

// TestSuppressedLimit fills a report up to its limit, no further.
func TestSuppressedLimit(t *testing.T) {
	run := manyRun(maxResults - 1)
	run.Suppressed = suppressedRun().Suppressed
	run.SuppressedCount = len(run.Suppressed)
	b := newSARIFBuilder(run, true)
	if len(b.kept) != maxResults || b.kept[maxResults-1] != maxResults-1 {
		t.Errorf("%d results are kept, want %d", len(b.kept), maxResults)
	}
}
