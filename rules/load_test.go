package rules

import (
	"errors"
	"fmt"
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
		{"bad regex", "\n[[rules]]\nid = 'x'\nkeywords = ['abc']\nregex = 'a('\n", ":5:", "regex"},
		{"no regex", "[[rules]]\nid = 'x'\nkeywords = ['abc']\n", ":1:", "no regex"},
		{"regex and detector", "[[rules]]\nid = 'x'\nregex = 'abc'\ndetector = 'api-key'\n", ":4:", "both"},
		{"bad group", "[[rules]]\nid = 'x'\nregex = 'abc(d)'\nsecretGroup = 2\n", ":4:", "secretGroup"},
		{"negative group", "[[rules]]\nid = 'x'\nregex = 'abc(d)'\nsecretGroup = -1\n", ":4:", "secretGroup"},
		{"bad path", "[[rules]]\nid = 'x'\nregex = 'abc'\npath = '*'\n", ":4:", "path"},
		{"bad level", "[[rules]]\nid = 'x'\nregex = 'abc'\nlevel = 'fatal'\n", ":4:", "note, warning or error"},
		{"bad precision", "[[rules]]\nid = 'x'\nregex = 'abc'\nprecision = 'exact'\n", ":4:", "precision"},
		{"bad severity", "[[rules]]\nid = 'x'\nregex = 'abc'\nsecurity-severity = 11.0\n", ":4:", "security-severity"},
		{"unknown detector", "[[rules]]\nid = 'x'\ndetector = 'magic'\n", ":1:", "logstag-key, api-key"},
		{"short keyword", "[[rules]]\nid = 'x'\nregex = 'abc'\nkeywords = ['ab']\n", ":4:", "shorter than 3"},
		{"no keywords", "[[rules]]\nid = 'x'\nregex = '[a-z]+'\n", ":1:", "keywords"},
		{"detector without keywords", "[[rules]]\nid = 'x'\ndetector = 'api-key'\n", ":1:", "keywords"},
		{"unknown advice", "[[rules]]\nid = 'x'\nregex = 'abc'\nadvice = 'shrug'\n", ":4:", "shrug"},
		{"bad allowlist", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\nregexes = ['(']\n", ":5:", "allowlist 1"},
		{"empty allowlist", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\n", ":4:", "empty"},
		{"bad condition", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\ncondition = 'XOR'\nstopwords = ['a']\n", ":5:", "OR or AND"},
		{"bad target", "[[rules]]\nid = 'x'\nregex = 'abc'\n[[rules.allowlists]]\nregexTarget = 'file'\nstopwords = ['a']\n", ":5:", "secret, match or line"},
		{"bad global allowlist", "[[allowlists]]\npaths = [\n'a',\n'(']\n", ":4:", "allowlist 1"},
		{"unknown disabled rule", "[extend]\ndisabledRules = [\n'nothing']\n", ":3:", "nothing"},
		{"unknown enabled rule", "[extend]\nenabledRules = ['nothing']\n", ":2:", "nothing"},
		{"bad key pattern", "key_pattern = 'fakeorg_('\n", ":1:", "key_pattern"},
		{"key pattern without a beginning", "title = 'x'\nkey_pattern = '[a-z]{40}'\n", ":2:", "key_pattern"},
		{"short key prefix", "key_prefix = 'ab'\n", ":1:", "key_prefix"},
		{"look-around", "[[rules]]\nid = 'x'\nregex = 'abc(?!d)'\n", ":3:", "look-around"},
		{"look-behind", "[[rules]]\nid = 'x'\nregex = '(?<=a)bcd'\n", ":3:", "look-around"},
		{"back-reference", "[[rules]]\nid = 'x'\nregex = '(abc)\\1'\n", ":3:", "back-reference"},
		{"possessive", "[[rules]]\nid = 'x'\nregex = 'abc++'\n", ":3:", "possessive"},
		{"endless repetition", "[[rules]]\nid = 'x'\nregex = 'abc(((d{1000}){1000}){1000})'\n", ":3:", "regex"},
		{"bad entropy", "[[rules]]\nid = 'x'\nregex = 'abc'\nentropy = 9.0\n", ":4:", "entropy"},
		{"same id", good + good, ":5:", "line 1 has"},
		{"address", "[extend]\nurl = 'https://rules.example.test/x.toml'\n", ":2:", "no network"},
		{"missing base", "[extend]\npath = 'none.toml'\n", ":2:", "none.toml"},
		{"itself", "[extend]\npath = 'my rules.toml'\n", ":2:", "extends itself"},
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
	if r := set.Rule("plaintext-api-key"); r == nil || !r.Disabled {
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

// TestAllFaults wants everything that is wrong with a file at once, in order.
func TestAllFaults(t *testing.T) {
	_, path, err := load(t, `
[[allowlists]]
regexes = ["("]
[[rules]]
id = "one"
level = "fatal"
regex = "a("
[[rules]]
id = "two"
regex = "abc"
keywords = [
  "long enough",
  "xy",
]
[[rules.allowlists]]
stopwords = ["a"]
[[rules.allowlists]]
condition = "XOR"
paths = ["a", "*"]
`)
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatalf("the error is a %T: %v", err, err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, strings.TrimPrefix(f.Error(), path))
	}
	want := []string{
		`:3: allowlist 1: `, `:6: rule "one": unknown level`, `:7: rule "one": regex: `, `:13: rule "two": keyword "xy"`,
		`:18: rule "two": allowlist 2: unknown condition`, `:19: rule "two": allowlist 2: `,
	}
	if len(got) != len(want) {
		t.Fatalf("%d faults, want %d:\n%s", len(got), len(want), err)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("fault %d: %q, want %q", i, got[i], want[i])
		}
	}
	_, path, err = load(t, "tilte = 'x'\n[[rules]]\nid = 'x'\nrgx = 'abc'\n")
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[0], path+":1:1: ") || !strings.HasPrefix(lines[1], path+":4:1: ") {
		t.Errorf("unknown fields: %v", err)
	}
}

func TestExtend(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("shared/base.toml", "[extend]\npath = 'more.toml'\n[[rules]]\nid = 'base'\nregex = 'base_[0-9]+'\n[[rules]]\nid = 'off'\nregex = 'off_[0-9]+'\n")
	write("shared/more.toml", "[[rules]]\nid = 'more'\nregex = 'more_[0-9]+'\n[[rules]]\nid = 'base'\nregex = 'old_[0-9]+'\n")
	top := write("top.toml", "[extend]\nuseDefault = false\npath = 'shared/base.toml'\ndisabledRules = ['off']\n")
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Load(top); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, r := range set.Rules {
		if !r.Disabled {
			ids = append(ids, r.ID)
		}
	}
	if !slices.Equal(ids, []string{"base", "more"}) || set.Rule("base").Regex.String() != "base_[0-9]+" {
		t.Errorf("the rules are %q", ids)
	}
	faulty := write("shared/faulty.toml", "\n[[rules]]\nregex = 'abc'\n")
	bad := write("bad.toml", "[extend]\npath = 'shared/faulty.toml'\n")
	if err := set.Load(bad); err == nil || !strings.HasPrefix(err.Error(), faulty+":2:") {
		t.Errorf("the base's fault: %v", err)
	}
	loop := write("a.toml", "[extend]\npath = 'b.toml'\n")
	write("b.toml", "[extend]\npath = 'a.toml'\n")
	if err := set.Load(loop); err == nil || !strings.Contains(err.Error(), "extends itself") {
		t.Errorf("a loop: %v", err)
	}
	for i := range 12 {
		write(fmt.Sprintf("n%d.toml", i), fmt.Sprintf("[extend]\npath = 'n%d.toml'\n", i+1))
	}
	if err := set.Load(filepath.Join(dir, "n0.toml")); err == nil || !strings.Contains(err.Error(), "more than 8") {
		t.Errorf("a long chain: %v", err)
	}
}

func TestKeyPrefix(t *testing.T) {
	set, _, err := load(t, "key_prefix = 'Fake.Org_'\n")
	if err != nil {
		t.Fatal(err)
	}
	r := set.Rule("logstag-agent-key-prefix")
	if r == nil || !slices.Equal(r.Keywords, []string{"fake.org_"}) {
		t.Fatal("the prefix makes no rule")
	}
	for text, want := range map[string]bool{
		"x=Fake.Org_" + strings.Repeat("a", 23): true, "x=Fake.Org_" + strings.Repeat("a", 22): false, "x=FakexOrg_" + strings.Repeat("a", 23): false,
	} {
		if r.Regex.MatchString(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
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

// TestFaultyRegexIsNotShown reads an expression with a key in it: what is said of it
// must not hold the key.
func TestFaultyRegexIsNotShown(t *testing.T) {
	const key = "FAKEq8Zr3Tn5Wd1Lx7Mb9Vc2Js6Hp4Gy"
	var got []string
	compile("("+key, func(err error) { got = append(got, err.Error()) })
	if len(got) != 1 || strings.Contains(got[0], key) || !strings.Contains(got[0], "missing closing") {
		t.Errorf("%d faults, or one that is not as it should be", len(got))
	}
}
