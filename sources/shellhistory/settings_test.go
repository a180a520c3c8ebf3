package shellhistory

import (
	"slices"
	"strings"
	"testing"
)

func TestShellSettings(t *testing.T) {
	tests := []struct {
		shell, text string
		want        []string // "?" for what is not known
	}{
		{"bash", "HISTFILE=~/.hist", []string{"HISTFILE /h/.hist"}},
		{"bash", "export HISTFILE=\"$HOME/a b\" # where\nHISTSIZE=5\n", []string{"HISTFILE /h/a b"}},
		{"bash", "  if [ -d x ]; then HISTFILE=${HOME}/.x; fi", []string{"HISTFILE /h/.x"}},
		{"bash", "HISTFILE=~ann/.hist; readonly HISTFILE", []string{"HISTFILE /h/.hist"}},
		{"bash", "HISTFILE=~bea/.hist\nHISTFILE=\nHISTFILE=\"\"\nunset HISTFILE\n#HISTFILE=~/old\n", nil},
		{"bash", "HISTFILE=~/.logs/bash-history-$(date +%Y-%m-%d).log", []string{"HISTFILE /h/.logs/bash-history-?.log"}},
		{"bash", "HISTFILE=/var/log/hist/$USER-`tty`", []string{"HISTFILE /var/log/hist/ann-?"}},
		{"bash", "HISTFILE=\"$(unfinished\nHISTFILE='~/x'\n", []string{"HISTFILE ~/x"}},
		{"bash", "echo $HISTFILE\n[ -f \"$HISTFILE\" ] && export PSQL_HISTORY=~/.p LESSHISTFILE=-", []string{"PSQL_HISTORY /h/.p"}},
		{"bash", `HISTFILE=~/a\ b`, []string{"HISTFILE /h/a b"}},
		{"zsh", "HISTFILE=${ZDOTDIR:-$HOME}/.zhist", []string{"HISTFILE /h/.zhist"}},
		{"zsh", "export ZDOTDIR=$HOME/.config/zsh\nHISTFILE=$ZDOTDIR/hist", []string{"HISTFILE /h/.config/zsh/hist"}},
		{"zsh", "HISTFILE=\"${XDG_STATE_HOME:-$HOME/.local/state}/zsh/h\"\nHISTFILE=$XDG_DATA_HOME/h", []string{"HISTFILE /h/.local/state/zsh/h", "HISTFILE /h/.local/share/h"}},
		{"tcsh", "set histfile = ~/.th\nset histfile=\"$HOME/.t2\"\nsetenv PSQL_HISTORY ~/.p\nHISTFILE x", []string{"HISTFILE /h/.th", "HISTFILE /h/.t2", "PSQL_HISTORY /h/.p"}},
		{"bash", "set histfile=~/.th", nil},
		{"fish", "set -gx PYTHONHISTORY ~/.py\nset -x HISTFILE \"$HOME/h\"", []string{"PYTHONHISTORY /h/.py", "HISTFILE /h/h"}},
		{"powershell", "Set-PSReadLineOption -HistorySavePath \"$env:APPDATA\\ps\\h.txt\"\n# Set-PSReadLineOption -HistorySavePath x", []string{"HistorySavePath /h/AppData/Roaming/ps/h.txt"}},
		{"powershell", "Set-PSReadlineOption -HistoryNoDuplicates -historysavepath ~/ps.txt; $x\nSet-PSReadLineOption -HistorySavePath $path", []string{"HistorySavePath /h/ps.txt"}},
		{"powershell", "Set-PSReadLineOption -HistorySavePath 'D:\\h\\x.txt'", []string{"HistorySavePath D:/h/x.txt"}},
	}
	for _, tt := range tests {
		s := scope{home: "/h", user: "ann"}
		var found []setting
		if tt.shell == "powershell" {
			found = powershellSettings([]byte(tt.text), &s)
		} else {
			found = shellSettings([]byte(tt.text), tt.shell, &s)
		}
		var got []string
		for _, f := range found {
			if f.path != "-" {
				got = append(got, f.variable.name+" "+strings.ReplaceAll(f.path, unknownText, "?"))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q: got %q, want %q", tt.shell, tt.text, got, tt.want)
		}
	}
}

func FuzzSettings(f *testing.F) {
	f.Add("export HISTFILE=\"${XDG_STATE_HOME:-$HOME/x}\"/$(date)", "bash")
	f.Add("set histfile = ~/.th", "tcsh")
	f.Fuzz(func(t *testing.T, text, shell string) {
		s := scope{home: "/h", user: "ann"}
		if got := len(shellSettings([]byte(text), shell, &s)) + len(powershellSettings([]byte(text), &s)); got > len(text) {
			t.Errorf("%d settings in %d bytes", got, len(text))
		}
	})
}
