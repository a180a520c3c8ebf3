package structure

import "testing"

func TestPowerShell(t *testing.T) {
	testViews(t, PowerShell, []viewRow{
		{"back-ticks", ".\\a.ps1 `\r\n  -ApiKey `\n  'b' # c\r\n", []string{".\\a.ps1    -ApiKey    \"b\" \n"}},
		{"quotes", `a 'it''s' "b""c" "d'e"`, []string{"it's", `b"c`, "d'e", "a \"it's\" 'b\"c' \"d'e\""}},
		{"escapes", "a \"b`tc`\"d`$e\" f`g", []string{"b\tc\"d$e", "a 'b\tc\"d$e' fg"}},
		{"back-tick in a string", "a \"b`\r\nc\"", []string{`a "bc"`}},
		{"joined", "$a = 'b' + \"c\" +\r\n  'd'\n$e = 'f' + $g\n$h = 'i' 'j'\n", []string{"$a = \"bcd\"\n$e = \"f\" + $g\n$h = \"i\" \"j\"\n"}},
		{"here-string", "$a = @'\r\nb\r\n'@\r\n", []string{"$a = \"b\"\r\n"}},
		{"here-string on lines", "@\"\r\n[agent]\r\napi_key = \"b\"\r\n\"@ | Set-Content c\r\n", []string{"[agent]\r\napi_key = \"b\"", "'[agent]\r\napi_key = \"b\"' | Set-Content c\r\n"}},
		{"here-string with escapes", "@\"\na`$b`\"\n\"@", []string{`a$b"`, `'a$b"'`}},
		{"empty here-string", "$a = @'\n'@\n", []string{"$a = \"\"\n"}},
		{"no here-string", "$a = @{ b = 'c' }; @'\n", []string{"\n", "$a = @{ b = \"c\" }; @\"\n\""}},
		{"comments", "a # 'b\n<# it's\n #>c#d 'e'\n", []string{"a \nc#d \"e\"\n"}},
		{"unclosed", "a 'b", []string{`a "b"`}},
		{"empty string", "a '' b", []string{`a "" b`}},
	})
}

func TestRegistry(t *testing.T) {
	testViews(t, Registry, []viewRow{
		{"string", "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Logstag]\r\n\"ApiKey\"=\"a\\\\b\\\"c\"\r\n\"N\"=dword:00000001\r\n",
			[]string{"[HKEY_LOCAL_MACHINE\\SOFTWARE\\Logstag]\nApiKey = 'a\\b\"c'\n"}},
		{"UTF-16", "\"ApiKey\"=hex(2):61,00,62,00,\\\r\n  63,00,00,00\r\n\"B\"=hex(7):64,00,00,00,65,00,00,00,00,00\r\n\"C\"=\"d\"\r\n",
			[]string{"ApiKey = abc\nB = \"d\ne\"\nC = d\n"}},
		{"bytes", "\"A\"=hex:61,62,63,64\r\n", []string{"A = abcd\n"}},
		{"unclosed", "\"A\"=hex(2):61,00,\\", []string{"A = a\n"}},
		{"nothing", "\"A\"\r\n\"B\"=\r\n@=\"x\"\r\n", nil},
	})
}
