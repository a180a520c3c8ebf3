package detectors

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

const (
	keptKey  = "FAKE.q1Zt-41mWc_x9RbV2nLpD8sKyG3hJ"
	weakPass = "FAKE-horse-staple"
)

// keptEngine gives an engine with the built-in rules.
func keptEngine(t *testing.T) *Engine {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewEngine(set, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// emitLog has an engine look at a log.
func emitLog(t *testing.T, e *Engine, origin *sources.Origin, text string) {
	t.Helper()
	if err := e.Emitter(0)(sources.Fragment{Origin: origin, Data: []byte(text), Line: 1}); err != nil {
		t.Fatal(err)
	}
}

func logAt(path string) *sources.Origin {
	return &sources.Origin{Source: sources.Logs, Root: "/var/log", Path: path, LineText: true}
}

// keepAll gives what an engine has found, through JSON.
func keepAll(t *testing.T, e *Engine) []Kept {
	t.Helper()
	found := e.Collected()
	keeper := e.NewKeeper(found)
	var out []Kept
	for i := range found {
		k, ok := keeper.Keep(&found[i])
		if !ok {
			t.Fatalf("finding %d can't be kept", i)
		}
		text, err := json.Marshal(k)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{keptKey, weakPass} {
			if strings.Contains(string(text), secret[5:]) {
				t.Errorf("finding %d is kept with its secret", i)
			}
		}
		var back Kept
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		out = append(out, back)
	}
	return out
}

// restoreAll gives an engine what was kept of a file.
func restoreAll(t *testing.T, e *Engine, at *sources.Origin, path string, kept []Kept) {
	t.Helper()
	var list []Finding
	for i := range kept {
		f, ok := e.Recall(&kept[i], "/var/log", path)
		if !ok {
			t.Fatalf("finding %d is of no rule", i)
		}
		list = append(list, f)
	}
	e.Restore(0, at, list)
}

func resultsOf(t *testing.T, e *Engine) []Finding {
	t.Helper()
	found, err := e.Results(t.Context(), nil, func(_ sources.Origin, err error) error { return err })
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestRestored has findings that were kept come out as those that are found.
func TestRestored(t *testing.T) {
	const text = "api_key=" + keptKey + "\nLOGSTAG_DB_PASSWORD=" + weakPass + "\nLOGSTAG_DB_PASSWORD=" + weakPass + "\n"
	first, second, fresh := keptEngine(t), keptEngine(t), keptEngine(t)
	emitLog(t, first, logAt("a.log"), text)
	kept := keepAll(t, first)
	if len(kept) != 3 || kept[1].Key != "" || kept[1].Group == 0 || kept[1].Group != kept[2].Group || kept[0].Group != 0 {
		t.Fatalf("kept %+v", kept)
	}
	restoreAll(t, second, nil, "a.log", kept)
	emitLog(t, fresh, logAt("a.log"), text)
	// What another file says of the key holds for the one that was kept, too.
	for _, e := range []*Engine{second, fresh} {
		emitLog(t, e, logAt("b.log"), "LOGSTAG_API_KEY="+keptKey+"\n")
	}
	got, want := resultsOf(t, second), resultsOf(t, fresh)
	if len(got) != len(want) {
		t.Fatalf("%d findings, want %d", len(got), len(want))
	}
	for i := range got {
		a, b := got[i], want[i]
		if a.Rule.ID != b.Rule.ID || a.Fingerprint != b.Fingerprint || a.KeyFingerprint != b.KeyFingerprint || a.Region != b.Region ||
			a.Secret.Mask() != b.Secret.Mask() || a.Secret.Len() != b.Secret.Len() || a.Level != b.Level || a.Origin.Path != b.Origin.Path {
			t.Errorf("finding %d is %+v, want %+v", i, a, b)
		}
	}
	if !got[1].Secret.Equal(got[2].Secret) || got[0].Secret.Equal(got[1].Secret) {
		t.Error("kept secrets are not told apart as they should be")
	}
}

// TestRestoredElsewhere has what was kept lie in a file that was renamed.
func TestRestoredElsewhere(t *testing.T) {
	first, second, fresh := keptEngine(t), keptEngine(t), keptEngine(t)
	emitLog(t, first, logAt("a.log"), "LOGSTAG_API_KEY="+keptKey+"\n")
	restoreAll(t, second, nil, "a.log.1", keepAll(t, first))
	emitLog(t, fresh, logAt("a.log.1"), "LOGSTAG_API_KEY="+keptKey+"\n")
	got, want := resultsOf(t, second), resultsOf(t, fresh)
	if len(got) != 1 || len(want) != 1 || got[0].Fingerprint != want[0].Fingerprint {
		t.Errorf("%+v, want %+v", got, want)
	}
	if name := second.FingerprintAt(&got[0], "/var/log/a.log"); name == got[0].Fingerprint || name != fresh.FingerprintAt(&want[0], "/var/log/a.log") {
		t.Error("the fingerprint elsewhere")
	}
}

// TestRestoredRepeats counts on where an earlier reading of a log ended.
func TestRestoredRepeats(t *testing.T) {
	line := "LOGSTAG_API_KEY=" + keptKey + "\n"
	weak := "LOGSTAG_DB_PASSWORD=" + weakPass + "\n"
	first, second := keptEngine(t), keptEngine(t)
	emitLog(t, first, logAt("a.log"), strings.Repeat(line+weak, 90))
	at := logAt("a.log")
	restoreAll(t, second, at, "a.log", keepAll(t, first))
	emitLog(t, second, at, strings.Repeat(line+weak, 50))
	if n := len(second.Collected()); n != 2*maxRepeats || second.Unlisted() != 2*40 {
		t.Errorf("%d findings, and %d more", n, second.Unlisted())
	}
}

// TestKeptSecretInText has a secret of which only the fingerprint is known taken
// out of a path.
func TestKeptSecretInText(t *testing.T) {
	first, second := keptEngine(t), keptEngine(t)
	emitLog(t, first, logAt("a.log"), "LOGSTAG_API_KEY="+keptKey+"\n")
	restoreAll(t, second, nil, "agent-"+keptKey+".log", keepAll(t, first))
	found := resultsOf(t, second)
	if len(found) != 1 || strings.Contains(found[0].Origin.Path, keptKey[5:]) {
		t.Errorf("the path is %d bytes and holds the key", len(found[0].Origin.Path))
	}
	skips := second.CleanSkips([]sources.Skip{{Origin: sources.Origin{Path: "/x/" + keptKey}, Err: errors.New("open " + keptKey)}}, found)
	if strings.Contains(skips[0].Origin.Path+skips[0].Err.Error(), keptKey[5:]) {
		t.Error("a skip holds the key")
	}
}

// TestNotKept has findings with a secret in a text of theirs not kept.
func TestNotKept(t *testing.T) {
	e := keptEngine(t)
	o := &sources.Origin{Source: sources.Files, Root: "/x", Path: "a.tgz!" + keptKey, Archive: "a.tgz", Member: keptKey}
	emitLog(t, e, o, "LOGSTAG_API_KEY="+keptKey+"\n")
	found := e.Collected()
	if _, ok := e.NewKeeper(found).Keep(&found[0]); len(found) != 1 || ok {
		t.Errorf("%d findings, of which the first may be kept", len(found))
	}
}

func TestRecallUnknownRule(t *testing.T) {
	if _, ok := keptEngine(t).Recall(&Kept{Rule: "no-such-rule"}, "", ""); ok {
		t.Error("a finding of no rule")
	}
}
