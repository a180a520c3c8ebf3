package structure

import (
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestConfigFormat(t *testing.T) {
	for _, r := range []struct {
		path, text string
		want       Format
	}{
		{"a/b.YAML", "", YAML}, {"x.yml", "", YAML}, {"x.yaml.j2", "", YAML}, {"x.yml.bak", "", YAML}, {"x.json.tmpl", "", JSON}, {"terraform.tfstate", "", JSON},
		{"terraform.tfstate.backup", "", JSON}, {"x.tf", "", HCL}, {"x.auto.tfvars", "", HCL}, {"x.pkr.hcl", "", HCL}, {"x.nomad", "", HCL}, {"x.tf.json", "", JSON},
		{"logstag-agent.toml.bak", "", TOML}, {"logstag-agent.toml~", "", TOML}, {"C:/x/config.toml.ORIG", "", TOML}, {"a.zip!b/c.yaml", "", YAML}, {"deploy.yaml.bak.gz", "", YAML},
		{"x.conf", "[agent]\na = 1\n", TOML}, {"x.template", "{\n \"a\": 1}", JSON}, {"x.go", "package x\n", Plain}, {"x.sh", "#!/bin/sh\n---\n", Plain},
		// Blobs of a history, whose path comes later.
		{"", "{\"a\": 1}", JSON}, {"", "\ufeff{\r\n  \"a\": 1}", JSON}, {"", "[{\"a\": 1}]", JSON}, {"", "[\"a\"]", JSON}, {"", "// c\n{\"a\": 1}", Plain},
		{"", "apiVersion: v1\nkind: Secret\n", YAML}, {"", "# c\n\n---\na: b\n", YAML}, {"", "services:\n  a:\n", YAML}, {"", "env:\n- a\n", YAML}, {"", "- name: a\n", YAML},
		{"", "{{- if x }}\napiVersion: v1\n", YAML}, {"", "#cloud-config\na: b\n", YAML}, {"", "[agent]\napi_key = 'x'\n", TOML}, {"", "# c\n[[a]]\n", TOML},
		{"", "variable \"x\" {\n", HCL}, {"", "terraform {\n", HCL}, {"", "# c\nresource \"x\" \"y\" {\n", HCL},
		{"", "service: billing\nprovider:\n  name: aws\n", YAML}, {"", "id: 1\n# c\nlogstag::key: x\nitems:\n- a\n", YAML}, {"", "From: a b\nSubject: c:\n  d\nTo: e\n", Plain},
		{"", "Note: this\nand that:\n  a: b\n", Plain}, {"", "a: b\nc: d\n", Plain}, {"", "include \"root\" {\n", HCL},
		{"", "hello: world\n", Plain}, {"", "From: a\n", Plain}, {"", "a\n", Plain}, {"", "", Plain}, {"", "{a", Plain}, {"", "func main() {\n", Plain}, {"", "- a list\n", Plain},
		{"", "## 1.2\n\nIMPROVEMENTS:\n \n * config: more\n", Plain}, {"", "services:\n\n  # c\n  a:\n", YAML},
		{"", "---\ntitle: a page\n---\n\n# Head\n\nA sentence about the api_key.\n", Plain}, {"", "---\nlayout: x\n---\n<p>: text\n", Plain},
		{"", "---\na: b\n---\n# c\nkind: x\nlist:\n- a\n", YAML}, {"", "---\na: b\n...\n", YAML},
		{"", "[1, 2]", Plain}, {"", "Title:\n\ntext\n", Plain}, {"", "[[[[[[\n[[[\n", Plain},
	} {
		if got := configFormat(&sources.Origin{Path: r.path}, []byte(r.text)); got != r.want {
			t.Errorf("%q %q: %v, want %v", r.path, r.text, got, r.want)
		}
	}
	if f := configFormat(&sources.Origin{Path: "x.json", LineText: true}, []byte("{\"a\": 1}")); f != Plain {
		t.Errorf("a log is %v", f)
	}
}
