package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for s, want := range map[string]string{
		"":                            "",
		"deploy/ünï code 😀.env":       "deploy/ünï code 😀.env",
		"a\x1b[2Jb":                   `a\u001b[2Jb`,
		"bell\a back\b cr\r lf\n\t":   `bell\u0007 back\u0008 cr\u000d lf\u000a\u0009`,
		"\u202egnp.exe\u202c":         `\u202egnp.exe\u202c`,
		"\u009b31m\u0085":             `\u009b31m\u0085`,
		"\x9b31m \xff\xe2\x82":        `\x9b31m \xff\xe2\x82`,
		"zero\u200bwidth\ufeff\u2028": `zero\u200bwidth\ufeff\u2028`,
		"nbsp\u00a0soft\u00ad":        `nbsp\u00a0soft\u00ad`,
		"\U000e0041tag":               `\U000e0041tag`,
		"\x00\x7f":                    `\u0000\u007f`,
		"\ufffd":                      "\ufffd",
		"::stop-commands::x":          `\u003a:stop-commands::x`,
		"  ::error::x":                `  \u003a:error::x`,
		"a::b":                        "a::b",
		"x ##[add-mask]y":             `x #\u0023[add-mask]y`,
		"###[x]":                      `##\u0023[x]`,
		"##vso[task.setvariable]":     `#\u0023vso[task.setvariable]`,
		"::##teamcity[x":              `\u003a:#\u0023teamcity[x`,
		"## a heading [x]":            "## a heading [x]",
	} {
		if got := visible(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
	if got := shortened(strings.Repeat("é", 90), 80); got != strings.Repeat("é", 80)+"…" {
		t.Errorf("shortened: %q", got)
	}
	if got := shortened("abc", 3); got != "abc" {
		t.Errorf("not to be shortened: %q", got)
	}
}

func FuzzVisible(f *testing.F) {
	f.Add(hostile)
	f.Add("plain")
	f.Fuzz(func(t *testing.T, s string) {
		got := visible(s)
		if !utf8.ValidString(got) {
			t.Errorf("%q: not UTF-8", got)
		}
		for _, r := range got {
			if !unicode.IsPrint(r) {
				t.Errorf("%q holds %U", got, r)
			}
		}
		if hasCommand(got) {
			t.Errorf("%q is a command", got)
		}
		if again := visible(got); again != got {
			t.Errorf("not stable: %q, then %q", got, again)
		}
	})
}
