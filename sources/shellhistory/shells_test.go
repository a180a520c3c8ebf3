//go:build unix

package shellhistory

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// typed are commands that are hard to write down.
var typed = []string{
	"ls -l",
	"agent \\\n  --api-key " + fakeKey,
	"for x in 1 2\ndo\n\n  echo $x \\\ndone",
	"echo é ム ÃK 日本 😀 \u00a0\u0083\u0085\u00a2",
	`grep '\d' C:\new\table`,
	": start",
	"echo \t tab",
	`last \`,
	`more \\  `,
}

// shell runs a shell with dir as home and the commands as its arguments.
func shell(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = []string{"HOME=" + dir, "XDG_DATA_HOME=" + filepath.Join(dir, ".local/share"), "PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TERM=dumb"}
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", args[0], err)
	}
	return string(out)
}

// checkTyped reads a home and compares with the commands that a shell wrote. A
// finding must be where it is in the file.
func checkTyped(t *testing.T, home, file string, want []string, timed bool) {
	t.Helper()
	out, err := readAll(Options{Path: home, Env: noEnv})
	if err != nil || len(out.skips) > 0 {
		t.Fatalf("Read: %v, skips %v", err, out.skips)
	}
	var got []string
	for _, e := range out.emitted {
		got = append(got, string(e.Data))
		ran := e.Origin.Command.Time
		if timed && (time.Since(ran) > time.Hour || time.Until(ran) > time.Minute) || !timed && !ran.IsZero() {
			t.Errorf("ran at %v", ran)
		}
	}
	if strings.Join(got, "\x00") != strings.Join(want, "\x00") {
		t.Errorf("got\n%s\nwant\n%s", masked(got), masked(want))
	}
	text, err := os.ReadFile(filepath.Join(home, file))
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(text), fakeKey)
	if !ok {
		t.Fatal("the shell did not write the command")
	}
	line := 1 + strings.Count(before, "\n")
	column := 1 + len(before) - (strings.LastIndexByte(before, '\n') + 1)
	found := find(out.emitted, fakeKey)
	if len(found) != 1 || found[0].line != line || found[0].column != column {
		t.Errorf("found at %+v, want line %d, column %d", found, line, column)
	}
}

// masked gives commands in a form that a failure may print.
func masked(commands []string) string {
	return strings.ReplaceAll(fmt.Sprintf("%q", commands), fakeKey, "…")
}

func TestBash(t *testing.T) {
	const script = `for c; do history -s -- "$c"; done; history -w "$HOME/.bash_history"`
	t.Run("times", func(t *testing.T) {
		home := t.TempDir()
		shell(t, home, append([]string{"bash", "--norc", "--noprofile", "-c", "HISTTIMEFORMAT='%s '; " + script, "bash"}, typed...)...)
		checkTyped(t, home, ".bash_history", typed, true)
	})
	t.Run("plain", func(t *testing.T) {
		home := t.TempDir()
		oneLine := []string{"ls -l", "agent --api-key " + fakeKey, "echo é ム", "#5 a comment"}
		shell(t, home, append([]string{"bash", "--norc", "--noprofile", "-c", script, "bash"}, oneLine...)...)
		checkTyped(t, home, ".bash_history", oneLine, false)
	})
}

func TestZsh(t *testing.T) {
	for _, extended := range []bool{true, false} {
		home := t.TempDir()
		script := `HISTFILE=$HOME/.zsh_history SAVEHIST=100 HISTSIZE=100; for c; do print -rs -- "$c"; done; fc -W`
		if extended {
			script = "setopt EXTENDED_HISTORY; " + script
		}
		shell(t, home, append([]string{"zsh", "-f", "-i", "-c", script, "zsh"}, typed...)...)
		checkTyped(t, home, ".zsh_history", typed, extended)
	}
}

// fish reads a history that this test has written, and writes it anew.
func TestFish(t *testing.T) {
	home := t.TempDir()
	file := ".local/share/fish/fish_history"
	var text strings.Builder
	for _, c := range append([]string{"unwanted"}, typed...) {
		text.Write(encodeFish(c, time.Now().Unix()))
	}
	write(t, filepath.Join(home, file), []byte(text.String()))
	out := shell(t, home, "fish", "-c", "builtin history delete --exact --case-sensitive -- unwanted; builtin history save; builtin history search --null --reverse")
	if got := strings.TrimSuffix(out, "\x00"); got != strings.Join(typed, "\x00") {
		t.Errorf("fish reads %s", masked(strings.Split(got, "\x00")))
	}
	if written, err := os.ReadFile(filepath.Join(home, file)); err != nil || strings.Contains(string(written), "unwanted") {
		t.Fatalf("fish has not written the file anew: %v", err)
	}
	checkTyped(t, home, file, typed, true)
}
