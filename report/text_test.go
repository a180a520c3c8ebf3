package report

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/leakstag/leakstag/detectors"
)

func TestText(t *testing.T) {
	allowed := fullRun()
	allowed.SkipsAllowed = true
	incomplete := fullRun()
	incomplete.Findings = nil
	nothing := emptyRun()
	nothing.Stats = Stats{}
	now := date(30).In(time.FixedZone("CET", 3600))
	for name, tt := range map[string]struct {
		opts Options
		run  *Run
	}{
		"all.txt":        {Options{}, fullRun()},
		"narrow.txt":     {Options{Width: 80, Now: now}, fullRun()},
		"wide.txt":       {Options{Width: 160, Now: now, Verbose: true}, fullRun()},
		"color.txt":      {Options{Color: true, Width: 100}, fullRun()},
		"quiet.txt":      {Options{Quiet: true}, fullRun()},
		"allowed.txt":    {Options{}, allowed},
		"clean.txt":      {Options{}, emptyRun()},
		"incomplete.txt": {Options{Verbose: true}, incomplete},
		"nothing.txt":    {Options{}, nothing},
	} {
		t.Run(name, func(t *testing.T) {
			got := render(t, "text", tt.opts, tt.run)
			golden(t, name, got)
			if tt.opts.Color {
				return
			}
			for i := range tt.run.Findings {
				if p := position(tt.run.Root, &tt.run.Findings[i]); !strings.Contains(got, p) {
					t.Errorf("the place %q is missing", p)
				}
			}
			if steps := strings.Count(got, "1. Create a new key in Logstag."); tt.opts.Quiet != (steps == 0) && len(tt.run.Findings) > 0 || steps > 1 {
				t.Errorf("the advice is there %d times", steps)
			}
		})
	}
}

func TestTextSaysNothingWhenQuietAndClean(t *testing.T) {
	if got := render(t, "text", Options{Quiet: true}, emptyRun()); got != "" {
		t.Errorf("got %q", got)
	}
	run := emptyRun()
	run.Skips = fullRun().Skips
	if got := render(t, "text", Options{Quiet: true}, run); !strings.HasPrefix(got, "INCOMPLETE: 8 items were not read") {
		t.Errorf("incomplete and quiet: %q", got)
	}
}

func TestTextOfManyFindings(t *testing.T) {
	got := render(t, "text", Options{}, manyRun(3000))
	if n := strings.Count(got, "/file.env:1:9"); n != 3000 {
		t.Errorf("%d places", n)
	}
	if !strings.Contains(got, "keys in 3,000 places") {
		t.Error("no summary")
	}
}

func TestGroupKeys(t *testing.T) {
	var findings []detectors.Finding
	add := func(value, fingerprint string, f detectors.Finding) {
		if value != "" {
			f.Secret = secret(value)
		}
		f.KeyFingerprint = fingerprint
		findings = append(findings, f)
	}
	note := detectors.Finding{Rule: encryptedRule, Level: encryptedRule.Level}
	bad := detectors.Finding{Rule: agentRule, Level: agentRule.Level}
	other := detectors.Finding{Rule: plaintextRule, Level: plaintextRule.Level}
	add(weakKey, "", other)      // 0
	add(otherWeak, "", other)    // 1: the same mask, another value
	add(agentKey, "lk1-a", note) // 2
	add("", "", note)            // 3: no value
	add("", "", note)            // 4: no value, so another key
	add(agentKey, "lk1-a", bad)  // 5: the same key under a worse rule
	add(weakKey, "", note)       // 6
	add(secondKey, "lk1-b", bad) // 7
	keys, keyOf := groupKeys(findings)
	want := []int{2, 3, 0, 4, 5, 0, 2, 1} // worst first: 5 and 2; 7; 0 and 6; 1; 3; 4
	for i := range want {
		if keyOf[i] != want[i] {
			t.Fatalf("got %v, want %v", keyOf, want)
		}
	}
	if keys[0].lead() != &findings[5] || len(keys[0].places) != 2 || keys[0].level != bad.Level {
		t.Error("the first key's lead is not its worst place")
	}
}

func TestWrap(t *testing.T) {
	text := "a bb " + strings.Repeat("word ", 30) + strings.Repeat("ü", 50) + " end"
	var words []string
	for _, l := range wrap(text, 30) {
		if utf8.RuneCountInString(l) > 30 && strings.Contains(l, " ") {
			t.Errorf("too long: %q", l)
		}
		words = append(words, l)
	}
	if got := strings.Join(words, " "); got != text {
		t.Errorf("got %q", got)
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -12345: "-12,345", -123: "-123"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 9949: "9.9 kB", 9951: "10 kB", 56_400_000: "56 MB",
		999_600: "1.0 MB", 1_500_000_000: "1.5 GB", 1 << 62: "4.6 EB",
	} {
		if got := size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for d, want := range map[time.Duration]string{
		4 * time.Millisecond: "0.00 s", 834 * time.Millisecond: "0.8 s", 12340 * time.Millisecond: "12.3 s",
		192 * time.Second: "3 min 12 s", 3*time.Hour + 5*time.Minute: "3 h 5 min",
	} {
		if got := elapsed(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	for days, want := range map[int]string{-1: "", 0: "less than a day ago", 1: "1 day ago", 59: "59 days ago", 70: "2 months ago", 800: "2 years ago"} {
		if got := age(time.Duration(days) * 24 * time.Hour); got != want {
			t.Errorf("%d days: %q, want %q", days, got, want)
		}
	}
}
