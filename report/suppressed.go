package report

import "github.com/leakstag/leakstag/detectors"

// Suppressed is a finding that was left out because somebody allowed it.
type Suppressed struct {
	Finding detectors.Finding
	By      Allower
	// Reason is why, as whoever allowed it put it, clean of secrets; empty where
	// nobody says.
	Reason string
	// Entry says where the entry that allows it stands: ".leakstagignore:3", or
	// a baseline's file alone. It is empty for a comment on the finding's own line.
	Entry string
}

// Allower is what allows a finding.
type Allower string

// What may allow a finding.
const (
	ByInline     Allower = "inline"      // a comment on its line
	ByIgnoreFile Allower = "ignore-file" // an entry of an ignore file
	ByBaseline   Allower = "baseline"    // a past state that was accepted as a whole
	ByAllowList  Allower = "allow-list"  // a rule; these are counted only
)

// allowers are all of them, in the order in which they are told, with the words
// for them.
var allowers = [...]struct {
	by    Allower
	words string
}{
	{ByInline, "by comments"},
	{ByIgnoreFile, "by an ignore file"},
	{ByBaseline, "by a baseline"},
	{ByAllowList, "by allow lists"},
}

// suppressedBy counts what was left out, by what allows it.
func (run *Run) suppressedBy() map[Allower]int {
	counts := map[Allower]int{}
	for i := range run.Suppressed {
		counts[run.Suppressed[i].By]++
	}
	if n := run.SuppressedCount - len(run.Suppressed); n > 0 {
		counts[ByAllowList] += n
	}
	return counts
}

// suppressedRecord gives the record of a suppressed finding.
func suppressedRecord(run *Run, s *Suppressed) SuppressedRecord {
	rec := SuppressedRecord{FindingRecord: findingRecord(run, &s.Finding, 1), By: string(s.By), Reason: s.Reason, Entry: s.Entry}
	rec.Type = "suppressed"
	return rec
}
