package detectors

import (
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestStructuredNoLeaks reads commands that name where a key is kept, or make
// one. A reader that undoes quotes must not make a key of them.
func TestStructuredNoLeaks(t *testing.T) {
	history := sources.Origin{Source: sources.ShellHistory, LineText: true, Command: &sources.CommandOrigin{Shell: "bash"}}
	script := sources.Origin{Path: "logstag/install.sh"}
	file := func(path string) sources.Origin { return sources.Origin{Path: path} }
	e := newTestEngine(t)
	for _, r := range []struct {
		origin sources.Origin
		text   string
	}{
		{history, `LOGSTAG_API_KEY="$(vault kv get -field=api_key secret/logstag-agent-production)" ./install.sh`},
		{history, `export LOGSTAG_API_KEY="${PROD_LOGSTAG_API_KEY_FROM_THE_VAULT:?must be set}"`},
		{history, `logstag-agent --api-key "$(cat /run/secrets/logstag_api_key_production)" --region eu`},
		{history, `curl -H "X-Api-Key: $LOGSTAG_API_KEY" https://ingest.logstag.test/v1/agents/registration`},
		{history, `read -rsp 'Logstag API key: ' LOGSTAG_API_KEY && export LOGSTAG_API_KEY`},
		{history, `kubectl create secret generic logstag --from-literal=api-key="$LOGSTAG_API_KEY" --dry-run=client -o yaml`},
		{history, `LOGSTAG_API_KEY=$(echo "$OTHER_LOGSTAG_API_KEY_FROM_ENV") ./install.sh`},
		{history, `LOGSTAG_API_KEY=$(openssl rand -hex 32) ./test.sh`},
		{history, `echo "api_key = \"<your-logstag-agent-api-key>\"" >> /etc/logstag-agent.toml`},
		{history, `printf 'api_key = "%s"\n' "$LOGSTAG_API_KEY" | sudo tee /etc/logstag-agent.toml`},
		{history, `printf 'LOGSTAG_API_KEY=%s\n' your_api_key_here_please_replace_it`},
		{history, `grep -rn 'logstag_api_key' /etc/logstag-agent.toml.production.backup.20260101`},
		{history, `unset LOGSTAG_API_KEY; docker pull registry.test/logstag-agent@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08`},
		{history, `logstag-agent --api-key-file /opt/logstag-agent/secrets/production.key --log-level debug`},
		{script, "sed -i.bak \"s|^api_key = .*|api_key = \\\"${LOGSTAG_API_KEY}\\\"|\" /etc/logstag-agent.toml\n"},
		{script, "cat > /etc/logstag-agent.toml <<EOF\n[agent]\napi_base_url = \"$LOGSTAG_API_BASE_URL\"\napi_key = \"${LOGSTAG_API_KEY}\"\nEOF\n"},
		{script, "cat > /etc/logstag-agent.toml <<'EOF'\n[agent]\napi_key = \"@@LOGSTAG_API_KEY@@\"\nEOF\n"},
		{script, "if [ -z \"$LOGSTAG_API_KEY\" ]; then\n  echo 'error: LOGSTAG_API_KEY must be set before this script is run' >&2\n  exit 1\nfi\n"},
		{script, "case $1 in\n  --api-key) LOGSTAG_API_KEY=$2; shift 2 ;;\n  --api-key=*) LOGSTAG_API_KEY=${1#*=}; shift ;;\nesac\n"},
		{script, "[[ $LOGSTAG_API_KEY =~ ^[A-Za-z0-9._-]{32,}$ ]] || die 'LOGSTAG_API_KEY: not a key'\n"},
		{script, "LOGSTAG_API_KEY=\"${LOGSTAG_API_KEY:-$(get_secret logstag/production/agent/api_key)}\"\n"},
		{script, "local api_key=\"$1\" region=\"${2:-eu-central-1}\" # logstag\n"},
		{script, "python3 - <<EOF\nimport os\napi_key = os.environ[\"LOGSTAG_API_KEY\"]\nEOF\n"},
		{script, "getopts_long='api-key:,api-base-url:,enrollment-token-file:,help' # logstag\n"},
		{file("Dockerfile"), "FROM logstag/agent@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nARG LOGSTAG_API_KEY\nENV LOGSTAG_API_KEY=${LOGSTAG_API_KEY}\n"},
		{file("Dockerfile"), "FROM a\nRUN --mount=type=secret,id=logstag_api_key,target=/run/secrets/logstag_agent_key \\\n  LOGSTAG_API_KEY=$(cat /run/secrets/logstag_agent_key) ./install.sh\n"},
		{file("Dockerfile"), "FROM a\nENV LOGSTAG_API_KEY=\"\" \\\n  PATH=/opt/logstag-agent/bin:/usr/local/sbin:/usr/bin\n"},
		{file("a.service"), "[Service]\nEnvironment=LOGSTAG_API_KEY=${CREDENTIALS_DIRECTORY}/logstag-agent-key\nLoadCredential=api_key:/etc/logstag/credentials/production\n"},
		{file("a.service"), "[Service]\nSetCredentialEncrypted=api_key: \\\n        k6iUCUh0RJCQyvL8k8q1UyAAAAABAAAADAAAABAAAAASfFsBoPLIm/dlDoGAAAAAAAAAA \\\n        NAAAAAgAAAAAH4KILj9Xe/5nGfi1XWjJvR5WOExqD7UC3VyM4Lol4iXMfEdvnvJIhBVnE\n"},
		{file("a.ps1"), "param([Parameter(Mandatory)][string]$ApiKey, [string]$ApiBaseUrl = 'https://ingest.logstag.test')\r\n$env:LOGSTAG_API_KEY = $ApiKey\r\n"},
		{file("a.ps1"), "$env:LOGSTAG_API_KEY = (Get-Secret -Name 'logstag-agent-key-production' -AsPlainText) + ''\r\n"},
		{file("a.ps1"), "@\"\r\n[agent]\r\napi_key = \"$($env:LOGSTAG_API_KEY)\"\r\n\"@ | Set-Content logstag-agent.toml\r\n"},
		{file("a.reg"), "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Logstag]\r\n\"ApiKey\"=\"%LOGSTAG_API_KEY%\"\r\n\"ApiKeyPath\"=\"C:\\\\ProgramData\\\\Logstag Agent\\\\credentials\\\\agent.key\"\r\n"},
		{file("a.js"), "const url = 'https://ingest.logstag.test/v1?api_key=' + encodeURIComponent(key) + '&region=' + 'eu-central-1';\n"},
		{file("a.js"), "throw new Error('LOGSTAG_API_KEY: ' + 'the-key-must-be-given-to-the-agent');\n"},
		{file("a.py"), "parser.add_argument('--logstag-api-key', help='the key of the Logstag agent, '\n    'as-given-by-the-organisation')\n"},
	} {
		for _, x := range scanText(t, e, r.origin, r.text) {
			t.Errorf("%s at %d+%d of %q", x.Rule.ID, x.Region.Offset, x.Region.Length, r.text)
		}
	}
}
