package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// gitlabWriter writes a report for GitLab's secret detection
// (https://docs.gitlab.com/development/integrations/secure/). Its texts are
// GitLab's Markdown, so that what is found stands in them as code. There is no
// extract of the source in it, which would hold the secret.
type gitlabWriter struct{ opts Options }

// gitlabSchema is the version of the report's schema. GitLab takes the versions it
// knew when it was built, so this is of the first revision of the model in use,
// 15.0, which all have known since GitLab 15.4: newer ones have nothing that we need.
const gitlabSchema = "15.0.6"

// What GitLab's schema takes.
const (
	maxGitLabName     = 255
	maxGitLabSolution = 7000
	// maxGitLabMessages is how many messages about the scan there are: they are
	// shown one below the other.
	maxGitLabMessages = 100
)

type gitlabReport struct {
	Version         string         `json:"version"`
	Scan            gitlabScan     `json:"scan"`
	Vulnerabilities []gitlabRecord `json:"vulnerabilities"`
}

type gitlabScan struct {
	Type      string          `json:"type"`
	Status    string          `json:"status"`
	StartTime string          `json:"start_time"`
	EndTime   string          `json:"end_time"`
	Analyzer  gitlabTool      `json:"analyzer"`
	Scanner   gitlabTool      `json:"scanner"`
	Messages  []gitlabMessage `json:"messages,omitempty"`
}

type gitlabTool struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	URL     string     `json:"url"`
	Version string     `json:"version"`
	Vendor  gitlabName `json:"vendor"`
}

type gitlabName struct {
	Name string `json:"name"`
}

type gitlabMessage struct {
	Level string `json:"level"` // "info", "warn"
	Value string `json:"value"`
}

type gitlabRecord struct {
	ID          string             `json:"id"`
	Category    string             `json:"category"`
	Name        string             `json:"name"`
	Description string             `json:"description"`
	Severity    string             `json:"severity"`
	Solution    string             `json:"solution,omitempty"`
	Scanner     gitlabScanner      `json:"scanner"`
	Identifiers []gitlabIdentifier `json:"identifiers"`
	Location    gitlabLocation     `json:"location"`
}

type gitlabScanner struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type gitlabIdentifier struct {
	Type  string `json:"type"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

type gitlabLocation struct {
	File      string       `json:"file"`
	StartLine int          `json:"start_line"`
	EndLine   int          `json:"end_line"`
	Class     string       `json:"class,omitempty"`
	Commit    gitlabCommit `json:"commit"`
}

type gitlabCommit struct {
	SHA    string `json:"sha"`
	Author string `json:"author,omitempty"`
	Date   string `json:"date,omitempty"`
}

// Write implements Writer.
func (g gitlabWriter) Write(w io.Writer, run *Run) error {
	run = forRepository(run, g.opts)
	tool := gitlabTool{toolName, toolName, toolHome, version(run), gitlabName{toolName}}
	out := gitlabReport{
		Version: gitlabSchema,
		Scan: gitlabScan{
			Type: "secret_detection", Status: "success", StartTime: gitlabTime(run.Started), EndTime: gitlabTime(run.Ended),
			Analyzer: tool, Scanner: tool, Messages: gitlabMessages(run),
		},
		Vulnerabilities: make([]gitlabRecord, 0, len(run.Findings)),
	}
	keys, keyOf := groupKeys(run.Findings)
	ids := gitlabIDs{}
	lines := map[gitlabLine]int{} // the key first seen there
	for i := range run.Findings {
		f := &run.Findings[i]
		rec := gitlabFinding(run, f, len(keys[keyOf[i]].places))
		rec.ID = ids.next(f)
		// GitLab takes two findings of a rule on one line for one, unless they
		// are in different classes.
		at := gitlabLine{f.Rule.ID, rec.Location.File, rec.Location.StartLine}
		if first, ok := lines[at]; !ok {
			lines[at] = keyOf[i]
		} else if first != keyOf[i] {
			rec.Location.Class = cmp.Or(visible(f.KeyFingerprint), rec.ID)
		}
		out.Vulnerabilities = append(out.Vulnerabilities, rec)
	}
	return writeJSON(w, out, "  ")
}

// gitlabLine is a line, as far as one rule is concerned.
type gitlabLine struct {
	rule, file string
	line       int
}

// gitlabIDs makes ids out of the fingerprints of findings: equal from run to run,
// and different for several findings of one fingerprint (one key on many lines of
// a file).
type gitlabIDs map[string]int

func (ids gitlabIDs) next(f *detectors.Finding) string {
	name := "leakstag/v1 " + cmp.Or(f.Fingerprint, f.Rule.ID)
	ids[name]++
	if n := ids[name]; n > 1 {
		name = fmt.Sprintf("%s %d", name, n)
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String()
}

// gitlabFinding gives one finding, without its id.
func gitlabFinding(run *Run, f *detectors.Finding, places int) gitlabRecord {
	r := region(f)
	file := displayPlace(run.Root, &f.Origin, f.Place)
	commit := gitlabCommit{SHA: "0000000"} // GitLab's own word for none
	if o := &f.Origin; isObject(o) && o.Git.Type == sources.Commit {
		commit.SHA = visible(o.Git.Object)
	}
	if p := f.Place; p != nil && p.Introduced.ID != "" {
		commit = gitlabCommit{SHA: visible(p.Introduced.ID), Author: shortened(p.Introduced.AuthorName, maxName)}
		if t := usable(p.Introduced.Time); !t.IsZero() {
			commit.Date = t.Format(time.RFC3339)
		}
	}
	return gitlabRecord{
		Category:    "secret_detection",
		Name:        shortened(what(f.Rule), maxGitLabName-1),
		Description: gitlabDescription(run, f, places),
		Severity:    gitlabSeverity(f),
		Solution:    cut(strings.TrimPrefix(adviceSummary(adviceFor(run, f.Rule)), "\n"), maxGitLabSolution),
		Scanner:     gitlabScanner{toolName, toolName},
		Identifiers: []gitlabIdentifier{{"leakstag_rule_id", "leakstag rule " + ruleID(f.Rule), ruleID(f.Rule)}},
		Location:    gitlabLocation{File: file, StartLine: r.StartLine, EndLine: r.EndLine, Commit: commit},
	}
}

// gitlabDescription says in Markdown what is known of a finding.
func gitlabDescription(run *Run, f *detectors.Finding, places int) string {
	var b strings.Builder
	b.WriteString(cmp.Or(prose(title(run, f.Rule)), "Rotate now") + ": " + prose(what(f.Rule)))
	if m := mask(f); m != "" {
		b.WriteString(" " + codeSpan(m))
	}
	b.WriteString("\n\n- " + codeSpan(position(run.Root, f)) + "\n")
	for _, fact := range facts(f, time.UTC) {
		b.WriteString("- " + prose(fact) + "\n")
	}
	if f.KeyFingerprint != "" {
		fmt.Fprintf(&b, "\nThe key %s lies in %s.\n", codeSpan(f.KeyFingerprint), counted(places, "place", "places"))
	}
	return b.String()
}

// gitlabSeverity is the rule's severity, or less where the place makes the finding
// less.
func gitlabSeverity(f *detectors.Finding) string {
	s := f.Rule.SecuritySeverity
	switch {
	case f.Level < rules.Warning:
		return "Info"
	case f.Level == rules.Warning && s >= 7:
		return "Medium"
	case s >= 9:
		return "Critical"
	case s >= 7:
		return "High"
	case s >= 4:
		return "Medium"
	case s > 0:
		return "Low"
	}
	return "Unknown"
}

// gitlabTime is a time as the schema wants it: UTC, without saying so. A time must
// be there.
func gitlabTime(t time.Time) string {
	if t = usable(t); t.IsZero() {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format("2006-01-02T15:04:05")
}

// gitlabMessages say what else there is to know of the scan.
func gitlabMessages(run *Run) []gitlabMessage {
	var out []gitlabMessage
	say := func(level, text string) { out = append(out, gitlabMessage{level, text}) }
	level := "warn"
	if run.SkipsAllowed {
		level = "info"
	}
	if n := skipped(run.Skips); n > 0 {
		say(level, counted(n, "item was", "items were")+" not read, or not to the end: leaks in them would not show here.")
	}
	if n := run.SuppressedCount; n > 0 {
		say("info", counted(n, "finding was left out because it is allowed.", "findings were left out because they are allowed."))
	}
	for _, n := range run.Notices {
		l := "info"
		if n.Level > rules.Note {
			l = "warn"
		}
		say(l, cmp.Or(visible(n.Text), "A notice without a text."))
	}
	for i := range run.Skips {
		if len(out) >= maxGitLabMessages {
			say(level, fmt.Sprintf("%s not named.", counted(len(run.Skips)-i, "more item is", "more items are")))
			break
		}
		s := &run.Skips[i]
		say(level, fmt.Sprintf("Not read: %s: %s.", displayPlace(run.Root, &s.Origin, nil), errorText(s.Err)))
	}
	return out
}
