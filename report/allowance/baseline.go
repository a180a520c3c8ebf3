package allowance

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/leakstag/leakstag/report"
)

// baselineVersion is the version of the format that is written.
const baselineVersion = 1

// Accepted is an entry of a baseline: a finding that was there.
type Accepted struct {
	Fingerprint string `json:"fingerprint"`
	// Rule and Path are for people: what was found, and where.
	Rule string `json:"rule,omitempty"`
	Path string `json:"path,omitempty"`
	// Since is the day since which it is known to have been there.
	Since string `json:"since,omitempty"`
	// Past says that it was in the history only.
	Past bool `json:"past,omitempty"`
}

// baselineFile is a whole baseline. Its type is "baseline".
type baselineFile struct {
	Type    string     `json:"type"`
	Version int        `json:"version"`
	Entries []Accepted `json:"entries"`
}

// WriteBaseline writes a baseline: JSON with one entry a line, sorted, so that a
// version control system shows what changed. Of entries with one fingerprint it
// writes one.
func WriteBaseline(w io.Writer, list []Accepted) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"type": "baseline", "version": %d, "entries": [`, baselineVersion)
	separator := "\n"
	for _, a := range unite(list) {
		b.WriteString(separator)
		line, err := encode(a)
		if err != nil {
			return err
		}
		b.Write(line)
		separator = ",\n"
	}
	b.WriteString("\n]}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// encode gives an entry as JSON in which nothing is invisible: a path is untrusted,
// and the file is there to be read by people.
func encode(a Accepted) ([]byte, error) {
	var one bytes.Buffer
	e := json.NewEncoder(&one)
	e.SetEscapeHTML(false)
	if err := e.Encode(a); err != nil {
		return nil, fmt.Errorf("encode the baseline: %w", err)
	}
	return report.EscapeInvisible(bytes.TrimSuffix(one.Bytes(), []byte("\n"))), nil
}

// unite sorts entries and makes one of those with one fingerprint: it is in the past
// if all of them are, and there since the first.
func unite(list []Accepted) []Accepted {
	byName := map[string]Accepted{}
	for _, a := range list {
		b, ok := byName[a.Fingerprint]
		if !ok {
			byName[a.Fingerprint] = a
			continue
		}
		if a.Path < b.Path || a.Path == b.Path && a.Rule < b.Rule {
			b.Path, b.Rule = a.Path, a.Rule
		}
		b.Past = b.Past && a.Past
		if b.Since == "" || a.Since != "" && a.Since < b.Since {
			b.Since = a.Since
		}
		byName[a.Fingerprint] = b
	}
	out := make([]Accepted, 0, len(byName))
	for _, a := range byName {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Accepted) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	return out
}

// ReadBaseline reads a past state that was accepted, whatever its form: a baseline, a
// JSON, JSONL or SARIF report of ours, or a JSON report of gitleaks'. What the file is
// its content says. The error names the file, and each entry that is wrong.
func ReadBaseline(name string, text []byte) ([]Entry, error) {
	if isGitleaks(text) {
		return readGitleaksReport(name, text)
	}
	list, err := ReadReport(name, text)
	if err != nil {
		return nil, err
	}
	out := make([]Entry, len(list))
	for i, a := range list {
		out[i] = Entry{By: report.ByBaseline, File: name, past: a.Past, live: !a.Past}
		out[i].name(a.Fingerprint)
	}
	return out, nil
}

// accepted makes an entry of a finding in a JSON report.
func accepted(f *report.FindingRecord) Accepted {
	a := Accepted{Fingerprint: f.Fingerprint, Rule: f.Rule, Path: f.Path, Past: f.AtHead != nil && !*f.AtHead}
	since := f.Date
	if since.IsZero() {
		since = f.Time
	}
	if !since.IsZero() {
		a.Since = since.UTC().Format(time.DateOnly)
	}
	return a
}
