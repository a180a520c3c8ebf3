package structure

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzRead makes sure that no text upsets a reader, that every place lies in the
// text, and that what is made stays in proportion.
func FuzzRead(f *testing.F) {
	for _, seed := range append(manifests, "[a]\nb = '''\nc'''\n", `{"a": "\ud83d\ude00", "b": [{"Fn::Join": ["", ["c", {"Ref": "d"}]]}]} // e`,
		"a = <<-EOT\n  b ${c[\"d\"]}\n  EOT\ne = { f : join(\"\", [\"g\", h]) }\n", "a: {{ b }}\n{% c %}\nd: &e !f [*e, {<<: *e}]\n", "- |2-\n   a\n- >+\n b\n\n- 'c''d'\n- \"\\x41\\\n  e\"\n") {
		for format := YAML; format <= HCL; format++ {
			f.Add(uint8(format), []byte(seed))
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, text []byte) {
		made := 0
		_ = Read(YAML+Format(format)%(HCL-YAML+1), text, func(v *View) {
			made += len(v.Text)
			for i := range v.Text {
				if s, e := v.Map.Original(i, i+1); s < 0 || e < s || e > len(text) {
					t.Fatalf("byte %d comes from %d to %d of %d", i, s, e, len(text))
				}
			}
		})
		if made > 64*len(text)+1<<18 {
			t.Errorf("%d bytes made of %d", made, len(text))
		}
		_ = sniff(text)
	})
}

// FuzzPlanted puts an entry behind any text, as a document, a table or an attribute
// of its own, and wants it found where it is.
func FuzzPlanted(f *testing.F) {
	f.Add("a: b\n", "k")
	f.Add("a: [\n", "v w")
	f.Add("[t]\nx = 1\n", "é\n\t\"'")
	f.Fuzz(func(t *testing.T, before, value string) {
		if strings.ContainsAny(value, "\x00\ufffd\ufeff") || strings.TrimSpace(value) == "" || len(value) > 1000 || strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f }) {
			return
		}
		value = strings.TrimSpace(value)
		if strings.ContainsAny(value, "{}[]") { // may be JSON, which is a view of its own
			return
		}
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`, "${", `$${`, "%{", `%%{`)
		yamlText := before + "\n---\napi_key: \"" + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`).Replace(value) + "\"\n"
		found(t, YAML, yamlText, value)
		if !strings.ContainsAny(before, "\"'`[{") && strings.Count(before, "\n") < 20 {
			found(t, TOML, before+"\napi_key = \""+strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`).Replace(value)+"\"\n", value)
		}
		if !strings.ContainsAny(before, "\"/<{([") {
			found(t, HCL, before+"\napi_key = \""+quoted.Replace(value)+"\"\n", value)
		}
	})
}

func found(t *testing.T, format Format, text, value string) {
	t.Helper()
	start := strings.LastIndex(text, `api_key`)
	start += strings.IndexByte(text[start:], '"') + 1
	end := strings.LastIndexByte(text, '"')
	ok := false
	_ = Read(format, []byte(text), func(v *View) {
		for rest, at := v.Text, 0; !ok; {
			i := bytes.Index(rest, []byte(value))
			if i < 0 {
				break
			}
			s, e := v.Map.Original(at+i, at+i+len(value))
			ok = s == start && e == end && bytes.Contains(v.Text[:at+i], []byte("api_key"))
			rest, at = rest[i+1:], at+i+1
		}
	})
	if !ok {
		t.Errorf("%v: the entry is not found at %d to %d", format, start, end)
	}
}
