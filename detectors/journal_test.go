package detectors

import (
	"fmt"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// journalEntry is the origin of a message in a journal.
func journalEntry(path, unit string, n int) *sources.Origin {
	return &sources.Origin{Source: sources.Journal, Root: "/var/log/journal", Path: path,
		Journal: &sources.JournalOrigin{Field: "MESSAGE", Unit: unit, Time: time.Unix(int64(1000-n), 0)}}
}

// TestJournalContext takes the unit of a message for what a log's path is.
func TestJournalContext(t *testing.T) {
	text, want := unmark(t, "api_key=«L» accepted", 0)
	for _, j := range []struct {
		origin sources.JournalOrigin
		rule   string
	}{
		{sources.JournalOrigin{Unit: "logstag-agent.service"}, agentRule},
		{sources.JournalOrigin{Unit: "user@1000.service", Identifier: "Logstag-Agent"}, agentRule},
		{sources.JournalOrigin{Executable: "/opt/logstag-agent/bin/agent"}, agentRule},
		{sources.JournalOrigin{Unit: "nginx.service", Host: "logstag"}, otherRule},
	} {
		e := newTestEngine(t)
		found := scanText(t, e, sources.Origin{Source: sources.Journal, Journal: &j.origin}, text)
		checkPlanted(t, 0, found, want, j.rule)
	}
}

// TestJournalRepeats has a unit write its key again and again, each time in a
// message of its own.
func TestJournalRepeats(t *testing.T) {
	e := newTestEngine(t)
	emit := e.Emitter(0)
	for n := range 300 {
		text, _ := unmark(t, fmt.Sprintf("%d api_key=«L»", n), 0)
		for _, o := range []*sources.Origin{
			journalEntry("a.journal", "a.service", n), journalEntry("a.journal", "b.service", n), journalEntry("b.journal", "a.service", n),
		} {
			if err := sources.EmitBytes(o, []byte(text), emit); err != nil {
				t.Fatal(err)
			}
		}
	}
	found := results(t, e)
	if len(found) != 3*maxRepeats || e.Unlisted() != 3*(300-maxRepeats) {
		t.Errorf("%d findings, %d counted besides", len(found), e.Unlisted())
	}
	names := map[string]int{}
	for i := range found {
		names[found[i].Fingerprint]++
		if i > 0 && found[i].Origin.Path == found[i-1].Origin.Path && found[i].Origin.Journal.Time.Before(found[i-1].Origin.Journal.Time) {
			t.Fatalf("finding %d is older than the one before", i)
		}
	}
	if len(names) != 2 { // by the unit: files are renamed
		t.Errorf("%d fingerprints, want 2", len(names))
	}
}
