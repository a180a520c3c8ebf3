package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/owenrumney/go-sarif/v2/sarif"
	"golang.org/x/mod/semver"

	"github.com/leakstag/leakstag/rules"
)

// What GitHub takes of a rule.
const (
	maxRuleName    = 255
	maxDescription = 1024
	maxTags        = 10
)

// driver describes the tool, its rules and its notifications, and fills
// ruleIndex. A finding's rule that the run does not list is added: a result
// without its rule would be refused.
func (b *sarifBuilder) driver() (*sarif.ToolComponent, error) {
	clear(b.ruleIndex)
	d := sarif.NewVersionedDriver(toolName, numericVersion(version(b.run)))
	d.SemanticVersion = text(semanticVersion(b.run.Version))
	d.InformationURI = text(toolHome)
	d.Notifications = notificationDescriptors()
	add := func(r *rules.Rule) {
		if _, ok := b.ruleIndex[ruleID(r)]; !ok {
			b.ruleIndex[ruleID(r)] = len(d.Rules)
			d.Rules = append(d.Rules, b.rule(r))
		}
	}
	for _, r := range b.run.Rules {
		add(r)
	}
	for i := range b.findings {
		f := &b.findings[i]
		if f.Rule == nil {
			return nil, fmt.Errorf("finding %d has no rule", i)
		}
		add(f.Rule)
	}
	return d, nil
}

// rule describes a rule.
func (b *sarifBuilder) rule(r *rules.Rule) *sarif.ReportingDescriptor {
	a := adviceFor(b.run, r)
	full := oneLine(r.Description)
	if full == "" {
		full = what(r)
	}
	help := strings.Join(adviceLines(a), "\n")
	if help == "" {
		help = full
	}
	markdown := adviceMarkdown(a)
	if len(adviceLines(a)) == 0 {
		markdown = full
	}
	return &sarif.ReportingDescriptor{
		ID:                   ruleID(r),
		Name:                 text(pascalCase(ruleID(r))),
		ShortDescription:     description(what(r)),
		FullDescription:      description(full),
		Help:                 &sarif.MultiformatMessageString{Text: text(title(b.run, r) + ".\n" + help), Markdown: text(markdown)},
		HelpURI:              text(toolHome),
		DefaultConfiguration: &sarif.ReportingConfiguration{Level: r.Level.String()},
		Properties:           ruleProperties(r),
	}
}

func ruleID(r *rules.Rule) string { return visible(r.ID) }

// description is a sentence of a length that GitHub takes.
func description(s string) *sarif.MultiformatMessageString {
	if runes := []rune(s); len(runes) >= maxDescription {
		s = string(runes[:maxDescription-2]) + "…"
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return &sarif.MultiformatMessageString{Text: &s}
}

// ruleProperties are what GitHub ranks and filters a rule by. The score is a
// string there.
func ruleProperties(r *rules.Rule) sarif.Properties {
	tags := []string{"security"}
	for _, t := range r.Tags {
		if t = shortened(t, maxName); t != "" && !slices.Contains(tags, t) && len(tags) < maxTags {
			tags = append(tags, t)
		}
	}
	props := sarif.Properties{"tags": tags}
	if s := r.SecuritySeverity; s > 0 {
		props["security-severity"] = strconv.FormatFloat(min(max(s, 0.1), 10), 'f', 1, 64)
	}
	switch r.Precision {
	case "very-high", "high", "medium", "low":
		props["precision"] = r.Precision
	}
	return props
}

// pascalCase turns "logstag-agent-key" into "LogstagAgentKey".
func pascalCase(id string) string {
	var b strings.Builder
	up := true
	n := 0
	for _, r := range id {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			up = true
			continue
		}
		if up {
			r = unicode.ToUpper(r)
		}
		up = false
		b.WriteRune(r)
		if n++; n == maxRuleName {
			break
		}
	}
	return b.String()
}

// numericVersion gives a version that begins with a digit, as validators want
// it: "1.2.3" for "v1.2.3", and for a build without a number one that comes
// before all others.
func numericVersion(v string) string {
	if n := strings.TrimPrefix(v, "v"); n != "" && '0' <= n[0] && n[0] <= '9' {
		return n
	}
	return "0.0.0-" + strings.Trim(v, "()") // Go's own word is "(devel)"
}

// semanticVersion gives a version without its "v" if it is a semantic one, else
// nothing.
func semanticVersion(v string) string {
	if !semver.IsValid(v) || semver.Canonical(v)+semver.Build(v) != v {
		return "" // "v1" is valid for Go, but no semantic version
	}
	return strings.TrimPrefix(v, "v")
}
