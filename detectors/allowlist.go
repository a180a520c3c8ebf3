package detectors

import (
	"regexp"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// allowlisted says that an allow list of the rules, or of the match's own rule,
// holds for it. Lists that name commits are for later, when those are known.
func (e *Engine) allowlisted(m match, f *sources.Fragment) bool {
	for _, lists := range [][]rules.Allowlist{e.set.Allowlists, m.rule.Allowlists} {
		for i := range lists {
			if allows(&lists[i], m, f) {
				return true
			}
		}
	}
	return false
}

func allows(a *rules.Allowlist, m match, f *sources.Fragment) bool {
	var asked, held int
	ask := func(given, ok bool) {
		if given {
			asked++
			if ok {
				held++
			}
		}
	}
	ask(len(a.Paths) > 0, matchAny(a.Paths, f.Origin.Path))
	ask(len(a.Regexes) > 0, matchAny(a.Regexes, allowTarget(a.RegexTarget, m, f)))
	low := strings.ToLower(m.secret)
	ask(len(a.StopWords) > 0, slices.ContainsFunc(a.StopWords, func(w string) bool { return strings.Contains(low, w) }))
	ask(len(a.Commits) > 0, false)
	if a.All {
		return held == asked
	}
	return held > 0
}

func allowTarget(target string, m match, f *sources.Fragment) string {
	if target == "secret" || target == "" {
		return m.secret
	}
	lo, hi := line(f.Data, m.start, m.end)
	if target == "match" {
		lo, hi = max(lo, m.start-len(m.name)-8), m.end
	}
	return string(f.Data[lo:hi])
}

func matchAny(list []*regexp.Regexp, s string) bool {
	return slices.ContainsFunc(list, func(re *regexp.Regexp) bool { return re.MatchString(s) })
}
