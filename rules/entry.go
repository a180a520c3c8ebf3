package rules

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// minKeyword is the least length of a keyword: shorter ones are everywhere.
const minKeyword = 3

// isDetector says that a rule may ask for the built-in detector of this name.
func isDetector(name string) bool { return slices.Contains(detectorNames(), name) }

func detectorNames() []string {
	return []string{"logstag-key", "api-key", "encrypted-value", "target-password", "service-url"}
}

// rule turns an entry into a rule, without its allow lists. It gives each thing
// that is wrong with it, and the field where, to fault.
func (e *ruleEntry) rule(fault func(field string, err error)) *Rule {
	r := &Rule{
		ID: e.ID, Name: e.Name, Description: e.Description, SecuritySeverity: e.SecuritySeverity,
		Precision: e.Precision, Tags: e.Tags, Advice: e.Advice, Detector: e.Detector, Disabled: e.Disabled,
		SecretGroup: e.SecretGroup, Entropy: e.Entropy, Examples: e.Examples, NonExamples: e.NonExamples,
		Level: Error,
	}
	if e.ID == "" {
		fault("", errors.New("it has no id"))
	}
	if r.Name == "" {
		r.Name = e.ID
	}
	if r.Description == "" {
		r.Description = r.Name + "."
	}
	if r.Advice == "" {
		r.Advice = "rotate-api-key"
	}
	if e.Level != "" {
		l, err := ParseLevel(e.Level)
		if err != nil {
			fault("level", err)
		}
		r.Level = l
	}
	if r.Precision == "" {
		r.Precision = "medium"
	}
	if !slices.Contains([]string{"very-high", "high", "medium", "low"}, r.Precision) {
		fault("precision", fmt.Errorf("unknown precision %q: use very-high, high, medium or low", r.Precision))
	}
	if !(r.SecuritySeverity >= 0 && r.SecuritySeverity <= 10) {
		fault("security-severity", errors.New("security-severity is not between 0 and 10"))
	}
	if !(r.Entropy >= 0 && r.Entropy <= 8) {
		fault("entropy", errors.New("entropy is not between 0 and 8 bits a character"))
	}
	e.what(r, fault)
	if e.Path != "" {
		r.Path = compile(e.Path, func(err error) { fault("path", fmt.Errorf("path: %w", err)) })
	}
	e.keywords(r, fault)
	return r
}

// what sets what a rule looks for.
func (e *ruleEntry) what(r *Rule, fault func(field string, err error)) {
	switch {
	case e.Detector != "" && e.Regex != "":
		fault("detector", errors.New("it has both a detector and a regex: use one"))
	case e.Detector != "":
		if !isDetector(e.Detector) {
			fault("detector", fmt.Errorf("unknown detector %q: use one of %s", e.Detector, strings.Join(detectorNames(), ", ")))
		}
	case e.Regex != "":
		r.Regex = compile(e.Regex, func(err error) { fault("regex", fmt.Errorf("regex: %w", err)) })
		if r.Regex != nil && (e.SecretGroup < 0 || e.SecretGroup > r.Regex.NumSubexp()) {
			fault("secretGroup", fmt.Errorf("secretGroup is %d, but the regex has %d groups", e.SecretGroup, r.Regex.NumSubexp()))
		}
	default:
		fault("", errors.New("it has no regex"))
	}
}

// keywords sets a rule's keywords.
func (e *ruleEntry) keywords(r *Rule, fault func(field string, err error)) {
	for i, k := range lower(e.Keywords) {
		if len(k) < minKeyword {
			fault(fmt.Sprintf("keywords[%d]", i), fmt.Errorf("keyword %q is shorter than %d characters", k, minKeyword))
		}
		r.Keywords = append(r.Keywords, k)
	}
	if len(r.Keywords) > 0 || e.Regex != "" && r.Regex == nil {
		return
	}
	k, err := keywordOf(r.Regex)
	if err != nil {
		fault("", err)
	}
	r.Keywords = []string{k}
}

// maxShown is how long a part of an expression may be that an error shows. A key
// that somebody looks for is longer, and belongs in no error.
const maxShown = 12

// compile compiles an expression, which takes linear time to match whatever it
// is: Go's are RE2's. What other engines have beyond that is said to be missing.
func compile(text string, fault func(error)) *regexp.Regexp {
	re, err := regexp.Compile(text)
	if err == nil {
		return re
	}
	var bad *syntax.Error
	if errors.As(err, &bad) {
		if len(bad.Expr) > maxShown {
			err = errors.New(string(bad.Code))
		}
		switch {
		case bad.Code == syntax.ErrInvalidPerlOp && len(bad.Expr) > 2 && strings.ContainsAny(bad.Expr[2:3], "=!>"),
			strings.HasPrefix(bad.Expr, "(?<=") || strings.HasPrefix(bad.Expr, "(?<!"):
			err = fmt.Errorf("%w: look-around is not supported (RE2 syntax): use secretGroup or an allow list instead", err)
		case bad.Code == syntax.ErrInvalidEscape && len(bad.Expr) > 1 && bad.Expr[1] >= '1' && bad.Expr[1] <= '9':
			err = fmt.Errorf("%w: back-references are not supported (RE2 syntax)", err)
		case bad.Code == syntax.ErrInvalidRepeatOp:
			err = fmt.Errorf("%w: possessive repetition is not supported (RE2 syntax), nor needed", err)
		}
	}
	fault(err)
	return nil
}

// keywordOf takes a rule's keyword from the literal with which its expression
// begins.
func keywordOf(re *regexp.Regexp) (string, error) {
	if re != nil {
		prefix, _ := re.LiteralPrefix()
		if len(prefix) >= minKeyword {
			return strings.ToLower(prefix), nil
		}
	}
	return "", errors.New(`it has no keywords: add keywords = ["…"], a literal that stands in or near every match`)
}

// keyPatternRule makes the rule for an organisation's own form of agent keys,
// given in the field of this name.
func keyPatternRule(field, pattern string, fault func(field string, err error)) *Rule {
	e := ruleEntry{
		ID: "logstag-agent-" + strings.ReplaceAll(field, "_", "-"), Name: "Logstag agent API key",
		Description: "A Logstag agent API key, known by your organization's own pattern, stands in the clear.",
		Level:       "error", SecuritySeverity: 9.5, Precision: "very-high",
		Tags: []string{"security", "secret", "logstag"}, Advice: "rotate-agent-key", Regex: pattern,
	}
	return e.rule(fault)
}

// prefixPattern matches keys that begin like this and have the published shape
// of agent keys in all, or what is left of it behind the prefix.
func prefixPattern(prefix string) string {
	return regexp.QuoteMeta(prefix) + fmt.Sprintf(`[A-Za-z0-9._-]{%d,}`, max(16, 32-len(prefix)))
}

// allowlist turns an entry into an allow list, and gives each thing that is wrong
// with it to fault.
func (e *allowEntry) allowlist(fault func(field string, err error)) Allowlist {
	a := Allowlist{Description: e.Description, RegexTarget: e.RegexTarget, StopWords: lower(e.StopWords), Commits: e.Commits}
	switch strings.ToUpper(e.Condition) {
	case "", "OR", "||":
	case "AND", "&&":
		a.All = true
	default:
		fault("condition", fmt.Errorf("unknown condition %q: use OR or AND", e.Condition))
	}
	switch e.RegexTarget {
	case "", "secret":
		a.RegexTarget = "secret"
	case "match", "line":
	default:
		fault("regexTarget", fmt.Errorf("unknown regexTarget %q: use secret, match or line", e.RegexTarget))
	}
	for _, list := range []struct {
		field string
		from  []string
		to    *[]*regexp.Regexp
	}{{"paths", e.Paths, &a.Paths}, {"regexes", e.Regexes, &a.Regexes}} {
		for i, text := range list.from {
			if re := compile(text, func(err error) { fault(fmt.Sprintf("%s[%d]", list.field, i), err) }); re != nil {
				*list.to = append(*list.to, re)
			}
		}
	}
	if len(e.Paths)+len(e.Regexes)+len(a.StopWords)+len(a.Commits) == 0 {
		fault("", errors.New("it is empty: give paths, regexes, stopwords or commits"))
	}
	return a
}
