package detectors

import (
	"fmt"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// structuredForm is a text in which a key stands as a notation writes it: {1} and
// {2} are its halves, and « » mark what must be reported.
type structuredForm struct {
	name, text string
	origin     sources.Origin
	rule       string // the agent rule unless set
}

// testStructured makes sure that the key is found once, with its true value and
// place.
func testStructured(t *testing.T, forms []structuredForm) {
	t.Helper()
	e := newTestEngine(t)
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			keys, rule := fakeAgentKeys, agentRule
			if f.rule != "" {
				keys, rule = fakeOtherKeys, f.rule
			}
			for nth, key := range keys {
				half := len(key) / 2
				text := strings.NewReplacer("{1}", key[:half], "{2}", key[half:]).Replace(f.text)
				before, rest, _ := strings.Cut(text, "«")
				raw, after, ok := strings.Cut(rest, "»")
				if !ok {
					t.Fatal("nothing is marked")
				}
				found := scanText(t, e, f.origin, before+raw+after)
				for _, x := range found {
					if r := x.Region; x.Rule.ID != rule || x.Secret.reveal() != key || r.Offset != int64(len(before)) || r.Length != len(raw) {
						t.Errorf("key %d: %s at %d+%d, the value of %d characters is right: %v; want %s at %d+%d",
							nth, x.Rule.ID, r.Offset, r.Length, len(x.Secret.reveal()), x.Secret.reveal() == key, rule, len(before), len(raw))
					}
				}
				if len(found) != 1 {
					t.Errorf("key %d: %d findings, want one", nth, len(found))
				}
			}
		})
	}
}

func TestStructuredShell(t *testing.T) {
	history := sources.Origin{Source: sources.ShellHistory, Path: "/home/u/.bash_history", LineText: true, Command: &sources.CommandOrigin{Shell: "bash"}}
	script := sources.Origin{Path: "install.sh"}
	testStructured(t, []structuredForm{
		{name: "quotes in the middle", text: `LOGSTAG_API_KEY=«{1}"{2}»" ./install.sh`, origin: history},
		{name: "two strings", text: `export LOGSTAG_API_KEY="«{1}"'{2}»'`, origin: history},
		{name: "continued in the value", text: "logstag-agent --api-key «{1}\\\n{2}»", origin: history},
		{name: "continued in the command", text: "logstag-agent \\\n  --verbose \\\n  --api-key «{1}{2}»", origin: history},
		{name: "plain", text: "LOGSTAG_API_KEY='«{1}{2}»' ./install.sh", origin: history},
		{name: "default", text: `K=${LOGSTAG_API_KEY:-«{1}'{2}»'}`, origin: script},
		{name: "declare", text: `declare -rx LOGSTAG_API_KEY="«{1}""{2}»"`, origin: script},
		{name: "array", text: `declare -A m=([LOGSTAG_API_KEY]=«{1}"{2}»")`, origin: script},
		{name: "env", text: `sudo env LOGSTAG_API_KEY="«{1}"{2}» ./install.sh`, origin: history},
		{name: "docker -e", text: `docker run -e LOGSTAG_API_KEY="«{1}"'{2}»' img`, origin: history},
		{name: "kubectl", text: `kubectl create secret generic logstag --from-literal=api-key="«{1}"'{2}»'`, origin: history},
		{name: "curl header", text: `curl -H "X-Api-Key: «{1}"'{2}»' https://ingest.logstag.test/`, origin: history},
		{name: "curl body", text: `curl -d '{"api_key": "«{1}'"{2}»\"}" https://ingest.logstag.test/`, origin: history},
		{name: "curl query", text: `curl "https://ingest.logstag.test/?api_key=«{1}"'{2}»&a=b'`, origin: history},
		{name: "echo into a file", text: `echo "api_key = \"«{1}\
{2}»\"" >> /etc/logstag-agent.toml`, origin: history},
		{name: "printf into a file", text: `printf 'LOGSTAG_API_KEY=%s\n' «{1}{2}» >> /etc/environment`, origin: history},
		{name: "printf of a table", text: `printf '[agent]\n%s = "%s"\n' api_key "«{1}"{2}» | sudo tee /etc/logstag-agent.toml`, origin: history},
		{name: "bash -c", text: `bash -c 'LOGSTAG_API_KEY=«{1}"{2}»" ./install.sh'`, origin: history},
		{name: "bash -c, escaped", text: `bash -c "LOGSTAG_API_KEY=«{1}\"{2}»\" ./install.sh"`, origin: history},
		{name: "ssh in ssh", text: `ssh a "ssh b 'LOGSTAG_API_KEY=«{1}\"{2}»\" run x'"`, origin: history},
		{name: "here-document", text: "sudo tee /etc/logstag-agent.toml <<EOF\n[agent]\napi_key = \"«{1}\\\n{2}»\"\nEOF\n", origin: history},
		{name: "here-document, tabs", text: "\tcat >/etc/logstag-agent.toml <<-'EOF'\n\tapi_key = \"«{1}{2}»\"\n\tEOF\n", origin: script},
		{name: "here-document of a script", text: "ssh host bash <<'EOF'\nexport LOGSTAG_API_KEY=«{1}\"{2}»\"\nEOF\n", origin: script},
		{name: "fish", text: `set -x LOGSTAG_API_KEY "«{1}"'{2}»'`, origin: sources.Origin{Source: sources.ShellHistory, LineText: true, Command: &sources.CommandOrigin{Shell: "fish"}}},
		{name: "zsh", text: `LOGSTAG_API_KEY=«{1}'{2}»' agent =(true)`, origin: sources.Origin{Source: sources.ShellHistory, LineText: true, Command: &sources.CommandOrigin{Shell: "zsh"}}},
		{name: "process", text: `bash -c 'LOGSTAG_API_KEY="«{1}"{2}» exec agent'`, origin: sources.Origin{Source: sources.Processes, LineText: true, Process: &sources.ProcessOrigin{PID: 1}}},
		{name: "environment file", text: "LOGSTAG_API_KEY=\"«{1}\"'{2}»'\n", origin: sources.Origin{Path: "/etc/default/logstag"}},
		{name: "interpreter", text: "#!/usr/bin/env -S bash -e\nLOGSTAG_API_KEY=«{1}\"{2}»\"\n"},
		{name: "sh -c in quotes", text: `sudo sh -c "echo 'api_key = \"«{1}{2}»\"' >> /etc/logstag-agent.toml"`, origin: history},
		{name: "file of a key", text: `echo -n "«{1}"{2}» | sudo tee /etc/logstag/api_key >/dev/null`, origin: script},
		{name: "file of a key, here", text: `echo "«{1}"'{2}»' > logstag_api_key`, origin: script},
		{name: "file of a key, document", text: "cat > /run/secrets/logstag_api_key <<EOF\n«{1}{2}»\nEOF\n", origin: script},
		{name: "secret store", text: `echo "«{1}{2}»" | gh secret set LOGSTAG_API_KEY`, origin: history},
		{name: "environment of a platform", text: `vercel env add LOGSTAG_API_KEY production <<< "«{1}{2}»"`, origin: history},
		{name: "secret store, here-string", text: `docker secret create logstag_api_key - <<< "«{1}{2}»"`, origin: history},
		{name: "eval", text: `eval "export LOGSTAG_API_KEY='«{1}'\"{2}»\""`, origin: history},
		{name: "su", text: `su - logstag -c 'LOGSTAG_API_KEY="«{1}"{2}» ./run'`, origin: history},
		{name: "alias", text: `alias agent='LOGSTAG_API_KEY="«{1}""{2}»" logstag-agent'`, origin: history},
		{name: "process substitution", text: `set -a; source <(echo LOGSTAG_API_KEY=«{1}"{2}»")`, origin: history},
		{name: "parameter store", text: `aws ssm put-parameter --type SecureString --name /logstag/api_key --value "«{1}"'{2}»'`, origin: history},
		{name: "quotes in quotes in quotes", text: `docker exec -it x bash -c "echo LOGSTAG_API_KEY=\"«{1}\"{2}» >> /etc/environment"`, origin: history},
		{name: "printed", text: `LOGSTAG_API_KEY=$(echo "«{1}"{2}») ./install.sh`, origin: script},
		{name: "here-string", text: `read -r LOGSTAG_API_KEY <<< "«{1}"'{2}»'`, origin: script},
		{name: "sed", text: `sed -i "s/^api_key = .*/api_key = \"«{1}"'{2}»"/' /etc/logstag-agent.toml`, origin: history},
		{name: "helm --set", text: `helm install logstag . --set agent.region=eu,agent.apiKey="«{1}"'{2}»',a=b`, origin: history},
		{name: "another service", text: `WEATHER_API_KEY=«{1}"{2}»" run`, origin: history, rule: otherRule},
		{name: "another service, form", text: `curl -d 'api_key=«{1}{2}»&host=a' https://weather.test/`, origin: history, rule: otherRule},
	})
}

func TestStructuredDockerfile(t *testing.T) {
	file := sources.Origin{Path: "build/Dockerfile"}
	testStructured(t, []structuredForm{
		{name: "ENV", text: "FROM scratch\nENV LOGSTAG_API_KEY=«{1}\"{2}»\" A=b\n", origin: file},
		{name: "ENV among others", text: "FROM scratch\nENV A=b \\\n  # the key\n  LOGSTAG_API_KEY=\"«{1}\\\n{2}»\" \\\n  C=d\n", origin: file},
		{name: "legacy ENV", text: "FROM scratch\nENV LOGSTAG_API_KEY «{1}'{2}»'\n", origin: file},
		{name: "ARG", text: "ARG LOGSTAG_API_KEY=\"«{1}\"'{2}»'\nFROM scratch\n"},
		{name: "LABEL", text: "FROM scratch\nLABEL logstag.api-key=\"«{1}\"{2}»\n", origin: file},
		{name: "RUN", text: "FROM scratch\nRUN a && \\\n # why\n LOGSTAG_API_KEY=\"«{1}\"{2}» ./install.sh\n", origin: file},
		{name: "RUN, exec form", text: "FROM scratch\nRUN [\"sh\", \"-c\", \"LOGSTAG_API_KEY=«{1}\\\"{2}»\\\" ./install.sh\"]\n", origin: file},
		{name: "ENTRYPOINT", text: "FROM scratch\nENTRYPOINT [\"logstag-agent\", \"--api-key\", \"«{1}{2}»\"]\n", origin: file},
		{name: "here-document", text: "FROM scratch\nRUN <<EOF\nexport LOGSTAG_API_KEY=«{1}'{2}»'\nEOF\n", origin: file},
		{name: "COPY", text: "FROM scratch\nCOPY <<EOF /etc/logstag-agent.toml\n[agent]\napi_key = \"«{1}{2}»\"\nEOF\n", origin: file},
		{name: "ONBUILD", text: "FROM scratch\nONBUILD ENV LOGSTAG_API_KEY=«{1}\"{2}»\"\n", origin: file},
		{name: "another service", text: "FROM scratch\nENV WEATHER_API_KEY=«{1}\"{2}»\"\n", origin: file, rule: otherRule},
	})
}

func TestStructuredUnit(t *testing.T) {
	file := sources.Origin{Path: "/etc/systemd/system/logstag-agent.service.d/key.conf"}
	testStructured(t, []structuredForm{
		{name: "Environment", text: "[Service]\nEnvironment=\"A=b c\" 'LOGSTAG_API_KEY=«{1}'{2}» D=e\n", origin: file},
		{name: "quotes within", text: "[Service]\nEnvironment=LOGSTAG_API_KEY=«{1}\"{2}»\"\n"},
		{name: "credential", text: "[Service]\nSetCredential=api_key:«{1}{2}»\n", origin: file},
		{name: "command", text: "[Service]\nExecStart=/opt/logstag-agent/bin/logstag-agent \\\n  --api-key \\\n  «{1}\"{2}»\"\n", origin: file},
		{name: "script", text: "[Service]\nExecStart=/bin/sh -c 'LOGSTAG_API_KEY=\"«{1}\"{2}» exec agent'\n", origin: file},
		{name: "Quadlet", text: "[Container]\nEnvironment=LOGSTAG_API_KEY=\"«{1}\"{2}»\n", origin: sources.Origin{Path: "agent.container"}},
		{name: "another service", text: "[Service]\nEnvironment=WEATHER_API_KEY=\"«{1}\"{2}»\n", rule: otherRule},
	})
}

func TestStructuredPowerShell(t *testing.T) {
	file := sources.Origin{Path: "install.ps1"}
	history := sources.Origin{Source: sources.ShellHistory, LineText: true, Command: &sources.CommandOrigin{Shell: "powershell"}}
	testStructured(t, []structuredForm{
		{name: "joined", text: "$env:LOGSTAG_API_KEY = \"«{1}\" + '{2}»'\r\n", origin: file},
		{name: "joined argument", text: ".\\install-logstag.ps1 -ApiKey ('«{1}' +\r\n  '{2}»')\r\n", origin: file},
		{name: "back-ticks", text: ".\\install-logstag.ps1 `\r\n  -ApiKey `\r\n  '«{1}{2}»'\r\n", origin: history},
		{name: "back-tick in the value", text: "$env:LOGSTAG_API_KEY = \"«{1}`\r\n{2}»\"\r\n", origin: history},
		{name: "here-string", text: "$LogstagApiKey = @'\r\n«{1}{2}»\r\n'@\r\n", origin: file},
		{name: "here-string of a file", text: "@\"\r\n[agent]\r\napi_key = `\"«{1}`\r\n{2}»`\"\r\n\"@ | Set-Content logstag-agent.toml\r\n", origin: file},
		{name: "escaped quotes", text: "Add-Content C:\\logstag-agent.toml \"api_key = `\"«{1}{2}»`\"\"\r\n", origin: file},
		{name: "doubled quotes", text: "Add-Content C:\\logstag-agent.toml -Value \"api_key = \"\"«{1}{2}»\"\"\"\r\n", origin: file},
		{name: "command", text: "powershell -Command \"`$env:LOGSTAG_API_KEY = '«{1}{2}»'; .\\a.ps1\"\r\n", origin: history},
		{name: "splatting", text: "$p = @{\r\n  ApiKey = '«{1}' + '{2}»'\r\n}\r\n.\\install-logstag.ps1 @p\r\n", origin: file},
		{name: "another service", text: "$WeatherApiKey = '«{1}' + '{2}»'\r\n", origin: file, rule: otherRule},
	})
}

func TestStructuredRegistry(t *testing.T) {
	e := newTestEngine(t)
	for nth, key := range fakeAgentKeys {
		head := "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Logstag Agent]\r\n\"ApiKey\"=hex(2):"
		var hex strings.Builder
		for i, c := range []byte(key) {
			if i > 0 {
				hex.WriteByte(',')
				if i%12 == 0 {
					hex.WriteString("\\\r\n  ")
				}
			}
			fmt.Fprintf(&hex, "%02x,00", c)
		}
		found := scanText(t, e, sources.Origin{Path: "agent.reg"}, head+hex.String()+",00,00\r\n\"Other\"=\"x\"\r\n")
		if len(found) != 1 {
			t.Fatalf("key %d: %d findings", nth, len(found))
		}
		if x := found[0]; x.Secret.reveal() != key || x.Rule.ID != agentRule || x.Region.Offset != int64(len(head)) || x.Region.Length != hex.Len() {
			t.Errorf("key %d: %s at %d+%d, want %d+%d", nth, x.Rule.ID, x.Region.Offset, x.Region.Length, len(head), hex.Len())
		}
	}
}

func TestStructuredCode(t *testing.T) {
	testStructured(t, []structuredForm{
		{name: "JavaScript", text: "const logstagApiKey = '«{1}' +\n  '{2}»';\n", origin: sources.Origin{Path: "a.js"}},
		{name: "Python", text: "LOGSTAG_API_KEY = (\n    \"«{1}\"\n    \"{2}»\"\n)\n", origin: sources.Origin{Path: "a.py"}},
		{name: "Go", text: "os.Setenv(\"LOGSTAG_API_KEY\", \"«{1}\"+\"{2}»\")\n", origin: sources.Origin{Path: "a.go"}},
		{name: "PHP", text: "define('LOGSTAG_API_KEY', '«{1}' . '{2}»');\n", origin: sources.Origin{Path: "a.php"}},
		{name: "Jenkinsfile", text: "environment {\n  LOGSTAG_API_KEY = '«{1}' + '{2}»'\n}\n", origin: sources.Origin{Path: "Jenkinsfile"}},
		{name: "name and value", text: "url = \"https://ingest.logstag.test/?api_key=\" + \"«{1}{2}»\";\n", origin: sources.Origin{Path: "A.java"}},
		{name: "another service", text: "weatherApiKey = \"«{1}\" + \"{2}»\"\n", origin: sources.Origin{Path: "a.rb"}, rule: otherRule},
	})
}
