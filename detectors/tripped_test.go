package detectors

import (
	"errors"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestTrippedDetector lets the detectors fail on one item: it is reported as not
// read, and the leaks in others are found.
func TestTrippedDetector(t *testing.T) {
	e := newTestEngine(t)
	e.trap = func(f *sources.Fragment) {
		if f.Origin.Path == "bad" {
			panic("value that must not be shown")
		}
	}
	for _, name := range []string{"bad", "good"} {
		text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 0)
		origin := &sources.Origin{Source: sources.Files, Path: name}
		if err := sources.EmitBytes(origin, []byte(text), e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
	}
	var skips []sources.Skip
	found, err := e.Results(t.Context(), nil, func(o sources.Origin, err error) error {
		skips = append(skips, sources.Skip{Origin: o, Err: err})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Origin.Path != "good" {
		t.Errorf("%d findings, want the one in the good item", len(found))
	}
	if len(skips) != 1 || skips[0].Origin.Path != "bad" || !errors.Is(skips[0].Err, errTripped) {
		t.Errorf("skips: %v", skips)
	}
}

// TestValueBeforeName reads pairs whose value stands before the name.
func TestValueBeforeName(t *testing.T) {
	e := newTestEngine(t)
	for _, text := range []string{
		"\"secret\": \"abcd (40 characters)\",\n\"name\": \"api_key\",",
		"{\"secret\": \"abcd (40 characters)\",\n\"name\": \"api_key\"}",
		"value: x\nname: api_key\n",
	} {
		if found := scanText(t, e, sources.Origin{}, text); len(found) != 0 {
			t.Errorf("%q gives %d findings", text, len(found))
		}
	}
}
