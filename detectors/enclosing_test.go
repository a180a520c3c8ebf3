package detectors

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestWhoseKeyWithinBase64 holds entries of a generic name in base64, between ‹ and
// ›, where only the text around can tell whose key it is.
func TestWhoseKeyWithinBase64(t *testing.T) {
	const key = "FAKE.m4Xw-82kJq_p6TcN1yRvB9hZeU5dG"
	e := newTestEngine(t)
	for _, r := range []struct{ name, text, rule string }{
		{"file in a Secret", "metadata:\n  name: logstag-agent\ndata:\n  config.json: ‹{\"api_key\":\"%s\"}›\n", agentRule},
		{"file in another Secret", "metadata:\n  name: weather\ndata:\n  config.json: ‹{\"api_key\":\"%s\"}›\n", otherRule},
		{"Secret beside the agent's", "logstag:\n  api_key: x\nweather:\n  config.json: ‹{\"api_key\":\"%s\"}›\n", otherRule},
		{"twice", "logstag:\n  config: ‹{\"data\":\"‹{\"api_key\":\"%s\"}›\"}›\n", agentRule},
		{"another service's name", "logstag:\n  config: ‹{\"weather_api_key\":\"%s\"}›\n", otherRule},
		{"several keys", "logstag:\n  config: ‹{\"sms\":{\"api_key\":\"\"},\"geo\":{\"api_key\":\"%s\"}}›\n", otherRule},
	} {
		text := strings.ReplaceAll(r.text, "%s", key)
		for {
			i := strings.LastIndex(text, "‹")
			if i < 0 {
				break
			}
			inner, after, _ := strings.Cut(text[i+len("‹"):], "›")
			text = text[:i] + base64.StdEncoding.EncodeToString([]byte(inner)) + after
		}
		found := scanText(t, e, sources.Origin{}, text)
		if len(found) != 1 || found[0].Rule.ID != r.rule || found[0].Secret.reveal() != key {
			t.Errorf("%s: %d findings, want one of %s", r.name, len(found), r.rule)
		}
	}
}
