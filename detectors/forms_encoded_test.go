package detectors

import (
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/leakstag/leakstag/sources"
)

func TestFormsSecretFiles(t *testing.T) {
	testForms(t, []form{
		{name: "mounted secret", text: "«L»", path: "run/secrets/logstag_api_key"},
		{name: "mounted secret, newline", text: "«L»\n", path: "run/secrets/logstag-api-key"},
		{name: "with an ending", text: "«L»\n", path: "secrets/logstag_api_key.txt"},
		{name: "in upper case", text: "«L»\n", path: "env/LOGSTAG_API_KEY"},
		{name: "another service", text: "«G»\n", path: "secrets/weather_api_key", rule: otherRule},
	})
}

func TestFormsDecodedByShell(t *testing.T) {
	testForms(t, []form{
		{name: "echo", text: "LOGSTAG_API_KEY=$(echo «b64:L» | base64 -d)\n"},
		{name: "echo in quotes", text: "export LOGSTAG_API_KEY=\"$(echo -n '«b64:L»' | base64 --decode)\"\n"},
		{name: "here-string", text: "LOGSTAG_API_KEY=$(base64 -d <<< «b64:L»)\n"},
	})
}

// TestFormsEncodedValues gives values that are encoded to names that are not.
func TestFormsEncodedValues(t *testing.T) {
	testForms(t, []form{
		{name: "hex", text: "LOGSTAG_API_KEY=«hex:L»\n"},
		{name: "hex of base64", text: "logstag_api_key: \"«hexb64:L»\"\n"},
		{name: "base64 twice", text: "kind: Secret\ndata:\n  LOGSTAG_API_KEY: «b64b64:L»\n"},
		{name: "base64 of gzip", text: "LOGSTAG_API_KEY: «b64gz:L»\n"},
		{name: "another service, hex", text: "WEATHER_API_KEY=«hex:G»\n", rule: otherRule},
		{name: "a key of hex is itself", text: "WEATHER_API_KEY=«9f86d081884c7d659a2feaa0c55ad015»\n", rule: otherRule, keys: 1},
		{name: "the key's own text is hex", text: "LOGSTAG_API_KEY=«9f86d081884c7d659a2feaa0c55ad015»\n", keys: 1},
	})
}

// TestWholeFileInBase64 hides a whole configuration in base64, in UTF-8 and as
// PowerShell's -EncodedCommand in UTF-16LE, at each of the three alignments.
func TestWholeFileInBase64(t *testing.T) {
	e := newTestEngine(t)
	wide := func(s string) []byte {
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			out = append(out, byte(u), byte(u>>8))
		}
		return out
	}
	narrow := func(s string) []byte { return []byte(s) }
	rows := []struct {
		name, before, after string
		inner, tail         string
		width               int
		enc                 func(string) []byte
		encoding            *base64.Encoding
	}{
		{"file in a Secret", "kind: Secret\ndata:\n  agent.toml: ", "\n", "[agent]\napi_key = \"", "\"\n", 1, narrow, base64.StdEncoding},
		{"user data", "UserData: \"", "\"\n", "#!/bin/sh\nexport LOGSTAG_API_KEY=", "\n./install.sh\n", 1, narrow, base64.StdEncoding},
		{"without padding", "x=", "\n", "LOGSTAG_API_KEY=", " ./install.sh", 1, narrow, base64.RawStdEncoding},
		{"for URLs", "https://example.test/?state=", "&x=1\n", "{\"logstag_api_key\":\"", "\"}", 1, narrow, base64.RawURLEncoding},
		{"echo | base64 -d", "echo ", " | base64 -d > /etc/x\n", "[agent]\napi_key = '", "'\n", 1, narrow, base64.StdEncoding},
		{"EncodedCommand", "powershell -EncodedCommand ", "\r\n", "$env:LOGSTAG_API_KEY = '", "'; .\\install.ps1", 2, wide, base64.StdEncoding},
		{"-enc", "powershell.exe -NoP -enc ", "", ".\\install-logstag.ps1 -ApiKey ", " -Quiet", 2, wide, base64.StdEncoding},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			for nth, key := range fakeAgentKeys {
				for pad := range 3 {
					inner := strings.Repeat("\n", pad) + r.inner
					text := r.before + r.encoding.EncodeToString(r.enc(inner+key+r.tail)) + r.after
					first := len(inner) * r.width * 8 / 6
					last := (len(inner+key)*r.width*8 - 1) / 6
					w := planted{start: len(r.before) + first, length: last + 1 - first}
					w.line = 1 + strings.Count(text[:w.start], "\n")
					w.column = w.start - strings.LastIndexByte(text[:w.start], '\n')
					checkPlanted(t, nth, scanText(t, e, sources.Origin{}, text), []planted{w}, agentRule)
				}
			}
		})
	}
}

// TestUTF16File scans a whole file in UTF-16, with and without a mark.
func TestUTF16File(t *testing.T) {
	e := newTestEngine(t)
	text, want := unmark(t, "[agent]\r\n# größe\r\napi_key = \"«L»\"\r\n", 0)
	for _, mark := range []string{"", "\ufeff"} {
		for _, big := range []bool{false, true} {
			var data []byte
			for _, u := range utf16.Encode([]rune(mark + text)) {
				if big {
					data = append(data, byte(u>>8), byte(u))
				} else {
					data = append(data, byte(u), byte(u>>8))
				}
			}
			checkPlanted(t, 0, scanText(t, e, sources.Origin{Path: "a.toml"}, string(data)), want, agentRule)
		}
	}
}
