package report

import (
	"cmp"
	"slices"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
)

// worstFindings chooses at most most of the candidates, which are indices of
// findings in the order of preference, and gives them in the findings' order.
//
// Those of the worst level come first, and of those first one place of each key,
// then a second, and so on, the severest first each time: a key left out would
// be worse than a place left out.
func worstFindings(findings []detectors.Finding, keyOf, candidates []int, most int) []int {
	kept := slices.Clone(candidates)
	if len(kept) > most {
		nth := make([]int, len(findings)) // which place of its key, at its level
		type keyLevel struct {
			key   int
			level rules.Level
		}
		seen := map[keyLevel]int{}
		for _, i := range candidates {
			kl := keyLevel{keyOf[i], findings[i].Level}
			nth[i] = seen[kl]
			seen[kl]++
		}
		slices.SortStableFunc(kept, func(a, b int) int {
			f, g := &findings[a], &findings[b]
			return cmp.Or(cmp.Compare(g.Level, f.Level), nth[a]-nth[b], worstFirst(f, g))
		})
		kept = kept[:most]
	}
	slices.Sort(kept)
	return kept
}

// indices are 0, 1, … n-1.
func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
