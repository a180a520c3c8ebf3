package detectors

import (
	"math"
	"strings"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// pattern is the detector of a rule with a regular expression of its own.
type pattern struct {
	rule *rules.Rule
}

// reach is how far from its keyword a regular expression may match.
const reach = 1024

// find runs the expression on the text around a keyword's hit.
func (p *pattern) find(f *sources.Fragment, start, end int, yield func(match)) {
	if p.rule.Path != nil && !pathUnknown(f.Origin) && !matchesPath(p.rule.Path, f.Origin) {
		return
	}
	lo, hi := max(0, start-reach), min(len(f.Data), end+reach)
	window := f.Data[lo:hi]
	for _, loc := range p.rule.Regex.FindAllSubmatchIndex(window, -1) {
		if lo+loc[0] > start || lo+loc[1] < end {
			// The keyword lies outside the match: another hit answers for it,
			// unless the keyword is only near.
			if strings.Contains(strings.ToLower(string(window[loc[0]:loc[1]])), strings.ToLower(string(f.Data[start:end]))) {
				continue
			}
		}
		group := p.rule.SecretGroup
		if group == 0 && len(loc) > 2 {
			group = 1
			for group*2 < len(loc) && loc[group*2] < 0 {
				group++
			}
			if group*2 >= len(loc) {
				group = 0
			}
		}
		s, e := loc[group*2], loc[group*2+1]
		if s < 0 || s == e {
			continue
		}
		secret := string(window[s:e])
		if p.rule.Entropy > 0 && shannon(secret) < p.rule.Entropy {
			continue
		}
		yield(match{rule: p.rule, start: lo + s, end: lo + e, secret: secret, needsPath: p.rule.Path != nil && pathUnknown(f.Origin)})
	}
}

// shannon is the entropy of s in bits a byte.
func shannon(s string) float64 {
	var counts [256]int
	for i := range len(s) {
		counts[s[i]]++
	}
	var h float64
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(s))
			h -= p * math.Log2(p)
		}
	}
	return h
}
