package structure

import "testing"

func TestTOML(t *testing.T) {
	testRows(t, TOML, []row{
		{"basic", "a = \"«b»\" # c\n", "a", "b"},
		{"literal", "a = '«b\\c»'\n", "a", `b\c`},
		{"escapes", `a = "«b\u0063»"`, "a", "bc"},
		{"multi-line", "a = \"\"\"\n«b»\"\"\"\n", "a", "b"},
		{"multi-line, joined", "a = \"\"\"\\\n   «b\\\n   c»\"\"\"\n", "a", "bc"},
		{"multi-line literal", "a = '''\n«b»'''\n", "a", "b"},
		{"CRLF", "[t]\r\na = \"\"\"\r\n«b»\"\"\"\r\n", "a", "b"},
		{"wide characters before", "ö = \"é\"\na = \"«b»\"\n", "a", "b"},
		{"dotted", "x.a = \"«b»\"\n", "x.a", "b"},
		{"quoted name", "x.\"a b\" = \"«b»\"\n", "x.a b", "b"},
		{"inline table", "x = { y = 1, a = \"«b»\" }\n", "a", "b"},
		{"list", "a = [1, \"«b»\",\n]\n", "a", "b"},
		{"behind a fault", "{{ if x }}\n# c\na = \"«b»\"\n", "a", "b"},
		{"behind a fault in a value", "x = {{ y }}\n[t]\na = \"«b»\"\n", "a", "b"},
		{"nested names", "[logstag.api]\nkey = '«v»'\n", "logstag.api.key", "v"},
		{"name and value", "[[env]]\nvalue = '«v»'\nname = 'A'\n", "A", "v"},
	})
	for _, r := range []struct{ text, head string }{
		{"[agent]\na = 'b'\n", "[agent]\n"}, {"[targets.\"x\"]\na = 'b'\n", "[targets.x]\n"}, {"agent = {a = 'b'}\n", "[agent]\n"}, {"agent.a = 'b'\n", "[agent]\n"},
	} {
		_, views := entriesOf(t, TOML, []byte(r.text))
		if len(views) != 1 || views[0][len("plain text: "):][:len(r.head)] != r.head {
			t.Errorf("%q does not begin with %q: %q", r.text, r.head, views)
		}
	}
}
