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
