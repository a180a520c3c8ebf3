package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestStructuredConfig plants keys where a reader of the notation is needed, and wants one
// finding for each, at the stretch between the marks « ».
func TestStructuredConfig(t *testing.T) {
	key := fakeAgentKeys[0]
	a, b := key[:12], key[12:]
	rows := []struct{ name, path, text string }{
		{name: "YAML, joined lines", path: "x.yaml", text: "logstag:\n  api_key: \"«" + a + "\\\n    " + b + "»\"\n"},
		{name: "YAML, alias", path: "x.yaml", text: "x-key: &k «" + key + "»\nservices:\n  logstag-agent:\n    environment:\n      LOGSTAG_API_KEY: *k\n"},
		{name: "YAML, nested names", path: "x.yml", text: "logstag:\n  region: eu\n  api:\n    url: x\n    key: «" + key + "»\n"},
		{name: "YAML, value far from its name", path: "x.yaml", text: "env:\n- value: «" + key + "»\n  description: |\n" + strings.Repeat("    a long text about the variable\n", 30) + "  name: LOGSTAG_API_KEY\n"},
		{name: "YAML, name far from its value", path: "x.yaml", text: "env:\n- name: LOGSTAG_API_KEY\n  description: |\n" + strings.Repeat("    a long text about the variable\n", 30) + "  value: «" + key + "»\n"},
		{name: "Kubernetes, name far from its data", path: "secret.yaml", text: "kind: Secret\nmetadata:\n  name: logstag-agent\n  annotations:\n" + manyLines("    a%d: text\n", 40) + "stringData:\n  api_key: «" + key + "»\n"},
		{name: "Kubernetes, a Secret's key", path: "secret.yaml", text: "kind: Secret\nmetadata:\n  name: logstag-agent\nstringData:\n  token: «" + key + "»\n"},
		{name: "Compose, service far from its variable", path: "compose.yaml", text: "services:\n  logstag-agent:\n    labels:\n" + manyLines("      a%d: text\n", 40) + "    environment:\n      API_KEY: «" + key + "»\n"},
		{name: "Compose, image far from its variable", path: "compose.yaml", text: "services:\n  agent:\n    image: registry.example.test/logstag/agent:1\n    labels:\n" + manyLines("      a%d: text\n", 40) + "    environment:\n    - API_KEY=«" + key + "»\n"},
		{name: "docker inspect", path: "inspect.json", text: `[{"Name": "/logstag-agent", "Mounts": [` + strings.Repeat(`{"Type": "bind"},`, 80) + `{}], "Config": {"Env": ["PATH=/bin", "API_KEY=«` + key + `»"]}}]`},
		{name: "ECS task definition", path: "task.json", text: `{"containerDefinitions": [{"name": "logstag-agent", "portMappings": [` + strings.Repeat(`{"hostPort": 1},`, 90) + `{}], "environment": [{"value": "«` + key + `»", "description": "x", "name": "API_KEY"}]}]}`},
		{name: "Helm template", path: "templates/x.yaml", text: "{{- if .Values.x }}\nlogstag:\n  name: {{ .Values.n }}\n  api_key: \"«" + a + "\\\n    " + b + "»\"\n{{- end }}\n"},
		{name: "Ansible in Jinja", path: "x.yml.j2", text: "{% for h in hosts %}\nlogstag:\n  api_key: \"«" + a + "\\\n    " + b + "»\"\n{% endfor %}\n"},
		{name: "cloud-config in Terraform", path: "x.tf", text: "resource \"x\" \"y\" {\n  user_data = <<-EOT\n    #cloud-config\n    write_files:\n    - path: /etc/logstag-agent.toml\n      content: |\n        [agent]\n        api_key = \"\"\"\\\n          «" + a + "\\\n          " + b + "»\"\"\"\n  EOT\n}\n"},
		{name: "JSON, nested names", path: "x.json", text: `{"logstag": {"api": {"url": "x", "key": "«` + key + `»"}}}`},
		{name: "JSON, value far from its name", path: "terraform.tfstate", text: `{"outputs": {"logstag_api_key": {"description": "` + strings.Repeat("long ", 200) + `", "value": "«` + key + `»"}}}`},
		{name: "JSON, Fn::Join", path: "x.template", text: `{"Resources": {"LOGSTAG_API_KEY": {"Fn::Join": ["", ["«` + a + `", "` + b + `»"]]}}}`},
		{name: "TOML, joined lines", path: "x.toml", text: "[agent]\napi_key = \"\"\"«" + a + "\\\n   " + b + "»\"\"\"\n"},
		{name: "TOML, dotted names", path: "x.toml", text: "[logstag.api]\nkey = \"«" + key + "»\"\n"},
		{name: "HCL, join", path: "x.tf", text: "logstag_api_key = join(\"\", [\"«" + a + "\", \"" + b + "»\"])\n"},
		{name: "HCL, nested names", path: "x.hcl", text: "logstag {\n  url = \"x\"\n  key = \"«" + key + "»\"\n}\n"},
		{name: "HCL, default far from its name", path: "x.tf", text: "variable \"logstag_api_key\" {\n  description = <<EOT\n" + strings.Repeat("a long text about the variable\n", 40) + "EOT\n  default = \"«" + key + "»\"\n}\n"},
		{name: "HCL, condition", path: "x.tf", text: "logstag_api_key = var.production ? \"«" + key + "»\" : var.key\n"},
		{name: "blob of a history", path: "", text: "---\nlogstag:\n  api_key: \"«" + a + "\\\n    " + b + "»\"\n"},
	}
	e := newTestEngine(t)
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			before, rest, _ := strings.Cut(r.text, "«")
			marked, after, _ := strings.Cut(rest, "»")
			text := before + marked + after
			o := sources.Origin{Path: r.path}
			if r.path == "" {
				o.Source, o.Git = sources.Git, &sources.GitOrigin{Type: sources.Blob, Object: "x"}
			}
			found := scanText(t, e, o, text)
			if len(found) != 1 {
				t.Fatalf("%d findings", len(found))
			}
			f := found[0]
			if f.Rule.ID != agentRule || f.Region.Offset != int64(len(before)) || f.Region.Length != len(marked) {
				t.Errorf("%s at %d+%d, want %d+%d", f.Rule.ID, f.Region.Offset, f.Region.Length, len(before), len(marked))
			}
			if f.Secret.reveal() != key {
				t.Error("another value")
			}
			plain := &sources.Fragment{Origin: &o, Data: []byte(text), Line: 1}
			e.search(plain, 0, newBudget(plain), func(m match) {
				if m.secret == key && m.rule.ID == agentRule {
					t.Error("the text alone shows it")
				}
			})
		})
	}
}

// manyLines numbers lines.
func manyLines(format string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Replace(format, "%d", string(rune('a'+i%26))+string(rune('a'+i/26)), 1))
	}
	return b.String()
}

// TestStructuredConfigNoLeak holds texts in which a reader of the notation must see no key.
func TestStructuredConfigNoLeak(t *testing.T) {
	random := fakeAgentKeys[0]
	e := newTestEngine(t)
	for _, r := range []struct{ name, path, text string }{
		{"OpenAPI scheme", "x.yaml", "components:\n  parameters:\n  - name: other\n    default: " + random + "\n" + manyLines("    x%d: text\n", 20) + "  securitySchemes:\n    apiKey:\n      type: apiKey\n      name: X-API-KEY\n      in: header\n"},
		{"OpenAPI scheme in JSON", "x.json", `{"securityDefinitions": {"api_key": {"type": "apiKey", "name": "api_key", "in": "header"}}, "x": {"value": "` + random + `"}}`},
		{"JSON schema", "x.json", `{"properties": {"api_key": {"type": "string", "pattern": "^` + random + `$", "description": "` + random + `", "examples": ["` + random + `"]}}}`},
		{"a name and another object's value", "x.yaml", "- name: LOGSTAG_API_KEY\n  from: x\n- name: other\n  value: " + random + "\n"},
		{"a reference and another object's value", "x.yaml", "env:\n- name: LOGSTAG_API_KEY\n  valueFrom:\n    secretKeyRef: {name: x, key: api-key}\n- name: CHECKSUM\n  value: " + random + "\n"},
		{"value and description", "x.json", `[{"key": "logstag_api_key", "value": "${KEY}", "description": "` + random + `"}]`},
		{"a key's id", "x.yaml", "logstag:\n  api_key:\n    id: " + random + "\n    arn: " + random + "\n"},
		{"the key of a cache", "x.yaml", "logstag:\n  cache:\n    key: " + random + "\n"},
		{"the key of a cache in a pipeline", "x.yaml", "steps:\n- name: Build logstag\n  uses: actions/cache\n  with:\n    key: " + random + "\n"},
		{"an encrypted tag", "x.yaml", "logstag:\n  api_key: !encrypted |\n    " + random + "\n"},
		{"ciphertext", "x.json", `{"kind": "SealedSecret", "spec": {"encryptedData": {"logstag_api_key": "` + random + `"}}}`},
		{"template", "x.yaml", "logstag:\n  api_key: {{ .Values.q7Zt41mWcx9RbV2nLpD8sKyG3hJ }}\n  {{- if a }}\n  b: c\n  {{- end }}\n"},
		{"comparison", "x.tf", "logstag_api_key = var.x == \"" + random + "\" ? var.a : var.b\n"},
		{"digest", "x.tf", "logstag_api_key = sha256(\"" + random + "\")\n"},
		{"index", "x.tf", "logstag_api_key = var.keys[\"" + random + "\"]\n"},
		{"lock file", "package-lock.json", `{"packages": {"node_modules/logstag": {"version": "1.2.3", "integrity": "` + random + `"}, "key": "x"}}`},
		{"translation", "en.json", `{"logstag": {"api_key": {"label": "Your Logstag API key", "title": "A key of thirty-two characters or more"}}}`},
	} {
		for _, f := range scanText(t, e, sources.Origin{Path: r.path}, r.text) {
			t.Errorf("%s: %s at %d+%d", r.name, f.Rule.ID, f.Region.Offset, f.Region.Length)
		}
	}
}
