//go:build unix

package shellhistory

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// Histories that start-up files name are read, wherever on their system they lie.
func TestStartup(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "root")
	outside := filepath.Join(dir, "outside")
	for name, text := range map[string]string{
		"etc/passwd":                              "ann:x:1:1:Ann:/home/ann:/bin/zsh\nbea:x:2:2::/home/bea:/bin/sh\n",
		"etc/profile.d/hist.sh":                   "HISTFILE=/var/log/hist/$USER.log",
		"var/log/hist/ann.log":                    "all of ann",
		"var/log/hist/bea.log":                    "all of bea",
		"home/ann/.bashrc":                        "HISTFILE=~/.logs/bash-history-$(date +%Y-%m-%d).log\nHISTFILE=/x$(date)/y\nHISTFILE=/data/$(date)",
		"home/ann/.logs/bash-history-1.log":       "#1700000000\nday 1",
		"home/ann/.logs/bash-history-2.log":       "day 2",
		"home/ann/.logs/other":                    "no",
		"data/secret":                             "no",
		"home/ann/.zshenv":                        "export ZDOTDIR=~/dots",
		"home/ann/dots/.zshrc":                    "HISTFILE=$ZDOTDIR/.zh",
		"home/ann/dots/.zh":                       ": 1700000000:0;in dots",
		"home/ann/dots/.zhistory":                 "beside",
		"home/bea/.profile":                       "HISTFILE=" + outside + "\nPSQL_HISTORY=../../../../../../" + outside + "\nNODE_REPL_HISTORY=~/node",
		"home/bea/node":                           "n1",
		"home/bea/.config/powershell/profile.ps1": "Set-PSReadLineOption -HistorySavePath ~/ps.txt",
		"home/bea/ps.txt":                         "if `\n1",
		"Users/Cy/Documents/PowerShell/Microsoft.PowerShell_profile.ps1": `Set-PSReadLineOption -HistorySavePath C:\h\ps.txt`,
		"h/ps.txt":               "c1",
		"Users/Cy/.bash_history": "git bash",
		"Users/Cy/AppData/Local/Packages/Microsoft.PowerShell_8wekyb3d8bbwe/LocalCache/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt": "store",
		"Windows/System32/config/systemprofile/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt":                                 "system",
		"Documents and Settings/Di/.bash_history": "old",
	} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), []byte(text))
	}
	write(t, outside, []byte("outside"))
	out, err := readAll(Options{Root: root, Env: noEnv})
	const ps = "AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt"
	checkSummary(t, out, err, root,
		"Documents and Settings/Di/.bash_history Di bash old",
		"Users/Cy/.bash_history Cy bash git bash",
		"Users/Cy/AppData/Local/Packages/Microsoft.PowerShell_8wekyb3d8bbwe/LocalCache/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt Cy powershell store",
		"Windows/System32/config/systemprofile/"+ps+" SYSTEM powershell system",
		"h/ps.txt Cy powershell c1",
		"home/ann/.logs/bash-history-1.log ann bash day 1",
		"home/ann/.logs/bash-history-2.log ann bash day 2",
		"home/ann/dots/.zh ann zsh in dots",
		"home/ann/dots/.zhistory ann zsh beside",
		"home/bea/node bea node n1",
		"home/bea/ps.txt bea powershell if \n1",
		"var/log/hist/ann.log ann  all of ann",
		"var/log/hist/bea.log bea  all of bea",
	)
	t.Run("a home that is named", func(t *testing.T) {
		// Its start-up files may speak of another system than this one.
		home := filepath.Join(root, "home/bea")
		write(t, filepath.Join(home, ".bashrc"), []byte("HISTFILE="+outside+"\nPYTHONHISTORY="+home+"/py"))
		write(t, filepath.Join(home, "py"), []byte("p1"))
		out, err := readAll(Options{Path: home, Env: noEnv})
		checkSummary(t, out, err, home, "node bea node n1", "ps.txt bea powershell if \n1", "py bea python p1")
	})
	t.Run("a start-up file that is none", func(t *testing.T) {
		home := filepath.Join(root, "home/ann")
		write(t, filepath.Join(home, ".bashrc"), []byte(strings.Repeat("#", maxStartup+1)))
		out, err := readAll(Options{Path: home, Env: noEnv})
		if err != nil || len(out.skips) != 1 || !errors.Is(out.skips[0].Err, sources.ErrTooLarge) {
			t.Errorf("%v, skips %v", err, out.skips)
		}
		if err := errors.Join(os.Remove(filepath.Join(home, ".bashrc")), os.Symlink("/dev/null", filepath.Join(home, ".bashrc"))); err != nil {
			t.Fatal(err)
		}
		if out, err = readAll(Options{Path: home, Env: noEnv}); err != nil || len(out.skips) > 0 {
			t.Errorf("%v, skips %v", err, out.skips)
		}
	})
}
