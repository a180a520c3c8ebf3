package main

import (
	"testing"
	"time"
)

func TestParseSince(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"2026-03-01":                "2026-03-01T00:00:00Z",
		"2026-03-01T12:30:00Z":      "2026-03-01T12:30:00Z",
		"2026-03-01T12:30:00+02:00": "2026-03-01T10:30:00Z",
		"6h":                        "2026-11-24T06:00:00Z",
		"14d":                       "2026-11-10T12:00:00Z",
		"2 weeks ago":               "2026-11-10T12:00:00Z",
		"1 Day":                     "2026-11-23T12:00:00Z",
		// What git would take for now.
		"yestreday": "", "": "", "d": "", "-1d": "", "14": "", "1d2h": "", "2026-13-01": "", "99999999d": "", "0x10d": "",
	} {
		got, err := parseSince(text, now)
		if (err != nil) != (want == "") || err == nil && got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v, want %q", text, got, err, want)
		}
	}
}
