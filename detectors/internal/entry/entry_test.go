package entry

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rows are texts with «» around each value that belongs to the name api_key in
// them.
var rows = []struct {
	name, text string
	form       Form
	quoted     bool
}{
	{"assign", `api_key = "«V»"`, Assign, true},
	{"assign, bare", `api_key=«V» next`, Assign, false},
	{"assign, prefix and suffix", `my.api_key_prod: «V»`, Assign, false},
	{"assign, escaped", `{\"api_key\":\"«V»\"}`, Assign, true},
	{"assign, default", `${API_KEY:-«V»}`, Assign, false},
	{"assign, dash", `${API_KEY-«V»}`, Assign, false},
	{"assign, braces", `${env:API_KEY} = '«V»'`, Assign, true},
	{"assign, next line", "api_key:\n  «V»\n", Assign, false},
	{"assign, block", "api_key: |\n  «V»\n", Assign, false},
	{"assign, typed", `api_key: str = "«V»"`, Assign, true},
	{"assign, list", `api_key = ["«V»", "«W»"]`, Assign, true},
	{"flag", `run --api_key «V»`, Flag, false},
	{"pair", "- name: API_KEY\n  value: «V»\n", Pair, false},
	{"pair, value first", "- value: «V»\n  name: API_KEY\n", Pair, false},
	{"pair, rocket", "setting => 'api_key',\nvalue => '«V»',\n", Pair, true},
	{"pair, path between", "Name = 'API_KEY'\nPath = $false\nValue = '«V»'\n", Pair, true},
	{"block of Ruby", "env 'API_KEY' do\n  value '«V»'\nend\n", Assign, true},
	{"secure string", "$api_key = ConvertTo-SecureString -AsPlainText -Force '«V»'", Assign, true},
	{"element", `<api_key>«V»</api_key>`, Element, false},
	{"assign, SQL", "DECLARE @api_key nvarchar(100) = N'«V»'", Assign, true},
	{"assign, PL/SQL", "c_api_key CONSTANT VARCHAR2(100) := '«V»';", Assign, true},
	{"assign, Robot Framework", "${API_KEY}    «V»\n", Assign, false},
	{"wrapped, by network", "api_key: { sepolia: '«V»', mainnet: x }", Wrapped, true},
	{"pair, update", `db.s.updateOne({ key: "api_key" }, { $set: { value: "«V»" } })`, Pair, true},
	{"assign, marked up", `<code>api_key</code>&nbsp;=&nbsp;<code>«V»</code>`, Assign, false},
	{"assign, marked up with its colon", `<b>api_key:</b> <i>«V»</i>`, Assign, false},
	{"assign, braces of C++", `std::string api_key{"«V»"};`, Assign, true},
	{"call", `set_api_key("«V»")`, Call, true},
	{"directive", `setenv API_KEY «V»`, Directive, false},
	{"row", `("api_key", "«V»")`, Row, true},
	{"prose", `the api_key for staging is «V»`, Prose, false},
	{"column", "name,api_key\na,«V»\n", Column, true},
	{"column, tabs", "name\tapi_key\tb\na\t«V»\tc\n", Column, true},
	{"column, HTML", "<table><tr><th>Host</th><th><b>api_key</b></th></tr>\n<tr><td>a</td><td><code>«V»</code></td></tr></table>", Column, false},
	{"column, INSERT", "INSERT INTO t (a, api_key) VALUES ('x', '«V»')", Column, true},
	{"wrapped", `api_key = trim("«V»")`, Wrapped, true},
	{"assign, doubled quotes", `""api_key"": ""«V»""`, Assign, true},
	{"assign, change", `~ api_key = "«V»" -> "«W»"`, Assign, true},
	{"assign, told change", "api_key changed '«V»' to '«W»'", Assign, true},
	{"assign, parameter", "SET api_key = $2 DETAIL: parameters: $1 = 'x', $2 = '«V»'", Assign, true},
	{"assign, user of a URL", "https://api_key:«V»@host/", Assign, false},
	{"assign, serialized", `s:7:"api_key";s:21:"«V»";`, Row, true},
	{"assign, colour", "\x1b[1mapi_key\x1b[0m=\x1b[32m«V»\x1b[0m", Assign, false},
	{"assign, colour in quotes", "api_key=\"\x1b[38;5;208m«V»\x1b[0m\"", Assign, true},
	{"assign, colour written out", `api_key=\e[32m«V»\e[0m`, Assign, false},
	{"assign, rsyslog", "#012api_key:#011«V»#012x", Assign, false},
	{"assign, pipeline", "##vso[task.setvariable variable=API_KEY]«V»", Assign, false},
	{"assign, CLIXML", "API_KEY=«V»_x000D__x000A_", Assign, false},
	{"assign, Windows Installer", "Modifying API_KEY property. Its current value is '«V»'. Its new value: '«W»'.", Assign, true},
	{"directive, printed", "$ printenv API_KEY\n«V»\n$ ls\n", Directive, false},
	{"directive, printed, host", "\x1b[01;32mops@db1\x1b[00m:~$ kubectl get secret x -o jsonpath='{.data.api_key}'; echo\r\n«V»\r\n", Directive, false},
	{"directive, printed, folder", "[root@web1 ~]# vault kv get -field=api_key secret/x\n«V»\n", Directive, false},
	{"directive, printed, PowerShell", "PS C:\\> $env:API_KEY\n«V»\n", Directive, false},
	{"directive, printed, cmd.exe", "C:\\Temp>echo %API_KEY%\r\n«V»\r\n\r\n", Directive, false},
	{"assign, debugger", `f (api_key=0x5555555592a0 "«V»", n=1)`, Assign, true},
	{"spaced, printed", "$ pass show example/api_key\n«V»\n", Spaced, false},
	{"directive, traced", "++ terraform output -raw api_key\n«V»", Directive, false},
	{"flag, audit", `a1="--api_key" a2="«V»" a3="x"`, Flag, true},
	{"flag, audit interpreted", "a1=--api_key a2=«V» a3=x", Flag, false},
	{"flag, lines", "  --api_key\n  «V»\n", Flag, false},
	{"element, escaped", `\u003capi_key\u003e«V»\u003c/api_key\u003e`, Element, false},
	{"argument, brackets", "api_key[«V»]", Argument, false},
	{"directive, sed", "sed 's/your_api_key/«V»/'", Directive, true},
	{"directive, sed group", `sed 's/\(api_key = \).*/\1"«V»"/'`, Directive, true},
	{"directive, Perl group", `perl -pi -e 's/^(api_key\s*=\s*).*/$1"«V»"/' f`, Directive, true},
	{"directive, Perl group in braces", `perl -pi -e 's|^(api_key = )\S+( .*)|${1}«V»$2|' f`, Directive, true},
	{"directive, for the machine", "setx API_KEY «V» /M", Directive, false},
	{"directive, remark behind", `#define API_KEY "«V»" /* remark */`, Directive, true},
	{"flag, value first", "aws ssm put-parameter --value «V» --type String --name /prod/api_key", Flag, false},
	{"call, value first", `r.setValue("«V»", forHTTPHeaderField: "x_api_key")`, Call, true},
	{"call, value first, Objective-C", `[r setValue:@"«V»" forHTTPHeaderField:@"x_api_key"];`, Call, true},
	{"assign, default of another", `API_KEY="${1:-«V»}"`, Assign, false},
	{"assign, default of Spring", "api_key=${other.name:«V»}", Assign, false},
	{"flag, described", `p.add_argument("--api_key", help="key of it", default='«V»')`, Flag, true},
	{"assign, Ruby's own quotes", "ENV['API_KEY'] = %q(«V»)", Assign, true},
	{"row, path of PostgreSQL", `jsonb_set(c, '{api_key}', '"«V»"')`, Row, true},
	{"prose, brackets", "Rotate API_KEY (was «V»)", Prose, false},
	{"directive, pipe", "echo '«V»' | docker secret create api_key -", Directive, true},
	{"directive, debconf", "p p/api_key password «V»", Directive, false},
	{"directive, registry", "API_KEY    REG_SZ    «V»", Directive, false},
	{"directive, keyword", `{:api_key "«V»" :x 1}`, Directive, true},
	{"column, psql", " id | api_key\n----+----\n 1 | «V»\n", Column, true},
}

func candidates(text string) []Candidate {
	var list []Candidate
	low := strings.ToLower(text)
	for p := 0; ; {
		i := strings.Index(low[p:], "api_key")
		if i < 0 {
			return list
		}
		p += i
		At([]byte(text), p, p+len("api_key"), func(c Candidate) { list = append(list, c) })
		p += len("api_key")
	}
}

func TestAt(t *testing.T) {
	for _, r := range rows {
		var text strings.Builder
		var want [][2]int
		for i, part := range strings.FieldsFunc(r.text, func(c rune) bool { return c == '«' || c == '»' }) {
			if i%2 == 1 {
				part = "FAKE7Zt41mWcx9RbV2nL" + part
				want = append(want, [2]int{text.Len(), text.Len() + len(part)})
			}
			text.WriteString(part)
		}
		got := candidates(text.String())
		for _, w := range want {
			if !slices.ContainsFunc(got, func(c Candidate) bool {
				return c.Start == w[0] && c.End == w[1] && c.Form == r.form && c.Quoted == r.quoted
			}) {
				t.Errorf("%s: nothing at %v of form %d, but %s", r.name, w, r.form, fmt.Sprint(got))
			}
		}
	}
}

// FuzzAt reads an entry out of any text: it must stay within the text, take the
// same from it each time, and not care about the text's neighbours in memory.
func FuzzAt(f *testing.F) {
	for _, r := range rows {
		f.Add([]byte(r.text), 0)
	}
	f.Add([]byte("%22api_key%22%3A%22x"), 3)
	f.Add([]byte("\\\\\\\"api_key\\\\\\\":"), 4)
	f.Add([]byte("api_key"), 0)
	f.Fuzz(func(t *testing.T, text []byte, start int) {
		if start < 0 || start > len(text) {
			return
		}
		end := min(len(text), start+len("api_key"))
		if start == end {
			return
		}
		collect := func(b []byte) []Candidate {
			var list []Candidate
			At(b, start, end, func(c Candidate) { list = append(list, c) })
			return list
		}
		first := collect(text)
		for _, c := range first {
			if c.NameStart < 0 || c.NameStart > start || c.NameEnd < end || c.NameEnd > len(text) {
				t.Fatalf("the name is at %d-%d, the hit at %d-%d of %d", c.NameStart, c.NameEnd, start, end, len(text))
			}
			if c.Start < 0 || c.Start > c.End || c.End > len(text) {
				t.Fatalf("the value is at %d-%d of %d", c.Start, c.End, len(text))
			}
		}
		if !slices.Equal(first, collect(append([]byte(nil), text...))) {
			t.Fatal("a second look finds something else")
		}
	})
}
