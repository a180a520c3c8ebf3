//go:build unix

package shellhistory

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

// summary gives "path user shell text" for each fragment, with paths relative to
// dir, sorted.
func summary(t *testing.T, out outcome, dir string) []string {
	t.Helper()
	var all []string
	for _, e := range out.emitted {
		o := e.Origin
		if o.Source != sources.ShellHistory || o.Root != "" || !o.LineText || !filepath.IsAbs(o.Path) {
			t.Errorf("origin: %+v", *o)
		}
		path := o.Path
		if rel, err := filepath.Rel(dir, path); err == nil {
			path = rel
		}
		all = append(all, strings.Join([]string{path, o.Command.User, o.Command.Shell, string(e.Data)}, " "))
	}
	slices.Sort(all)
	return all
}

func checkSummary(t *testing.T, out outcome, err error, dir string, want ...string) {
	t.Helper()
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	for _, s := range out.skips {
		t.Errorf("skipped %s: %v", s.Origin.Path, s.Err)
	}
	if got := summary(t, out, dir); !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestNamedFile(t *testing.T) {
	dir := t.TempDir()
	tests := []struct{ name, text, want string }{
		{".bash_history", "x", "bash x"},
		{"copy-1", "#1700000000\nx", "bash x"},
		{"copy-2", ": 1700000000:0;x", "zsh x"},
		{"copy-3", "- cmd: x\n  when: 1700000000\n", "fish x"},
		{"copy-4", "$env:A = `\n1", "powershell $env:A = \n1"},
		{"copy-5", "echo \xe3\x83\xa3\x83\x80", "zsh echo ム"},
		{"copy-6", "- cmd: x", " - cmd: x"},
		{"copy-7", "x y", " x y"},
		{"my_history.txt", "x`\ny", "powershell x\ny"},
	}
	for _, tt := range tests {
		path := filepath.Join(dir, tt.name)
		write(t, path, []byte(tt.text))
		out, err := readAll(Options{Path: path, Env: noEnv})
		checkSummary(t, out, err, dir, tt.name+"  "+tt.want)
	}
	t.Run("link", func(t *testing.T) {
		link := filepath.Join(dir, "link")
		if err := os.Symlink(".bash_history", link); err != nil {
			t.Fatal(err)
		}
		out, err := readAll(Options{Path: link, Env: noEnv})
		checkSummary(t, out, err, dir, "link   x")
	})
	t.Run("null device", func(t *testing.T) {
		out, err := readAll(Options{Path: os.DevNull, Env: noEnv})
		checkSummary(t, out, err, dir)
	})
}

func TestNamedWrongly(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "file"), nil)
	tests := []struct {
		name string
		o    Options
		want error
	}{
		{"missing", Options{Path: filepath.Join(dir, "none")}, fs.ErrNotExist},
		{"FIFO", Options{Path: fifo}, sources.ErrSpecial},
		{"missing root", Options{Root: filepath.Join(dir, "none")}, fs.ErrNotExist},
		{"root is a file", Options{Root: filepath.Join(dir, "file")}, nil},
		{"path and all users", Options{Path: dir, AllUsers: true}, nil},
	}
	for _, tt := range tests {
		_, err := readAll(tt.o)
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// A home is somebody else's: what lies there may be anything.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "ann")
	write(t, filepath.Join(home, "real"), []byte("r"))
	write(t, filepath.Join(home, ".zsh_history"), []byte(strings.Repeat("z", 101)))
	write(t, filepath.Join(home, ".ash_history"), []byte(strings.Repeat("a", 100)))
	links := map[string]string{
		".bash_history": "real", ".zhistory": "real", // one file, two names
		".histfile": os.DevNull, ".sh_history": "loop", "loop": "loop",
		".ksh_history": "none", ".mksh_history": ".config", // dangling; to a folder
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(home, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(home, ".history"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".config", ".bash_history.d"} {
		if err := os.Mkdir(filepath.Join(home, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(home, ".local/share/fish"), nil) // a file, not a folder
	out, err := readAll(Options{Home: home, Env: noEnv, MaxSize: 100})
	reasons := map[string]error{}
	for _, s := range out.skips {
		reasons[filepath.Base(s.Origin.Path)] = s.Err
		if s.Origin.Source != sources.ShellHistory {
			t.Errorf("skip of %q", s.Origin.Source)
		}
	}
	if len(reasons) != 3 || !errors.Is(reasons[".history"], sources.ErrSpecial) ||
		!errors.Is(reasons[".zsh_history"], sources.ErrTooLarge) || reasons[".sh_history"] == nil {
		t.Errorf("skips: %v", reasons)
	}
	out.skips = nil
	checkSummary(t, out, err, home, ".ash_history ann ash "+strings.Repeat("a", 100), ".bash_history ann bash r")
}

func TestRoot(t *testing.T) {
	dir := t.TempDir()
	outside, root := filepath.Join(dir, "outside"), filepath.Join(dir, "root")
	write(t, filepath.Join(outside, ".bash_history"), []byte("outside"))
	for name, text := range map[string]string{
		"etc/passwd": "root:x:0:0::/root:/bin/sh\n# a:b:c:d:e:/home/bea\nann:x:1:1:Ann:/data/ann:/bin/zsh\nann2:x:2:2::/data/./ann/\n" +
			"nobody:x:3:3::/:/no\ndaemon:x:4:4::/\nup:x:5:5::/../../outside:\nrel:x:6:6::home/rel:\nshort:x\n\n::::::\n",
		"root/.bash_history":                      "r",
		"data/ann/.zsh_history":                   "a",
		"home/bea/.bash_history":                  "b",
		"home/rel/.local/share/fish/fish_history": "- cmd: f\n",
		"Users/Cy/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt": "c",
		".ash_history": "top",
		"etc/history":  "target",
	} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), []byte(text))
	}
	for name, target := range map[string]string{
		"home/ann":               "/data/ann", // the same home again, absolute inside the root
		"home/out":               outside,     // leads out, and so to nothing
		"home/up":                "../../outside",
		"home/bea/.zsh_history":  "/etc/history",
		"home/bea/.sh_history":   filepath.Join(outside, ".bash_history"),
		"home/bea/.histfile":     os.DevNull,
		"data/ann/.bash_history": "../../../../../../../etc/history", // the same file again
	} {
		if err := os.Symlink(target, filepath.Join(root, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	out, err := readAll(Options{Root: root, Env: env("HISTFILE", filepath.Join(outside, ".bash_history"))})
	checkSummary(t, out, err, root,
		".ash_history nobody ash top",
		"Users/Cy/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt Cy powershell c",
		"data/ann/.bash_history ann bash target",
		"data/ann/.zsh_history ann zsh a",
		"home/bea/.bash_history bea bash b",
		"home/rel/.local/share/fish/fish_history rel fish f",
		"root/.bash_history root bash r",
	)
	t.Run("one of its homes", func(t *testing.T) {
		out, err := readAll(Options{Root: root, Path: filepath.Join(root, "root")})
		checkSummary(t, out, err, root, "root/.bash_history root bash r")
	})
	t.Run("one of its files", func(t *testing.T) {
		out, err := readAll(Options{Root: root, Path: filepath.Join(root, "data/ann/.zsh_history")})
		checkSummary(t, out, err, root, "data/ann/.zsh_history ann zsh a")
	})
	t.Run("an odd passwd file", func(t *testing.T) {
		passwd := filepath.Join(root, "etc/passwd")
		if err := errors.Join(os.Remove(passwd), syscall.Mkfifo(passwd, 0o600)); err != nil {
			t.Fatal(err)
		}
		out, err := readAll(Options{Root: root})
		if err != nil || len(out.skips) != 1 || !errors.Is(out.skips[0].Err, sources.ErrSpecial) || len(out.emitted) != 6 {
			t.Errorf("%v, %d fragments, skips %v", err, len(out.emitted), out.skips)
		}
	})
}

// A home that can't be read is skipped, once, and the others are read.
func TestUnreadableHome(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "etc/passwd"), []byte("root:x:0:0::/root:/bin/sh\nann:x:1:1::/home/ann:/bin/sh\n"))
	write(t, filepath.Join(root, "home/ann/.bash_history"), []byte("a"))
	if err := os.Symlink("root", filepath.Join(root, "root")); err != nil { // a link to itself, which root can't read either
		t.Fatal(err)
	}
	out, err := readAll(Options{Root: root})
	if len(out.skips) != 1 || out.skips[0].Origin.Path != filepath.Join(root, "root") {
		t.Errorf("skips %v", out.skips)
	}
	out.skips = nil
	checkSummary(t, out, err, root, "home/ann/.bash_history ann bash a")
}

// All users of the running system: whoever runs the tests is one of them.
func TestAllUsers(t *testing.T) {
	home := filepath.Join(t.TempDir(), "ann")
	write(t, filepath.Join(home, ".bash_history"), []byte("mine"))
	out, err := readAll(Options{Home: home, AllUsers: true, Env: noEnv})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	mine := 0
	for _, e := range out.emitted {
		if e.Origin.Path == filepath.Join(home, ".bash_history") {
			mine++
		}
		place := fmt.Sprint(e.Origin.Path, " ", e.Offset+int64(e.Before))
		if seen[place] {
			t.Errorf("%s is read twice", e.Origin.Path)
		}
		seen[place] = true
	}
	if mine != 1 {
		t.Errorf("the own home's command was read %d times", mine)
	}
}

func TestSuite(t *testing.T) {
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		home := t.TempDir()
		items := map[string]string{}
		for name, format := range map[string]string{
			".bash_history": "%s",
			".zsh_history":  "%s",
			".local/share/powershell/PSReadLine/ConsoleHost_history.txt": "%s",
			".local/share/fish/fish_history":                             "- cmd: \\\\\\n%s",
			".mysql_history":                                             "_HiStOrY_V2_\n\\134\\n%s",
			".viminfo":                                                   ":\\\x16n%s",
		} {
			path := filepath.Join(home, filepath.FromSlash(name))
			typed := "agent --api-key " + fakeKey + " # é " + name
			write(t, path, fmt.Appendf(nil, format, typed))
			if format != "%s" {
				typed = "\\\n" + typed
			}
			items[path] = typed
		}
		path := filepath.Join(home, ".local/share/atuin/history.db")
		items[path] = "agent \\\n --api-key " + fakeKey
		database(t, path, atuinSchema, "INSERT INTO history VALUES ('a', 1, 1, 0, '"+items[path]+"', '/', 's', 'h', NULL)").Close()
		if err := syscall.Mkfifo(filepath.Join(home, ".sh_history"), 0o600); err != nil {
			t.Fatal(err)
		}
		return sourcestest.Setup{Source: New(Options{Path: home, Env: noEnv}), Items: items, Skips: 1}
	})
}

// Read ends in the middle of a file.
func TestCancelledInFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".bash_history")
	write(t, path, []byte(strings.Repeat("x\n", 1000)))
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := New(Options{Path: path}).Read(ctx, func(sources.Fragment) error { n++; cancel(); return nil }, nil)
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("%v after %d commands", err, n)
	}
}
