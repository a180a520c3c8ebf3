package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
)

func TestMarkdown(t *testing.T) {
	incomplete := fullRun()
	incomplete.Findings = nil
	for name, run := range map[string]*Run{"all": fullRun(), "empty": emptyRun(), "incomplete": incomplete} {
		got := render(t, "markdown", Options{}, run)
		golden(t, name+".md", got)
		for _, k := range []string{"lk1-abcdefghijklmnop", "lk1-qrstuvwxyz234567"} {
			if (strings.Count(got, k) == 1) != (name == "all") {
				t.Errorf("%s: %d rows for %s", name, strings.Count(got, k), k)
			}
		}
	}
}

// TestMarkdownIsCut has more keys than fit.
func TestMarkdownIsCut(t *testing.T) {
	const keys = 5_000
	run := historyRun(3 * keys)
	for _, most := range []int{0, 5_000, 1_500, 300, 10} {
		if most > 0 {
			run = historyRun(300)
		}
		all := len(run.Findings) / 3
		got := render(t, "markdown", Options{MaxSize: most}, run)
		limit := most
		if most == 0 {
			limit = maxSummary
		}
		if len(got) > limit || len(got) < limit-1500 {
			t.Errorf("%d bytes: got %d", limit, len(got))
		}
		if got != "" && !strings.HasSuffix(got, "\n") {
			t.Errorf("%d bytes: the last line is cut: %q", limit, got[max(0, len(got)-100):])
		}
		if most == 300 || most == 10 {
			continue // there is no room for a table
		}
		rows := strings.Count(got, "\n| `")
		if want := fmt.Sprintf("\n%s more keys in %s places are left out here", thousands(int64(all-rows)), thousands(int64(3*(all-rows)))); !strings.Contains(got, want) {
			t.Errorf("%d bytes: nothing says %q", limit, want)
		}
	}
}

// TestMarkdownOfManyPlaces has one key in very many places.
func TestMarkdownOfManyPlaces(t *testing.T) {
	run := historyRun(2_000)
	for i := range run.Findings {
		run.Findings[i].KeyFingerprint = "lk1-one"
	}
	got := render(t, "markdown", Options{}, run)
	if n := strings.Count(got, "services/service-"); n != maxListed || !strings.Contains(got, "and 1,990 more places") {
		t.Errorf("%d places: %s", n, got)
	}
}

func TestProse(t *testing.T) {
	for s, plain := range map[string]bool{
		"Revoke the old key after the replacement is confirmed.": true, "in the organisation's name (all of it), now!": true,
		"since 2024-03-01 in 1a2b3c4d5e by Jane Doe": true, "on main, release/1.0": true, "": true, "Zoë O'Neil": true,
		"[x](y)": false, "@admin": false, "see #1": false, "a @b c": false, "www.evil.test": false, "(WWW.evil.test)": false,
		"http://evil.test": false, "a_b_c": false, "a*b": false, "x <b>": false, "a|b": false, "`": false, "$x$": false, ":smile:": false,
		"1. a": false, "- a": false, "+ a": false, "# a": false, "a & b": false, `a\b`: false, "~a": false, "GH-1": false, "(gh-1)": false,
		"a = b": false, "\u202e": false, "!1": false,
	} {
		got := prose(s)
		if plain && got != s {
			t.Errorf("%q: got %q", s, got)
		}
		if !plain && (!strings.HasPrefix(got, "`") || !strings.HasSuffix(got, "`")) {
			t.Errorf("%q: got %q", s, got)
		}
	}
}

func TestMarkdownLeavesOutWhatIsGone(t *testing.T) {
	run := fullRun()
	for i := range run.Findings {
		run.Findings[i].State = detectors.Gone
	}
	for format, want := range map[string]string{
		"markdown": "leakstag: incomplete", "github": "No leaked keys found", "junit": `failures="0"`, "gitlab": `"vulnerabilities": []`,
	} {
		if got := render(t, format, Options{}, run); !strings.Contains(got, want) {
			t.Errorf("%s: %s", format, got)
		}
	}
}
