package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestDefault(t *testing.T) {
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"logstag-agent-key", "plaintext-api-key"} {
		r := set.Rule(id)
		if r == nil {
			t.Fatalf("there is no rule %s", id)
		}
		if len(r.Keywords) == 0 || len(r.Examples) == 0 || len(r.NonExamples) == 0 || r.Level != Error || r.Description == "" {
			t.Errorf("rule %s lacks something", id)
		}
		if _, ok := set.Advice[r.Advice]; !ok {
			t.Errorf("rule %s has no advice", id)
		}
	}
	if !slices.IsSortedFunc(set.Rules, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the rules are not sorted")
	}
	if set.Rule("no-such-rule") != nil {
		t.Error("a rule that is not there is found")
	}
	if len(set.TemplatePaths) == 0 {
		t.Error("there are no globs of templates")
	}
	for name, words := range map[string][]string{
		"placeholders": set.Values.Placeholders, "encrypted": set.Values.Encrypted, "references": set.Values.References,
		"not_keys": set.Names.NotKeys, "not_clear": set.Names.NotClear, "generic": set.Names.Generic, "logstag_keys": set.Names.LogstagKeys, "logstag_not": set.Names.LogstagNot,
	} {
		if len(words) == 0 {
			t.Errorf("%s is empty", name)
		}
		for _, w := range words {
			if w != strings.ToLower(w) || w == "" {
				t.Errorf("%s: %q is not in lower case", name, w)
			}
		}
	}
	other, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	other.Rules = other.Rules[:0]
	other.Advice["x"] = Advice{}
	if _, ok := set.Advice["x"]; ok || len(set.Rules) == 0 {
		t.Error("two sets share what they hold")
	}
}

// load adds text to the built-in rules.
func load(t *testing.T, text string) (*Set, string, error) {
	t.Helper()
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "my rules.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return set, path, set.Load(path)
}

func TestFaults(t *testing.T) {
	const good = "[[rules]]\nid = 'good'\nregex = 'good[0-9]+'\n"
	for _, r := range []struct{ name, text, place, reason string }{
		{"bad TOML", "a = 'b\n", ":1:", "toml"},
		{"wrong type", "[[rules]]\nid = 7\n", ":2:", ""},
		{"unknown field", "[[rules]]\nid = 'x'\nregexp = 'abc'\n", ":3:", "regexp"},
		{"unknown table", "[ruels]\n", ":1:", "ruels"},
		{"no id", good + "[[rules]]\nregex = 'abc'\n", ":4:", "no id"},
		{"bad regex", "\n[[rules]]\nid = 'x'\nkeywords = ['abc']\nregex = 'a('\n", ":2:", "regex"},
		{"no regex", "[[rules]]\nid = 'x'\nkeywords = ['abc']\n", ":1:", "no regex"},
		{"regex and detector", "[[rules]]\nid = 'x'\nregex = 'abc'\ndetector = 'api-key'\n", ":1:", "both"},
		{"bad group", "[[rules]]\nid = 'x'\nregex = 'abc(d)'\nsecretGroup = 2\n", ":1:", "secretGroup"},
		{"negative group", "[[rules]]\nid = 'x'\nregex = 'abc(d)'\nsecretGroup = -1\n", ":1:", "secretGroup"},
		{"bad path", "[[rules]]\nid = 'x'\nregex = 'abc'\npath = '*'\n", ":1:", "path"},
		{"bad level", "[[rules]]\nid = 'x'\nregex = 'abc'\nlevel = 'fatal'\n", ":1:", "note, warning or error"},
		{"bad precision", "[[rules]]\nid = 'x'\nregex = 'abc'\nprecision = 'exact'\n", ":1:", "precision"},
		{"bad severity", "[[rules]]\nid = 'x'\nregex = 'abc'\nsecurity-severity = 11.0\n", ":1:", "security-severity"},
		{"unknown detector", "[[rules]]\nid = 'x'\ndetector = 'magic'\n", ":1:", "logstag-key, api-key"},
		{"short keyword", "[[rules]]\nid = 'x'\nregex = 'abc'\nkeywords = ['ab']\n", ":1:", "shorter than 3"},
		{"no keywords", "[[rules]]\nid = 'x'\nregex = '[a-z]+'\n", ":1:", "keywords"},
		{"detector without keywords", "[[rules]]\nid = 'x'\ndetector = 'api-key'\n", ":1:", "keywords"},
		{"unknown advice", "[[rules]]\nid = 'x'\nregex = 'abc'\nadvice = 'shrug'\n", ":1:", "shrug"},
		{"bad allowlist", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\nregexes = ['(']\n", ":1:", "allowlist 1"},
		{"empty allowlist", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\n", ":1:", "empty"},
		{"bad condition", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\ncondition = 'XOR'\nstopwords = ['a']\n", ":1:", "OR or AND"},
		{"bad target", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\nregexTarget = 'file'\nstopwords = ['a']\n", ":1:", "secret, match or line"},
		{"bad global allowlist", "[[allowlists]]\npaths = ['(']\n", "", "allowlist 1"},
		{"unknown disabled rule", "[extend]\ndisabledRules = ['nothing']\n", "", "nothing"},
		{"bad key pattern", "key_pattern = 'fakeorg_('\n", "", "key_pattern"},
		{"key pattern without a beginning", "key_pattern = '[a-z]{40}'\n", "", "key_pattern"},
	} {
		_, path, err := load(t, r.text)
		if err == nil {
			t.Errorf("%s: no error", r.name)
			continue
		}
		if !strings.HasPrefix(err.Error(), path+r.place) || !strings.Contains(err.Error(), r.reason) {
			t.Errorf("%s: %q, want the place %q and the reason %q", r.name, strings.TrimPrefix(err.Error(), path), r.place, r.reason)
		}
	}
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Load(filepath.Join(t.TempDir(), "none.toml")); err == nil || !strings.Contains(err.Error(), "none.toml") {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestLoad(t *testing.T) {
	set, _, err := load(t, `
title = "ours"
key_pattern = 'fakeorg_[a-z]{32}'
[extend]
useDefault = true
disabledRules = ["plaintext-api-key"]
[[rules]]
id = "acme"
regex = 'acme_([a-z]+)'
[rules.allowlist]
stopwords = ["TEST"]
[[rules]]
id = "logstag-agent-key"
detector = "logstag-key"
level = "warning"
keywords = ["LOGSTAG"]
[allowlist]
paths = ['^vendor/']
[values]
placeholders = ["FILL-ME"]
[templates]
paths = ["**/*.acme"]
`)
	if err != nil {
		t.Fatal(err)
	}
	if set.Rule("plaintext-api-key") != nil {
		t.Error("a rule is not disabled")
	}
	if r := set.Rule("acme"); r == nil || r.Level != Error || r.Name != "acme" || r.Precision != "medium" || !slices.Equal(r.Keywords, []string{"acme_"}) || len(r.Allowlists) != 1 || r.Allowlists[0].StopWords[0] != "test" {
		t.Error("a rule's missing fields are not filled in")
	}
	if r := set.Rule("logstag-agent-key"); r == nil || r.Level != Warning || !slices.Equal(r.Keywords, []string{"logstag"}) {
		t.Error("a rule does not replace the one with its id")
	}
	if r := set.Rule("logstag-agent-key-pattern"); r == nil || r.Advice != "rotate-agent-key" {
		t.Error("the pattern of keys makes no rule")
	}
	if len(set.Allowlists) != 1 || !slices.Contains(set.Values.Placeholders, "fill-me") || !slices.Contains(set.TemplatePaths, "**/*.acme") {
		t.Error("lists are not extended")
	}
}

// FuzzAdd reads any rule file: an error or a usable set, and never a panic.
func FuzzAdd(f *testing.F) {
	_, text := readDefault(f)
	f.Add(string(text))
	f.Add("[[rules]]\nid = 'x'\nregex = 'abc'\n")
	f.Add("key_pattern = 'fakeorg_[a-z]'\n[extend]\ndisabledRules = ['a']\n")
	f.Fuzz(func(t *testing.T, text string) {
		set := &Set{Advice: map[string]Advice{"rotate-api-key": {}}}
		if err := set.add("f", []byte(text)); err != nil {
			return
		}
		for _, r := range set.Rules {
			if r.ID == "" || len(r.Keywords) == 0 || (r.Regex == nil) == (r.Detector == "") {
				t.Errorf("rule %q cannot be used", r.ID)
			}
		}
	})
}

func TestLevels(t *testing.T) {
	for _, l := range []Level{Note, Warning, Error} {
		if got, err := ParseLevel(l.String()); err != nil || got != l {
			t.Errorf("%v does not come back: %v, %v", l, got, err)
		}
	}
	if !(Note < Warning && Warning < Error) || Level(9).String() != "Level(9)" {
		t.Error("the levels are out of order")
	}
}
