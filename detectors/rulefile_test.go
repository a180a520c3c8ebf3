package detectors

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// loadRules adds a rule file to the built-in rules.
func loadRules(t testing.TB, text string) *rules.Set {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rules.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := set.Load(path); err != nil {
		t.Fatal(err)
	}
	return set
}

// TestRuleExamples runs each built-in rule's own examples.
func TestRuleExamples(t *testing.T) {
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range set.Rules {
		r.Disabled = false
	}
	e := engineFor(t, set)
	for _, r := range set.Rules {
		hits := func(text string) int {
			n := 0
			for _, f := range scanText(t, e, sources.Origin{Source: sources.Stdin}, text) {
				if f.Rule == r {
					n++
				}
			}
			return n
		}
		for i, text := range r.Examples {
			if hits(text) != 1 {
				t.Errorf("%s: example %d gives %d findings, want one", r.ID, i+1, hits(text))
			}
		}
		for i, text := range r.NonExamples {
			if hits(text) != 0 {
				t.Errorf("%s: nonexample %d gives %d findings", r.ID, i+1, hits(text))
			}
		}
	}
}

// pasted is a rule as gitleaks has it.
const pasted = `
[[rules]]
id = "acme-token"
description = "A token of Acme."
regex = '''(?i)acme(?:[0-9a-z\-_\t .]{0,20})(?:=|:)\s*["']?([a-z0-9]{20,40})["']?'''
secretGroup = 1
entropy = 3.5
keywords = ["acme"]
path = '''\.(env|toml)$'''
tags = ["acme"]
[[rules.allowlists]]
condition = "AND"
regexTarget = "line"
regexes = ['''for-tests''']
paths = ['''^testdata/''']
[[rules.allowlists]]
stopwords = ["fixture"]
`

func TestPastedRule(t *testing.T) {
	e := engineFor(t, loadRules(t, pasted))
	key := "fake7zt41mwcx9rbv2nlpd8s"
	for _, r := range []struct {
		name, path, text string
		want             int
	}{
		{"found", "a.env", "ACME_TOKEN=" + key + "\n", 1},
		{"twice on a line", "a.env", "ACME_A=" + key + " ACME_B=" + key[1:] + "x\n", 2},
		{"another path", "a.txt", "ACME_TOKEN=" + key + "\n", 0},
		{"too regular", "a.env", "ACME_TOKEN=aaaabbbbaaaabbbbaaaabbbb\n", 0},
		{"stop word", "a.env", "ACME_TOKEN=fakefixture7zt41mwcx9rbv2\n", 0},
		{"only one of two conditions", "a.env", "ACME_TOKEN=" + key + " # for-tests\n", 1},
		{"both conditions", "testdata/a.env", "ACME_TOKEN=" + key + " # for-tests\n", 0},
		{"no keyword", "a.env", "TOKEN=" + key + "\n", 0},
	} {
		n := 0
		for _, f := range scanText(t, e, sources.Origin{Path: r.path}, r.text) {
			if f.Rule.ID == "acme-token" {
				n++
				if r.want == 1 && f.Region.Length != len(key) {
					t.Errorf("%s: the secret has %d bytes, want %d", r.name, f.Region.Length, len(key))
				}
			}
		}
		if n != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, n, r.want)
		}
	}
}

// TestKeyPattern tells the organisation's own form of keys in one line.
func TestKeyPattern(t *testing.T) {
	e := engineFor(t, loadRules(t, "key_pattern = 'fakeorg_[A-Za-z0-9]{32}'\n"))
	found := scanText(t, e, sources.Origin{}, "see fakeorg_7Zt41mWcx9RbV2nLpD8sKyG3hJq4w0Fu in the ticket\n")
	if len(found) != 1 || found[0].Rule.ID != "logstag-agent-key-pattern" || found[0].Region.Offset != 4 || found[0].Region.Length != 40 {
		t.Errorf("%d findings, want one of 40 bytes at 4", len(found))
	}
}

// TestAllowComments puts a comment on the line, and on other lines.
func TestAllowComments(t *testing.T) {
	e := newTestEngine(t)
	for _, r := range []struct {
		name, text string
		want       int
		reason     string
	}{
		{"ours", "LOGSTAG_API_KEY=«L» # leakstag:allow\n", 0, ""},
		{"gitleaks's", "LOGSTAG_API_KEY=«L» // gitleaks:allow\n", 0, ""},
		{"with a reason", "LOGSTAG_API_KEY=«L» # leakstag:allow: revoked on the test server \r\n", 0, "revoked on the test server"},
		{"without a colon", "<!-- LOGSTAG_API_KEY=«L» leakstag:allow — a sample --> <b>\n", 0, "a sample"},
		{"in a comment that ends", "/* LOGSTAG_API_KEY=«L» gitleaks:allow, made up */ x()\n", 0, "made up"},
		{"before", "/* leakstag:allow */ LOGSTAG_API_KEY=«L»\n", 0, ""},
		{"line above", "# leakstag:allow\nLOGSTAG_API_KEY=«L»\n", 1, ""},
		{"line below", "LOGSTAG_API_KEY=«L»\n# leakstag:allow\n", 1, ""},
		{"another word", "LOGSTAG_API_KEY=«L» # allow\n", 1, ""},
	} {
		text, _ := unmark(t, r.text, 0)
		if n := len(scanText(t, e, sources.Origin{}, text)); n != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, n, r.want)
		}
		allowed := e.AllowedInline()
		if len(allowed) != 1-r.want || len(allowed) == 1 && allowed[0].Reason != r.reason {
			t.Errorf("%s: %v are allowed", r.name, allowed)
		}
	}
}

// TestGlobalAllowlist allows a path, a value and a commit for every rule.
func TestGlobalAllowlist(t *testing.T) {
	e := engineFor(t, loadRules(t, "[[allowlists]]\npaths = ['^vendor/']\n[[allowlists]]\nregexes = ['^FAKEh8']\n[allowlist]\ncommits = [\"c0ffee\"]\n"))
	for _, r := range []struct {
		name, path string
		key, want  int
	}{{"path", "vendor/a", 0, 0}, {"value", "a", 2, 0}, {"neither", "a", 0, 1}} {
		text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", r.key)
		if n := len(scanText(t, e, sources.Origin{Path: r.path}, text)); n != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, n, r.want)
		}
	}
	text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 0)
	for commit, want := range map[string]int{"c0ffee": 0, "decade": 1} {
		o := sources.Origin{Source: sources.Git, Path: "a", Git: &sources.GitOrigin{Object: "b1", Type: sources.Blob, Places: []sources.GitPlace{
			{Path: "a", Object: "b1", Introduced: sources.CommitInfo{ID: commit}},
		}}}
		if n := len(scanText(t, e, o, text)); n != want {
			t.Errorf("commit %s: %d findings, want %d", commit, n, want)
		}
	}
}
