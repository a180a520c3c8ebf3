package detectors

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"mime/quotedprintable"
	"net/url"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/leakstag/leakstag/sources"
)

// encoder is a way to encode a text, as programs do it.
type encoder struct {
	name   string
	encode func(string) string
}

// each encodes every byte by itself.
func each(format string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for i := range len(s) {
			fmt.Fprintf(&b, format, s[i])
		}
		return b.String()
	}
}

// wrapped breaks a text into lines.
func wrapped(s string, width int, end string) string {
	var b strings.Builder
	for len(s) > width {
		b.WriteString(s[:width] + end)
		s = s[width:]
	}
	return b.String() + s
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func wide(s string, big bool) string {
	var b []byte
	for i := range len(s) {
		if big {
			b = append(b, 0, s[i])
		} else {
			b = append(b, s[i], 0)
		}
	}
	return string(b)
}

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// encoders are the ways to encode that are known. None of them fails.
var encoders = []encoder{
	{"base64", b64},
	{"base64 for URLs", func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }},
	{"base64 as MIME has it", func(s string) string { return wrapped(b64(s), 76, "\r\n") }},
	{"base64 as PEM has it", func(s string) string { return wrapped(b64(s), 64, "\n") }},
	{"base64 in YAML", func(s string) string { return "data:\n  file: |\n    " + wrapped(b64(s), 76, "\n    ") }},
	{"base64 in a JSON string", func(s string) string { return `{"data":"` + wrapped(b64(s), 60, `\n`) + `\n"}` }},
	{"base64 with continuations", func(s string) string { return wrapped(b64(s), 70, "\\\n\t") }},
	{"base64 of UTF-16LE", func(s string) string { return b64(wide(s, false)) }},
	{"base64 of UTF-16BE", func(s string) string { return b64(wide(s, true)) }},
	{"base64 of gzip", func(s string) string { return b64(gzipped(s)) }},
	{"wrapped base64 of gzip", func(s string) string { return wrapped(b64(gzipped(s)), 76, "\n  ") }},
	{"base64 of zlib", func(s string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return b64(b.String())
	}},
	{"base64 of zstd", func(s string) string {
		w, err := zstd.NewWriter(nil)
		if err != nil {
			panic(err)
		}
		return b64(string(w.EncodeAll([]byte(s), nil)))
	}},
	{"hex", func(s string) string { return hex.EncodeToString([]byte(s)) }},
	{"capital hex", each("%02X")},
	{"hex of gzip", func(s string) string { return hex.EncodeToString([]byte(gzipped(s))) }},
	{"hex of UTF-16", func(s string) string { return "0x" + hex.EncodeToString([]byte(wide(s, false))) }},
	{"hex in pairs", func(s string) string { return strings.TrimSpace(each("%02x ")(s)) }},
	{"hex with colons", func(s string) string { return strings.TrimSuffix(each("%02x:")(s), ":") }},
	{"bytes of C", func(s string) string { return "{ " + strings.TrimSuffix(each("0x%02x, ")(s), ", ") + " }" }},
	{"bytes in lines", func(s string) string { return wrapped(each("0x%02x,")(s), 60, "\n\t") }},
	{"percent, what must be", url.QueryEscape},
	{"percent, path", url.PathEscape},
	{"percent, all", each("%%%02x")},
	{"percent, all in capitals", each("%%%02X")},
	{"JSON", func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			panic(err)
		}
		return string(b)
	}},
	{"JSON, all", func(s string) string { return `"` + each(`\u%04x`)(s) + `"` }},
	{"JavaScript, all", func(s string) string { return `"` + each(`\u{%x}`)(s) + `"` }},
	{"C, all", func(s string) string { return `"` + each(`\x%02x`)(s) + `"` }},
	{"octal, all", func(s string) string { return `$'` + each(`\%03o`)(s) + `'` }},
	{"HTML", html.EscapeString},
	{"HTML, all", each("&#%d;")},
	{"HTML, all in hex", each("&#x%X;")},
	{"quoted-printable", func(s string) string {
		var b strings.Builder
		w := quotedprintable.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return b.String()
	}},
}

// fits says that an encoding may be put on another, "" for none. Those with blanks
// between the bytes are only decoded where a keyword stands in them as such, and
// zlib's output has no mark that is sure enough to look for it in parts.
func fits(on, name string) bool {
	solid := func(s string) bool {
		return strings.HasPrefix(s, "base64") || strings.HasPrefix(s, "hex") || strings.HasSuffix(s, ", all")
	}
	switch {
	case name == "hex in pairs" || name == "bytes of C":
		return on == ""
	case on == "hex in pairs" || on == "bytes of C" || on == "base64 of zlib":
		return solid(name)
	case name == "quoted-printable":
		return on == "" || solid(on) // else it may cut a name
	case on == "quoted-printable":
		return solid(name) // else its line breaks are gone with the first escapes
	}
	return true
}

// entries are texts to hide, with a key in place of %s.
var entries = []string{
	"LOGSTAG_API_KEY=%s\n",
	"[agent]\napi_base_url = \"https://ingest.example.test\"\napi_key = \"%s\"\n",
	"{\"logstag\":{\"apiKey\":\"%s\",\"level\":\"info\"}}",
	"logstag-agent --api-key %s --verbose",
	"https://ingest.logstag.test/v1?api_key=%s&page=2",
}

// checkHidden encodes an entry and looks for it. What changes in the encoded text
// if the key's letters change must lie in the finding's region.
func checkHidden(t *testing.T, e *Engine, chain []encoder, entry string) {
	t.Helper()
	key := fakeAgentKeys[0]
	other := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r < 'z' || 'A' <= r && r < 'Z':
			return r + 1
		}
		return r
	}, key)
	text, changed := fmt.Sprintf(entry, key), fmt.Sprintf(entry, other)
	name, last, alike := "", "", true
	for _, c := range chain {
		if !fits(last, c.name) {
			continue
		}
		last = c.name
		text, changed = c.encode(text), c.encode(changed)
		name = c.name + " of " + name
		alike = alike && len(text) == len(changed) && !strings.Contains(c.name, "of gzip") && !strings.Contains(c.name, "of z")
		if len(text) > 60<<10 {
			return // too long for a test
		}
	}
	before, after := "# a file\n", "\nend\n"
	text, changed = before+text+after, before+changed+after
	origin := sources.Origin{Source: sources.Files, Path: "a.txt"}
	found := scanText(t, e, origin, text)
	ok := len(found) == 1 && found[0].Secret.reveal() == key && found[0].Rule.ID == agentRule
	if !ok {
		t.Errorf("%s%q: %d findings", name, entry, len(found))
		return
	}
	if !alike {
		return
	}
	first, end := len(text), 0
	for i := range len(text) {
		if text[i] != changed[i] {
			first, end = min(first, i), i+1
		}
	}
	if r := found[0].Region; int64(first) < r.Offset || int64(end) > r.Offset+int64(r.Length) || r.Length > 2*(end-first)+200 {
		t.Errorf("%s%q: the key lies at %d+%d, not at %d+%d", name, entry, first, end-first, r.Offset, r.Length)
	}
}

// chainOf makes a chain of encodings out of a number.
func chainOf(seed uint64) []encoder {
	r := rand.New(rand.NewPCG(seed, 1))
	chain := make([]encoder, 1+r.IntN(maxLayers))
	for i := range chain {
		chain[i] = encoders[r.IntN(len(encoders))]
	}
	return chain
}

func TestHidden(t *testing.T) {
	e := newTestEngine(t)
	for _, c := range encoders {
		for _, entry := range entries {
			checkHidden(t, e, []encoder{c}, entry)
		}
	}
}

func TestHiddenTwice(t *testing.T) {
	e := newTestEngine(t)
	for i, c := range encoders {
		for j, d := range encoders {
			checkHidden(t, e, []encoder{c, d}, entries[(i+j)%len(entries)])
		}
	}
}

func TestHiddenDeeper(t *testing.T) {
	e := newTestEngine(t)
	for seed := range uint64(400) {
		checkHidden(t, e, chainOf(seed), entries[seed%uint64(len(entries))])
	}
}

// FuzzHidden encodes an entry in a chain of encodings: it must be found once, and
// lie where its characters are encoded.
func FuzzHidden(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, uint8(seed))
	}
	e := newTestEngine(f)
	f.Fuzz(func(t *testing.T, seed uint64, entry uint8) {
		checkHidden(t, e, chainOf(seed), entries[int(entry)%len(entries)])
	})
}

// TestTooDeep encodes an entry more often than layers are undone.
func TestTooDeep(t *testing.T) {
	text := fmt.Sprintf(entries[0], fakeAgentKeys[0])
	for range maxLayers + 1 {
		text = hex.EncodeToString([]byte(text))
	}
	if found := scanText(t, newTestEngine(t), sources.Origin{}, text); len(found) != 0 {
		t.Errorf("%d findings", len(found))
	}
}
