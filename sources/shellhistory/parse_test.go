package shellhistory

import (
	"iter"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// formats are histories with the commands in them. The fuzz tests start from
// them too.
var formats = []struct {
	name  string
	parse func([]byte) iter.Seq[command]
	text  string
	want  []row
}{
	{"bash: empty", parseBash, "", nil},
	{"bash: plain", parseBash, "ls -l\n\ncd é\nlast", []row{
		{"ls -l", 1, 0, 0, 0}, {"cd é", 3, 0, 7, 0}, {"last", 4, 0, 13, 0},
	}},
	{"bash: plain, continued", parseBash, "agent \\\n  --api-key X\nnext \\\\\nlast", []row{
		{"agent \\\n  --api-key X", 1, 0, 0, 0}, {"next \\\\", 3, 0, 22, 0}, {"last", 4, 0, 30, 0},
	}},
	{"bash: times", parseBash, "#1700000000\nls\n#1700000001\nfor x in 1\ndo y\ndone\n#1700000002\nlast\n", []row{
		{"ls", 2, 0, 12, 1700000000}, {"for x in 1\ndo y\ndone", 4, 0, 27, 1700000001}, {"last", 8, 0, 60, 1700000002},
	}},
	{"bash: times switched on later", parseBash, "one\ntwo\n#1700000000\nthree\nfour\n", []row{
		{"one", 1, 0, 0, 0}, {"two", 2, 0, 4, 0}, {"three", 4, 0, 20, 1700000000}, {"four", 5, 0, 26, 0},
	}},
	{"bash: two sessions at once", parseBash, "#1700000000\n#1700000005\none\ntwo\n#1700000001\n", []row{
		{"one\ntwo", 3, 0, 24, 1700000005},
	}},
	{"bash: damaged times", parseBash, "#99999999999999999999\none\n#0\ntwo\n#253402300800\nthree\n#12x\n", []row{
		{"one", 2, 0, 22, 0}, {"two", 4, 0, 29, 0}, {"three\n#12x", 6, 0, 47, 0},
	}},
	{"bash: comments are commands", parseBash, "# 1700000000\n#note KEY\n#", []row{
		{"# 1700000000", 1, 0, 0, 0}, {"#note KEY", 2, 0, 13, 0}, {"#", 3, 0, 23, 0},
	}},
	{"bash: NUL and other bytes", parseBash, "\x00\x00\x00one\n\xff\xfetwo\x00\n", []row{
		{"\x00\x00\x00one", 1, 0, 0, 0}, {"\xff\xfetwo\x00", 2, 0, 7, 0},
	}},
	{"bash: here-document", parseBash, "#1700000000\ncat > f <<E\n\n[agent]\n\nE\n", []row{
		{"cat > f <<E\n\n[agent]\n\nE", 2, 0, 12, 1700000000},
	}},
	{"tcsh", parseBash, "#+1700000000\nls\n#+1700000001\ncd\n", []row{
		{"ls", 2, 0, 13, 1700000000}, {"cd", 4, 0, 29, 1700000001},
	}},

	{"zsh: plain", parseZsh, "ls\n\\: start\necho é\n", []row{
		{"ls", 1, 0, 0, 0}, {": start", 2, 1, 4, 0}, {"echo é", 3, 0, 12, 0},
	}},
	{"zsh: extended", parseZsh, ": 1700000000:0;ls\n: 1700000001:12;: start\n:  1700000002:0;last", []row{
		{"ls", 1, 15, 15, 1700000000}, {": start", 2, 16, 34, 1700000001}, {"last", 3, 16, 58, 1700000002},
	}},
	{"zsh: lines of one command", parseZsh, ": 1700000000:0;for x\\\ndo \\\\\necho\\\n\\\ndone\n: 1700000001:0;last\n", []row{
		{"for x\ndo \\\necho\n\ndone", 1, 15, 15, 1700000000}, {"last", 6, 15, 56, 1700000001},
	}},
	{"zsh: backslash at a command's end", parseZsh, "one \\ \ntwo \\  \nthree \n", []row{
		{`one \`, 1, 0, 0, 0}, {`two \ `, 2, 0, 7, 0}, {"three ", 3, 0, 15, 0},
	}},
	{"zsh: ends in a continued line", parseZsh, "one\\\n", []row{{"one", 1, 0, 0, 0}}},
	{"zsh: metafied", parseZsh, ": 1700000000:0;echo \xe3\x83\xa3\x83\x80 K\x83\x20\n\xc3\x83\xa3K\n", []row{
		{"echo ム K\x00", 1, 15, 15, 1700000000}, {"ÃK", 2, 0, 30, 0},
	}},
	{"zsh: appended as plain UTF-8", parseZsh, "echo ム ÃK\n", []row{{"echo ム ÃK", 1, 0, 0, 0}}},
	{"zsh: damaged meta bytes", parseZsh, "one\xff\x83\n\x83\x2atwo\xff\n", []row{
		{"one\xff\x83", 1, 0, 0, 0}, {"\x83\x2atwo\xff", 2, 0, 6, 0},
	}},
	{"zsh: damaged times", parseZsh, ": 170:x;one\n: 99999999999999999999:0;two\n: :0;three\n: 5\n:\n", []row{
		{": 170:x;one", 1, 0, 0, 0}, {"two", 2, 25, 37, 0}, {": :0;three", 3, 0, 41, 0}, {": 5", 4, 0, 52, 0}, {":", 5, 0, 56, 0},
	}},
	{"zsh: two sessions at once", parseZsh, ": 1700000000:0;one: 1700000001:0;two\n", []row{
		{"one: 1700000001:0;two", 1, 15, 15, 1700000000},
	}},

	{"fish", parseFish, "- cmd: ls é\n  when: 1700000000\n- cmd: cat f\n  when: 1700000001\n  paths:\n    - f\n- cmd: last", []row{
		{"ls é", 1, 7, 7, 1700000000}, {"cat f", 3, 7, 39, 1700000001}, {"last", 7, 7, 88, 0},
	}},
	{"fish: escapes", parseFish, "- cmd: echo a\\nb C:\\\\new \\x \\\n  when: 1700000000\n", []row{
		{"echo a\nb C:\\new \\x \\", 1, 7, 7, 1700000000},
	}},
	{"fish: damaged", parseFish, "junk KEY\n- cmd: one\n  when: 17x\n- cmd: two\n  when: -5\n  other: KEY\n- cmd: three\n  when: 99999999999999999999\n- cmd: \n  paths:\n", []row{
		{"junk KEY", 1, 0, 0, 0}, {"one", 2, 7, 16, 0}, {"  when: 17x", 3, 0, 20, 0},
		{"two", 4, 7, 39, 0}, {"  when: -5", 5, 0, 43, 0}, {"  other: KEY", 6, 0, 54, 0}, {"three", 7, 7, 74, 0},
	}},
	{"fish: CR LF", parseFish, "- cmd: one\r\n  when: 1700000000\r\n", []row{{"one", 1, 7, 7, 1700000000}}},

	{"ksh93", parseKsh, "\x81\x01echo é\n\x00\x00for x\ndo\n\x00\x82\x00\x00\x0a\x01\x00\x81\x00last\n\x00\x00", []row{
		{"echo é", 1, 2, 2, 0}, {"for x\ndo", 2, 2, 12, 0}, {"last", 5, 4, 30, 0},
	}},
	{"mksh", parseKsh, "\xab\xcd\xff\x00\x00\x00\x01echo é\x00\xff\x00\x00\x00\x0afor x\ndo\x00", []row{
		{"echo é", 1, 7, 7, 0}, {"for x\ndo", 2, 0, 20, 0},
	}},
	{"ksh: plain", parseKsh, "ls\ncd\n", []row{{"ls", 1, 0, 0, 0}, {"cd", 2, 0, 3, 0}}},
	{"ksh: damaged", parseKsh, "\x81\x01\x82\x00", nil},
	{"mksh: cut", parseKsh, "\xab\xcd\xff\x00\x00\x00\x01ls\x00\xff\x00", []row{{"ls", 1, 7, 7, 0}}},

	{"libedit", parseReadline, "_HiStOrY_V2_\none\\040\\M-C\\M-)\\^A\ntwo\\012\\134x\\400\\q\\\n", []row{
		{"one é\x01", 2, 0, 13, 0}, {"two\n\\x\\400\\q\\", 3, 0, 32, 0},
	}},
	{"psql", parsePsql, "select 1\x01, 2;\n\\q\n", []row{{"select 1\n, 2;", 1, 0, 0, 0}, {"\\q", 2, 0, 14, 0}}},
	{"psql: libedit", parsePsql, "_HiStOrY_V2_\nselect\\0401\\001;\n", []row{{"select 1\n;", 2, 0, 13, 0}}},
	{"nushell", parseNushell, "ls\nfor x {<\\n>  y<\\n>}\n", []row{{"ls", 1, 0, 0, 0}, {"for x {\n  y\n}", 2, 0, 3, 0}}},
	{"python: blocks", parsePython, "x = 1\ndef f():\r\n    return 1\r\n    \nlast\n", []row{
		{"x = 1", 1, 0, 0, 0}, {"def f():\n    return 1\n    ", 2, 0, 6, 0}, {"last", 5, 0, 35, 0},
	}},
	{"python: Windows", parsePython, "x = 1\r\ny = 2\r\n", []row{{"x = 1\r", 1, 0, 0, 0}, {"y = 2\r", 2, 0, 7, 0}}},
	{"node", parseNode, ".exit\n}\ra: 1\rvar é = {\n\nfirst", []row{
		{".exit", 1, 0, 0, 0}, {"}", 2, 0, 6, 0}, {"a: 1", 2, 2, 8, 0}, {"var é = {", 2, 7, 13, 0}, {"first", 4, 0, 25, 0},
	}},
	{"prompt_toolkit", parsePrompt, "\n# 2024-03-01 12:00:00.000000\n+one\n\n# 2024-03-01 12:00:01.000000\n+two\n+  three\n", []row{
		{"# 2024-03-01 12:00:00.000000", 2, 0, 1, 0}, {"one", 3, 1, 31, 0},
		{"# 2024-03-01 12:00:01.000000", 5, 0, 36, 0}, {"two\n  three", 6, 1, 66, 0},
	}},
	{"less", parseLess, ".less-history-file:\n.search\n\"FAKE\n.shell\n\"ls -l\n.mark\nm a 1 2 /x\n", []row{
		{"FAKE", 3, 1, 29, 0}, {"ls -l", 5, 1, 42, 0}, {"m a 1 2 /x", 7, 0, 54, 0},
	}},
	{"viminfo", parseViminfo, ":set x\n|2,0,1700000000,,\"set x\"\n? é\n|2,1,1700000001,32,\"é\"\n\"a\tLINE\t0\n\tone\n\ttwo \"q\"\n|3,0,10,1,2,0,1700000002,\"one\",\"two \\\"q\\\"\"\n", []row{
		{"set x", 1, 1, 1, 1700000000}, {"é", 3, 2, 34, 1700000001}, {"one\ntwo \"q\"", 6, 1, 72, 1700000002},
	}},
	{"viminfo: escapes", parseViminfo, ":a\x16nb\x16\x16\x16x\n:\x165\n<long\n|2,0,1700000000,,>7\n|<\"lo\n|<ng\"\n", []row{
		{"a\nb\x16\x16x", 1, 1, 1, 0}, {"long", 3, 1, 15, 1700000000},
	}},
	{"viminfo: one form only", parseViminfo, "|2,0,1700000000,,\"other\"\n:x\n|2,0,1700000001,,\"y\"\n~MSle0~/lastpat\n", []row{
		{"other", 1, 18, 18, 1700000000}, {"x", 2, 1, 26, 1700000001}, {"y", 3, 18, 46, 1700000001}, {"~MSle0~/lastpat", 4, 0, 49, 0},
	}},
	{"shada", parseShada, "\x01\x01\x02\x91\x07\x04\xce\x65\x53\xf1\x00\x08\x92\x00\xc4\x04ls \nX" + "\x05\xce\x65\x53\xf1\x00\x0d\x82\xa2rc\x92\xa1a\xa1b\xa1n\x61" + "\x04\x01\x02\xc1\xc1\x04\x7f", []row{
		{"ls \n", 1, 16, 16, 1700000000}, {"X\x05\xce\x65\x53\xf1\x00\x0d\x82\xa2rc\x92\xa1a\xa1b\xa1n\x61\x04\x01\x02\xc1\xc1\x04\x7f", 2, 0, 20, 0},
	}},
	{"xonsh", parseXonsh, `{"data": {"cmds": [{"cwd": "/", "inp": "one\n", "ts": [1700000000.5, 1.0]}, {"inp": "a\"é\u00e9\ud83d\ude00", "out": "x"}], "env": {"K": "v"}}}`, []row{
		{`"cwd": "/"`, 1, 20, 20, 1700000000}, {"one\n", 1, 40, 40, 1700000000}, {`a"éé😀`, 1, 85, 85, 0}, {"x", 1, 118, 119, 0}, {`"K": "v"`, 1, 132, 133, 0},
	}},
	{"xonsh: damaged", parseXonsh, "{\"cmds\": [{\"inp\": \"one\"}, {\"inp\": \"two\\q\"}\nrest", []row{
		{"one", 1, 19, 19, 0}, {`"inp": "two\q"}`, 1, 27, 27, 0}, {"rest", 2, 0, 43, 0},
	}},
	{"strings", parseStrings, "\x00\x01short\x00a text that is long\nenough\x02", []row{{"a text that is long\nenough", 1, 8, 8, 0}}},

	{"PSReadLine", parsePSReadLine, "\xEF\xBB\xBFGet-Item é\r\n$env:X = \"y\"\r\n", []row{
		{"Get-Item é", 1, 0, 3, 0}, {`$env:X = "y"`, 2, 0, 16, 0},
	}},
	{"PSReadLine: lines of one command", parsePSReadLine, "if ($x) {`\n  agent ```\r\n  -ApiKey X`\n}\r\nlast`", []row{
		{"if ($x) {\n  agent ``\n  -ApiKey X\n}", 1, 0, 0, 0}, {"last", 5, 0, 40, 0},
	}},
}

func TestFormats(t *testing.T) {
	for _, tt := range formats {
		t.Run(tt.name, func(t *testing.T) {
			checkRows(t, rows(tt.parse([]byte(tt.text))), tt.want)
		})
	}
}

// A command of escapes only does not take much more memory than its text.
func TestManyEscapes(t *testing.T) {
	const n = 2 * maxStandIns
	for name, text := range map[string]string{
		"fish":       "- cmd: " + strings.Repeat("\\n", n) + fakeKey,
		"zsh":        strings.Repeat("\\\n", n) + fakeKey,
		"metafied":   strings.Repeat("\x83\x20", n) + fakeKey,
		"powershell": strings.Repeat("`\n", n) + fakeKey,
	} {
		parse := map[string]func([]byte) iter.Seq[command]{"fish": parseFish, "zsh": parseZsh, "metafied": parseZsh, "powershell": parsePSReadLine}[name]
		for c := range parse([]byte(text)) {
			if size := len(c.fragment.Data); size < n || !strings.HasSuffix(string(c.fragment.Data), fakeKey) {
				t.Errorf("%s: %d bytes", name, size)
			}
			line, column := placeOf(c.fragment, len(c.fragment.Data)-len(fakeKey), len(c.fragment.Data))
			if wantLine := 1 + strings.Count(text, "\n"); line != wantLine || column != 1+len(text)-len(fakeKey)-(strings.LastIndexByte(text, '\n')+1) {
				t.Errorf("%s: line %d, column %d", name, line, column)
			}
		}
	}
}

// A parser stops when its reader does.
func TestFormatsStop(t *testing.T) {
	for _, tt := range formats {
		if len(tt.want) < 2 {
			continue
		}
		n := 0
		for range tt.parse([]byte(tt.text)) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s: %d commands", tt.name, n)
		}
	}
}

func TestMetafiedEncoding(t *testing.T) {
	all := readFile(t, ".zsh_history", []byte("plain é\necho \xe3\x83\xa3\x83\x80 "+fakeKey+"\n"))
	if len(all) != 2 || all[0].Origin.Encoding != "" || all[1].Origin.Encoding != "zsh-metafied" {
		t.Fatal("encodings are wrong")
	}
	if got, want := find(all, fakeKey), (seen{2, 10, at(0), "zsh-metafied"}); len(got) != 1 || got[0] != want {
		t.Errorf("found at %+v, want %+v", got, want)
	}
}

// What is found in any line of a fish command lies on that command's line of the
// file, at the very column where an editor shows it.
func TestFishLines(t *testing.T) {
	lines := strings.Repeat("x = é😀\\n", 3)
	tests := []struct{ name, before, after string }{
		{"first line", "a ", "\\nb"},
		{"middle line", "a\\n" + lines + "  b ", "\\n" + lines},
		{"last line", "agent \\\\\\n  --api-key ", ""},
		{"blank lines", "\\n\\n \\n", "\\n\\n"},
		{"very many lines", strings.Repeat("x\\n", 1000), strings.Repeat("\\ny", 1000)},
		{"far from the start", strings.Repeat("é ", 20000) + "\\n", "\\n" + strings.Repeat("z", 40000)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := "- cmd: first\n  when: 1\n- cmd: " + tt.before + fakeKey + tt.after + "\n  when: 1700000000\n"
			column := 8 + sources.UTF16Len([]byte(tt.before))
			got := find(readFile(t, "fish_history", []byte(text)), fakeKey)
			if want := (seen{3, column, at(1700000000), ""}); len(got) != 1 || got[0] != want {
				t.Errorf("found at %+v, want %+v", got, want)
			}
		})
	}
}

func TestUTF16(t *testing.T) {
	text := "Get-Item é\r\n$env:LOGSTAG_API_KEY = \"" + fakeKey + "\"\r\n"
	for _, order := range []string{sources.UTF16LE, sources.UTF16BE} {
		var file []byte
		for _, r := range "\uFEFF" + text {
			if order == sources.UTF16LE {
				file = append(file, byte(r), byte(r>>8))
			} else {
				file = append(file, byte(r>>8), byte(r))
			}
		}
		got := find(readFile(t, "ConsoleHost_history.txt", file), fakeKey)
		if want := (seen{2, 25, at(0), order}); len(got) != 1 || got[0] != want {
			t.Errorf("%s: found at %+v, want %+v", order, got, want)
		}
	}
}
