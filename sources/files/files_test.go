package files

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

func write(t *testing.T, root, name, text string) {
	t.Helper()
	full := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func utf16LE(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

func TestSource(t *testing.T) {
	long := strings.Repeat("a line of text, é 日本 😀\n", 10_000)
	longUTF16 := utf16LE("\ufeff" + long)
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		root := t.TempDir()
		items := map[string]string{
			"small.txt":       "key = value\n",
			"no end":          "x",
			"sub/long.txt":    long,
			"sub/binary":      "\x7fELF\x00\x01\x02\x00\xff\xfe\n\x00",
			"sub/one line":    strings.Repeat("x", 400_000),
			".git/config":     "[core]\n",
			"utf-8 mark.ini":  "\ufeffkey=1\n",
			"dir!/name #%é\n": "odd name\n",
		}
		for name, text := range items {
			write(t, root, name, text)
		}
		write(t, root, "empty", "")
		write(t, root, "left out/file", "excluded\n")
		write(t, root, "utf-16.txt", longUTF16)
		items["utf-16.txt"] = long
		write(t, root, "utf-16 bare.txt", utf16LE("api_key = 1\r\n"))
		items["utf-16 bare.txt"] = "api_key = 1\r\n"
		return sourcestest.Setup{
			Source: New(Options{Root: root, Exclude: []string{"left out/"}, MaxFileSize: 4_000_000, Jobs: 2}),
			Items:  items,
		}
	})
}

func TestSourceSkips(t *testing.T) {
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		root := t.TempDir()
		write(t, root, "ok", "text")
		write(t, root, "too large", strings.Repeat("b", 101))
		return sourcestest.Setup{
			Source: New(Options{Root: root, MaxFileSize: 100}),
			Items:  map[string]string{"ok": "text"},
			Skips:  1,
		}
	})
}

func TestOrigin(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a/b", "text")
	for given, want := range map[string]string{root: "a/b", filepath.Join(root, "a/b"): "b"} {
		err := New(Options{Root: given}).Read(context.Background(), func(f sources.Fragment) error {
			o := f.Origin
			if o.Path != want || !filepath.IsAbs(o.Root) || o.LineText || o.Tracking != "" || filepath.Join(o.Root, o.Path) != filepath.Join(root, "a/b") {
				t.Errorf("origin %+v", *o)
			}
			return nil
		}, func(_ sources.Origin, err error) error { return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	err := New(Options{Root: filepath.Join(root, "missing")}).Read(context.Background(), nil, nil)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no such root: %v", err)
	}
}

func TestLocate(t *testing.T) {
	root := t.TempDir()
	write(t, root, "tracked", "1")
	write(t, root, "untracked", "1")
	for _, args := range [][]string{{"init", "-q"}, {"add", "tracked"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v: %s", args[0], err, out)
		}
	}
	var locator sources.Locator = New(Options{Root: root})
	var found []sources.Found
	for _, name := range []string{"tracked", "untracked", ".git/config"} {
		found = append(found, sources.Found{Origin: &sources.Origin{Source: sources.Files, Root: root, Path: name}})
	}
	if err := locator.Locate(context.Background(), found, func(_ sources.Origin, err error) error { return err }); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, string(f.Origin.Tracking))
	}
	if want := "[tracked untracked ignored]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// packed runs a real program in a folder and gives its output.
func packed(t *testing.T, dir string, program ...string) string {
	t.Helper()
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s, which the tests need: %v", program[0], err)
	}
	return string(out)
}

func TestSourceArchives(t *testing.T) {
	in := t.TempDir()
	write(t, in, "etc/key", "FAKE\n")
	write(t, in, "etc/utf-16", utf16LE("\ufeffFAKE é\n"))
	archive := packed(t, in, "tar", "cz", "./etc")
	write(t, in, "in.tgz", archive)
	zipped := packed(t, in, "zip", "-q", "-", "in.tgz", "etc/key")
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		root := t.TempDir()
		write(t, root, "a!b.tgz", archive)
		write(t, root, "sub/no ending", zipped)
		write(t, root, "text.gz", packed(t, in, "gzip", "-c", "etc/key"))
		write(t, root, "plain.tar", "not packed\n")
		write(t, root, "cut.tgz", archive[:30])
		return sourcestest.Setup{
			Source: New(Options{Root: root}),
			Items: map[string]string{
				"a!b.tgz!etc/key": "FAKE\n", "a!b.tgz!etc/utf-16": "FAKE é\n",
				"sub/no ending!etc/key": "FAKE\n", "sub/no ending!in.tgz!etc/key": "FAKE\n", "sub/no ending!in.tgz!etc/utf-16": "FAKE é\n",
				"text.gz": "FAKE\n", "plain.tar": "not packed\n", "cut.tgz": archive[:30],
			},
			Skips: 1,
		}
	})
	root := t.TempDir()
	write(t, root, "a!b.tgz", archive)
	err := New(Options{Root: root}).Read(context.Background(), func(f sources.Fragment) error {
		if o := f.Origin; o.Root != root || o.Archive != "a!b.tgz" || o.File() != "a!b.tgz" || o.Path != "a!b.tgz!"+o.Member || o.Name() != filepath.Base(o.Member) {
			t.Errorf("origin %+v", *o)
		}
		return nil
	}, func(_ sources.Origin, err error) error { return err })
	if err != nil {
		t.Error(err)
	}
}
