//go:build linux

// Package systemdtest has tests ask systemd itself how it understands a unit.
package systemdtest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// Unit is what systemd tells of a unit.
type Unit string

// nobody is the user who asks if the test is run by root, whom systemd refuses.
const nobody = 65534

// Load has systemd read the unit of this name in a folder, and what belongs to it
// there. systemd dumps all units that it would start, and starts none.
func Load(t *testing.T, units, name string) Unit {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(units)); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	words := []string{"env", "-i", "HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "SYSTEMD_UNIT_PATH=" + dir + ":", "LC_ALL=C.UTF-8",
		"/lib/systemd/systemd", "--user", "--test", "--log-target=console", "--unit=" + name}
	if os.Geteuid() == 0 {
		words = slices.Concat([]string{"setpriv", "--reuid=65534", "--clear-groups"}, words)
		if err := os.Chown(dir, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), words[0], words[1:]...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, unit, found := bytes.Cut(out, []byte("-> Unit "+name+":\n"))
	if !found {
		t.Fatalf("there is no %s in:\n%s", name, out)
	}
	unit, _, _ = bytes.Cut(unit, []byte("\n\t-> Unit "))
	return Unit(unit)
}

// Value gives the value of a setting.
func (u Unit) Value(t *testing.T, setting string) string {
	t.Helper()
	for line := range strings.Lines(string(u)) {
		if v, ok := strings.CutPrefix(strings.TrimSpace(line), setting+": "); ok {
			return v
		}
	}
	t.Fatalf("there is no %q in:\n%s", setting, u)
	return ""
}

// Command gives the program and its arguments, before variables are filled in:
// "$$" stands for "$".
func (u Unit) Command(t *testing.T) []string {
	t.Helper()
	if n := strings.Count(string(u), "Command Line: "); n != 1 {
		t.Fatalf("%d commands are in:\n%s", n, u)
	}
	// They are quoted as for a shell.
	var words []*syntax.Word
	for word, err := range syntax.NewParser().WordsSeq(strings.NewReader(u.Value(t, "Command Line"))) {
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, word)
	}
	got, err := expand.Fields(&expand.Config{}, words...)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
