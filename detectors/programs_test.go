package detectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// commands are shell commands that encode what they read, by the tools that
// operators use.
var commands = []string{
	"base64", "base64 -w0", "base64 -w64", "gzip -9 | base64", "gzip -c | base64 -w0", "zstd -q | base64",
	"iconv -f UTF-8 -t UTF-16LE | base64 -w0", "iconv -f UTF-8 -t UTF-16BE | base64",
	"xxd -p", "xxd -p -u -c 256", "gzip | xxd -p",
}

// expressions are what a program in Python encodes the text s with.
var expressions = []string{
	"urllib.parse.quote(s)",
	"urllib.parse.quote(s, safe='')",
	"''.join('%%%02x' % c for c in s.encode())",
	"json.dumps(s)",
	"json.dumps(json.dumps(s))",
	`''.join('\\u%04x' % ord(c) for c in s)`,
	"html.escape(s)",
	"html.escape(html.escape(s))",
	"''.join('&#%d;' % ord(c) for c in s)",
	"base64.urlsafe_b64encode(s.encode()).decode().rstrip('=')",
	"base64.encodebytes(zlib.compress(s.encode())).decode()",
	"base64.b64encode(gzip.compress(s.encode())).decode()",
	"s.encode().hex(':')",
}

// pythonEncodes gives the text as each expression encodes it.
func pythonEncodes(t *testing.T, text string, expressions []string) []string {
	t.Helper()
	request, err := json.Marshal(map[string]any{"s": text, "list": expressions})
	if err != nil {
		t.Fatal(err)
	}
	const program = `import sys, json, urllib.parse, html, base64, zlib, gzip, email.message
request = json.load(sys.stdin)
s = request["s"]
json.dump([eval(e) for e in request["list"]], sys.stdout)`
	var out []string
	if err := json.Unmarshal([]byte(runEncoder(t, string(request), "python3", "-c", program)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func runEncoder(t *testing.T, s, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdin = strings.NewReader(s)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(name, " failed: ", err, errs.String())
	}
	return string(out)
}

// TestEncodedByPrograms lets real programs encode entries, once each and in chains.
func TestEncodedByPrograms(t *testing.T) {
	e := newTestEngine(t)
	r := rand.New(rand.NewPCG(1, 2))
	check := func(name, text string) {
		for more := range 2 + r.IntN(2) {
			if more > 0 {
				c := commands[r.IntN(len(commands))]
				text = runEncoder(t, text, "sh", "-c", c)
				name += " | " + c
			}
			found := scanText(t, e, sources.Origin{}, "# a file\n"+text)
			if len(found) != 1 || found[0].Secret.reveal() != fakeAgentKeys[1] {
				t.Errorf("%s: %d findings", name, len(found))
			}
		}
	}
	for i, c := range commands {
		check(c, runEncoder(t, fmt.Sprintf(entries[i%len(entries)], fakeAgentKeys[1]), "sh", "-c", c))
	}
	for i, text := range pythonEncodes(t, fmt.Sprintf(entries[1], fakeAgentKeys[1]), expressions) {
		check(expressions[i], text)
	}
}

// TestQuotedPrintableByPython reads mail as Python writes it, with the entry at each
// place of a line.
func TestQuotedPrintableByPython(t *testing.T) {
	e := newTestEngine(t)
	var list []string
	for pad := range 80 {
		list = append(list, fmt.Sprintf(`(lambda m: (m.set_content('e' * %d + s, cte='quoted-printable'), m.as_string())[1])(email.message.EmailMessage())`, pad))
	}
	text := "ä LOGSTAG_API_KEY=" + fakeAgentKeys[0] + " ./install.sh # a long line goes on here, to its end\n"
	for pad, mail := range pythonEncodes(t, text, list) {
		found := scanText(t, e, sources.Origin{}, mail)
		if len(found) != 1 || found[0].Secret.reveal() != fakeAgentKeys[0] {
			t.Errorf("behind %d characters: %d findings", pad, len(found))
		}
	}
}
