//go:build linux

package shellhistory

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// terminal runs a program as a person does, at a terminal, and types input. It
// returns when the program has ended.
func terminal(t *testing.T, home, program, input string, env ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "script", "-qec", program, os.DevNull)
	cmd.Env = append([]string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TERM=dumb"}, env...)
	cmd.Dir = home
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", program, err, strings.ReplaceAll(string(out), fakeKey, "…"))
	}
}

// Programs that write a history of what was typed into them. The key in it must
// be found where it is in the file.
func TestPrograms(t *testing.T) {
	const (
		loop = "for x in 1 2\ndo echo \\\n$x\ndone"
		doc  = "cat <<X\né " + fakeKey + "\nX"
	)
	tests := []struct {
		program string
		env     []string
		input   string
		file    string
		shell   string
		want    []string
		timed   bool
	}{
		{program: "ksh93 -i", env: []string{"ENV=", "HISTFILE=.sh_history"}, input: "echo one\n" + loop + "\n" + doc + "\nexit\n",
			file: ".sh_history", shell: "sh", want: []string{"echo one", loop, doc, "exit"}},
		{program: "mksh -i", env: []string{"ENV=", "HISTFILE=.mksh_history"}, input: "echo one\n" + loop + "\n" + doc + "\nexit\n",
			file: ".mksh_history", shell: "mksh", want: []string{"echo one", loop, doc, "exit"}},
		{program: "tcsh -f", input: "set savehist=100\necho é " + fakeKey + "\nhistory -S\nexit\n",
			file: ".history", shell: "tcsh", want: []string{"set savehist=100", "echo é " + fakeKey, "history -S"}, timed: true},
		{program: "elvish -norc", input: "echo é\necho '" + fakeKey + "\ntwo'\nexit\n",
			file: ".local/state/elvish/db.bolt", shell: "elvish", want: []string{"echo é", "echo '" + fakeKey + "\ntwo'", "exit"}},
		{program: "xonsh --no-rc -i --shell-type readline", env: []string{"XONSH_HISTORY_BACKEND=json"}, input: "echo é\n$K = \"" + fakeKey + "\"\nexit\n",
			file: ".local/share/xonsh/history_json/xonsh-*.json", shell: "xonsh", want: []string{"echo é\n", "$K = \"" + fakeKey + "\"\n", "exit\n"}, timed: true},
		{program: "xonsh --no-rc -i --shell-type readline", env: []string{"XONSH_HISTORY_BACKEND=sqlite"}, input: "echo é\n$K = \"" + fakeKey + "\"\nexit\n",
			file: ".local/share/xonsh/xonsh-history.sqlite", shell: "xonsh", want: []string{"echo é", "$K = \"" + fakeKey + "\"", "exit"}, timed: true},
		{program: "python3 -q", input: "x = 'é'\nk = '" + fakeKey + "'\nexit()\n",
			file: ".python_history", shell: "python", want: []string{"x = 'é'", "k = '" + fakeKey + "'", "exit()"}},
		{program: "vim -N -u NONE -i .viminfo -S notes.vim", input: "",
			file: ".viminfo", shell: "vim", want: []string{editorLong, "let a = 'é'\nlet b = 2", editorKey, "a search", "1 + 1", "an input", "one\ntwo \"q\" \\ é"}, timed: true},
		{program: "nvim -u NONE -i .local/state/nvim/shada/main.shada -es --headless -S notes.vim", input: "",
			file: ".local/state/nvim/shada/main.shada", shell: "nvim", want: []string{"one\ntwo \"q\" \\ é", editorKey, "let a = 'é'\nlet b = 2", editorLong, "a search", "1 + 1", "an input"}, timed: true},
		{program: "sqlite3", env: []string{"SQLITE_HISTORY=.sqlite_history"}, input: "select 1\n, '" + fakeKey + "';\n.quit\n",
			file: ".sqlite_history", shell: "sqlite", want: []string{"select 1", ", '" + fakeKey + "';", ".quit"}},
		{program: "less notes", env: []string{"LESSHISTFILE=.lesshst"}, input: "/" + fakeKey + "\n!echo é\n\nq\n",
			file: ".lesshst", shell: "less", want: []string{fakeKey, "echo é"}},
	}
	for _, tt := range tests {
		t.Run(tt.program+" "+filepath.Ext(tt.file), func(t *testing.T) {
			t.Parallel() // they are slow to start
			home := t.TempDir()
			write(t, filepath.Join(home, "notes"), []byte("x\n"+fakeKey+"\n"))
			write(t, filepath.Join(home, "notes.vim"), []byte(editorScript))
			terminal(t, home, tt.program, tt.input, tt.env...)
			checkWritten(t, home, tt.file, tt.shell, tt.want, tt.timed)
		})
	}
}

// What is typed into an editor.
const (
	editorKey = "let k = \"" + fakeKey + "\""
)

var (
	editorLong   = strings.Repeat("long é ", 200)
	editorScript = strings.Join([]string{
		`call setreg('a', ['one', 'two "q" \ é'], 'V')`,
		`call histadd(':', '` + editorKey + `')`,
		`call histadd(':', "let a = 'é'\nlet b = 2")`,
		`call histadd(':', repeat('long é ', 200))`,
		`call histadd('/', 'a search')`,
		`call histadd('=', '1 + 1')`,
		`call histadd('@', 'an input')`,
		`exe has('nvim') ? 'wshada!' : 'wviminfo!'`,
		`qa!`,
	}, "\n")
)

// checkWritten compares what a home's histories hold with what was typed.
func checkWritten(t *testing.T, home, pattern, shell string, want []string, timed bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(home, pattern))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v is not there once: %v", pattern, err)
	}
	out, err := readAll(Options{Path: home, Env: noEnv})
	if err != nil || len(out.skips) > 0 {
		t.Fatalf("Read: %v, skips %v", err, out.skips)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	found := 0
	for _, e := range out.emitted {
		c := e.Origin.Command
		if e.Origin.Path != files[0] || c.Shell != shell {
			t.Errorf("%s of %q", e.Origin.Path, c.Shell)
		}
		if timed && slices.Contains(want, string(e.Data)) && (time.Since(c.Time) > time.Hour || time.Until(c.Time) > time.Minute) {
			t.Errorf("ran at %v", c.Time)
		}
		got = append(got, string(e.Data))
		if at := strings.Index(string(e.Data), fakeKey); at >= 0 && c.Table == "" {
			if e.Map != nil {
				at = strings.Index(string(e.Raw), fakeKey)
			}
			if at < 0 || !strings.HasPrefix(string(text[int(e.Offset)+at:]), fakeKey) {
				t.Error("the key is not where it is said to be")
			}
			found++
		}
	}
	if found == 0 && !strings.Contains(pattern, "sqlite") {
		t.Error("the key is not found")
	}
	rest := got
	for _, w := range want { // other entries, such as xonsh's environment, may stand between
		i := slices.Index(rest, w)
		if i < 0 {
			t.Fatalf("got %s, want %s", masked(got), masked(want))
		}
		rest = rest[i+1:]
	}
}
