package auditstate

import (
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

const settings = "settings"

// readOnce has a memory read a file with this text, and gives the state after that;
// nil if it was known.
func readOnce(t *testing.T, old *State, s sources.Stamp, text string) *State {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := detectors.NewEngine(set, detectors.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m := NewMemory(old, settings, func(*sources.Origin, FileID, int64) { t.Error("read on") })
	file := &sources.Origin{Source: sources.Files, Path: "/etc/x"}
	if m.Known(file, s) || m.Begin(file, s, strings.NewReader(text)) {
		return nil
	}
	m.Done(file)
	next := NewRun(m, engine).Next(settings, "", nil, nil)
	back, err := decode(encoded(t, next))
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// TestMemory says when a file is read again: with a time of change, as on Unix, the
// stamp tells all; without one, its content is looked at.
func TestMemory(t *testing.T) {
	long := time.Now().Add(-time.Hour).UnixNano() + 1
	unix := sources.Stamp{Inode: 1, Size: 4, Modified: long, Changed: long}
	windows := sources.Stamp{Size: 4, Modified: long}
	other := func(s sources.Stamp, change func(*sources.Stamp)) sources.Stamp { change(&s); return s }
	now := other(unix, func(s *sources.Stamp) { s.Changed = time.Now().UnixNano() })
	for _, c := range []struct {
		name          string
		first, second sources.Stamp
		text          string
		known         bool
	}{
		{"the same", unix, unix, "text", true},
		{"written anew with the time set back", unix, other(unix, func(s *sources.Stamp) { s.Changed += 5 }), "next", false},
		{"touched", unix, other(unix, func(s *sources.Stamp) { s.Modified++ }), "text", false},
		{"replaced", unix, other(unix, func(s *sources.Stamp) { s.Inode++ }), "text", false},
		{"longer", unix, other(unix, func(s *sources.Stamp) { s.Size++ }), "text+", false},
		{"changed a moment ago", now, now, "text", false},
		{"the same, without a time of change", windows, windows, "text", true},
		{"written anew, without a time of change", windows, windows, "next", false},
	} {
		first := readOnce(t, New(), c.first, "text")
		if first == nil {
			t.Fatalf("%s: known at first", c.name)
		}
		if second := readOnce(t, first, c.second, c.text); (second == nil) != c.known {
			t.Errorf("%s: known: %v", c.name, second == nil)
		}
		first.Settings = "other"
		if readOnce(t, first, c.second, c.text) == nil {
			t.Errorf("%s: known to a program with other settings", c.name)
		}
	}
}
