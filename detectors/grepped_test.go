package detectors

import (
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestGreppedFilesStandApart(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"with numbers", "/etc/logstag-agent.toml:3:api_key = \"" + typedKey + "\"\n/etc/geo/geo.ini:12:apikey=" + typedOther + "\n", []string{"logstag-agent-key", "plaintext-api-key"}},
		{"without", "etc/logstag.toml:api_key = \"" + typedKey + "\"\netc/geo.ini:apikey=" + typedOther + "\n", []string{"logstag-agent-key", "plaintext-api-key"}},
		{"lines beside it", "conf/a.toml-1-# the logstag agent\nconf/a.toml:2:api_key = \"" + typedKey + "\"\n", []string{"logstag-agent-key"}},
	}
	for _, tc := range tests {
		var got []string
		for _, f := range scanText(t, newTestEngine(t), sources.Origin{Path: "out.txt"}, tc.text) {
			got = append(got, f.Rule.ID)
		}
		if len(got) != len(tc.want) || got[0] != tc.want[0] || got[len(got)-1] != tc.want[len(tc.want)-1] {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}
