package detectors

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// clean34 stands in the rows for random text: what makes the value no leak is
// what is around it.
const clean34 = "q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41m"

// digest is one of a container image.
const digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

// notKeys are values that are no leak, whatever the form of the entry.
var notKeys = []struct{ name, value string }{
	{"shipped placeholder", "your_api_key"},
	{"shipped placeholder, here", "your_api_key_here"},
	{"shipped placeholder, angle brackets", "<your-logstag-agent-api-key>"},
	{"shipped URL placeholder", "<logstag-agent-api-base-url>"},
	{"long placeholder", "your-logstag-agent-api-key-goes-here-please"},
	{"changeme", "changeme-changeme-changeme-changeme"},
	{"example", "example-api-key-for-the-logstag-agent-1"},
	{"replace", "REPLACE_WITH_YOUR_LOGSTAG_API_KEY_12345"},
	{"insert", "INSERT-KEY-HERE-INSERT-KEY-HERE-1234567"},
	{"dummy", "dummy-dummy-dummy-dummy-dummy-dummy-01"},
	{"redacted", "[REDACTED]"},
	{"redacted in angle brackets", "<redacted>"},
	{"template mark", "__LOGSTAG_API_KEY_PLACEHOLDER_VALUE__"},
	{"counted up", "0123456789abcdef0123456789abcdef"},
	{"one character", "00000000000000000000000000000000"},
	{"words", "this-is-not-a-real-key-just-some-words"},
	{"nil UUID", "00000000-0000-0000-0000-000000000000"},
	{"empty", ""},
	{"null", "null"},
	{"masked at the end", "abcd****"},
	{"masked, long", "q7Zt****************************"},
	{"masked with x", "xxxxxxxx"},
	{"masked with X, long", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"},
	{"masked with x behind a beginning", "q7Ztxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
	{"bullets", "••••••••••••••••••••••••••••••••"},
	{"bullets, short", "••••"},
	{"ellipsis", "q7Zt41mWcx9R…"},
	{"dots in the middle", "q7Zt41mWcx9R...D8sKyG3hJq7Zt41m"},
	{"hashes", "################################"},
	{"shell variable in braces", "${LOGSTAG_API_KEY}"},
	{"shell variable", "$LOGSTAG_API_KEY"},
	{"shell variable, required", "${LOGSTAG_API_KEY:?is not set for this host}"},
	{"command", "$(cat /run/secrets/logstag_api_key)"},
	{"command with a path", "$(vault kv get -field=key secret/logstag)"},
	{"moustache", "{{ logstag_api_key }}"},
	{"moustache, Helm", "{{ .Values.logstag.agent.apiKey }}"},
	{"moustache, tight", "{{logstag_vault_api_key_production}}"},
	{"GitHub secret", "${{ secrets.LOGSTAG_API_KEY }}"},
	{"Windows variable", "%LOGSTAG_API_KEY%"},
	{"angle brackets", "<LOGSTAG_API_KEY>"},
	{"Terraform variable", "var.logstag_agent_api_key_production_1"},
	{"Terraform interpolation", "${var.logstag_api_key}"},
	{"vault path", "vault:secret/data/logstag#q7Zt41mWcx9RbV2nL"},
	{"1Password", "op://infra/logstag/q7Zt41mWcx9RbV2nLpD8sKyG3hJ"},
	{"ARN", "arn:aws:secretsmanager:eu-west-1:123:secret:q7Zt41mWcx"},
	{"CloudFormation resolve", "{{resolve:secretsmanager:logstag:SecretString:k}}"},
	{"Key Vault", "@Microsoft.KeyVault(SecretUri=https://kv.example.test/q7Zt41mWcx9RbV2nLpD8)"},
	{"path", "/run/secrets/logstag_api_key_production"},
	{"file", "file:/run/secrets/logstag_api_key_production"},
	{"address", "https://keys.example.test/logstag/production/1"},
	{"ERB", "<%= ENV['LOGSTAG_API_KEY'] %>"},
	{"Ruby", "#{ENV.fetch('LOGSTAG_API_KEY')}"},
	{"enc:", "enc:" + clean34},
	{"ENC()", "ENC(" + clean34 + ")"},
	{"encrypted:", "encrypted:" + clean34},
	{"{cipher}", "{cipher}" + clean34},
	{"!vault", "!vault " + clean34},
	{"$ANSIBLE_VAULT", "$ANSIBLE_VAULT;1.1;AES256;" + clean34},
	{"SOPS", "ENC[AES256_GCM,data:" + clean34 + ",iv:q7Zt41mWcx9RbV2nL=,tag:x,type:str]"},
	{"sealed secret", "AgBy" + strings.Repeat("q7Zt41mWcx9RbV2nLpD8sKyG3hJw0u", 12)},
	{"age key", "age1q7zt41mwcx9rbv2nlpd8skyg3hjq7zt41mwcx9rbv2nlpd8skyg3hj"},
	{"PGP armour", "-----BEGIN PGP MESSAGE-----"},
	{"age armour", "-----BEGIN AGE ENCRYPTED FILE-----"},
	{"OpenSSL salted", "U2FsdGVkX1" + clean34},
	{"DPAPI", "AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA" + clean34},
	{"vault transit", "vault:v1:" + clean34},
	{"bcrypt", "$2b$12$" + clean34},
	{"digest", digest},
}

func TestNoLeakInAnyForm(t *testing.T) {
	e := newTestEngine(t)
	forms := []struct{ name, before, after string }{
		{"TOML", "[agent]\napi_key = \"", "\"\nlog_level = \"info\"\n"},
		{"environment", "LOGSTAG_API_KEY=", "\nDEBUG=1\n"},
		{"environment, quoted", "export LOGSTAG_API_KEY=\"", "\"\n"},
		{"YAML", "logstag:\n  api_key: ", "\n  region: eu\n"},
		{"YAML, quoted", "logstag:\n  api_key: '", "'\n"},
		{"JSON", `{"logstag": {"api_key": "`, `", "region": "eu"}}`},
		{"Kubernetes", "- name: LOGSTAG_API_KEY\n  value: \"", "\"\n"},
		{"Compose", "environment:\n  - LOGSTAG_API_KEY=", "\n"},
		{"flag", "logstag-agent --api-key \"", "\" --verbose\n"},
		{"another service", "weather_api_key: \"", "\"\n"},
	}
	for _, f := range forms {
		for _, v := range notKeys {
			for _, path := range []string{"", "x.yaml", "x.json", "x.toml", "x.tf"} {
				for i, x := range scanText(t, e, sources.Origin{Path: path}, f.before+v.value+f.after) {
					t.Errorf("%s %s, %s: finding %d is %s at %d+%d", f.name, path, v.name, i, x.Rule.ID, x.Region.Offset, x.Region.Length)
				}
			}
		}
	}
}

// TestNoLeakNames gives a random value to names that are not those of keys.
func TestNoLeakNames(t *testing.T) {
	e := newTestEngine(t)
	for _, name := range []string{
		"api_key_id", "apiKeyId", "api_key_identifier", "API_KEY_ID", "logstag_api_key_id", "LOGSTAG_API_KEY_HASH", "api_key_hash",
		"apiKeySha256", "api_key_fingerprint", "api_key_checksum", "hashed_api_key", "encrypted_api_key", "encryptedApiKey",
		"masked_api_key", "api_key_name", "api_key_arn", "api_key_ref", "api_key_uuid", "api_key_version", "api_key_salt",
		"apiKeySecretName", "logstag_public_key", "logstag_ssh_key", "logstag_cache_key", "logstag_signing_key",
		"monkey", "keyboard", "okapi", "commit", "checksum/api-key",
	} {
		for _, text := range []string{name + " = \"" + clean34 + "\"\n", name + ": " + clean34 + "\n", `{"` + name + `": "` + clean34 + `"}`} {
			for range scanText(t, e, sources.Origin{}, text) {
				t.Errorf("%s is taken for the name of a key", name)
			}
		}
	}
}

// TestNoLeakText holds whole texts with nothing to find.
func TestNoLeakText(t *testing.T) {
	e := newTestEngine(t)
	rows := []struct{ name, text string }{
		{"environment in Go", `logstagAPIKey := os.Getenv("LOGSTAG_API_KEY")`},
		{"setting behind one from the environment", `'api_key' => env('WEATHER_API_KEY'), 'app_key' => '` + clean34 + `',`},
		{"environment in Python", `LOGSTAG_API_KEY = os.environ["LOGSTAG_API_KEY"]`},
		{"environment in Ruby", `logstag_api_key = ENV["LOGSTAG_API_KEY"]`},
		{"environment in JavaScript", `const logstagApiKey = process.env.LOGSTAG_API_KEY_FOR_PRODUCTION;`},
		{"environment in PowerShell", `.\install.ps1 -ApiKey $env:LOGSTAG_API_KEY`},
		{"field", `req.apiKey = config.credentials.logstagApiKeyProduction`},
		{"call", `api_key = get_secret_from_parameter_store("logstag/production/agent")`},
		{"parameter", `def __init__(self, api_key: str = None, timeout: int = 30):`},
		{"struct", `ApiKey string ` + "`json:\"logstag_api_key,omitempty\"`"},
		{"interface", `apiKey?: LogstagConfigurationOptions;`},
		{"format", `fmt.Printf("api_key=%s\n", logstagConfigurationValue)`},
		{"null or throw", `apiKey = Objects.requireNonNull(logstagConfigurationApiKey);`},
		{"secretKeyRef", "- name: LOGSTAG_API_KEY\n  valueFrom:\n    secretKeyRef:\n      name: logstag-agent-credentials-7f9c2\n      key: api-key\n"},
		{"!Ref", "LOGSTAG_API_KEY: !Ref LogstagAgentApiKeyParameter7\n"},
		{"!Sub", "LOGSTAG_API_KEY: !Sub '{{resolve:ssm-secure:/logstag/api_key:1}}'\n"},
		{"Ansible vault block", "logstag_api_key: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  36643234613038346538663632303434653933316239656633323964\n"},
		{"sealed secret", "kind: SealedSecret\nspec:\n  encryptedData:\n    LOGSTAG_API_KEY: AgBh3kq7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41m\n"},
		{"placeholder in base64", "kind: Secret\ndata:\n  LOGSTAG_API_KEY: " + base64.StdEncoding.EncodeToString([]byte("your_api_key_here-your_api_key_here")) + "\n"},
		{"Bearer elsewhere", "curl -H 'Authorization: Bearer " + clean34 + "' https://other.example.test/v1\n"},
		{"Bearer of a variable", "curl -H \"Authorization: Bearer $LOGSTAG_API_KEY\" https://ingest.logstag.test/v1\n"},
		{"variable that is passed on", "docker run -e LOGSTAG_API_KEY -e WEATHER_API_KEY logstag/agent@" + digest + " q7Zt41mWcx9RbV2nLpD8sKyG3hJ\n"},
		{"image behind the name", "docker run --env WEATHER_API_KEY registry.example.test/logstag/agent@" + digest + "\n"},
		{"path of the key", "LOGSTAG_API_KEY_FILE=/run/secrets/logstag_api_key_production_2026\n"},
		{"the vendor's example", "[agent]\napi_base_url = \"https://<logstag-agent-api-base-url>\"\napi_key = \"<your-logstag-agent-api-key>\"\n"},
		{"help text", "  --api-key string   the Logstag agent API key (default: $LOGSTAG_API_KEY)\n"},
		{"sentence", "Set api_key in logstag-agent.toml; see configuration-reference-for-agents.\n"},
		{"commit beside the name", "logstag: rotate api_key in 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\n"},
		{"lock file", "logstag-agent@1.2.3:\n  integrity sha512-q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41mWcx9RbV2nLpD8s==\n"},
		{"map of what is known of keys", "api_keys:\n  id: q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt4\n  hash: 9f86d081884c7d659a2feaa0c55ad015\nsession: q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt4\n"},
		{"secret of Drone", "kind: secret\nname: weather_api_key\ndata: q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41\n"},
		{"reference as a default", "weather_api_key: {{ pillar.get('weather', 'vault:secret/weather#api_key') }}\n"},
		{"data behind a block", "grafana:\n  apiKey:\n    valueFrom: {secretKeyRef: {name: grafana-credentials, key: viewer}}\ncover:\n  data: q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt4\n"},
		{"too short", "api_key: q7Zt41mWcx9Rb\n"},
		{"CSV of references", "name,logstag_api_key\nprod,${LOGSTAG_PRODUCTION_API_KEY}\n"},
		{"digest of a file", "SHA512 (apikey.zip) = 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n"},
		{"identifier that is looked up", "apiKey = store.FindKey(\"0f8fad5b-d9cb-469f-a165-70867728950e\")\n"},
		{"end of an element of a namespace", "<h><auth:ApiKey>$key</auth:ApiKey></h>\n<b><m:digest>2e6a9ed0b5d7eebdc795fa4e9b1c2666a745c761</m:digest></b>\n"},
		{"example of a property of a type", "ApiKey:\n  type: object\n  properties:\n    api_key_id: {type: string, example: aadc9b1c-bd6b-4a7e-6782-104deb334b3c}\n"},
		{"example of what is described", "@Schema(description = \"apiKey\", example = \"3fa85f64-5717-4562-b3fc-2c963f66afa6\") String id;\n"},
		{"map of what describes a key", "apiKey: { type: 'string', secretName: 'shop-api-key-production', id: '3fa85f64-5717-4562-b3fc-2c963f66afa6' }\n"},
		{"what handles keys", "<field key=\"com.example:apikeypicker\"><value>0f8fad5b-d9cb-469f-a165-70867728950e</value></field>\n"},
		{"public key", "apiKeyPublicPem: MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt41mWcx9R+bV2nLpD8s/yG3hJq7Zt41mWcx9RbV2nLpD8sKyG3hA==\n"},
		{"element of ciphertext", "<api-key type=\"string\" encrypted=\"true\">q7Zt41mWcx9RbV2nLpD8sKyG3hJq7Zt4+1mWcx9RbV2nLpD8sKyG3hA==</api-key>\n"},
		{"blocks that look something up", "let(:api_key) { create(:api_key, id: '0f8fad5b-d9cb-469f-a165-70867728950e') }\n"},
		{"body of another command", "test -n \"$api_key\" || exit\ncurl --data x --body \"" + clean34 + "\" https://x.test\n"},
		{"words with a version", "'API_KEY' => 'ORGANIZACIJOS_RAKTAS_V2',\n"},
		{"words with a number", "api_key=uw-toegangssleutel-verloopt-over-14-dagen\n"},
		{"resource that is imported", "terraform import -var-file=logstag.tfvars aws_api_gateway_api_key.logstag " + clean34 + "\n"},
		{"header list", "allowed: X-API-Key, Content-Type, X-Logstag-Request-Identifier-2\n"},
	}
	for _, r := range rows {
		for _, path := range []string{"", "x.yaml", "x.json", "x.toml", "x.tf"} {
			for _, x := range scanText(t, e, sources.Origin{Path: path}, r.text) {
				t.Errorf("%s %s: %s at %d+%d", r.name, path, x.Rule.ID, x.Region.Offset, x.Region.Length)
			}
		}
	}
}
