package rules

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// The form of a rule file.
type (
	ruleFile struct {
		Title      string `toml:"title"`
		KeyPattern string `toml:"key_pattern"`
		Extend     struct {
			UseDefault    bool     `toml:"useDefault"`
			DisabledRules []string `toml:"disabledRules"`
		} `toml:"extend"`
		Rules      []ruleEntry       `toml:"rules"`
		Allowlist  *allowEntry       `toml:"allowlist"`
		Allowlists []allowEntry      `toml:"allowlists"`
		Advice     map[string]Advice `toml:"advice"`
		Values     Values            `toml:"values"`
		Names      Names             `toml:"names"`
		Templates  struct {
			Paths []string `toml:"paths"`
		} `toml:"templates"`
	}
	ruleEntry struct {
		ID               string       `toml:"id"`
		Name             string       `toml:"name"`
		Description      string       `toml:"description"`
		Level            string       `toml:"level"`
		SecuritySeverity float64      `toml:"security-severity"`
		Precision        string       `toml:"precision"`
		Tags             []string     `toml:"tags"`
		Advice           string       `toml:"advice"`
		Detector         string       `toml:"detector"`
		Keywords         []string     `toml:"keywords"`
		Regex            string       `toml:"regex"`
		SecretGroup      int          `toml:"secretGroup"`
		Entropy          float64      `toml:"entropy"`
		Path             string       `toml:"path"`
		Allowlist        *allowEntry  `toml:"allowlist"`
		Allowlists       []allowEntry `toml:"allowlists"`
		Examples         []string     `toml:"examples"`
		NonExamples      []string     `toml:"nonexamples"`
	}
	allowEntry struct {
		Description string   `toml:"description"`
		Condition   string   `toml:"condition"`
		Paths       []string `toml:"paths"`
		Regexes     []string `toml:"regexes"`
		RegexTarget string   `toml:"regexTarget"`
		StopWords   []string `toml:"stopwords"`
		Commits     []string `toml:"commits"`
	}
)

// Detectors are the names of the built-in detectors that a rule may ask for.
var detectors = []string{"logstag-key", "api-key"}

// minKeyword is the least length of a keyword: shorter ones are everywhere.
const minKeyword = 3

// Load adds the rules of a file to the set. A rule with the id of an earlier one
// replaces it. The error names the file, the line where it is known, and what
// to do.
func (s *Set) Load(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading rule file: %w", err)
	}
	return s.add(path, text)
}

func (s *Set) add(path string, text []byte) error {
	var file ruleFile
	dec := toml.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return tomlError(path, err)
	}
	for _, id := range file.Extend.DisabledRules {
		if s.Rule(id) == nil {
			return fmt.Errorf("%s: disabledRules: there is no rule %q", path, id)
		}
		s.Rules = slices.DeleteFunc(s.Rules, func(r *Rule) bool { return r.ID == id })
	}
	for name, advice := range file.Advice {
		s.Advice[name] = advice
	}
	lines := ruleLines(text)
	for i := range file.Rules {
		rule, err := file.Rules[i].rule()
		if err == nil && rule.Advice != "" {
			if _, ok := s.Advice[rule.Advice]; !ok {
				err = fmt.Errorf("there is no advice %q: add [advice.%s]", rule.Advice, rule.Advice)
			}
		}
		if err != nil {
			return fmt.Errorf("%s:%d: rule %q: %w", path, lineOf(lines, i), file.Rules[i].ID, err)
		}
		s.put(rule)
	}
	if file.KeyPattern != "" {
		rule, err := keyPatternRule(file.KeyPattern)
		if err != nil {
			return fmt.Errorf("%s: key_pattern: %w", path, err)
		}
		s.put(rule)
	}
	if file.Allowlist != nil {
		file.Allowlists = append(file.Allowlists, *file.Allowlist)
	}
	for i := range file.Allowlists {
		a, err := file.Allowlists[i].allowlist()
		if err != nil {
			return fmt.Errorf("%s: allowlist %d: %w", path, i+1, err)
		}
		s.Allowlists = append(s.Allowlists, a)
	}
	s.Values.Placeholders = append(s.Values.Placeholders, lower(file.Values.Placeholders)...)
	s.Values.Encrypted = append(s.Values.Encrypted, lower(file.Values.Encrypted)...)
	s.Values.References = append(s.Values.References, lower(file.Values.References)...)
	s.Names.NotKeys = append(s.Names.NotKeys, lower(file.Names.NotKeys)...)
	s.Names.NotClear = append(s.Names.NotClear, lower(file.Names.NotClear)...)
	s.Names.Generic = append(s.Names.Generic, lower(file.Names.Generic)...)
	s.Names.LogstagKeys = append(s.Names.LogstagKeys, lower(file.Names.LogstagKeys)...)
	s.Names.LogstagNot = append(s.Names.LogstagNot, lower(file.Names.LogstagNot)...)
	s.TemplatePaths = append(s.TemplatePaths, file.Templates.Paths...)
	return nil
}

// rule turns an entry into a rule, or says what is wrong with it.
func (e *ruleEntry) rule() (*Rule, error) {
	if e.ID == "" {
		return nil, errors.New("it has no id")
	}
	r := &Rule{
		ID: e.ID, Name: e.Name, Description: e.Description, SecuritySeverity: e.SecuritySeverity,
		Precision: e.Precision, Tags: e.Tags, Advice: e.Advice, Detector: e.Detector,
		SecretGroup: e.SecretGroup, Entropy: e.Entropy, Examples: e.Examples, NonExamples: e.NonExamples,
		Level: Error,
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
			return nil, err
		}
		r.Level = l
	}
	if r.Precision == "" {
		r.Precision = "medium"
	}
	if !slices.Contains([]string{"very-high", "high", "medium", "low"}, r.Precision) {
		return nil, fmt.Errorf("unknown precision %q: use very-high, high, medium or low", r.Precision)
	}
	if r.SecuritySeverity < 0 || r.SecuritySeverity > 10 {
		return nil, errors.New("security-severity is not between 0 and 10")
	}
	switch {
	case e.Detector != "" && e.Regex != "":
		return nil, errors.New("it has both a detector and a regex: use one")
	case e.Detector != "":
		if !slices.Contains(detectors, e.Detector) {
			return nil, fmt.Errorf("unknown detector %q: use one of %s", e.Detector, strings.Join(detectors, ", "))
		}
	case e.Regex != "":
		re, err := regexp.Compile(e.Regex)
		if err != nil {
			return nil, fmt.Errorf("regex: %w", err)
		}
		if e.SecretGroup < 0 || e.SecretGroup > re.NumSubexp() {
			return nil, fmt.Errorf("secretGroup is %d, but the regex has %d groups", e.SecretGroup, re.NumSubexp())
		}
		r.Regex = re
	default:
		return nil, errors.New("it has no regex")
	}
	if e.Path != "" {
		re, err := regexp.Compile(e.Path)
		if err != nil {
			return nil, fmt.Errorf("path: %w", err)
		}
		r.Path = re
	}
	for _, k := range lower(e.Keywords) {
		if len(k) < minKeyword {
			return nil, fmt.Errorf("keyword %q is shorter than %d characters", k, minKeyword)
		}
		r.Keywords = append(r.Keywords, k)
	}
	if len(r.Keywords) == 0 {
		k, err := keywordOf(r.Regex)
		if err != nil {
			return nil, err
		}
		r.Keywords = []string{k}
	}
	if e.Allowlist != nil {
		e.Allowlists = append(e.Allowlists, *e.Allowlist)
	}
	for i := range e.Allowlists {
		a, err := e.Allowlists[i].allowlist()
		if err != nil {
			return nil, fmt.Errorf("allowlist %d: %w", i+1, err)
		}
		r.Allowlists = append(r.Allowlists, a)
	}
	return r, nil
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

// keyPatternRule makes the rule for an organisation's own form of agent keys.
func keyPatternRule(pattern string) (*Rule, error) {
	e := ruleEntry{
		ID: "logstag-agent-key-pattern", Name: "Logstag agent API key",
		Description: "A Logstag agent API key, known by your organization's own pattern, stands in the clear.",
		Level:       "error", SecuritySeverity: 9.5, Precision: "very-high",
		Tags: []string{"security", "secret", "logstag"}, Advice: "rotate-agent-key", Regex: pattern,
	}
	return e.rule()
}

func (e *allowEntry) allowlist() (Allowlist, error) {
	a := Allowlist{Description: e.Description, RegexTarget: e.RegexTarget, StopWords: lower(e.StopWords), Commits: e.Commits}
	switch strings.ToUpper(e.Condition) {
	case "", "OR", "||":
	case "AND", "&&":
		a.All = true
	default:
		return a, fmt.Errorf("unknown condition %q: use OR or AND", e.Condition)
	}
	switch e.RegexTarget {
	case "", "secret":
		a.RegexTarget = "secret"
	case "match", "line":
	default:
		return a, fmt.Errorf("unknown regexTarget %q: use secret, match or line", e.RegexTarget)
	}
	for _, list := range []struct {
		from []string
		to   *[]*regexp.Regexp
	}{{e.Paths, &a.Paths}, {e.Regexes, &a.Regexes}} {
		for _, text := range list.from {
			re, err := regexp.Compile(text)
			if err != nil {
				return a, err
			}
			*list.to = append(*list.to, re)
		}
	}
	if len(a.Paths)+len(a.Regexes)+len(a.StopWords)+len(a.Commits) == 0 {
		return a, errors.New("it is empty: give paths, regexes, stopwords or commits")
	}
	return a, nil
}

func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// tomlError gives a decoding error with its place in the file. The decoder's own
// text is used only where it says nothing about the file's content.
func tomlError(path string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		row, col := strict.Errors[0].Position()
		return fmt.Errorf("%s:%d:%d: unknown field %q", path, row, col, strings.Join(strict.Errors[0].Key(), "."))
	}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		row, col := syntax.Position()
		return fmt.Errorf("%s:%d:%d: %w", path, row, col, err)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// ruleLines gives the numbers of the lines on which [[rules]] stands.
func ruleLines(text []byte) []int {
	var lines []int
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if bytes.Equal(bytes.Join(bytes.Fields(line), nil), []byte("[[rules]]")) {
			lines = append(lines, n)
		}
	}
	return lines
}

func lineOf(lines []int, i int) int {
	if i < len(lines) {
		return lines[i]
	}
	return 1
}
