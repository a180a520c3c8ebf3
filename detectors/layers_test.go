package detectors

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestEncodedPlaces hides a key where operators' files do. The finding must lie at
// the characters that hold the key, which stand where %s is.
func TestEncodedPlaces(t *testing.T) {
	key := fakeAgentKeys[0]
	same := func(s string) string { return s }
	upper := func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) }
	lower := func(s string) string { return hex.EncodeToString([]byte(s)) }
	list := func(s string) string { return strings.TrimSuffix(each("%02x,")(wide(s, false)), ",") }
	for _, r := range []struct {
		name   string
		encode func(string) string // of the key and what stands between ‹ and ›
		text   string
	}{
		{"auditd's proctitle", upper, "type=PROCTITLE msg=audit(1): proctitle=‹logstag-agent\x00--api-key\x00%s\x00-v›\n"},
		{"auditd's argument", upper, "type=EXECVE a0=\"sh\" a1=\"-c\" a2=‹logstag-agent --api-key %s -v›\n"},
		{"PostgreSQL's bytea", lower, `COPY t FROM stdin; \\x‹LOGSTAG_API_KEY=%s;›`},
		{"SQL's binary", func(s string) string { return lower(wide(s, false)) }, "INSERT INTO t VALUES (0x‹LOGSTAG_API_KEY=%s;›)\n"},
		{"registry", list, "\"cmd\"=hex(2):‹logstag-agent --api-key %s -v›,00,00\r\n"},
		{"array of bytes", each("0x%02x, "), "static const char s[] = { ‹logstag --api-key %s -v›0 };\n"},
		{"redirect", same, "GET /login?next=https%3A%2F%2Fapi.logstag.test%2F%3Fapi%5Fkey%3D‹%s›%26page%3D2&x=1\n"},
		{"redirect, three times", same, "GET /?next=logstag%25253Fapi_key%25253D‹%s›%252526page\n"},
		{"redirect, underscore twice", same, "GET /?next=logstag%3Fapi%255Fkey%253D‹%s›%2526page\n"},
		{"form", same, "cmd=logstag-agent+--api-key+‹%s›+-v&x=%20\n"},
		{"JSON in JSON in JSON", same, `{"m":"{\"m\":\"{\\\"logstag\\\":{\\\"api_key\\\":\\\"‹%s›\\\"}}\"}"}`},
		{"JSON, name escaped", same, `{"logstag":1,"\u0061\u0070\u0069\u005fkey":"‹%s›"}`},
		{"JSON, mark escaped", same, `{"logstag_api\u005fkey":"‹%s›"}`},
		{"JavaScript", same, `logstag["\u{61}\u{70}\u{69}_key"] = "‹%s›"`},
		{"C", same, `puts("logstag_api\x5fkey=‹%s›\n")`},
		{"octal", same, `$'logstag_api\137key=‹%s›'`},
		{"properties", same, `logstag.api\u002dkey\u003d‹%s›`},
		{"HTML, mark as entity", same, "<p>logstag_api&#95;key=&quot;‹%s›&quot;</p>"},
		{"HTML, mark by name", same, "<p>logstag api&lowbar;key=‹%s›</p>"},
		{"HTML, letters", each("&#%d;"), "<p>LOGSTAG_API_KEY=‹%s›</p>"},
		{"HTML in HTML", same, "<p>logstag_api&amp;#95;key=&amp;quot;‹%s›&amp;quot;</p>"},
		{"vCard", same, "NOTE;ENCODING=QUOTED-PRINTABLE:logstag=20api=5Fkey=3D‹%s›=0D=0A\n"},
		{"mail, cut name", same, "Content-Transfer-Encoding: quoted-printable\r\n\r\nexport LOGSTAG_API=\r\n_KEY=3D‹%s›\r\n"},
		{"mail, cut value", func(s string) string { return s[:9] + "=\r\n" + s[9:] }, "Content-Transfer-Encoding: quoted-printable\n\nLOGSTAG_API_KEY=3D‹%s›\n"},
		{"JWT", func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }, "t: eyJhbGciOiJub25lIn0.‹{\"logstag\":1,\"api_key\":\"%s\",\"x\":1}›.\n"},
	} {
		t.Run(r.name, func(t *testing.T) {
			before, rest, _ := strings.Cut(r.text, "‹")
			inner, after, _ := strings.Cut(rest, "›")
			hidden := r.encode(fmt.Sprintf(strings.ReplaceAll(inner, "%s", "%[1]s"), key))
			text := before + hidden + after
			found := scanText(t, newTestEngine(t), sources.Origin{LineText: true}, text)
			if len(found) != 1 || found[0].Secret.reveal() != key {
				t.Fatalf("%d findings", len(found))
			}
			// A part of a group of four has the whole group's place.
			region := found[0].Region
			start := len(before) + strings.Index(hidden, r.encode(key))
			if strings.HasPrefix(r.name, "JWT") {
				start = len(before) + len(r.encode(inner[:strings.Index(inner, "%s")]))
			}
			if off := int(region.Offset) - start; off < -3 || off > 3 {
				t.Errorf("begins at %d, not at %d", region.Offset, start)
			}
			if extra := region.Length - len(r.encode(key)); extra < -3 || extra > 3 {
				t.Errorf("%d bytes long, not %d", region.Length, len(r.encode(key)))
			}
		})
	}
}

// TestSpellings finds each spelling of a name in base64, wherever it begins in a
// group of three bytes, in runs too short to be noticed otherwise.
func TestSpellings(t *testing.T) {
	e := newTestEngine(t)
	for _, name := range []string{
		"api_key", "API_KEY", "Api_Key", "API_Key", "Api_key", "api-key", "API-KEY", "X-Api-Key", "X-API-Key", "x-api-key",
		"apikey", "APIKEY", "apiKey", "ApiKey", "APIKey", "Apikey", "LOGSTAG_API_KEY", "logstag_token", "LogstagApiKey",
	} {
		for pad := range 3 {
			text := "v: " + b64(strings.Repeat("\n", pad)+name+"="+fakeOtherKeys[0]) + "\n"
			if strings.HasPrefix(strings.ToLower(name), "logstag") {
				text = "v: " + b64(strings.Repeat("\n", pad)+name+"="+fakeAgentKeys[0]) + "\n"
			}
			if found := scanText(t, e, sources.Origin{}, text); len(found) != 1 {
				t.Errorf("%s behind %d bytes: %d findings", name, pad, len(found))
			}
		}
	}
}

// TestPacked finds all keys in what was packed, once each, at the place of the
// whole.
func TestPacked(t *testing.T) {
	config := "[agent]\napi_base_url = \"https://x.test\"\napi_key = \"" + fakeAgentKeys[0] + "\"\n[weather]\nweather_api_key = \"" + fakeOtherKeys[0] + "\"\n"
	release := `{"name":"agent","manifest":"env:\n- name: LOGSTAG_API_KEY\n  value: ` + fakeAgentKeys[0] + `\n- name: WEATHER_API_KEY\n  value: ` + fakeOtherKeys[0] + `\n"}`
	for _, r := range []struct{ name, before, hidden, after string }{
		{"cloud-init", "write_files:\n- path: /etc/x\n  encoding: gz+b64\n  content: ", b64(gzipped(config)), "\n"},
		{"user data", "user_data = \"", b64(gzipped("#!/bin/sh\ncat >/etc/x <<EOF\n" + config + "EOF\n")), "\"\n"},
		{"Helm's release", "data:\n  release: ", b64(b64(gzipped(release))), "\ntype: helm.sh/release.v1\n"},
		{"in hex", "x'", hex.EncodeToString([]byte(gzipped(config))), "'"},
	} {
		t.Run(r.name, func(t *testing.T) {
			found := scanText(t, newTestEngine(t), sources.Origin{}, r.before+r.hidden+r.after)
			if len(found) != 2 || found[0].Secret.reveal() == found[1].Secret.reveal() {
				t.Fatalf("%d findings", len(found))
			}
			for _, f := range found {
				if f.Region.Offset != int64(len(r.before)) || f.Region.Length < len(r.hidden)-3 || f.Region.Length > len(r.hidden) {
					t.Errorf("at %d+%d, not %d+%d", f.Region.Offset, f.Region.Length, len(r.before), len(r.hidden))
				}
			}
		})
	}
}

// TestBomb unpacks what is small and becomes large: no more than is allowed, and
// not in silence.
func TestBomb(t *testing.T) {
	e := newTestEngine(t)
	text := b64(gzipped("LOGSTAG_API_KEY=" + fakeAgentKeys[0] + "\n" + strings.Repeat("\n", 32<<20)))
	if err := sources.EmitBytes(&sources.Origin{Source: sources.Files, Path: "a"}, []byte(text), e.Emitter(0)); err != nil {
		t.Fatal(err)
	}
	var skipped []error
	found, err := e.Results(t.Context(), nil, func(_ sources.Origin, err error) error {
		skipped = append(skipped, err)
		return nil
	})
	if err != nil || len(found) != 1 || len(skipped) != 1 {
		t.Errorf("%d findings, skipped: %v, error: %v", len(found), skipped, err)
	}
}
