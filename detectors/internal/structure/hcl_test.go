package structure

import "testing"

func TestHCL(t *testing.T) {
	testRows(t, HCL, []row{
		{"attribute", "a = \"«b»\" # c\n", "a", "b"},
		{"comments", "/* x */ a /* y */ = \"«b»\" // c\n", "a", "b"},
		{"escapes", `a = "«b\u0063\"»"`, "a", `bc"`},
		{"doubled dollar", `a = "«b$${c}»"`, "a", "b${c}"},
		{"interpolation", `a = "«b${var.x["y"]}c»"`, "a", `b${var.x["y"]}c`},
		{"block", "x \"y\" \"z\" {\n  a = \"«b»\"\n}\n", "a", "b"},
		{"block on one line", "x { a = \"«b»\" }\n", "a", "b"},
		{"variable's default", "variable \"logstag_api_key\" {\n  type = string\n  description = <<EOT\nlong\ntext\nEOT\n  default = \"«v»\"\n}\n", "logstag_api_key", "v"},
		{"output", "output \"logstag_api_key\" {\n  value = \"«v»\"\n}\n", "logstag_api_key", "v"},
		{"object", "a = { b = \"«c»\", d = 1 }\n", "b", "c"},
		{"object with quoted names", "a = {\n  \"b\" : \"«c»\"\n}\n", "b", "c"},
		{"list", "a = [1, \"«b»\",\n]\n", "a", "b"},
		{"here-document", "a = <<EOF\n«b»\nEOF\n", "a", "b"},
		{"here-document, indented", "a = <<-EOF\n    «b»\n  EOF\n", "a", "b"},
		{"TOML in a here-document", "user_data = <<-EOF\n  [agent]\n  a = \"\"\"\\\n    «b»\"\"\"\n  EOF\n", "a", "b"},
		{"condition", "a = var.x == \"y\" ? \"«b»\" : \"c\"\n", "a", "b"},
		{"condition, the other branch", "a = var.x ? \"b\" : \"«c»\"\n", "a", "c"},
		{"condition in brackets", "a = (\n  var.x\n  ? \"b\"\n  : \"«c»\"\n)\n", "a", "c"},
		{"coalesce", "a = coalesce(var.x, \"«b»\")\n", "a", "b"},
		{"join", "a = join(\"\", [\"«b\", \"c»\"])\n", "a", "bc"},
		{"jsonencode", "a = jsonencode({ b = \"«c»\" })\n", "b", "c"},
		{"base64encode", "a = base64encode(\"«b»\")\n", "a", "b"},
		{"behind a fault", "a = )\n? %\nb = \"«c»\"\n", "b", "c"},
		{"behind a fault in an object", "a = { x = , b = \"«c»\" }\n", "b", "c"},
		{"for expression of a list", "a = [for x in var.y : { b = \"«c»\" }]\n", "b", "c"},
		{"for expression of an object", "a = { for k, v in var.y : k => { b = \"«c»\" } }\nd = 1\n", "b", "c"},
		{"behind a for expression", "x {\n  a = { for k, v in var.y : k => { b = 1 } }\n  d = [for k in var.z[\"w\"] : k]\n}\ny = \"«z»\"\n", "y", "z"},
		{"function of a provider", "a = coalesce(provider::x::y(\"z\"), \"«b»\")\n", "a", "b"},
		{"Helm set block", "set {\n  name = \"logstag.apiKey\"\n  value = \"«v»\"\n}\n", "logstag.apiKey", "v"},
		{"Nomad environment", "job \"x\" {\n group \"g\" {\n  task \"t\" {\n   env {\n    A = \"«v»\"\n   }\n  }\n }\n}\n", "A", "v"},
		{"nested names", "logstag {\n  key = \"«v»\"\n}\n", "logstag.key", "v"},
	})
	for _, text := range []string{"a = var.b[\"SECRET\"]\n", "a = var.b == \"SECRET\"\n", "a = sha256(\"SECRET\")\n", "# a = \"SECRET\"\n"} {
		list, _ := entriesOf(t, HCL, []byte(text))
		for _, e := range list {
			t.Errorf("%q has an entry %s", text, e.name)
		}
	}
}
