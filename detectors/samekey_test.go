package detectors

import (
	"maps"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestSameKeySameRule has a key in two items, of which one alone says that it is
// an agent's, and another key beside it.
func TestSameKeySameRule(t *testing.T) {
	e := newTestEngine(t)
	for path, text := range map[string]string{
		"a.env": "api_key=FAKE.m4Xw-82kJq_p6TcN1yRvB9hZeU5dG\n",
		"b.env": "LOGSTAG_API_KEY=FAKE.m4Xw-82kJq_p6TcN1yRvB9hZeU5dG\n",
		"c.env": "api_key=FAKEh8Rk2PzY6vTn0QwJ5bXm9LdCs3GuE7aF4\n",
	} {
		if err := sources.EmitBytes(&sources.Origin{Source: sources.Files, Path: path}, []byte(text), e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
	}
	found := map[string]string{}
	for _, f := range results(t, e) {
		found[f.Origin.Path] += f.Rule.ID
	}
	if want := map[string]string{"a.env": agentRule, "b.env": agentRule, "c.env": otherRule}; !maps.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}
