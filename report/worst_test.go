package report

import (
	"slices"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
)

func TestWorstFindings(t *testing.T) {
	var findings []detectors.Finding
	for i := range 12 {
		f := detectors.Finding{Rule: agentRule, Level: rules.Warning, KeyFingerprint: "lk1-a"}
		if i >= 6 {
			f.Level = rules.Error
		}
		if i == 5 || i == 11 {
			f.Rule, f.KeyFingerprint = plaintextRule, "lk1-b"
		}
		findings = append(findings, f)
	}
	_, keyOf := groupKeys(findings)
	for _, tt := range []struct {
		most             int
		candidates, want []int
	}{
		{20, indices(12), indices(12)},
		{0, indices(12), nil},
		{1, indices(12), []int{6}},                        // the severer rule
		{2, indices(12), []int{6, 11}},                    // one place of each key, though one is of the milder rule
		{3, indices(12), []int{6, 7, 11}},                 // then another one
		{8, indices(12), []int{0, 5, 6, 7, 8, 9, 10, 11}}, // then the lower level, again both keys
		{2, []int{9, 8, 7, 11}, []int{9, 11}},             // the preferred place of a key
		{3, []int{1, 3, 5}, []int{1, 3, 5}},
	} {
		if got := worstFindings(findings, keyOf, tt.candidates, tt.most); !slices.Equal(got, tt.want) {
			t.Errorf("%d of %v: got %v, want %v", tt.most, tt.candidates, got, tt.want)
		}
	}
}
