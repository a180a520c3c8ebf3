package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestBareTokens has keys on lines about Logstag that give them no name.
func TestBareTokens(t *testing.T) {
	e := newTestEngine(t)
	for _, r := range []struct {
		name, text string
		typed      bool
		want       int
	}{
		{"piped into the agent", "echo «L» | sudo /opt/logstag-agent/bin/logstag-agent encrypt\n", true, 1},
		{"searched for", "grep -r «L» /etc/logstag\n", true, 1},
		{"the same in a log", "searching «L» in /etc/logstag\n", false, 0},
		{"in a sentence of a log", "logstag authentication failed for key «L»: revoked\n", false, 1},
		{"in a sentence of another language", "Bitte den neuen Logstag-Schlüssel nehmen: «L»\n", false, 1},
		{"in a sentence of a third", "La clave del agente Logstag: «L»\n", false, 1},
		{"one digit", "sed -i 's|c6iVoBKZkMFIEzcmtpHwZQUpnsGCIjkmiyFAKEpZ|x|' /etc/logstag-agent.toml\n", true, 1},
		{"ciphertext in brackets", "sed -i 's|^key.*|key = \"ENC(«L»)\"|' /etc/logstag-agent.toml\n", true, 0},
		{"text in base64", "echo «b64:# Managed by hand, Mondays only\nlog_level = 7\n» | base64 -d > /etc/logstag-agent.toml\n", true, 0},
		{"public key", "echo ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIq7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41mWcx9R logstag >> authorized_keys\n", true, 0},
		{"digest of an image", "docker pull logstag/agent 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\n", true, 0},
		{"file of a release", "curl -O https://get.logstag.test/logstag-agent_1.4.2-Build20260301.x86_64\n", true, 0},
	} {
		text, _ := unmark(t, r.text, 0)
		o := sources.Origin{LineText: true}
		if r.typed {
			o.Source, o.Command = sources.ShellHistory, &sources.CommandOrigin{Shell: "bash"}
		}
		if n := len(scanText(t, e, o, text)); n != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, n, r.want)
		}
	}
}

// TestToldTokens has sentences of documents and messages that tell a key without
// a name right before it.
func TestToldTokens(t *testing.T) {
	e := newTestEngine(t)
	for _, r := range []struct {
		name, text string
		want       int
	}{
		{"before its name", "Der Schlüssel (`«L»`) ist der des Logstag-Agenten.\n", 1},
		{"Russian", "Ключ для logstag — «L», действует до 1 декабря.\n", 1},
		{"a message", "Rotate the key of the logstag agent on db-07, «L» has leaked\n", 1},
		{"after the name in a sentence", "und logstag api_key ist «L»\n", 1},
		{"the end of a sentence", "> the new key for Logstag is «L».\n", 1},
		{"all of an element", "<p>the new key for Logstag is <b>«L»</b>.</p>\n", 1},
		{"tagged as ciphertext", "LOGSTAG_API_KEY: the api_key of logstag=\"!vault «L»\"\n", 0},
		{"next paragraph", "La clave de Logstag es:\n\n    «L»\n", 1},
		{"next paragraph, in a fence", "The key of the logstag agent:\n```\n«L»\n```\n", 1},
		{"next paragraph, with more", "The key of the logstag agent:\n\nsee «L» there\n", 0},
		{"digest in the next paragraph", "The key of the logstag agent has the fingerprint:\n\n«L»\n", 0},
		{"table", "# Logstag\n\n| Host | Schlüssel |\n|---|---|\n| db1 | `«L»` |\n| db2 | abcd**** |\n", 1},
		{"table of MediaWiki", "== Logstag ==\n{| class=\"wikitable\"\n! Server !! API-Key\n|-\n| db1 || «L» || neu\n|}\n", 1},
		{"table of something else", "# Logstag\n\n| Host | Build |\n|---|---|\n| db1 | «L» |\n", 0},
		{"table of another chapter", "# Logstag\n\nNone.\n\n# Tiles\n\n| Host | Key |\n|---|---|\n| db1 | «L» |\n", 0},
		{"no word of a key", "The build of logstag is «L», see there.\n", 0},
		{"source", "const blob = \"«L»\"; // logstag key test\n", 0},
		{"an identifier", "Key ID of the logstag key: key_id=«L»\n", 0},
		{"far away", "logstag key" + strings.Repeat(" and more", 30) + " «L»\n", 0},
		{"the next line", "logstag key\n\nbuilt as «L» today\n", 0},
		{"a list", "Logstag agent keys, as of March\nprod     «L»\nstaging  «L» (old)\n", 2},
		{"a list of items", "## Clés Logstag\n\n- Paris (prod): «L»\n- Lyon : `«L»`\n", 2},
		{"a list that ended", "Logstag keys\nprod  in the vault\n\nbuild «L»\n", 0},
		{"a sentence below", "Logstag keys\nThey are rotated each year.\nbuild «L»\n", 0},
		{"a list of public keys", "Public keys of logstag\nprod  «L»\n", 0},
		{"a list of identifiers", "Logstag keys\nkey id: «L»\nid: «L»\n", 0},
		{"source below a remark", "# keys of logstag\nnonce = \"«L»\"\n", 0},
		{"path", "The logstag key is described in docs/«L»/index.html\n", 0},
	} {
		text, _ := unmark(t, r.text, 0)
		if n := len(scanText(t, e, sources.Origin{}, text)); n != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, n, r.want)
		}
	}
}

// TestNamedBeatsBare has entries in which more than the value looks like a key
// without a name: undone as quoted-printable, "=5F" joins the name and the value.
func TestNamedBeatsBare(t *testing.T) {
	e := newTestEngine(t)
	for _, key := range []string{"5FAKEdBPbsbXq3LXimj3UoHZeEWFb6Wx15kEVCn", "2DFAKEBPbsbXq3LXimj3UoHZeEWFb6Wx15kEVCn"} {
		for _, before := range []string{"LOGSTAG_API_KEY=", "docker run -e LOGSTAG_API_KEY="} {
			o := sources.Origin{LineText: true, Source: sources.ShellHistory, Command: &sources.CommandOrigin{Shell: "bash"}}
			found := scanText(t, e, o, before+key+" logstag/agent\n")
			if len(found) != 1 || found[0].Secret.reveal() != key || found[0].Region.StartColumn != len(before)+1 {
				t.Errorf("after %s: %d findings, want one of %d characters at column %d", before, len(found), len(key), len(before)+1)
			}
		}
	}
}
