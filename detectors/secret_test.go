package detectors

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestSecretShowsItsMaskOnly tries every way of printing a secret, alone and
// inside a finding.
func TestSecretShowsItsMaskOnly(t *testing.T) {
	e := newTestEngine(t)
	text, _ := unmark(t, "LOGSTAG_API_KEY=«L»\n", 0)
	found := scanText(t, e, sources.Origin{Path: "a"}, text)
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	showsNothing(t, found[0])
	if got, want := found[0].Secret.Mask(), "FAKE… (34 characters)"; got != want {
		t.Errorf("the mask is %q, want %q", got, want)
	}
}

// showsNothing prints, encodes and logs a finding and looks for its secret.
func showsNothing(t testing.TB, f Finding) {
	t.Helper()
	s := f.Secret
	value := s.reveal()
	check := func(how string, out []byte) {
		if bytes.Contains(out, []byte(value)) {
			t.Errorf("%s gives the secret away", how)
		}
	}
	for _, v := range []any{s, &s, f, &f, []Finding{f}, map[string]Secret{"a": s}, struct{ S Secret }{s}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p"} {
			check(fmt.Sprintf("%s of %T", verb, v), fmt.Appendf(nil, verb, v))
		}
		if out, err := json.Marshal(v); err == nil {
			check("JSON", out)
		}
		if out, err := xml.Marshal(v); err == nil {
			check("XML", out)
		}
		var buf bytes.Buffer
		if gob.NewEncoder(&buf).Encode(v) == nil {
			check("gob", buf.Bytes())
		}
		for _, h := range []slog.Handler{slog.NewTextHandler(&buf, nil), slog.NewJSONHandler(&buf, nil)} {
			slog.New(h).Info("found", "value", v)
		}
		check("log", buf.Bytes())
	}
	check("Mask", []byte(s.Mask()))
	check("an error", []byte(fmt.Errorf("bad %v", s).Error()))
}

func TestMask(t *testing.T) {
	for _, r := range []struct{ name, value, want string }{
		{"empty", "", "… (0 characters)"},
		{"short", "FAKE7Zt4", "… (8 characters)"},
		{"nine", "FAKE7Zt41", "FAKE… (9 characters)"},
		{"wide characters", "ÄÖÜß7Zt41", "ÄÖÜß… (9 characters)"},
		{"escape sequence", "\x1b[3m7Zt41q", "?[3m… (10 characters)"},
		{"not UTF-8", "\xff\xfeAB7Zt41q", "??AB… (10 characters)"},
	} {
		if got := newSecret([]byte(r.value)).Mask(); got != r.want {
			t.Errorf("%s: %q, want %q", r.name, got, r.want)
		}
	}
	var zero Secret
	if zero.Mask() != "… (0 characters)" || zero.Len() != 0 || !zero.Equal(newSecret(nil)) {
		t.Error("the zero secret is not empty")
	}
}

func TestSecretCopiesItsValue(t *testing.T) {
	b := []byte("FAKE7Zt41mWcx9RbV2nL")
	s := newSecret(b)
	b[0] = 'x'
	if !s.Equal(newSecret([]byte("FAKE7Zt41mWcx9RbV2nL"))) {
		t.Error("the secret changes with the bytes that it was made from")
	}
}

func TestKeyFingerprint(t *testing.T) {
	s := newSecret([]byte("FAKE.q7Zt-41mWc_x9RbV2nLpD8sKyG3hJ"))
	const golden = "lk1-jekhme7jw4fcywa2"
	if got := KeyFingerprint(s, nil); got != golden {
		t.Errorf("the fingerprint is %s, and was %s", got, golden)
	}
	keyed := KeyFingerprint(s, []byte("an organisation's own key"))
	if keyed == golden || len(keyed) != len(golden) || keyed == KeyFingerprint(s, []byte("another one's")) {
		t.Error("the organisation's key makes no difference")
	}
	for _, weak := range []string{"", "password", "1234567890123456", "aaaaaaaaaaaaaaaaaaaaaaaa", "correct-horse-battery-staple"} {
		if got := KeyFingerprint(newSecret([]byte(weak)), nil); got != "" {
			t.Errorf("%q has the fingerprint %s", weak, got)
		}
		if KeyFingerprint(newSecret([]byte(weak)), []byte("key")) == "" {
			t.Errorf("%q has no keyed fingerprint", weak)
		}
	}
}

// TestCleanText puts keys where only names and messages should be.
func TestCleanText(t *testing.T) {
	e := newTestEngine(t)
	key := fakeAgentKeys[2]
	found := scanText(t, e, sources.Origin{
		Root: "/srv/" + key, Path: "backup-" + key + ".env", Repository: "/srv/" + key, RepositoryPath: "backup-" + key + ".env",
		Command: &sources.CommandOrigin{User: key}, Process: &sources.ProcessOrigin{Executable: "/opt/" + key, User: key},
	}, "LOGSTAG_API_KEY="+key+"\n")
	if len(found) == 0 {
		t.Fatal("nothing found")
	}
	out, err := json.Marshal(found)
	if err != nil {
		t.Fatal(err)
	}
	showsNone(t, "a finding", out)

	cause := fmt.Errorf("opening /srv/%s: %w", key, fs.ErrPermission)
	skips := e.CleanSkips([]sources.Skip{{Origin: sources.Origin{Path: "run?api_key=" + fakeAgentKeys[0]}, Err: cause}}, found)
	showsNone(t, "a skip", fmt.Appendf(nil, "%v %s", skips, skips[0].Err))
	if !errors.Is(skips[0].Err, fs.ErrPermission) {
		t.Error("the cause of a skip is lost")
	}
	cleaned := e.CleanError(fmt.Errorf("running logstag-agent --api-key %s: %w", fakeAgentKeys[1], fs.ErrNotExist))
	showsNone(t, "an error", fmt.Appendf(nil, "%v %+v %#v", cleaned, cleaned, cleaned))
	if !errors.Is(cleaned, fs.ErrNotExist) || e.CleanError(nil) != nil {
		t.Error("an error's cause is lost")
	}
	if s := "nothing to hide in this"; e.Clean(s) != s {
		t.Error("plain text is changed")
	}
}
