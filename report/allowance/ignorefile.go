package allowance

import (
	"path"
	"strings"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
)

// The names under which ignore files are found.
const (
	IgnoreName         = ".leakstagignore"
	GitleaksIgnoreName = ".gitleaksignore"
)

// ReadIgnoreFile reads an ignore file: gitleaks' if name ends with
// [GitleaksIgnoreName], else ours. The error names each line that is wrong, and why.
//
// Ours has one entry a line, and lines that are empty or a comment:
//
//	FINGERPRINT [until=2027-01-31] # why it is allowed
//
// The fingerprint is a finding's ("lf1-…") or a key's ("lk1-…"). There must be a
// reason.
func ReadIgnoreFile(name string, text []byte) ([]Entry, error) {
	if path.Base(strings.ReplaceAll(name, `\`, "/")) == GitleaksIgnoreName {
		return readGitleaksIgnore(name, text)
	}
	return readIgnore(name, text)
}

func readIgnore(name string, text []byte) ([]Entry, error) {
	var out []Entry
	wrong := faults{file: name, unit: ":"}
	eachLine(text, func(n int, line string) {
		e := Entry{By: report.ByIgnoreFile, File: name, Line: n}
		words, reason, _ := strings.Cut(line, "#")
		e.Reason = strings.TrimSpace(reason)
		fields := strings.Fields(words)
		fault := ""
		switch {
		case len(fields) == 0:
			fault = "it has no fingerprint"
		case !e.name(fields[0]):
			fault = "it begins with no fingerprint of a finding (lf1-…) or of a key (lk1-…)"
		case e.Reason == "":
			fault = "it gives no reason: add one after a #"
		}
		for i, f := range fields {
			day, isUntil := strings.CutPrefix(f, "until=")
			switch {
			case i == 0 || fault != "":
			case !isUntil:
				fault = "only until=YYYY-MM-DD and # with a reason may follow the fingerprint"
			case !e.Until.IsZero():
				fault = "it has two days until which it holds"
			default:
				t, err := time.Parse(time.DateOnly, day)
				if err != nil {
					fault = "until= wants a day, such as 2027-01-31"
				}
				e.Until = t
			}
		}
		if fault != "" {
			wrong.add(n, "%s", fault)
			return
		}
		out = append(out, e)
	})
	return out, wrong.err()
}

// name sets what the entry allows, and says whether the text is a fingerprint.
func (e *Entry) name(fingerprint string) (ok bool) {
	if detectors.IsKeyFingerprint(fingerprint) {
		e.key = fingerprint
		return true
	}
	e.what, e.where, ok = detectors.SplitFingerprint(fingerprint)
	return ok
}

// eachLine calls do for the lines, counted from 1, that are neither empty nor a
// comment, without the space around them.
func eachLine(text []byte, do func(n int, line string)) {
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		n++
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			do(n, line)
		}
	}
}
