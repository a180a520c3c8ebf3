package rules

import (
	"slices"
	"strings"
)

// Reading TOML takes longer than anything else the program does before it scans,
// so the built-in rules come with it in Go's form.
//
//go:generate go test -run TestDefaultIsGenerated . -update

// Set is a set of rules and the data that goes with them. It is read-only once
// loaded.
type Set struct {
	// Rules are sorted by id.
	Rules []*Rule
	// Advice is what to do about a finding, by the name a rule gives.
	Advice map[string]Advice
	Values Values
	Names  Names
	// TemplatePaths are the globs of deployment templates.
	TemplatePaths []string
	// Allowlists hold for every rule.
	Allowlists []Allowlist
}

// Values is what values of entries are judged by; all words in lower case.
type Values struct {
	Placeholders []string `toml:"placeholders"`
	Encrypted    []string `toml:"encrypted"`
	MachineBound []string `toml:"machine_bound"`
	References   []string `toml:"references"`
}

// Names is what names of entries are judged by; all words in lower case.
type Names struct {
	NotKeys     []string `toml:"not_keys"`
	NotClear    []string `toml:"not_clear"`
	Generic     []string `toml:"generic"`
	LogstagKeys []string `toml:"logstag_keys"`
	LogstagNot  []string `toml:"logstag_not"`
}

// Default gives the rules that the program is built with, those in default.toml.
// Each call makes a new set, for the caller to extend.
func Default() (*Set, error) { return defaultSet(), nil }

// Rule gives the rule with this id, nil if there is none.
func (s *Set) Rule(id string) *Rule {
	i, ok := slices.BinarySearchFunc(s.Rules, id, func(r *Rule, id string) int { return strings.Compare(r.ID, id) })
	if !ok {
		return nil
	}
	return s.Rules[i]
}

// put adds a rule, or replaces the one that has its id.
func (s *Set) put(r *Rule) {
	i, ok := slices.BinarySearchFunc(s.Rules, r.ID, func(x *Rule, id string) int { return strings.Compare(x.ID, id) })
	if ok {
		s.Rules[i] = r
		return
	}
	s.Rules = slices.Insert(s.Rules, i, r)
}
