package detectors

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// inRepository gives the origins of one file as the work tree, the templates and
// git see it.
func inRepository(atHead bool) []sources.Origin {
	o := sources.Origin{Root: "/r", Path: "a.env", Repository: "/r", RepositoryPath: "a.env"}
	file, template, blob := o, o, o
	file.Source, template.Source, blob.Source = sources.Files, sources.Templates, sources.Git
	blob.Git = &sources.GitOrigin{Object: "b1", Type: sources.Blob, Places: []sources.GitPlace{
		{Path: "a.env", Object: "b1", AtHead: atHead, Introduced: sources.CommitInfo{ID: "c1"}},
	}}
	return []sources.Origin{file, template, blob}
}

// TestOnePlaceIsOneFinding scans one file by three sources.
func TestOnePlaceIsOneFinding(t *testing.T) {
	text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 0)
	scan := func(origins []sources.Origin) []Finding {
		e := newTestEngine(t)
		for i := range origins {
			if err := sources.EmitBytes(&origins[i], []byte(text), e.Emitter(i)); err != nil {
				t.Fatal(err)
			}
		}
		return results(t, e)
	}
	found := scan(inRepository(true))
	if len(found) != 1 || found[0].Origin.Source != sources.Files || found[0].Place == nil ||
		!slices.Equal(found[0].AlsoIn, []sources.Kind{sources.Git, sources.Templates}) {
		t.Errorf("at HEAD: %d findings, want one in files, also in git and templates", len(found))
	}
	found = scan(inRepository(false))
	if len(found) != 2 {
		t.Errorf("in the history only: %d findings, want two", len(found))
	}
}

// TestTwoInOneFile keeps the same secret on two lines apart.
func TestTwoInOneFile(t *testing.T) {
	e := newTestEngine(t)
	text, want := unmark(t, "LOGSTAG_API_KEY=«L»\nlogstag_api_key: «L»\n", 0)
	found := scanText(t, e, sources.Origin{Path: "a"}, text)
	checkPlanted(t, 0, found, want, agentRule)
	if len(found) == 2 && found[0].KeyFingerprint != found[1].KeyFingerprint {
		t.Error("one key has two fingerprints")
	}
}

// TestIgnoredFile makes a key that git ignores a warning.
func TestIgnoredFile(t *testing.T) {
	e := newTestEngine(t)
	text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 0)
	for tracking, want := range map[sources.Tracking]rules.Level{
		"": rules.Error, sources.Tracked: rules.Error, sources.Untracked: rules.Error, sources.Ignored: rules.Warning,
	} {
		found := scanText(t, e, sources.Origin{Path: ".env", Tracking: tracking}, text)
		if len(found) != 1 || found[0].Level != want || (found[0].LevelReason == "") != (want == rules.Error) {
			t.Errorf("%q: want level %v", tracking, want)
		}
	}
}

// TestRepeatsInALog keeps a hundred places of one secret and counts the rest.
func TestRepeatsInALog(t *testing.T) {
	e := newTestEngine(t)
	line, _ := unmark(t, "start LOGSTAG_API_KEY=«L»\n", 0)
	var text string
	for range maxRepeats + 7 {
		text += line
	}
	if n := len(scanText(t, e, sources.Origin{Path: "a.log", LineText: true}, text)); n != maxRepeats || e.Unlisted() != 7 {
		t.Errorf("%d findings and %d not listed, want %d and 7", n, e.Unlisted(), maxRepeats)
	}
}

// TestFindingFingerprint does not depend on lines, nor on where a clone lies.
func TestFindingFingerprint(t *testing.T) {
	e := newTestEngine(t)
	text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 0)
	print := func(o sources.Origin, text string) string {
		found := scanText(t, e, o, text)
		if len(found) != 1 {
			t.Fatalf("%d findings, want one", len(found))
		}
		return found[0].Fingerprint
	}
	a := sources.Origin{Root: "/r", Path: "a", Repository: "/r", RepositoryPath: "a"}
	b := sources.Origin{Root: "/other", Path: "a", Repository: "/other", RepositoryPath: "a"}
	c := sources.Origin{Root: "/r", Path: "c", Repository: "/r", RepositoryPath: "c"}
	first := print(a, text)
	if print(a, "\n\n"+text) != first {
		t.Error("the line counts")
	}
	if print(b, text) != first {
		t.Error("the place of the clone counts")
	}
	moved := print(c, text)
	what, where, ok := SplitFingerprint(first)
	otherWhat, otherWhere, otherOK := SplitFingerprint(moved)
	if !ok || !otherOK || what != otherWhat || where == otherWhere {
		t.Errorf("%s became %s when it was moved", first, moved)
	}
	second, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 1)
	if w, _, _ := SplitFingerprint(print(a, second)); w == what {
		t.Error("the key does not count")
	}
}

// TestWeakFingerprint names a value that could be guessed back by what a report
// shows of it anyway.
func TestWeakFingerprint(t *testing.T) {
	e := newTestEngine(t)
	what := func(path, password string) string {
		found := scanText(t, e, sources.Origin{Path: path}, "[targets.a]\ndb_engine = \"x\"\ndb_password = \""+password+"\"\n")
		if len(found) != 1 || found[0].KeyFingerprint != "" {
			t.Fatalf("%d findings, want one without a key fingerprint", len(found))
		}
		what, _, ok := SplitFingerprint(found[0].Fingerprint)
		if !ok {
			t.Fatal(found[0].Fingerprint)
		}
		return what
	}
	first := what("a/logstag-agent.toml", "FAKE-horse-1")
	if what("b/logstag-agent.toml", "FAKE-horse-1") != first {
		t.Error("the file counts")
	}
	if what("a/logstag-agent.toml", "FAKE-house-2") != first {
		t.Error("the value counts, so that it could be guessed")
	}
	if what("a/logstag-agent.toml", "FAKE-horse-12") == first {
		t.Error("the length does not count")
	}
}

// TestSplitFingerprint refuses what is none.
func TestSplitFingerprint(t *testing.T) {
	const good = "lf1-abcdefghijklmnop-qrst2345"
	if what, where, ok := SplitFingerprint(good); !ok || what != "abcdefghijklmnop" || where != "qrst2345" {
		t.Errorf("%s is taken apart as %q, %q", good, what, where)
	}
	for _, bad := range []string{"", "lf1-", "lk1-abcdefghijklmnop-qrst2345", good[:len(good)-1], good + "a", strings.ToUpper(good), "lf1-abcdefghijklmnop", "lf1-abcdefghijklmno1-qrst2345"} {
		if _, _, ok := SplitFingerprint(bad); ok {
			t.Errorf("%q is taken for one", bad)
		}
	}
	if !IsKeyFingerprint("lk1-abcdefghijklmnop") || IsKeyFingerprint("lk1-abcdefghijklmno") || IsKeyFingerprint(good) {
		t.Error("the form of a key's fingerprint is not known")
	}
}

// TestAllowedInHistory has a comment in one version of a file only.
func TestAllowedInHistory(t *testing.T) {
	e := newTestEngine(t)
	for _, v := range []struct{ object, comment string }{{"b1", ""}, {"b2", " # leakstag:allow: a sample"}} {
		text, _ := unmark(t, "LOGSTAG_API_KEY=«L»"+v.comment+"\n", 0)
		o := sources.Origin{Source: sources.Git, Repository: "/r", Git: &sources.GitOrigin{Object: v.object, Type: sources.Blob, Places: []sources.GitPlace{
			{Path: "a", Object: v.object, Introduced: sources.CommitInfo{ID: "c" + v.object}},
		}}}
		if err := sources.EmitBytes(&o, []byte(text), e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
	}
	found, allowed := results(t, e), e.AllowedInline()
	if len(found) != 1 || len(allowed) != 1 || found[0].Fingerprint != allowed[0].Fingerprint || allowed[0].Place.Object != "b2" {
		t.Errorf("found %d, allowed %d, want one each", len(found), len(allowed))
	}
}

// TestSameResultsFromManyWorkers scans the same items in any order from several
// goroutines.
func TestSameResultsFromManyWorkers(t *testing.T) {
	type item struct {
		origin sources.Origin
		text   string
	}
	var items []item
	for i := range 60 {
		o := sources.Origin{Source: sources.Files, Root: "/r", Path: fmt.Sprintf("d%d/f%d", i%7, i)}
		text, _ := unmark(t, "weather_api_key: «G»\nLOGSTAG_API_KEY=«L» LOGSTAG_API_KEY=«L»\n", i%3)
		items = append(items, item{o, text})
		for _, o := range inRepository(i%2 == 0) {
			o.Path, o.RepositoryPath = fmt.Sprint("x", i), fmt.Sprint("x", i)
			if o.Git != nil {
				o.Git.Places[0].Path = o.Path
			}
			items = append(items, item{o, text})
		}
	}
	var want string
	for round := range 6 {
		e := newTestEngine(t)
		order := rand.New(rand.NewPCG(uint64(round), 9)).Perm(len(items))
		var group sync.WaitGroup
		for w := range 8 {
			group.Go(func() {
				for i := w; i < len(order); i += 8 {
					it := items[order[i]]
					if err := sources.EmitBytes(&it.origin, []byte(it.text), e.Emitter(0)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		list := results(t, e)
		for i := range list { // a rule holds examples, which are made up
			list[i].Rule = &rules.Rule{ID: list[i].Rule.ID}
		}
		out, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(out)
		}
		if string(out) != want {
			t.Fatalf("round %d gives other results than the first", round)
		}
	}
	showsNone(t, "the results", []byte(want))
}

// TestPieces has one argument of a process read in the whole line and by itself.
func TestPieces(t *testing.T) {
	e := newTestEngine(t)
	emit := func(part string, piece int, text string) {
		text, _ = unmark(t, text, 0)
		o := sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 7, Part: part, Piece: piece}}
		if err := sources.EmitBytes(&o, []byte(text), e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
	}
	emit("", 0, "sh -c 'api_key=«L»' 'LOGSTAG_API_KEY=«L»'\n") // in an order that is not the arguments'
	emit("", 3, "logstag_api_key=«L»")                         // better known
	emit("", 4, "LOGSTAG_API_KEY=«L»")
	emit(sources.Environment, 0, "LOGSTAG_API_KEY=«L»\n")
	found := results(t, e)
	var arguments []string
	for _, f := range found {
		if f.Origin.Process.Part == "" {
			arguments = append(arguments, f.Rule.ID)
		}
	}
	if len(found) != 3 || !slices.Equal(arguments, []string{agentRule, agentRule}) {
		t.Errorf("%d findings, in arguments %q", len(found), arguments)
	}
}
