// Package sarifcheck checks a SARIF report for what GitHub code scanning wants
// beyond the schema, and for its limits. It is for tests: one fault, and the whole
// report is refused, or a part of it is dropped in silence.
//
// The rules are those of
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
// and https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit.
package sarifcheck

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What GitHub takes, and what it keeps of that.
const (
	maxPacked       = 10_000_000
	maxRuns         = 20
	maxResults      = 25_000
	keptResults     = 5_000
	maxRules        = 25_000
	maxTags         = 20
	maxLocations    = 1_000
	maxRuleName     = 255
	maxDescription  = 1_024
	maxFaultsListed = 20
)

type log struct {
	Schema  string `json:"$schema"`
	Version string
	Runs    []run
}

type run struct {
	Tool struct {
		Driver struct {
			Name  string
			Rules []rule
		}
	}
	AutomationDetails struct{ ID string }
	Invocations       []struct{ ExecutionSuccessful bool }
	BaseIDs           map[string]struct{ URI string } `json:"originalUriBaseIds"`
	Results           []result
}

type message struct{ Text, Markdown string }

type rule struct {
	ID, Name                                string
	ShortDescription, FullDescription, Help message
	Properties                              struct {
		Tags      []string
		Severity  *string `json:"security-severity"`
		Precision string
	}
}

type result struct {
	RuleID                      string
	RuleIndex                   *int
	Level                       string
	Message                     message
	Locations, RelatedLocations []location
	PartialFingerprints         map[string]string
	Suppressions                []json.RawMessage
	BaselineState               string
}

type location struct {
	PhysicalLocation struct {
		ArtifactLocation struct{ URI, URIBaseID string }
		Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
	}
}

// Faults gives what is wrong with a report, at most a few dozen of them. forGitHub
// says that it is meant for code scanning: then it must hold nothing besides that
// code scanning can show.
func Faults(text []byte, forGitHub bool) []string { return faults(text, forGitHub, maxPacked) }

func faults(text []byte, forGitHub bool, maxPacked int) []string {
	c := &checker{forGitHub: forGitHub, lineHash: regexp.MustCompile(`^[0-9a-z-]+:[1-9][0-9]*$`)}
	var anything any
	var l log
	for _, v := range []any{&anything, &l} {
		if err := json.Unmarshal(text, v); err != nil {
			return []string{"no JSON of the right shape: " + err.Error()}
		}
	}
	c.values("$", anything)
	if len(text) > maxPacked {
		c.packed(text, maxPacked)
	}
	if l.Schema == "" || l.Version != "2.1.0" {
		c.fault("schema %q, version %q", l.Schema, l.Version)
	}
	if n := len(l.Runs); n < 1 || n > maxRuns {
		c.fault("%d runs", n)
	}
	seen := map[string]bool{}
	for i := range l.Runs {
		r := &l.Runs[i]
		category, _, ok := cutLast(r.AutomationDetails.ID)
		if !ok || seen[r.Tool.Driver.Name+"\n"+category] {
			c.fault("the category of %q is there twice, or is none", r.AutomationDetails.ID)
		}
		seen[r.Tool.Driver.Name+"\n"+category] = true
		c.run(r)
	}
	return c.faults
}

func cutLast(id string) (before, after string, ok bool) {
	i := strings.LastIndexByte(id, '/')
	if i < 0 {
		return id, "", false
	}
	return id[:i], id[i+1:], true
}

type checker struct {
	forGitHub bool
	lineHash  *regexp.Regexp
	faults    []string
}

func (c *checker) fault(format string, args ...any) {
	if len(c.faults) < maxFaultsListed {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
}

// packed checks the size as the upload action sends it.
func (c *checker) packed(text []byte, most int) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		c.fault("%v", err)
	}
	if err := z.Close(); err != nil {
		c.fault("%v", err)
	}
	if b.Len() > most {
		c.fault("%d bytes once compressed", b.Len())
	}
}

// values looks for what must be nowhere: nulls, empty strings, scanned text.
func (c *checker) values(path string, v any) {
	switch v := v.(type) {
	case nil:
		c.fault("%s is null", path)
	case string:
		if v == "" {
			c.fault("%s is empty", path)
		}
	case []any:
		for _, e := range v {
			c.values(path+"[]", e)
		}
	case map[string]any:
		for name, e := range v {
			switch name {
			case "":
				c.fault("%s has an empty name", path)
			case "snippet", "contextRegion", "contents":
				c.fault("%s.%s holds scanned text", path, name)
			}
			c.values(path+"."+name, e)
		}
	}
}

func (c *checker) run(r *run) {
	if r.Tool.Driver.Name == "" {
		c.fault("the tool has no name")
	}
	for _, i := range r.Invocations {
		if !i.ExecutionSuccessful {
			c.fault("an invocation failed, so that nothing is processed")
		}
	}
	if n := len(r.Tool.Driver.Rules); n > maxRules {
		c.fault("%d rules", n)
	}
	for i := range r.Tool.Driver.Rules {
		c.rule(&r.Tool.Driver.Rules[i])
	}
	for name, base := range r.BaseIDs {
		if c.forGitHub && base.URI != "" {
			c.fault("%s is the machine's own %s", name, base.URI)
		}
	}
	if n := len(r.Results); n > maxResults || c.forGitHub && n > keptResults {
		c.fault("%d results", n)
	}
	keys := map[string]string{} // by what tells alerts apart
	for i := range r.Results {
		res := &r.Results[i]
		c.result(r, res)
		if len(res.Locations) == 0 || res.PartialFingerprints[lineHash] == "" {
			continue
		}
		alert := res.RuleID + "\n" + res.Locations[0].PhysicalLocation.ArtifactLocation.URI + "\n" + res.PartialFingerprints[lineHash]
		key := res.PartialFingerprints["leakstagKey/v1"]
		if before, ok := keys[alert]; ok && before != key {
			c.fault("two keys are one alert: %q", alert)
		}
		keys[alert] = key
	}
}

// lineHash is the fingerprint that GitHub uses.
const lineHash = "primaryLocationLineHash"

func (c *checker) rule(r *rule) {
	for what, s := range map[string]string{
		"id": r.ID, "short description": r.ShortDescription.Text, "full description": r.FullDescription.Text, "help": r.Help.Text,
	} {
		if s == "" {
			c.fault("rule %q has no %s", r.ID, what)
		}
	}
	if utf8.RuneCountInString(r.Name) > maxRuleName {
		c.fault("rule %q has a name of %d bytes", r.ID, len(r.Name))
	}
	for _, m := range []message{r.ShortDescription, r.FullDescription} {
		if n := utf8.RuneCountInString(m.Text); n > maxDescription {
			c.fault("rule %q has a description of %d characters", r.ID, n)
		}
	}
	p := &r.Properties
	if n := len(p.Tags); n > maxTags || !slices.Contains(p.Tags, "security") {
		c.fault("rule %q has %d tags: %v", r.ID, n, p.Tags)
	}
	if p.Severity != nil {
		if n, err := strconv.ParseFloat(*p.Severity, 64); err != nil || n <= 0 || n > 10 {
			c.fault("rule %q has the severity %q", r.ID, *p.Severity)
		}
	}
	if !slices.Contains([]string{"", "very-high", "high", "medium", "low"}, p.Precision) {
		c.fault("rule %q has the precision %q", r.ID, p.Precision)
	}
}

func (c *checker) result(r *run, res *result) {
	if i := res.RuleIndex; i == nil || *i < 0 || *i >= len(r.Tool.Driver.Rules) || r.Tool.Driver.Rules[*i].ID != res.RuleID {
		c.fault("a result of %q has the wrong index of its rule", res.RuleID)
	}
	if res.Message.Text == "" || !slices.Contains([]string{"error", "warning", "note"}, res.Level) {
		c.fault("a result of the level %q with the message %q", res.Level, res.Message.Text)
	}
	if n, m := len(res.Locations), len(res.RelatedLocations); n == 0 || n > maxLocations || m > maxLocations {
		c.fault("a result with %d locations and %d related ones", n, m)
	}
	if c.forGitHub && (len(res.Suppressions) > 0 || res.BaselineState == "absent") {
		c.fault("a result that is suppressed or absent would be an alert")
	}
	for _, l := range slices.Concat(res.Locations, res.RelatedLocations) {
		c.location(&l)
	}
	if h, ok := res.PartialFingerprints[lineHash]; ok || c.forGitHub {
		if !c.lineHash.MatchString(h) {
			c.fault("the line's hash is %q", h)
		}
	}
}

func (c *checker) location(l *location) {
	uri, g := l.PhysicalLocation.ArtifactLocation.URI, l.PhysicalLocation.Region
	if g.StartLine < 1 || g.StartColumn < 1 || g.EndLine < g.StartLine || g.EndColumn < 1 || g.EndLine == g.StartLine && g.EndColumn < g.StartColumn {
		c.fault("the region %+v", g)
	}
	u, err := url.Parse(uri)
	if err != nil || uri == "" || strings.ContainsAny(uri, " \\\"<>^`{|}#?") {
		c.fault("the URI %q: %v", uri, err)
		return
	}
	if !c.forGitHub {
		return
	}
	if u.IsAbs() || u.Host != "" || strings.HasPrefix(uri, "/") {
		c.fault("the URI %q is not relative", uri)
	}
	for s := range strings.SplitSeq(u.Path, "/") {
		if s == "" || s == "." || s == ".." {
			c.fault("the URI %q names another file than it says", uri)
		}
	}
}
