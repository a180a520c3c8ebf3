package structure

import "testing"

func TestYAML(t *testing.T) {
	testRows(t, YAML, []row{
		{"plain", "a: «b c» # d\n", "a", "b c"},
		{"plain, over lines", "a: «b\n  c»\nd: e\n", "a", "b c"},
		{"plain, with colon and hash", "a: «b:c#d»\n", "a", "b:c#d"},
		{"CRLF", "x: y\r\na: «b»\r\nc: d\r\n", "a", "b"},
		{"byte-order mark", "\ufeffa: «b»\n", "a", "b"},
		{"wide characters before", "größe: «b»\n", "größe", "b"},
		{"wide characters on the line", "{𝒩: é, a: «b»}\n", "a", "b"},
		{"double quotes", `a: "«b»"`, "a", "b"},
		{"escapes", `a: "«b\u0063\x64\/e»"`, "a", "bcd/e"},
		{"double quotes, joined lines", "a: \"«b\\\n  c»\"\n", "a", "bc"},
		{"double quotes, folded lines", "a: \"«b\n  c»\"\n", "a", "b c"},
		{"single quotes", "a: '«b''c»'\n", "a", "b'c"},
		{"literal block", "a: |\n  «b»\n", "a", "b"},
		{"literal block, stripped", "a: |-\n   «b»\nc: d\n", "a", "b"},
		{"literal block with indentation", "a: |2\n«   b»\n", "a", " b"},
		{"folded block", "a: >-\n  «b\n  c»\n", "a", "b c"},
		{"flow mapping", "a: {b: «c», d: e}\n", "b", "c"},
		{"flow list", "a: [«b», c]\n", "a", "b"},
		{"list", "a:\n  - b\n  - «c»\n", "a", "c"},
		{"list without indentation", "a:\n- «c»\n", "a", "c"},
		{"tag", "a: !!str «b»\n", "a", "b"},
		{"anchor", "a: &x «b»\n", "a", "b"},
		{"tag and anchor, next line", "a: &x !!str # c\n  «b»\n", "a", "b"},
		{"alias", "x: &x «b»\na: *x\n", "a", "b"},
		{"alias of a quoted scalar", "x: &x \"«b»\"\na: *x\n", "a", "b"},
		{"merge key", "x: &x\n  b: c\na:\n  <<: *x\n  d: «e»\n", "d", "e"},
		{"explicit key", "? a\n: «b»\n", "a", "b"},
		{"second document", "a: b\n---\nc: «d»\n", "c", "d"},
		{"document behind an end", "a: b\n...\nc: «d»\n", "c", "d"},
		{"document behind a broken one", "a: [\n---\nc: «d»\n", "c", "d"},
		{"part beside a broken one", "a: b: c\nd: «e»\n", "d", "e"},
		{"binary", "a: !!binary «aGVsbG8=»\n", "a", "aGVsbG8="},
		{"Helm value beside a template", "a: {{ .Values.x }}\n{{- if y }}\nb: «c»\n{{- end }}\n", "b", "c"},
		{"Helm, template within a mapping", "a:\n  {{- toYaml .x | nindent 2 }}\n  b: >-\n    «c»\n", "b", "c"},
		{"Jinja statement", "{% if x %}\na: «b»\n{% endif %}\n", "a", "b"},
		{"nested names", "logstag: {api: {key: «v»}}\n", "logstag.api.key", "v"},
		{"nested names of one level", "api: {key: «v»}\n", "api.key", "v"},
		{"name and value", "- name: A\n  value: «v»\n", "A", "v"},
		{"value and name, far apart", "- value: «v»\n  description: |\n    long\n    text\n  name: A\n", "A", "v"},
		{"several names", "ini_file:\n  path: /etc/x.ini\n  section: y\n  option: A\n  value: «v»\n", "A", "v"},
		{"GitLab variable", "variables:\n  A:\n    description: d\n    value: «v»\n", "A", "v"},
		{"Azure variable", "variables:\n- name: A\n  value: «v»\n", "A", "v"},
		{"Compose list", "environment:\n  - A=«v»\n", "A", "v"},
		{"Compose list, quoted", "environment:\n  - \"A=«v»\"\n", "A", "v"},
		{"Kubernetes Secret", "apiVersion: v1\ndata:\n  api-key: «dg==»\nkind: Secret\n", "api-key", "dg=="},
		{"a Secret's key of a name that says little", "kind: Secret\nmetadata:\n  name: logstag-agent\nstringData:\n  key: «v»\n", "logstag-agent.stringData.key", "v"},
		{"ConfigMap with TOML", "data:\n  agent.toml: |\n    [agent]\n    api_key = \"\"\"\\\n      «v»\"\"\"\n", "api_key", "v"},
		{"cloud-config with TOML", "#cloud-config\nwrite_files:\n- content: |\n    [agent]\n    a = '«v»'\n  path: /etc/x.toml\n", "a", "v"},
		{"CloudFormation parameter", "Parameters:\n  LogstagApiKey:\n    Type: String\n    Default: «v»\n", "LogstagApiKey", "v"},
		{"CloudFormation !Sub", "A: !Sub «v»\n", "A", "v"},
		{"CloudFormation !Join", "A: !Join ['', [«v, w»]]\n", "A", "vw"},
	})
}

// TestYAMLLeft holds what must not come up in a view.
func TestYAMLLeft(t *testing.T) {
	for _, text := range []string{
		"a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  SECRET\n", "a: !Ref SECRET\n", "a: !encrypted SECRET\n", "a: !GetAtt SECRET\n",
		"kind: SealedSecret\nspec:\n  encryptedData:\n    a: SECRET\n", "a: !ENV SECRET\n",
	} {
		list, _ := entriesOf(t, YAML, []byte(text))
		for _, e := range list {
			if e.value == "SECRET" {
				t.Errorf("%q has an entry %s", text, e.name)
			}
		}
	}
}
