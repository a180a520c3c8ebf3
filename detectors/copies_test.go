package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestCopies finds an agent's key at every place of an item in which one place tells
// what it is; of another service's key, the entries alone.
func TestCopies(t *testing.T) {
	const agentKey, otherKey = "FAKE.m4Xw-82kJq_p6TcN1yRvB9hZeU5dG", "fa4e3b9d7c1a5e8f20647bd9c1e3a5f7"
	e := newTestEngine(t)
	for _, r := range []struct{ name, text string }{
		{"trace", "+ LOGSTAG_API_KEY=«L»\n+ [[ -n «L» ]]\n+ test «L»\n"},
		{"before", "<-- 403 «L»\nlogstag_api_key: «L»\n"},
		{"beside other characters", "LOGSTAG_API_KEY=«L»\nsent '«L»'. Then /«L»/ and «L».\n"},
		{"within a longer word", "LOGSTAG_API_KEY=«L»\nLx" + agentKey + "x\n"},
		{"allowed", "LOGSTAG_API_KEY=" + agentKey + " # leakstag:allow\nassert key == '" + agentKey + "'\n"},
		{"another service's", "WEATHER_API_KEY=«O»\nassert key == '" + otherKey + "'\n"},
	} {
		text, want := unmark(t, strings.NewReplacer("«L»", "«"+agentKey+"»", "«O»", "«"+otherKey+"»").Replace(r.text), 0)
		for _, lines := range []bool{false, true} {
			found := scanText(t, e, sources.Origin{LineText: lines}, text)
			if len(found) != len(want) {
				t.Errorf("%s: %d findings, want %d", r.name, len(found), len(want))
				continue
			}
			for i, f := range found {
				if f.Region.Offset != int64(want[i].start) {
					t.Errorf("%s: finding %d is at %d, want %d", r.name, i+1, f.Region.Offset, want[i].start)
				}
			}
		}
	}
}
