package allowance

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/sources"
)

// print gives a fingerprint of two letters: "Kx" is of the key K at the place x.
func print(name string) string {
	return "lf1-" + strings.Repeat(strings.ToLower(name[:1]), 16) + "-" + strings.Repeat(name[1:], 8)
}

// found makes a finding of "Kx", which is in a file of the work tree, and may go on:
// "Kx:git" is in the history, "Kx:c1-c2" came with the commit c1 and left with c2,
// "Kx:c1-head" is at HEAD only, "Kx:c1+" in the work tree, too.
func found(name string) detectors.Finding {
	name, history, inGit := strings.Cut(name, ":")
	f := detectors.Finding{
		Fingerprint: print(name), KeyFingerprint: "lk1-" + strings.Repeat(strings.ToLower(name[:1]), 16), Secret: detectors.Conceal("FAKE " + name[:1]),
		Origin: sources.Origin{Source: sources.Files, Path: name[1:], RepositoryPath: name[1:]},
		Region: detectors.Region{StartLine: 1},
	}
	if inGit {
		since, until, gone := strings.Cut(history, "-")
		since, here := strings.CutSuffix(since, "+")
		f.Place = &sources.GitPlace{Path: name[1:], Introduced: sources.CommitInfo{ID: since}, AtHead: here || until == "head"}
		if !here {
			f.Origin.Source = sources.Git
		}
		if gone && until != "head" && until != "" {
			f.Place.Removed = &sources.CommitInfo{ID: until}
		}
	}
	return f
}

func TestApply(t *testing.T) {
	whole := Scan{Whole: true, WorkTree: true}
	for _, r := range []struct {
		name     string
		entries  string // fingerprints; "past:" before one that was in the history only
		findings string
		scan     Scan
		want     string // what is left
		unused   int
	}{
		{"nothing allowed", "", "Ka Kb", whole, "Ka Kb", 0},
		{"exact", "Ka", "Ka Kb La", whole, "Kb La", 0},
		{"every line of the file", "Ka", "Ka Ka Kb", whole, "Kb", 0},
		{"a key", "lk1-k", "Ka Kb Lc", whole, "Lc", 0},
		{"unused", "Ka Kb Lc", "Kb", whole, "", 2},
		{"another key in the same file", "Ka", "La", whole, "La", 1},

		{"moved", "Ka", "Kb", whole, "", 0},
		{"moved, of several one", "Ka", "Kb Kc", whole, "Kc", 0},
		{"two moved", "Ka Kb", "Kc Kd Ke", whole, "Ke", 0},
		{"copied", "Ka", "Ka Kb", whole, "Kb", 0},
		{"moved to where another entry is", "Ka Kb", "Kb Kc", whole, "", 0},
		{"moved, for all a part knows", "Ka", "Kb", Scan{}, "Kb", 1},
		{"moved, by a change", "Ka", "Kb", Scan{Removed: map[string]bool{"aaaaaaaa": true}}, "", 0},
		{"moved, by another change", "Ka", "Kb", Scan{Removed: map[string]bool{"cccccccc": true}}, "Kb", 1},
		{"moved, in the work tree, which alone is read", "Ka", "Kb", Scan{WorkTree: true}, "", 0},
		{"it was past already", "past:Ka", "Kb", whole, "Kb", 1},
		{"it was past already, and the work tree alone is read", "past:Ka", "Kb", Scan{WorkTree: true}, "Kb", 1},

		{"moved by a commit", "Ka", "Ka:c1-c2 Kb:c2+", whole, "", 0},
		{"moved by a commit, and copied", "Ka", "Ka:c1-c2 Kb:c2+ Kc:c2+", whole, "Kc:c2+", 0},
		{"moved again and again", "Ka", "Ka:c1-c2 Kb:c2-c3 Kc:c3-c4 Kd:c4+", whole, "", 0},
		{"moved by a commit and in the work tree", "Ka", "Ka:c1-c2 Kb:c2-head Kc", whole, "", 0},
		{"removed, and later brought in elsewhere", "Ka", "Ka:c1-c2 Kb:c3+", whole, "Kb:c3+", 0},
		{"removed, and brought in elsewhere before", "Ka", "Ka:c1-c3 Kb:c2+", whole, "Kb:c2+", 0},
		{"moved in the work tree", "Ka", "Ka:c1-head Kb", whole, "", 0},
		{"moved in the work tree, of which nobody knows", "Ka", "Ka:c1-head Kb", Scan{Whole: true}, "Kb", 0},
		{"copied in the work tree", "Ka", "Ka:c1+ Kb", whole, "Kb", 0},
		{"on another branch it is as it was", "Ka", "Ka:c1-head Kb:c2-", whole, "Kb:c2-", 0},
	} {
		var entries []Entry
		for _, name := range strings.Fields(r.entries) {
			name, past := strings.CutPrefix(name, "past:")
			e := Entry{By: report.ByBaseline, past: past, live: !past}
			switch {
			case strings.HasPrefix(name, "lk1-"):
				e.key = "lk1-" + strings.Repeat(name[4:], 16)
			case !e.name(print(name)):
				t.Fatal(name)
			}
			entries = append(entries, e)
		}
		var findings []detectors.Finding
		for _, name := range strings.Fields(r.findings) {
			findings = append(findings, found(name))
		}
		out := Apply(entries, findings, r.scan)
		var left []string
		for _, f := range out.Findings {
			left = append(left, f.Fingerprint)
		}
		var want []string
		for _, name := range strings.Fields(r.want) {
			want = append(want, found(name).Fingerprint)
		}
		if !slices.Equal(left, want) || len(out.Unused) != r.unused || len(out.Suppressed) != len(findings)-len(want) {
			t.Errorf("%s: left %q, want %q; %d suppressed, %d unused, want %d", r.name, left, want, len(out.Suppressed), len(out.Unused), r.unused)
		}
		for _, s := range out.Suppressed {
			if s.Finding.State != detectors.Persisting {
				t.Errorf("%s: a finding of the baseline is %q", r.name, s.Finding.State)
			}
		}
	}
}

// TestExpired no longer allows what an entry names, and says how much that is.
func TestExpired(t *testing.T) {
	now := time.Date(2027, 2, 1, 12, 0, 0, 0, time.UTC)
	text := ""
	for _, line := range []string{print("Ka") + " until=2027-01-31", print("Kb") + " until=2027-02-01", print("Kc") + " until=2026-12-31", "lk1-llllllllllllllll until=2027-01-01"} {
		text += line + " # why\n"
	}
	entries, err := ReadIgnoreFile(IgnoreName, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	out := Apply(entries, []detectors.Finding{found("Ka"), found("Kb"), found("Lx"), found("Ly")}, Scan{Whole: true, Now: now})
	var left []string
	for _, f := range out.Findings {
		left = append(left, f.Fingerprint)
	}
	if want := []string{print("Ka"), print("Lx"), print("Ly")}; !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
	var told []string
	for _, n := range out.Notices(true) {
		told = append(told, n.Level.String()+" "+n.Text)
	}
	want := []string{
		"warning .leakstagignore:1 expired on 2027-01-31: the finding that it allowed is reported again, unless another entry allows it.",
		"warning .leakstagignore:3 expired on 2026-12-31 and would allow nothing: take it out.",
		"warning .leakstagignore:4 expired on 2027-01-01: the 2 findings that it allowed are reported again, unless other entries allow them.",
	}
	if !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
}

// TestNotices names a bounded number of entries, and counts those of baselines.
func TestNotices(t *testing.T) {
	var out Outcome
	for i := range 100 {
		out.Unused = append(out.Unused, Entry{By: report.ByIgnoreFile, File: "i", Line: i + 1}, Entry{By: report.ByBaseline, File: fmt.Sprint("b", i%2)})
		out.Expired = append(out.Expired, Expired{Entry: Entry{By: report.ByIgnoreFile, File: "i", Line: 1000 + i}})
	}
	if n := len(out.Notices(false)); n != maxNamed+1 {
		t.Errorf("%d notices of 100 expired entries", n)
	}
	all := out.Notices(true)[maxNamed+1:]
	if len(all) != maxNamed+1+2 || all[maxNamed].Text != "80 more entries allow nothing that is there." || !strings.HasPrefix(all[maxNamed+1].Text, "b0: 50 entries are no longer found") {
		t.Errorf("%d notices of unused entries: %v", len(all), all[len(all)-3:])
	}
}

// TestFirstEntryCounts has the one with a reason allow what a baseline has, too; both
// are of use.
func TestFirstEntryCounts(t *testing.T) {
	entries, err := ReadIgnoreFile(IgnoreName, []byte(print("Ka")+" # why\n"))
	if err != nil {
		t.Fatal(err)
	}
	b := Entry{By: report.ByBaseline, File: "b"}
	b.name(print("Ka"))
	out := Apply(append(entries, b), []detectors.Finding{found("Ka")}, Scan{Whole: true})
	if len(out.Suppressed) != 1 || out.Suppressed[0].Reason != "why" || out.Suppressed[0].Entry != ".leakstagignore:1" || len(out.Unused) != 0 {
		t.Errorf("%+v", out)
	}
}
