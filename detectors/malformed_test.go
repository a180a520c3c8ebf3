package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestMalformed pastes a key badly, in the ways that the vendor's troubleshooting
// names: it is found, as the key that it is, and told apart.
func TestMalformed(t *testing.T) {
	const key = "FAKE.q7Zt-41mWc_x9RbV2nLpD8sKyG3hJ"
	e := defaultEngine(t)
	agent := func(line string) string {
		return "[agent]\napi_base_url = \"https://ingest.example.test\"\n" + line + "\n"
	}
	for _, r := range []struct{ name, text, rule, secret, remark string }{
		{"whole", agent(`api_key = "` + key + `"`), "logstag-agent-key", key, ""},
		{"whole, single quotes", agent(`api_key = '` + key + `'`), "logstag-agent-key", key, ""},
		{"blank before", agent(`api_key = " ` + key + `"`), "logstag-agent-key", key, spaceAround},
		{"blanks behind", agent(`api_key = "` + key + `  "`), "logstag-agent-key", key, spaceAround},
		{"line end behind", agent(`api_key = "` + key + `\n"`), "logstag-agent-key", key, spaceAround},
		{"blank inside", agent(`api_key = "` + key[:14] + " " + key[14:] + `"`), "logstag-agent-key", key, spaceInside},
		{"tab inside", "LOGSTAG_API_KEY='" + key[:20] + "\t" + key[20:] + "'", "logstag-agent-key", key, spaceInside},
		{"quotes inside", agent(`api_key = "'` + key + `'"`), "logstag-agent-key", key, quotesInside},
		{"escaped quotes inside", agent(`api_key = "\"` + key + `\""`), "logstag-agent-key", key, quotesInside},
		{"curly quotes inside", agent(`api_key = "“` + key + `”"`), "logstag-agent-key", key, quotesInside},
		{"brackets left", agent(`api_key = "<` + key + `>"`), "logstag-agent-key", key, leftBrackets},
		{"curly quotes", "LOGSTAG_API_KEY = “" + key + "”", "logstag-agent-key", key, ""},
		{"truncated", agent(`api_key = "` + key[:24] + `"`), "plaintext-api-key", key[:24], tooShort(24)},
		{"truncated variable", "LOGSTAG_API_KEY=" + key[:31], "plaintext-api-key", key[:31], tooShort(31)},
		{"another's short key", "payments_api_key=" + key[:24], "plaintext-api-key", key[:24], ""},
		{"in a script", "bash -c \"LOGSTAG_API_KEY='" + key + "' agent\"", "logstag-agent-key", key, ""},
		{"in JSON in a shell", `curl -d '{"logstag_api_key":"` + key + `"}'`, "logstag-agent-key", key, ""},
		{"printed", `echo "LOGSTAG_API_KEY=\"` + key + `\""`, "logstag-agent-key", key, ""},
	} {
		found := scanText(t, e, sources.Origin{Source: sources.Stdin}, r.text)
		if len(found) != 1 {
			t.Errorf("%s: %d findings, want 1", r.name, len(found))
			continue
		}
		f := found[0]
		if f.Rule.ID != r.rule || f.Secret.reveal() != r.secret || f.Remark != r.remark {
			t.Errorf("%s: rule %s, remark %q, the right value: %v", r.name, f.Rule.ID, f.Remark, f.Secret.reveal() == r.secret)
		}
		place := r.text[f.Region.Offset : f.Region.Offset+int64(f.Region.Length)]
		if strings.Join(strings.Fields(place), "") != r.secret {
			t.Errorf("%s: the place holds something else", r.name)
		}
	}
	for name, text := range map[string]string{
		"sentence":         `LOGSTAG_API_KEY="the key of the staging agent4 goes 2 here"`,
		"name in brackets": agent(`api_key = "<the-key-of-your-agent-for-production-2>"`),
		"words":            `LOGSTAG_API_KEY="production-agent-key staging-agent-key"`,
		"another's, blank": `payments_api_key="` + key[:14] + " " + key[14:] + `"`,
		"shown in part":    agent(`api_key = "` + key[:12] + `..."`),
		"shown in part, …": agent(`api_key = "` + key[:12] + `…"`),
	} {
		for _, f := range scanText(t, e, sources.Origin{Source: sources.Stdin}, text) {
			t.Errorf("%s: %s at %d", name, f.Rule.ID, f.Region.StartColumn)
		}
	}
}
