package structure

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
)

// The shells themselves are asked what words they make of a command, what a
// here-document holds, and what printf puts out.

// pick gives one of several strings.
func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// randomPiece writes a part of a word in one of the ways to quote it.
func randomPiece(r *rand.Rand) string {
	text := func(from ...string) string {
		var b strings.Builder
		for range r.IntN(5) {
			b.WriteString(pick(r, from...))
		}
		return b.String()
	}
	switch r.IntN(6) {
	case 0:
		return "'" + text("a", "K", " ", "\"", "\\", "$", "`", "\n", "=", "#", "é") + "'"
	case 1:
		return `"` + text("b", "L", " ", "'", `\"`, `\\`, `\$`, "\\`", `\q`, "\\\n", "\n", "#", "|") + `"`
	case 2:
		return "$'" + text("m", "M", " ", `"`, `\'`, `\n`, `\t`, `\x41-`, `\x7a.`, `\101`, `\u00e9-`, `\\`, "#") + "'"
	case 3:
		return text(`\ `, `\'`, `\"`, `\\`, `\$`, `\;`, `\#`, "d", "\\\n")
	}
	return text("e", "F", "7", "-", "_", ".", "/", "=", "@", "%", "+")
}

// randomWord writes a word that no shell takes for a pattern, a comment or an
// assignment.
func randomWord(r *rand.Rand) string {
	word := "x"
	for range 1 + r.IntN(4) {
		word += randomPiece(r)
	}
	return word
}

func TestShellsAgree(t *testing.T) {
	for shell, format := range map[string]Format{"bash": Shell, "mksh": Shell, "zsh": Zsh} {
		t.Run(shell, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(7, uint64(len(shell))))
			var commands []string
			script := "d() { printf '%s\\0' \"$#\" \"$V\" \"$@\"; }\n"
			for range 400 {
				command := pick(r, "V="+randomWord(r)+" d", "export V="+randomWord(r)+"\nd")
				for range r.IntN(4) {
					command += pick(r, " ", "  ", " \\\n ", "\t") + randomWord(r)
				}
				commands = append(commands, command)
				script += command + "\n"
			}
			words := runShell(t, shell, script)
			for _, command := range commands {
				var n int
				if _, err := fmt.Sscan(words[0], &n); err != nil {
					t.Fatal(err)
				}
				want := "V=" + quotedWord(words[1]) + " d"
				if strings.HasPrefix(command, "export") {
					want = "export V=" + quotedWord(words[1]) + "\nd"
				}
				for _, w := range words[2 : 2+n] {
					want += " " + quotedWord(w)
				}
				words = words[2+n:]
				got, err := viewsOf(t, format, command)
				if err != nil || len(got) != 1 || got[0] != want {
					t.Fatalf("%q: %v\ngot  %q\nwant %q", command, err, got, want)
				}
			}
		})
	}
}

func quotedWord(w string) string {
	q := quoteFor([]byte(w))
	return q + w + q
}

// runShell runs a script and gives the fields of its output that NUL ends.
func runShell(t *testing.T, shell, script string) []string {
	t.Helper()
	args := []string{"-f"}
	if shell == "bash" {
		args = []string{"--norc"}
	}
	cmd := exec.CommandContext(t.Context(), shell, args...)
	cmd.Env = []string{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"}
	cmd.Stdin = strings.NewReader(script)
	out, err := cmd.Output()
	if err != nil {
		var failed *exec.ExitError
		errors.As(err, &failed)
		t.Fatalf("%s: %v: %s", shell, err, failed.Stderr)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

func TestBashAgreesOnTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	var commands []string
	script := ""
	for range 400 {
		command := ""
		switch r.IntN(3) {
		case 0:
			body := ""
			for range r.IntN(6) {
				body += pick(r, "a b\n", "\tc\n", "\t\td \"e\" 'f'\n", "g\\$h\n", "i\\\\j\\q\n", "k\\`\n", "l\\\nm\n", "\n", "\\\"\n")
			}
			mark := pick(r, "E", "'E'", `\E`, `"E"`)
			command = "cat <<" + pick(r, "", "-") + mark + "\n" + body + "E\n"
		case 1:
			command = "printf " + pick(r, `'%s'`, `'a%sb\n'`, `"%s=\"%s\"\n"`, `'%b-%%\t'`, `'\x41\101%s'`, `-- '%s,'`)
			for range r.IntN(5) {
				command += " " + randomWord(r)
			}
		default:
			command = "echo -n" + pick(r, "", " -e", "e", " -E")
			for range 1 + r.IntN(3) {
				command += " " + randomWord(r)
			}
		}
		commands = append(commands, command)
		script += command + "\nprintf '\\0'\n"
	}
	outputs := runShell(t, "bash", script)
	for i, command := range commands {
		got, err := viewsOf(t, Shell, command)
		want := outputs[i]
		if err != nil || want != "" && (len(got) != 2 || got[0] != want) {
			t.Fatalf("%q: %v\ngot  %q\nwant %q", command, err, got, want)
		}
	}
}
