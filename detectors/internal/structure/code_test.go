package structure

import "testing"

func TestCode(t *testing.T) {
	testViews(t, Code, []viewRow{
		{"joined", "const k = \"ab\" + 'cd'\n  + \"e\";\nf(\"g\")", []string{"const k = \"abcde\";\nf(\"g\")"}},
		{"PHP, Lua", "'a' . 'b'; 'c' .. 'd'", []string{`"ab"; "cd"`}},
		{"Visual Basic", "k = \"a\" & _\nx & \"b\" & \"c\"", []string{"k = \"a\" & _\nx & \"bc\""}},
		{"Python", "k = (\"a\"\n     f'b'\n     rb\"c\")\nx = 'd' \\\n  'e'\n", []string{"k = (\"abc\")\nx = \"de\"\n"}},
		{"escapes", `a("b\"" + "\x41\q")`, []string{`a('b"A\q')`}},
		{"nothing joined", `a("b", "c") + d("e")`, nil},
		{"not a string", "// don't \"a\" +\nb('c' + d)", nil},
		{"three marks", "'''a''' 'b' \"\"\"c\"\"\" + \"d\" + \"e\"", []string{"'''a''' 'b' \"\"\"c\"\"\" + \"de\""}},
		{"end of the text", `"a" +`, nil},
		{"empty", `"" + "a"`, []string{`"a"`}},
	})
}
