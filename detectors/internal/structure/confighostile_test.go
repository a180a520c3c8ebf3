package structure

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestConfigHostile gives each reader text that is made to take long: deep nesting,
// aliases of aliases, faults in each line. The time allowed is many times what
// each takes; a reader that is not linear takes longer.
func TestConfigHostile(t *testing.T) {
	const n = 1 << 15
	anchors := func() string {
		var s strings.Builder
		for i := 0; s.Len() < n-60; i++ {
			fmt.Fprintf(&s, "k%d: &a%d {x: *a%d, y: *a%d}\n", i, i, max(0, i-1), max(0, i-1))
		}
		return "a0: &a0 [x, y]\n" + s.String()
	}
	big := "base: &b\n" + strings.Repeat("  k: v\n", n/14) + "l:\n"
	big += strings.Repeat("- *b\n", (n-len(big))/5)
	rep := func(s string) string { return strings.Repeat(s, n/len(s)) }
	yamls := map[string]string{
		"nest": rep("["), "nestmap": rep("{a: "), "seqnest": rep("- "), "flow": "a: [" + rep("b, ")[:n-6] + "]", "lines": rep("a: b\n"),
		"list": rep("- a: b\n"), "anchors": anchors(), "bomb": big, "huge": "a: " + rep("word ")[:n-5], "dq": "a: \"" + rep("w\\n")[:n-8] + "\"",
		"block": "a: |\n" + rep("  word\n")[:n-8], "comments": rep("# c\n"), "docs": rep("--- a\n"), "docs2": rep("---\n"), "quest": rep("? "), "bang": rep("!a "),
		"quotes": rep("\""), "sq": "a: '" + rep("x ")[:n-8], "tabs": rep("\t"), "star": rep("*a: "), "colon": rep(": "), "broken": rep("a: b: c\n"),
		"tmpl": rep("a: {{ b }}\n"), "tmpl2": rep("{{"), "tmpl3": rep("a: {{ b\n"), "pairs": rep("- {name: a, value: b}\n"), "args": "args: [" + rep("--a, ")[:n-10] + "]",
		"brokenlist": rep("- a: b: c\n"), "dqbroken": rep("a: \"\n"), "embed": rep("- |\n a\n b\n"), "wide": "a: [" + rep("é, ")[:n-8] + "]",
		"opendoc": rep("'\n---\n"), "many": rep("? a\n"), "amp": rep("&a "),
		"deepindent": func() string {
			var s strings.Builder
			for i := 0; s.Len() < n-2000; i = (i + 1) % 190 {
				s.WriteString(strings.Repeat(" ", i) + "a:\n")
			}
			return s.String()
		}(),
	}
	jsons := map[string]string{
		"nest": rep("["), "obj": rep(`{"a":`), "strings": "[" + rep(`"a",`)[:n-5] + `"a"]`, "empty": "[" + rep(`{},`)[:n-5] + `1]`, "slash": rep("/"), "comments": rep("/* */"), "opencomment": rep("/*"),
		"quotes": rep(`"`), "esc": `["` + rep(`\u0041`)[:n-100] + `"]`, "embed": "[" + rep(`"{\"a\":1}",`)[:n-20], "join": `{"Fn::Join":["",[` + rep(`"a",`)[:n-40] + `"b"]]}`, "values": rep(`{"a":"b"}`),
		"relaxed": rep("{a:"), "lists": rep("[1],"), "keys": "{" + rep(`"value":{"default":"b","x":"y"},`)[:n-60], "lit": rep("\"\\"), "name": "{" + rep(`"name":"x",`)[:n-12],
	}
	tomls := map[string]string{
		"nest": "a = " + rep("[")[:n-9], "lines": rep("a = 1\n"), "str": rep("a = \"b\"\n"), "tables": rep("[a]\n"), "dotted": rep("a.")[:n-9] + "b = 'x'", "open": rep("a = \"\"\"\n"), "bad": rep("?\n"), "list": "a = [" + rep("'b',")[:n-9] + "]",
		"inline": "a = {" + rep("b='c',")[:n-9] + "}", "ml": "a = \"\"\"" + rep("\\\n ")[:n-20] + "\"\"\"", "openlit": rep("'''\n"),
	}
	hcls := map[string]string{
		"par": "a = " + rep("(")[:n-9], "obj": "a = " + rep("{a=")[:n-9], "tmpl": "a = " + rep("\"${")[:n-9], "block": rep("a {\n"), "not": "a = " + rep("!")[:n-9], "minus": "a = " + rep("-")[:n-9],
		"cond": "a = " + rep("b ? ")[:n-9], "condtail": "a = (" + rep("b ? c :\n ")[:n-9], "plus": "a = 1" + rep("+1")[:n-9], "idx": "a = b" + rep("[0]")[:n-9], "idx2": "a = b" + rep("[b")[:n-9], "attr": "a = b" + rep(".c")[:n-9],
		"splat": "a = b" + rep("[*]")[:n-9], "splat2": "a = b" + rep(".*")[:n-9], "call": "a = " + rep("f(")[:n-9], "for": "a = " + rep("[for a in ")[:n-9], "hered": rep("a = <<A\n"), "hereds": rep("a = <<A\nx\nA\n"),
		"longlist": "a = [" + rep("1,")[:n-9] + "]", "longobj": "a = {" + rep("b=1,")[:n-9] + "}", "same": rep("a = 1\n"), "lit": "a = \"" + rep("word ${b} ")[:n-9], "lit2": "a = \"" + rep("word ${b} ")[:n-16] + "\"\n", "hugelit": "a = <<A\n" + rep("word ${b}\n")[:n-20] + "\nA\n",
		"flush": "a = <<-A\n" + rep("  word ${b}\n")[:n-30] + "\n  A\n", "if": "a = \"" + rep("%{if b}")[:n-9], "for2": "a = \"" + rep("%{for b in c}")[:n-20], "junk": rep("$ "), "err": rep("a b c d\n"), "quotes": rep("\""), "zalgo": "a = \"e" + rep("\u0301")[:n-9], "dollar": "a = \"" + rep("$")[:n-9], "dollar2": "a = \"" + rep("$ ")[:n-9],
		"dollar7": "a = \"" + rep("$$$$$$$ ")[:n-9], "percent": "a = \"" + rep("%$")[:n-9] + "\"", "esc": "a = \"" + rep("\\n")[:n-9] + "\"", "dots": rep("..."), "attrs": func() string {
			var s strings.Builder
			for i := 0; s.Len() < n-60; i++ {
				fmt.Fprintf(&s, "k%d = \"x\"\n", i)
			}
			return s.String()
		}(), "flushopen": rep("a = <<-A\n x\n"), "comment": rep("/* "), "nl": rep("\n"), "lab": rep("a \"b\" {\n}\n"),
	}
	for f, set := range map[Format]map[string]string{YAML: yamls, JSON: jsons, TOML: tomls, HCL: hcls} {
		for name, text := range set {
			start := time.Now()
			made := 0
			err := Read(f, []byte(text), func(v *View) { made += len(v.Text) })
			took := time.Since(start)
			if took > 3*time.Second || made > 6*n || err != nil && strings.Contains(err.Error(), "failed") {
				t.Errorf("%v %s: %v, %d bytes, %v", f, name, took, made, err)
			}
		}
	}
}
