package detectors

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

const (
	agentRule = "logstag-agent-key"
	otherRule = "plaintext-api-key"
)

// The keys that the tables plant. None was ever valid anywhere.
var (
	fakeAgentKeys = []string{
		"FAKE.m4Xw-82kJq_p6TcN1yRvB9hZeU5dG",
		"fakek3v9w2xq7m4b8z1n6t5r0pyhd2jc8g",
		"FAKEh8Rk2PzY6vTn0QwJ5bXm9LdCs3GuE7aF4",
	}
	fakeOtherKeys = []string{"FAKE9Ck27hTsz4PbW8mQ", "fake5v8q2m9x4k7w3j6t", "FAKEu3Xh9Lp6Rz2Wd8Qm5Tk"}
)

// expand puts a made-up key for each mark of a table's text: «L» is an agent
// key, «G» another service's key; b64, pct and twice before the letter encode it;
// what else stands between the marks is a value of its own.
func expand(mark string, nth int) string {
	how, letter, _ := strings.Cut(mark, ":")
	if letter == "" {
		how, letter = "", mark
	}
	v := mark
	switch letter {
	case "L":
		v = fakeAgentKeys[nth]
	case "G":
		v = fakeOtherKeys[nth]
	}
	switch how {
	case "b64":
		return base64.StdEncoding.EncodeToString([]byte(v))
	case "b64nl":
		return base64.StdEncoding.EncodeToString([]byte(v + "\n"))
	case "b64b64":
		return b64(b64(v))
	case "b64gz":
		return b64(gzipped(v))
	case "hex":
		return hex.EncodeToString([]byte(v))
	case "hexb64":
		return b64(hex.EncodeToString([]byte(v)))
	case "pct":
		return strings.ReplaceAll(strings.ReplaceAll(url.QueryEscape(v), ".", "%2E"), "-", "%2D")
	}
	return v
}

// planted is one marked value of a text.
type planted struct {
	start, length int
	line, column  int
}

// unmark takes the marks « » out of a table's text and says where the values lie.
func unmark(t testing.TB, text string, nth int) (string, []planted) {
	t.Helper()
	var out strings.Builder
	var list []planted
	for {
		before, rest, ok := strings.Cut(text, "«")
		out.WriteString(before)
		if !ok {
			break
		}
		mark, after, ok := strings.Cut(rest, "»")
		if !ok {
			t.Fatal("a mark is not closed")
		}
		v := expand(mark, nth)
		so := out.String()
		list = append(list, planted{
			start: len(so), length: len(v),
			line:   1 + strings.Count(so, "\n"),
			column: 1 + len(utf16.Encode([]rune(so[strings.LastIndexByte(so, '\n')+1:]))),
		})
		out.WriteString(v)
		text = after
	}
	return out.String(), list
}

// newTestEngine prepares the built-in rules.
func newTestEngine(t testing.TB) *Engine {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	return engineFor(t, set)
}

func engineFor(t testing.TB, set *rules.Set) *Engine {
	t.Helper()
	e, err := NewEngine(set, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// defaultEngine gives an engine with the built-in rules.
func defaultEngine(t testing.TB) *Engine {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	return engineFor(t, set)
}

// scanText gives the findings in one text.
func scanText(t testing.TB, e *Engine, origin sources.Origin, text string) []Finding {
	t.Helper()
	if origin.Source == "" {
		origin.Source = sources.Files
	}
	if err := sources.EmitBytes(&origin, []byte(text), e.Emitter(0)); err != nil {
		t.Fatal(err)
	}
	return results(t, e)
}

func results(t testing.TB, e *Engine) []Finding {
	t.Helper()
	found, err := e.Results(t.Context(), nil, func(sources.Origin, error) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// form is a row of the tables of forms: a text with marks around the values
// that must be found, and nothing else in it.
type form struct {
	name, text string
	rule       string // the agent rule unless set
	path       string
	lineText   bool // a log or a history
	keys       int  // how many of the made-up keys to try; all unless set
}

// testForms plants the made-up keys in each form.
func testForms(t *testing.T, forms []form) {
	t.Helper()
	e := newTestEngine(t)
	seen := map[string]bool{}
	for _, f := range forms {
		if seen[f.name] {
			t.Errorf("two rows are called %q", f.name)
		}
		seen[f.name] = true
		t.Run(f.name, func(t *testing.T) {
			n := f.keys
			if n == 0 {
				n = len(fakeAgentKeys)
			}
			for nth := range n {
				text, want := unmark(t, f.text, nth)
				found := scanText(t, e, sources.Origin{Path: f.path, LineText: f.lineText}, text)
				rule := f.rule
				if rule == "" {
					rule = agentRule
				}
				checkPlanted(t, nth, found, want, rule)
				if f.path != "" || f.lineText || nth > 0 || strings.Contains(f.text, "».") {
					continue // or a sentence, whose full stop YAML takes for the value's
				}
				// Whatever notation a file's name promises, its reader adds
				// nothing to what the text shows, and takes nothing away.
				for _, name := range []string{"x.yaml", "x.json", "x.toml", "x.tf"} {
					checkPlanted(t, nth, scanText(t, e, sources.Origin{Path: name}, text), want, rule)
				}
			}
		})
	}
}

func checkPlanted(t *testing.T, nth int, found []Finding, want []planted, rule string) {
	t.Helper()
	for _, w := range want {
		hits := 0
		for _, f := range found {
			r := f.Region
			if r.Offset != int64(w.start) {
				continue
			}
			hits++
			if f.Rule.ID != rule || r.Length != w.length || r.StartLine != w.line || r.StartColumn != w.column {
				t.Errorf("key %d: %s at %d+%d, line %d column %d; want %s at %d+%d, line %d column %d", nth,
					f.Rule.ID, r.Offset, r.Length, r.StartLine, r.StartColumn, rule, w.start, w.length, w.line, w.column)
			}
		}
		if hits != 1 {
			t.Errorf("key %d: %d findings at %d, want one", nth, hits, w.start)
		}
	}
	if len(found) != len(want) {
		for _, f := range found {
			t.Logf("key %d: %s at %d+%d %s", nth, f.Rule.ID, f.Region.Offset, f.Region.Length, f.Secret.Mask())
		}
		t.Errorf("key %d: %d findings, want %d", nth, len(found), len(want))
	}
}

// showsNone says that no made-up key stands in output, plain or encoded.
func showsNone(t testing.TB, what string, output []byte) {
	t.Helper()
	for i, list := range [][]string{fakeAgentKeys, fakeOtherKeys} {
		for j, k := range list {
			if bytes.Contains(output, []byte(k)) || bytes.Contains(output, []byte(base64.StdEncoding.EncodeToString([]byte(k)))) {
				t.Errorf("%s holds key %d of list %d", what, j, i)
			}
		}
	}
}
