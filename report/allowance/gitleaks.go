package allowance

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
)

// gitleaksReason is why gitleaks' entries are there: they cannot say.
const gitleaksReason = "ignored for gitleaks"

// readGitleaksIgnore reads a .gitleaksignore: a line is COMMIT:FILE:RULE:LINE or
// FILE:RULE:LINE (gitleaks 8.30, detect.AddGitleaksIgnore). The rule is gitleaks' own
// and says nothing here.
func readGitleaksIgnore(name string, text []byte) ([]Entry, error) {
	var out []Entry
	wrong := faults{file: name, unit: ":"}
	eachLine(text, func(n int, line string) {
		parts := strings.Split(line, ":")
		p := place{}
		if len(parts) == 4 {
			p.commit, parts = parts[0], parts[1:]
			if !isObjectID(p.commit) {
				wrong.add(n, "it begins with no id of a commit")
				return
			}
		}
		if len(parts) != 3 || parts[0] == "" {
			wrong.add(n, "it is no COMMIT:FILE:RULE:LINE or FILE:RULE:LINE")
			return
		}
		number, err := strconv.Atoi(parts[2])
		if err != nil || number < 0 {
			wrong.add(n, "it ends with no number of a line")
			return
		}
		p.path, p.first, p.last = gitleaksPath(parts[0]), number, number
		out = append(out, Entry{By: report.ByIgnoreFile, File: name, Line: n, Reason: gitleaksReason, other: &p})
	})
	return out, wrong.err()
}

// gitleaksFinding is an entry of gitleaks' JSON report (gitleaks 8.30,
// report.Finding). Its lines count from 1.
type gitleaksFinding struct {
	RuleID    string
	File      string
	Commit    string
	Secret    string
	StartLine int
	EndLine   int
}

// readGitleaksReport reads gitleaks' JSON report. Its secrets are in the clear unless
// they were redacted; they are kept to be compared, and cannot be shown.
func readGitleaksReport(name string, text []byte) ([]Entry, error) {
	var list []gitleaksFinding
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", name, withoutValue(err))
	}
	var out []Entry
	wrong := faults{file: name, unit: ": entry "}
	for i, f := range list {
		if f.RuleID == "" || f.File == "" || f.StartLine < 0 || f.Commit != "" && !isObjectID(f.Commit) {
			wrong.add(i+1, "this finding of gitleaks' lacks its rule, file, line or commit")
			continue
		}
		p := &place{path: gitleaksPath(f.File), commit: f.Commit, first: f.StartLine, last: max(f.StartLine, f.EndLine)}
		if !redacted(f.Secret) {
			p.secret = detectors.Conceal(f.Secret)
		}
		out = append(out, Entry{By: report.ByBaseline, File: name, other: p})
	}
	return out, wrong.err()
}

// redacted says that gitleaks was told to redact: a part of the secret and three
// dots, or one word.
func redacted(secret string) bool {
	return secret == "" || secret == "REDACTED" || strings.HasSuffix(secret, "...")
}

// gitleaksPath is a path as gitleaks writes it, which may be a system's own.
func gitleaksPath(p string) string { return path.Clean(strings.ReplaceAll(p, `\`, "/")) }

// isObjectID says that s is the whole id of a git object.
func isObjectID(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

// at says that the place is the finding's.
func (p *place) at(f *detectors.Finding) bool {
	if !p.inFile(f) {
		return false
	}
	if p.secret.Len() > 0 {
		return p.secret.Equal(f.Secret)
	}
	if p.commit != "" && (f.Place == nil || f.Place.Introduced.ID != p.commit) {
		return false
	}
	if p.commit == "" && p.holds(f.Region.StartLine) {
		return true
	}
	for _, line := range f.VersionLines {
		if p.holds(line) {
			return true
		}
	}
	// Of a change that is not committed yet no other version is known.
	return f.VersionLines == nil && p.holds(f.Region.StartLine)
}

func (p *place) holds(line int) bool { return line >= p.first && line <= p.last }

// inFile says that the finding lies in the file: gitleaks names it from the top of
// the repository, from the folder that it was started in, or by its full path.
func (p *place) inFile(f *detectors.Finding) bool {
	return slices.Contains(fileNames(f), p.path)
}

// fileNames are the names that the finding's file may have.
func fileNames(f *detectors.Finding) []string {
	o := &f.Origin
	if o.Path == "" {
		return nil
	}
	names := []string{o.Path}
	if o.RepositoryPath != "" {
		names = append(names, o.RepositoryPath+o.Inner())
	}
	if o.Root != "" {
		names = append(names, path.Join(strings.ReplaceAll(o.Root, `\`, "/"), o.Path))
	}
	slices.Sort(names)
	return slices.Compact(names)
}
