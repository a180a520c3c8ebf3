//go:build unix

package processes

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

var commandLines = []struct {
	name string
	args []string
	want string
}{
	{"none", nil, ""},
	{"plain", []string{"agent", "--api-key", "FAKE.value-1_2"}, "agent --api-key FAKE.value-1_2"},
	{"equals sign", []string{"agent", "--api-key=FAKE", "-x,y", "a:b/c%d@e+f"}, "agent --api-key=FAKE -x,y a:b/c%d@e+f"},
	{"blanks", []string{"bash", "-c", "KEY=FAKE agent -v"}, "bash -c 'KEY=FAKE agent -v'"},
	{"newline and tab", []string{"sh", "a\nb", "c\td"}, "sh 'a\nb' 'c\td'"},
	{"single quotes", []string{"sh", "it's", "'", "''"}, `sh "it's" "'" "''"`},
	{"both quotes", []string{"sh", "-c", `A='x' B="$C" d\e ` + "`f`"}, `sh -c "A='x' B=\"\$C\" d\\e ` + "\\`f\\`\""},
	{"double quotes", []string{"curl", "-d", `{"api_key":"FAKE"}`}, `curl -d '{"api_key":"FAKE"}'`},
	{"expansions", []string{"sh", "$KEY", "`id`", `a\b`}, "sh '$KEY' '`id`' 'a\\b'"},
	{"URL", []string{"curl", "https://x.test/?api_key=FAKE&y=1"}, "curl 'https://x.test/?api_key=FAKE&y=1'"},
	{"empty", []string{"agent", "", "x"}, "agent '' x"},
	{"not UTF-8", []string{"agent", "\xff\xfe\x80", "é日本"}, "agent \xff\xfe\x80 é日本"},
	{"controls", []string{"agent", "\x1b[31m", "\x7f"}, "agent '\x1b[31m' '\x7f'"},
	{"overwritten title", []string{"agent: worker --api-key FAKE 'x'"}, "agent: worker --api-key FAKE 'x'"},
}

func TestCommandLine(t *testing.T) {
	for _, tt := range commandLines {
		t.Run(tt.name, func(t *testing.T) {
			got := commandLine(tt.args)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if len(tt.args) < 2 {
				return
			}
			if args := shellWords(t, got); !slices.Equal(args, tt.args) {
				t.Errorf("sh reads %q", args)
			}
		})
	}
}

// shellWords has the system's own shell take a line apart.
func shellWords(t *testing.T, line string) []string {
	t.Helper()
	out, err := exec.Command("/bin/sh", "-c", `printf '%s\0' `+line).Output()
	if err != nil {
		t.Fatalf("sh: %v", err)
	}
	return strings.Split(string(bytes.TrimSuffix(out, []byte{0})), "\x00")
}

// FuzzCommandLine splits the line again: the arguments must come back.
func FuzzCommandLine(f *testing.F) {
	for _, tt := range commandLines {
		f.Add(strings.Join(tt.args, "\x00"))
	}
	f.Fuzz(func(t *testing.T, joined string) {
		args := strings.Split(joined, "\x00")
		if len(args) < 2 {
			args = append(args, "x")
		}
		if got := words(commandLine(args)); !slices.Equal(got, args) {
			t.Errorf("%q came back as %q", args, got)
		}
	})
}

// words splits a line at blanks, as a shell does that knows quotes and the
// backslash only.
func words(line string) []string {
	var all []string
	var word strings.Builder
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && quote != '\'':
			i++
			word.WriteByte(line[i])
		case c == ' ' && quote == 0:
			all = append(all, word.String())
			word.Reset()
		default:
			word.WriteByte(c)
		}
	}
	return append(all, word.String())
}
