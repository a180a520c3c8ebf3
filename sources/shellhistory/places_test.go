//go:build unix

package shellhistory

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestHome(t *testing.T) {
	home := filepath.Join(t.TempDir(), "ann [x]*")
	for name, text := range map[string]string{
		".bash_history":                  "#1700000000\nb1",
		".bash_history-00123.tmp":        "b2",
		".zsh_history":                   ": 1700000000:0;z1",
		".zhistory":                      "z2",
		".histfile":                      "z3",
		".sh_history":                    "s1",
		".ash_history":                   "s2",
		".mksh_history":                  "s3",
		".history":                       "#+1700000000\ns4",
		".bash_sessions/A-1.history":     "m1",
		".bash_sessions/A-1.session":     "no",
		".zsh_sessions/A-1.history":      "m2",
		".config/zsh/.zsh_history":       "x1",
		".local/state/bash/history":      "x2",
		".local/share/fish/fish_history": "- cmd: f1\n  when: 1700000000\n",
		".local/share/fish/work_history": "- cmd: f2\n",
		".local/share/fish/fishd.tmp":    "no",
		".local/share/powershell/PSReadLine/ConsoleHost_history.txt":                                  "p1",
		"AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt":             "p2\r\n",
		"AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/Visual Studio Code Host_history.txt": "p3",
		".bashrc":                                 "no",
		".psql_history-db1":                       "q1",
		".mysql_history":                          "_HiStOrY_V2_\nm1\\0401",
		".mongodb/mongosh/mongosh_repl_history":   "mo",
		".cassandra/cqlsh_history":                "cq",
		".lftp/rl_history":                        "lf",
		"AppData/Roaming/nushell/history.txt":     "nw",
		"AppData/Local/clink/clink_history":       "cl",
		"AppData/Roaming/postgresql/psql_history": "pw",
		".node_repl_history":                      "no1",
		".irb_history":                            "ir",
		"notes/history":                           "no",
	} {
		write(t, filepath.Join(home, filepath.FromSlash(name)), []byte(text))
	}
	const ps = "AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/"
	want := []string{
		".ash_history ann [x]* ash s2",
		".bash_history ann [x]* bash b1",
		".bash_history-00123.tmp ann [x]* bash b2",
		".bash_sessions/A-1.history ann [x]* bash m1",
		".config/zsh/.zsh_history ann [x]* zsh x1",
		".histfile ann [x]* zsh z3",
		".history ann [x]* tcsh s4",
		".local/share/fish/fish_history ann [x]* fish f1",
		".local/share/fish/work_history ann [x]* fish f2",
		".local/share/powershell/PSReadLine/ConsoleHost_history.txt ann [x]* powershell p1",
		".local/state/bash/history ann [x]* bash x2",
		".mksh_history ann [x]* mksh s3",
		".sh_history ann [x]* sh s1",
		".zhistory ann [x]* zsh z2",
		".zsh_history ann [x]* zsh z1",
		".zsh_sessions/A-1.history ann [x]* zsh m2",
		ps + "ConsoleHost_history.txt ann [x]* powershell p2",
		ps + "Visual Studio Code Host_history.txt ann [x]* powershell p3",
	}
	want = append(want,
		".psql_history-db1 ann [x]* psql q1", ".mysql_history ann [x]* mysql m1 1", ".mongodb/mongosh/mongosh_repl_history ann [x]* mongosh mo",
		".cassandra/cqlsh_history ann [x]* cqlsh cq", ".lftp/rl_history ann [x]* lftp lf", "AppData/Roaming/nushell/history.txt ann [x]* nu nw",
		"AppData/Local/clink/clink_history ann [x]* cmd cl", "AppData/Roaming/postgresql/psql_history ann [x]* psql pw",
		".node_repl_history ann [x]* node no1", ".irb_history ann [x]* irb ir")
	slices.Sort(want)
	for name, o := range map[string]Options{
		"named":        {Path: home, Env: noEnv},
		"own, option":  {Home: home, Env: noEnv, Jobs: 1},
		"own, by HOME": {Env: env("HOME", home)},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := readAll(o)
			checkSummary(t, out, err, home, want...)
		})
	}
}

func TestEnvironment(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "ann")
	write(t, filepath.Join(home, ".bash_history"), []byte("b"))
	write(t, filepath.Join(dir, "hist"), []byte(": 1700000000:0;h"))
	write(t, filepath.Join(dir, "data/fish/fish_history"), []byte("- cmd: f\n"))
	out, err := readAll(Options{Env: env("HOME", home, "HISTFILE", filepath.Join(dir, "hist"), "XDG_DATA_HOME", filepath.Join(dir, "data"))})
	checkSummary(t, out, err, dir, "ann/.bash_history ann bash b", "data/fish/fish_history ann fish f", "hist ann zsh h")

	t.Run("the usual places, named once more", func(t *testing.T) {
		out, err := readAll(Options{Env: env("HOME", home, "HISTFILE", filepath.Join(home, ".bash_history"), "XDG_DATA_HOME", filepath.Join(home, ".local/share"))})
		checkSummary(t, out, err, dir, "ann/.bash_history ann bash b")
	})
	t.Run("other folders", func(t *testing.T) {
		for name, text := range map[string]string{
			"state/lesshst": "\"l", "state/nvim/shada/main.shada": "\x04\x01\x03\xc4\x01n", "zdot/.zhist": "no", "zdot/history": "z",
			"config/nushell/history.txt": "n<\\n>u", "py": "p", "config/pgcli/history": "+q",
		} {
			write(t, filepath.Join(dir, name), []byte(text))
		}
		out, err := readAll(Options{Env: env("HOME", home, "XDG_STATE_HOME", filepath.Join(dir, "state"), "XDG_CONFIG_HOME", filepath.Join(dir, "config"),
			"ZDOTDIR", filepath.Join(dir, "zdot"), "PYTHON_HISTORY", filepath.Join(dir, "py"))})
		checkSummary(t, out, err, dir, "ann/.bash_history ann bash b", "config/nushell/history.txt ann nu n\nu", "config/pgcli/history ann pgcli q",
			"py ann python p", "state/lesshst ann less l", "state/nvim/shada/main.shada ann nvim n", "zdot/history ann zsh z")
	})
	t.Run("nothing there", func(t *testing.T) {
		out, err := readAll(Options{Env: env("HOME", filepath.Join(dir, "none"), "HISTFILE", filepath.Join(dir, "none"))})
		checkSummary(t, out, err, dir)
	})
}
