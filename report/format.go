package report

import (
	"fmt"
	"strings"
	"time"
)

// Options are what a user may choose about a report. Formats for programs use
// the last ones only.
type Options struct {
	// Color allows colours: ANSI escape sequences.
	Color bool
	// Verbose lists everything that was skipped, and shows the findings'
	// fingerprints.
	Verbose bool
	// Quiet leaves out advice and summary, and everything if there is nothing to
	// say. That a scan is incomplete is always said.
	Quiet bool
	// Width is the terminal's, in columns. Longer lines are broken between
	// words; 0 leaves every place on one line.
	Width int
	// Now is the time that ages count to, and its location is the zone in which
	// times are shown. If it is zero there are no ages, and times are in UTC.
	Now time.Time
	// Suppressed asks for the findings that somebody allowed, too, in SARIF and in
	// text; the JSON formats always have them. Code scanning shows them as alerts.
	Suppressed bool
	// Category is the part of SARIF's automationDetails.id by which code
	// scanning tells uploads of one commit apart: a new upload replaces the old
	// one of its category. Empty means "leakstag".
	Category string
	// Profile is for whom a SARIF report is: empty for everybody, or [GitHub].
	Profile string
	// Repository is the absolute path of the repository that a report for a forge
	// (github, gitlab, markdown, junit, the profile [GitHub]) is about: paths are
	// relative to it there. Empty means Run.Root.
	Repository string
	// RepositoryURI is the address of that repository, and Revision the commit of it
	// that was scanned, for the profile [GitHub]; empty where they aren't known.
	RepositoryURI, Revision string
	// MaxSize is how many bytes a Markdown report may have; 0 means as many as
	// GitHub shows of a job's summary.
	MaxSize int
}

// GitHub is the profile of reports for GitHub code scanning: only what lies in a
// file of the repository, and no more than is shown.
const GitHub = "github"

// Profiles gives the names of the profiles.
func Profiles() []string { return []string{GitHub} }

// formats are the formats there are, the default first.
var formats = [...]struct {
	name    string
	endings []string
	writer  func(Options) Writer
}{
	{"text", []string{".txt", ".text"}, func(o Options) Writer { return textWriter{o} }},
	{"sarif", []string{".sarif", ".sarif.json"}, func(o Options) Writer { return sarifWriter{o} }},
	{"json", []string{".json"}, func(Options) Writer { return jsonWriter{} }},
	{"jsonl", []string{".jsonl", ".ndjson"}, func(Options) Writer { return jsonLinesWriter{} }},
	{"csv", []string{".csv"}, func(Options) Writer { return csvWriter{} }},
	{"junit", []string{".xml", ".junit.xml"}, func(o Options) Writer { return junitWriter{o} }},
	{"markdown", []string{".md", ".markdown"}, func(o Options) Writer { return markdownWriter{o} }},
	{"github", nil, func(o Options) Writer { return githubWriter{o} }},
	{"gitlab", []string{"gl-secret-detection-report.json"}, func(o Options) Writer { return gitlabWriter{o} }},
}

// Formats gives the names of the formats, the default one first.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// New gives the writer for a format.
func New(format string, opts Options) (Writer, error) {
	for _, f := range formats {
		if f.name == format {
			return f.writer(opts), nil
		}
	}
	return nil, fmt.Errorf("unknown report format %q: use one of %s", format, strings.Join(Formats(), ", "))
}

// FormatForPath gives the format that the ending of a file's name stands for.
func FormatForPath(path string) (format string, ok bool) {
	path = strings.ToLower(path)
	longest := 0
	for _, f := range formats {
		for _, ending := range f.endings {
			if len(ending) > longest && strings.HasSuffix(path, ending) {
				format, longest = f.name, len(ending)
			}
		}
	}
	return format, longest > 0
}
