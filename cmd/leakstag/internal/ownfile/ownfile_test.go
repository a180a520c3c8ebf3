//go:build linux

package ownfile

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestOthersFiles has what is not ours, or not any more, stay as it is.
func TestOthersFiles(t *testing.T) {
	text := Text("a = 1\n")
	for name, make := range map[string]func(path string) error{
		"changed": func(p string) error { return os.WriteFile(p, []byte(text+"b = 2\n"), 0o644) },
		"cut off": func(p string) error { return os.WriteFile(p, []byte(text[:len(text)-1]), 0o644) },
		"other sum": func(p string) error {
			return os.WriteFile(p, []byte(strings.Replace(text, "alone. ", "alone. 0", 1)), 0o644)
		},
		"no first line": func(p string) error { return os.WriteFile(p, []byte("a = 1\n"), 0o644) },
		"empty":         func(p string) error { return os.WriteFile(p, nil, 0o644) },
		"huge":          func(p string) error { return os.WriteFile(p, []byte(Text(strings.Repeat("#\n", maxSize/2))), 0o644) },
		"folder":        func(p string) error { return os.Mkdir(p, 0o755) },
		"FIFO":          func(p string) error { return syscall.Mkfifo(p, 0o644) },
		"masked":        func(p string) error { return os.Symlink("/dev/null", p) },
		"link to ours": func(p string) error {
			if err := os.WriteFile(p+".target", []byte(text), 0o644); err != nil {
				return err
			}
			return os.Symlink(p+".target", p)
		},
	} {
		path := filepath.Join(t.TempDir(), "f")
		if err := make(path); err != nil {
			t.Fatal(err)
		}
		before, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Write(path, text); err == nil {
			t.Errorf("%s: it was written over", name)
		}
		if _, err := Remove(path); err == nil {
			t.Errorf("%s: it was removed", name)
		}
		after, err := os.Lstat(path)
		if err != nil || !os.SameFile(before, after) || before.ModTime() != after.ModTime() {
			t.Errorf("%s: it is another file: %v", name, err)
		}
	}
}

// TestOwnFile goes through the life of a file of ours.
func TestOwnFile(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	path := filepath.Join(t.TempDir(), "f")
	step := func(what string, do func() (bool, error), want bool, wantText string) {
		t.Helper()
		if got, err := do(); err != nil || got != want {
			t.Errorf("%s: %v, %v; want %v", what, got, err, want)
		}
		data, err := os.ReadFile(path)
		if wantText == "" && os.IsNotExist(err) {
			return
		}
		info, err2 := os.Stat(path)
		if err != nil || err2 != nil || string(data) != wantText || info.Mode().Perm() != 0o644 {
			t.Errorf("%s: %v, %v, %v, it says %q, want %q", what, err, err2, info.Mode(), data, wantText)
		}
	}
	remove := func() (bool, error) { return Remove(path) }
	write := func(text string) func() (bool, error) { return func() (bool, error) { return Write(path, text) } }
	step("nothing to remove", remove, false, "")
	step("first", write(Text("a\n")), true, Text("a\n"))
	step("again", write(Text("a\n")), false, Text("a\n"))
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	step("mode mended", write(Text("a\n")), false, Text("a\n"))
	step("other text", write(Text("b\n")), true, Text("b\n"))
	step("remove", remove, true, "")
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
