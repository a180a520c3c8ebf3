package allowance

import (
	"hash/maphash"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
)

// Scan says what a scan read, on which it depends whether a finding was moved.
type Scan struct {
	// Whole says that everything was read of which an entry may speak: what an
	// entry names and the scan did not find is no longer there.
	Whole bool
	// WorkTree says that all files of the repository's work tree were read.
	WorkTree bool
	// Removed has the second parts of the fingerprints of what lay in files that
	// the change that was read takes away.
	Removed map[string]bool
	// Where gives the second part of the fingerprints of what lies in a file of
	// the repository, by its path.
	Where func(path string) string
	// Now is the time by which entries expire.
	Now time.Time
}

// Outcome is what is left of a scan's findings, and what became of the entries.
type Outcome struct {
	Findings   []detectors.Finding
	Suppressed []report.Suppressed
	// Unused are the entries that allowed nothing, Expired those that are over,
	// with the number of findings that they would have allowed. Both are in the
	// entries' order.
	Unused  []Entry
	Expired []Expired
}

// Expired is an entry that no longer holds.
type Expired struct {
	Entry
	// Findings is how many findings it would have allowed.
	Findings int
}

// Apply takes the findings out that the entries allow; both stay in their order. An
// entry allows every finding with its fingerprint, or of its key. Where there are
// several the first one counts.
//
// What is left may have been moved: an entry whose own place is empty now also
// allows one other place of the same key that no entry names. It is moved
//   - if the scan read everything and found nothing at the entry's place, or the
//     change that was scanned takes that file away;
//   - if one commit took it from the entry's place and brought it to the other, from
//     which it may have gone on in the same way;
//   - if it is still at the entry's place at HEAD, but not in the work tree, in which
//     it is at the other.
//
// So a file that is moved is no news, but a new copy of a known key is.
func Apply(entries []Entry, findings []detectors.Finding, scan Scan) Outcome {
	m := newMatcher(entries, findings, scan)
	m.exact()
	m.moved()
	return m.outcome()
}

// matcher matches findings with entries, by their indices.
type matcher struct {
	scan     Scan
	entries  []Entry
	findings []detectors.Finding
	// by is, for each finding, the entry that allows it, or -1; uses is, for each
	// entry, how many findings it speaks of.
	by   []int
	uses []int
	// what and where are the parts of the findings' fingerprints.
	what, where []string
	// places are the findings by both parts, byWhat the parts where by what, in
	// the order of the findings.
	places map[[2]string][]int
	byWhat map[string][]string
}

func newMatcher(entries []Entry, findings []detectors.Finding, scan Scan) *matcher {
	m := &matcher{
		scan: scan, entries: entries, findings: findings,
		by: make([]int, len(findings)), uses: make([]int, len(entries)),
		what: make([]string, len(findings)), where: make([]string, len(findings)),
		places: map[[2]string][]int{}, byWhat: map[string][]string{},
	}
	for i := range findings {
		m.by[i] = -1
		what, where, ok := detectors.SplitFingerprint(findings[i].Fingerprint)
		if !ok {
			continue
		}
		m.what[i], m.where[i] = what, where
		at := [2]string{what, where}
		if m.places[at] == nil {
			m.byWhat[what] = append(m.byWhat[what], where)
		}
		m.places[at] = append(m.places[at], i)
	}
	return m
}

// allow notes that an entry speaks of a finding, and allows it unless an earlier one
// does or the entry is over.
func (m *matcher) allow(entry, finding int) {
	m.uses[entry]++
	if m.entries[entry].expired(m.scan.Now) {
		return
	}
	if m.by[finding] < 0 {
		m.by[finding] = entry
	}
}

// exact matches what needs no guess.
func (m *matcher) exact() {
	byKey := map[string][]int{}
	byFile := map[string][]int{}
	seed := maphash.MakeSeed()
	bySecret := map[uint64]int{} // a finding
	for i := range m.findings {
		f := &m.findings[i]
		if f.KeyFingerprint != "" {
			byKey[f.KeyFingerprint] = append(byKey[f.KeyFingerprint], i)
		}
		for _, name := range fileNames(f) {
			byFile[name] = append(byFile[name], i)
		}
		if h := f.Secret.Hash(seed); m.what[i] != "" {
			if _, ok := bySecret[h]; !ok {
				bySecret[h] = i
			}
		}
	}
	for n := range m.entries {
		e := &m.entries[n]
		switch {
		case e.key != "":
			for _, i := range byKey[e.key] {
				m.allow(n, i)
			}
		case e.other == nil:
			for _, i := range m.places[[2]string{e.what, e.where}] {
				m.allow(n, i)
			}
		default:
			for _, i := range byFile[e.other.path] {
				if e.other.at(&m.findings[i]) {
					m.allow(n, i)
				}
			}
			if i, ok := bySecret[e.other.secret.Hash(seed)]; ok && m.findings[i].Secret.Equal(e.other.secret) && e.other.secret.Len() > 0 {
				m.adopt(e, i, byFile[e.other.path])
			}
		}
	}
}

// adopt gives an entry of another tool the fingerprint that it would have as one of
// ours: finding is one of its key, inFile are those in its file.
func (m *matcher) adopt(e *Entry, finding int, inFile []int) {
	e.what = m.what[finding]
	for _, i := range inFile {
		if m.what[i] == e.what {
			e.where = m.where[i]
			return
		}
	}
	if m.scan.Where != nil {
		e.where = m.scan.Where(e.other.path)
	}
}

func (m *matcher) outcome() Outcome {
	var out Outcome
	for i := range m.findings {
		f := m.findings[i]
		if m.by[i] < 0 {
			out.Findings = append(out.Findings, f)
			continue
		}
		e := &m.entries[m.by[i]]
		if e.By == report.ByBaseline {
			f.State = detectors.Persisting
		}
		out.Suppressed = append(out.Suppressed, report.Suppressed{Finding: f, By: e.By, Reason: e.Reason, Entry: e.Place()})
	}
	for n := range m.entries {
		e := &m.entries[n]
		switch {
		case e.expired(m.scan.Now):
			out.Expired = append(out.Expired, Expired{*e, m.uses[n]})
		case m.uses[n] == 0:
			out.Unused = append(out.Unused, *e)
		}
	}
	return out
}
