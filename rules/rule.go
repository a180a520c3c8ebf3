package rules

import "regexp"

// Rule says what counts as one kind of leak, how bad it is and what to do.
// A Rule is read-only once loaded and safe for concurrent use.
type Rule struct {
	// ID is the rule's stable name, such as "logstag-agent-key".
	ID string
	// Name is a short title: "Logstag agent API key".
	Name string
	// Description says in one sentence what a finding of this rule is.
	Description string
	// Level is how bad a finding is unless its place says otherwise.
	Level Level
	// SecuritySeverity is GitHub's score from 0.1 to 10.0; 0 for none.
	SecuritySeverity float64
	// Precision is SARIF's: "very-high", "high", "medium" or "low".
	Precision string
	Tags      []string
	// Advice names the advice text that belongs to the rule, see [Set.Advice].
	Advice string
	// Disabled says that the rule is off: it is shown, but finds nothing.
	Disabled bool

	// Detector names a built-in detector; empty for a rule with a Regex.
	Detector string
	// Keywords are the literals, without regard to case, of which one must
	// stand near a match. Never empty after loading.
	Keywords []string
	// Regex finds the leak, and its group SecretGroup is the secret (0: the
	// first group if there is one, else the whole match).
	Regex       *regexp.Regexp
	SecretGroup int
	// Entropy is the least Shannon entropy, in bits a character, of a secret
	// that Regex found; 0 for any.
	Entropy float64
	// Path, if set, must match an item's path.
	Path *regexp.Regexp
	// Allowlists say which matches are no leak.
	Allowlists []Allowlist
	// Examples must match, NonExamples must not: "rules check" tries them.
	Examples    []string
	NonExamples []string
}

// Allowlist says which matches of a rule are no leak. Unless All is set, one
// condition that holds is enough.
type Allowlist struct {
	Description string
	// All says that every kind of condition given must hold.
	All bool
	// Paths are matched with the item's path.
	Paths []*regexp.Regexp
	// Regexes are matched with what RegexTarget names: "secret" (default),
	// "match" or "line".
	Regexes     []*regexp.Regexp
	RegexTarget string
	// StopWords allow a secret that holds one of them, without regard to case.
	StopWords []string
	// Commits allow what these commits introduced.
	Commits []string
}
