package detectors

import (
	"context"
	"fmt"
	"testing"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

const cipher = "q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41mWcx9RbV2nLpD8s"

// TestEncryptedShared finds an agent's encrypted values where others get them
// too, and nowhere else.
func TestEncryptedShared(t *testing.T) {
	e := defaultEngine(t)
	config := "[agent]\napi_base_url = \"https://ingest.example.test\"\napi_key = \"%s\"\n"
	for _, r := range []struct {
		name   string
		origin sources.Origin
		text   string
		want   int
	}{
		{"template", sources.Origin{Source: sources.Templates, Path: "deploy/agent.toml"}, fmt.Sprintf(config, "enc:"+cipher), 1},
		{"log", sources.Origin{Source: sources.Logs, LineText: true}, "wrote LOGSTAG_API_KEY=enc:" + cipher, 1},
		{"staged", sources.Origin{Source: sources.Staged, Path: "a.toml"}, fmt.Sprintf(config, "ENC("+cipher+"==)"), 1},
		{"path alone", sources.Origin{Source: sources.Templates, Path: "etc/logstag-agent.toml"}, "api_key = 'encrypted:" + cipher + "'", 1},
		{"password", sources.Origin{Source: sources.Templates, Path: "etc/logstag-agent.toml"}, "[targets.x]\ndb_password = 'enc:" + cipher + "'", 1},
		{"password quoted in a log", sources.Origin{Source: sources.Logs, LineText: true}, "$ cat agent.toml\n[targets.x]\n  db_password = 'enc:" + cipher + "'", 1},
		{"own host", sources.Origin{Source: sources.Files, Path: "/etc/logstag-agent.toml"}, fmt.Sprintf(config, "enc:"+cipher), 0},
		{"own repository's file", sources.Origin{Source: sources.Files, Path: "agent.toml", Tracking: sources.Tracked}, fmt.Sprintf(config, "enc:"+cipher), 1},
		{"ignored file", sources.Origin{Source: sources.Files, Path: "agent.toml", Tracking: sources.Ignored}, fmt.Sprintf(config, "enc:"+cipher), 0},
		{"history", sources.Origin{Source: sources.ShellHistory, LineText: true}, "LOGSTAG_API_KEY=enc:" + cipher, 0},
		{"nobody's", sources.Origin{Source: sources.Templates, Path: "app.yaml"}, "api_key: enc:" + cipher, 0},
		{"another's", sources.Origin{Source: sources.Templates, Path: "app.yaml"}, "# logstag\npayments_api_key: enc:" + cipher, 0},
		{"vault", sources.Origin{Source: sources.Templates, Path: "logstag.yaml"}, "logstag_api_key: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  " + cipher, 0},
		{"transit", sources.Origin{Source: sources.Templates, Path: "logstag.yaml"}, "logstag_api_key: vault:v1:" + cipher, 0},
		{"placeholder", sources.Origin{Source: sources.Templates, Path: "logstag.toml"}, "api_key = 'enc:<value>'", 0},
		{"no ciphertext", sources.Origin{Source: sources.Templates, Path: "logstag.toml"}, "api_key = 'enc:production-agent-key-of-the-host'", 0},
		{"plaintext", sources.Origin{Source: sources.Templates, Path: "logstag.toml"}, "api_key = 'FAKE.q7Zt-41mWc_x9RbV2nLpD8sKyG3hJ'", 0},
	} {
		got := 0
		for _, f := range scanText(t, e, r.origin, r.text) {
			if f.Rule.ID == "logstag-encrypted-value-shared" {
				got++
				if f.Level != rules.Note {
					t.Errorf("%s: level %v", r.name, f.Level)
				}
			}
		}
		if got != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, got, r.want)
		}
	}
}

// TestTargetPassword finds the passwords of monitored databases in an agent's
// configuration, whatever people choose, and not those of other programs.
func TestTargetPassword(t *testing.T) {
	e := defaultEngine(t)
	toml := func(v string) string {
		return "[agent]\nlog_level = \"info\"\n\n[targets.orders]\nplatform = \"linux\"\ndb_password = \"" + v + "\"\ndb_name = \"orders\"\n"
	}
	for _, v := range []string{"FAKE-horse-staple", "hunter2", "$ecret!9", "p@ss w0rd", "~!tilde", "@dmin-FAKE", "*star*FAKE", "fake:colon", "pass%40word", "%FAKEabc"} {
		found := scanText(t, e, sources.Origin{Source: sources.Files, Path: "/etc/logstag/config.toml"}, toml(v))
		if len(found) != 1 || found[0].Rule.ID != "logstag-target-password" || found[0].Level != rules.Warning {
			t.Errorf("%q: %d findings", v, len(found))
			continue
		}
		if m := found[0].Secret.Mask(); m != fmt.Sprintf("… (%d characters)", len([]rune(found[0].Secret.reveal()))) || found[0].KeyFingerprint != "" {
			t.Errorf("%q: shown as %q with the fingerprint %q", v, m, found[0].KeyFingerprint)
		}
	}
	for _, v := range []string{"{{ t.password | default('hunter2FAKE') }}", "{% if prod %}hunter2FAKE{% else %}{{ pw }}{% endif %}"} {
		if n := len(scanText(t, e, sources.Origin{Source: sources.Templates, Path: "logstag-agent.toml.j2"}, toml(v))); n != 1 {
			t.Errorf("%q: %d findings", v, n)
		}
	}
	for _, v := range []string{
		"", "<password>", "********", "… (17 characters)", "${ORDERS_PASSWORD}", "$ORDERS_PASSWORD", "$env:ORDERS", "enc:" + cipher, "!vault", "{{ db_password }}", "{{ get('hunter2FAKE') }}", "%(password)s",
		"your_password", "changeme", "password", "db_password", "secret", "xxxxxxxx", "••••••", "vault:secret/db#password", "op://vault/db/password", "%DB_PASSWORD%", "@DB_PASSWORD@",
	} {
		for range scanText(t, e, sources.Origin{Source: sources.Files, Path: "/etc/logstag/config.toml"}, toml(v)) {
			t.Errorf("%q is found", v)
		}
	}
	for name, text := range map[string]string{
		"another program's": "[database]\ndb_host = \"x\"\ndb_password = \"hunter2FAKE\"\n",
		"a deployment's":    "logstag_api_key = var.key\ndb_username = \"shop\"\ndb_password = \"hunter2FAKE\"\n",
		"an expression":     "# logstag\noutput \"db_password\" {\n  value = aws_db_instance.db.password\n}\n",
		"a field":           "[targets.a]\ndb_password = config[db_password]\n",
		"a hash":            "[targets.a]\ndb_password_hash = \"hunter2FAKE\"\n",
		"a sentence":        "# Logstag: the db_password is hunter2FAKE\n",
	} {
		for range scanText(t, e, sources.Origin{Source: sources.Files, Path: "/etc/app/config.toml"}, text) {
			t.Errorf("%s is found", name)
		}
	}
	if n := len(scanText(t, e, sources.Origin{Source: sources.Files, Path: "/etc/app/config.toml"}, "[targets.a]\ndb_password = \"hunter2\"\n")); n != 1 {
		t.Errorf("in a table of targets: %d findings", n)
	}
	for text, want := range map[string]int{
		"$ cat agent.toml\n" + toml("hunter2FAKE"):                        1,
		"@@ -5,3 +5,3 @@\n [targets.a]\n-db_password = \"hunter2FAKE\"\n": 1,
		"[targets.a]\nINFO connect db_password=hunter2FAKE\n":             0,
		"[targets.a]\n[database]\ndb_password = \"hunter2FAKE\"\n":        0,
		"INFO [targets.a] done\ndb_password = \"hunter2FAKE\"\n":          0,
	} {
		if n := len(scanText(t, e, sources.Origin{Source: sources.Logs, LineText: true}, text)); n != want {
			t.Errorf("quoted in a log, %q: %d findings, want %d", text, n, want)
		}
	}
	if n := len(scanText(t, e, sources.Origin{Source: sources.Logs, LineText: true}, "start LOGSTAG_DB_PASSWORD=hunter2 agent\n")); n != 1 {
		t.Errorf("in a log: %d findings", n)
	}
}

// TestPathOfBlob finds what only its path makes a leak, in a blob whose path is
// known later.
func TestPathOfBlob(t *testing.T) {
	e := defaultEngine(t)
	blob := func() sources.Origin {
		return sources.Origin{Source: sources.Git, Git: &sources.GitOrigin{Object: "1", Type: sources.Blob}}
	}
	if n := len(scanText(t, e, blob(), "db_password = \"hunter2FAKE\"\n")); n != 0 {
		t.Errorf("%d findings without a path", n)
	}
	for p, want := range map[string]int{"etc/logstag-agent.toml": 1, "etc/app.toml": 0} {
		o := blob()
		emit := e.Emitter(0)
		text := []byte("db_password = \"hunter2FAKE\"\n")
		if err := emit(sources.Fragment{Origin: &o, Data: text, Line: 1}); err != nil {
			t.Fatal(err)
		}
		found, err := e.Results(context.Background(), []sources.Locator{namer{path: p, text: text}}, func(sources.Origin, error) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != want {
			t.Errorf("%s: %d findings, want %d", p, len(found), want)
		}
	}
}

// namer is a source that knows the path of its one blob.
type namer struct {
	path string
	text []byte
}

func (n namer) Locate(_ context.Context, found []sources.Found, _ sources.SkipFunc) error {
	for i := range found {
		g := *found[i].Origin.Git
		g.Places = []sources.GitPlace{{Path: n.path, Object: g.Object}}
		found[i].Origin.Git = &g
	}
	return nil
}

func (n namer) Reread(_ context.Context, origins []*sources.Origin, emit sources.Emit) error {
	for _, o := range origins {
		if err := emit(sources.Fragment{Origin: o, Data: n.text, Line: 1}); err != nil {
			return err
		}
	}
	return nil
}

func TestServiceURL(t *testing.T) {
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	const text = "api_base_url = \"https://fakeorg.ingest.logstag.cloud/v1\"\n"
	if n := len(scanText(t, engineFor(t, set), sources.Origin{}, text)); n != 0 {
		t.Errorf("%d findings, though the rule is off", n)
	}
	set.Rule("logstag-service-url").Disabled = false
	e := engineFor(t, set)
	if n := len(scanText(t, e, sources.Origin{}, text)); n != 1 {
		t.Errorf("%d findings", n)
	}
	for _, v := range []string{"https://<logstag-agent-api-base-url>", "https://your-org.logstag.cloud", "https://api.example.com", "http://localhost:8080", "https://10.0.0.1/", "https://••••.logstag.cloud", "https://xxxx.logstag.cloud", "${URL}", "https://{{ org }}.logstag.cloud", "ingest.logstag.cloud"} {
		if n := len(scanText(t, e, sources.Origin{}, "api_base_url = \""+v+"\"\n")); n != 0 {
			t.Errorf("%s is found", v)
		}
	}
}
