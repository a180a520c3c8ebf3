//go:build linux

package githooks

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// hookFolder is a repository's hooks folder, with a program in the place of leakstag
// that leaves a line in a log.
type hookFolder struct {
	t            *testing.T
	top, program string
	folder       Folder
}

// programText is that program. Its exit code is what the file "code" beside it says.
const programText = `#!/bin/sh
here=${0%/*}
echo "leakstag $*: $(cat)" >>"$here/log"
exit "$(cat "$here/code" 2>/dev/null || echo 0)"
`

func newHookFolder(t *testing.T) *hookFolder {
	t.Helper()
	h := &hookFolder{t: t, top: filepath.Join(t.TempDir(), `it's a "$(top)" \`)}
	h.program = filepath.Join(h.top, `the program's "folder"`, "leakstag")
	h.folder = Folder{Path: filepath.Join(h.top, ".git", "hooks")}
	for _, dir := range []string{filepath.Dir(h.program), h.folder.Path, filepath.Join(h.top, "scripts")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	h.write(h.program, programText, 0o755)
	h.write(filepath.Join(h.folder.Path, "pre-commit.sample"), "a sample", 0o755)
	h.write(filepath.Join(h.folder.Path, "helper"), "echo helped >>\"$LOG\"\n", 0o644)
	return h
}

func (h *hookFolder) write(path, text string, mode fs.FileMode) {
	h.t.Helper()
	if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chmod(path, mode)); err != nil {
		h.t.Fatal(err)
	}
}

func (h *hookFolder) hook(name string) string { return filepath.Join(h.folder.Path, name) }

// snapshot is everything in the folder: modes, contents, links.
func (h *hookFolder) snapshot() map[string]string {
	h.t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(h.folder.Path)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range entries {
		path := h.hook(e.Name())
		info, err := os.Lstat(path)
		if err != nil {
			h.t.Fatal(err)
		}
		text := ""
		if info.Mode()&fs.ModeSymlink != 0 {
			text, err = os.Readlink(path)
		} else {
			var raw []byte
			raw, err = os.ReadFile(path)
			text = string(raw)
		}
		if err != nil {
			h.t.Fatal(err)
		}
		all[e.Name()] = fmt.Sprintf("%v %q", info.Mode(), text)
	}
	return all
}

// run runs a hook as git does: from the top, by its relative path. It gives the exit
// code and the log.
func (h *hookFolder) run(name, input string, args ...string) (int, string) {
	h.t.Helper()
	log := filepath.Join(filepath.Dir(h.program), "log")
	os.Remove(log)
	cmd := exec.CommandContext(h.t.Context(), ".git/hooks/"+name, args...)
	cmd.Dir, cmd.Stdin = h.top, strings.NewReader(input)
	cmd.Env = append(os.Environ(), "LOG="+log)
	out, err := cmd.CombinedOutput()
	exit := (*exec.ExitError)(nil)
	if err != nil && !errors.As(err, &exit) {
		h.t.Fatal(err)
	}
	text, _ := os.ReadFile(log) // there is none if nothing ran
	return cmd.ProcessState.ExitCode(), string(text) + string(out)
}

func (h *hookFolder) install(o Options) error {
	o.Program = h.program
	_, err := Install(h.folder, o)
	return err
}

const hookBody = `echo "mine ${0##*/} $*: $(cat)" >>"$LOG"
. "$(dirname "$0")/helper"
exit "$CODE"
`

// existing are hooks that may be there already: how to make one, and the name that
// it sees.
var existing = []struct {
	name   string
	make   func(h *hookFolder, path string)
	silent bool // it doesn't run
	sees   string
}{
	{name: "none", make: func(*hookFolder, string) {}, silent: true},
	{name: "sh", make: script1("#!/bin/sh\n" + hookBody), sees: "pre-push"},
	{name: "sh -e", make: script1("#!/bin/sh -e\nset -u\n" + hookBody), sees: "pre-push"},
	{name: "bash", make: script1("#!/usr/bin/env bash\nset -euo pipefail\n" + hookBody), sees: "pre-push"},
	{name: "zsh", make: script1("#!/usr/bin/zsh\n" + hookBody), sees: "pre-push"},
	{name: "mksh", make: script1("#! /usr/bin/env mksh\n" + hookBody), sees: "pre-push"},
	{name: "without shebang", make: script1(hookBody), sees: "pre-push" + suffix},
	{name: "without a line end", make: script1("#!/bin/sh"), silent: true},
	{name: "python", sees: "pre-push" + suffix, make: script1(`#!/usr/bin/env python3
import os, sys
open(os.environ["LOG"], "a").write("mine %s %s: %shelped\n" % (os.path.basename(sys.argv[0]), " ".join(sys.argv[1:]), sys.stdin.read()))
sys.exit(int(os.environ["CODE"]))
`)},
	{name: "a program", silent: true, make: func(h *hookFolder, path string) {
		raw, err := os.ReadFile("/bin/true")
		if err != nil {
			h.t.Fatal(err)
		}
		h.write(path, string(raw), 0o755)
	}},
	{name: "switched off", silent: true, make: func(h *hookFolder, path string) { h.write(path, "#!/bin/sh\n"+hookBody, 0o644) }},
	{name: "a link", sees: "pre-push" + suffix, make: func(h *hookFolder, path string) {
		h.write(filepath.Join(h.top, "scripts", "push"), "#!/bin/sh\n"+hookBody, 0o755)
		if err := os.Symlink("../../scripts/push", path); err != nil {
			h.t.Fatal(err)
		}
	}},
	{name: "a broken link", silent: true, make: func(h *hookFolder, path string) {
		if err := os.Symlink("nowhere", path); err != nil {
			h.t.Fatal(err)
		}
	}},
	{name: "written by pre-commit", sees: "pre-push" + suffix, make: script1("#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n" + hookBody)},
}

func script1(text string) func(*hookFolder, string) {
	return func(h *hookFolder, path string) { h.write(path, text, 0o755) }
}

// TestChained installs beside each, runs the hook in the real shells, and takes it
// away again.
func TestChained(t *testing.T) {
	const input = "refs/heads/a 1 refs/heads/a 2\n\nlast"
	for _, tt := range existing {
		t.Run(tt.name, func(t *testing.T) {
			h := newHookFolder(t)
			path := h.hook("pre-push")
			tt.make(h, path)
			before := h.snapshot()
			o := Options{Names: []string{"pre-push"}}
			if err := h.install(o); err != nil {
				t.Fatal(err)
			}
			after := h.snapshot()
			if err := h.install(o); err != nil || !maps.Equal(after, h.snapshot()) {
				t.Errorf("installing once more changes something; error %v", err)
			}
			ours := "leakstag hook pre-push origin a url: " + input + "\n"
			mine := "mine " + tt.sees + " origin a url: " + input
			t.Setenv("CODE", "0")
			code, log := h.run("pre-push", input, "origin", "a url")
			if code != 0 || !strings.HasSuffix(log, ours) {
				t.Errorf("code %d, log %q", code, log)
			}
			if rest := strings.TrimSuffix(log, ours); (rest == "") != tt.silent || !tt.silent && (!strings.HasPrefix(rest, mine) || !strings.Contains(rest, "helped")) {
				t.Errorf("the hook that was there left %q, want %q", rest, mine)
			}
			h.write(filepath.Join(filepath.Dir(h.program), "code"), "1", 0o644)
			if code, _ := h.run("pre-push", input); code != 1 {
				t.Errorf("code %d where leakstag found something", code)
			}
			t.Setenv("CODE", "7")
			if code, log := h.run("pre-push", input); !tt.silent && (code != 7 || strings.Contains(log, "leakstag hook")) {
				t.Errorf("code %d where the other hook stops it; log %q", code, log)
			}
			done, err := Remove(h.folder, []string{"pre-commit", "pre-push"})
			if err != nil || len(done) != 1 || !maps.Equal(before, h.snapshot()) {
				t.Errorf("uninstalled: %v, %v;\n%q\ninstead of\n%q", done, err, h.snapshot(), before)
			}
		})
	}
}

// TestNested makes sure that the guard of a block holds for the script alone: a
// commit that it makes elsewhere is searched, too.
func TestNested(t *testing.T) {
	h := newHookFolder(t)
	h.write(h.hook("pre-commit"), "#!/bin/sh\n.git/hooks/post-x\n", 0o755)
	h.write(h.hook("post-x"), "#!/bin/sh\n.git/hooks/pre-merge-commit\n", 0o755)
	h.write(h.hook("pre-merge-commit"), "#!/bin/sh\ntest -z \"${LEAKSTAG_HOOK-}\" && echo nested >>\"$LOG\"\n", 0o755)
	if err := h.install(Options{Names: []string{"pre-commit", "pre-merge-commit"}}); err != nil {
		t.Fatal(err)
	}
	code, log := h.run("pre-commit", "")
	if want := "nested\nleakstag hook pre-merge-commit: \nleakstag hook pre-commit: \n"; code != 0 || log != want {
		t.Errorf("code %d, log %q, want %q", code, log, want)
	}
}

// TestGone: a leakstag that is not there any more is looked for in PATH; without
// one the hook stops everything.
func TestGone(t *testing.T) {
	h := newHookFolder(t)
	h.write(h.hook("pre-push"), "#!/bin/sh\n", 0o755)
	if err := h.install(Options{Names: []string{"pre-commit", "pre-push"}}); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(h.top, "elsewhere")
	if err := os.Rename(filepath.Dir(h.program), elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Dir(h.program), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pre-commit", "pre-push"} {
		t.Setenv("PATH", "/usr/bin:/bin")
		if code, log := h.run(name, ""); code != 2 || !strings.Contains(log, "leakstag is not there any more") {
			t.Errorf("%s without leakstag: code %d, %q", name, code, log)
		}
		t.Setenv("PATH", elsewhere+":/usr/bin:/bin")
		if code, log := h.run(name, ""); code != 0 || strings.Contains(log, "not there") {
			t.Errorf("%s with leakstag in PATH: code %d, %q", name, code, log)
		}
	}
	if log, err := os.ReadFile(filepath.Join(elsewhere, "log")); err != nil || bytes.Count(log, []byte("leakstag hook")) != 2 {
		t.Errorf("the leakstag in PATH ran otherwise: %q, %v", log, err)
	}
}

// TestRefused changes nothing where something is not ours to change.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		text   string
		forced bool // --force does it
	}{
		{name: "lefthook", text: "#!/bin/sh\n\ncall_lefthook()\n{\n:\n}\n\ncall_lefthook run \"pre-commit\" \"$@\"\n", forced: true},
		{name: "husky", text: "#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n", forced: true},
		{name: "overcommit", text: "#!/usr/bin/env ruby\nrequire 'overcommit'\n", forced: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHookFolder(t)
			h.write(h.hook("pre-merge-commit"), tt.text, 0o755)
			before := h.snapshot()
			o := Options{Names: []string{"pre-commit", "pre-merge-commit"}}
			if err := h.install(o); err == nil || !strings.Contains(err.Error(), tt.name) {
				t.Errorf("error %v", err)
			}
			if !maps.Equal(before, h.snapshot()) {
				t.Errorf("something was changed: %q", h.snapshot())
			}
			o.Force = true
			if err := h.install(o); (err == nil) != tt.forced {
				t.Errorf("forced: %v", err)
			}
		})
	}
	t.Run("no place", func(t *testing.T) {
		h := newHookFolder(t)
		h.write(h.hook("pre-commit"), "#!/usr/bin/perl\n", 0o755)
		h.write(h.hook("pre-commit"+suffix), "older", 0o755)
		before := h.snapshot()
		if err := h.install(Options{Names: []string{"pre-push", "pre-commit"}, Force: true}); err == nil || !maps.Equal(before, h.snapshot()) {
			t.Errorf("error %v, %q", err, h.snapshot())
		}
	})
}

// TestChangedByHand leaves what a person has changed since.
func TestChangedByHand(t *testing.T) {
	for _, tt := range []struct {
		name, existing string
		change         func(text string) string
		kept           bool // uninstalling leaves it
		left           string
	}{
		{"a line in our part", "#!/bin/sh\necho x\n", func(s string) string { return strings.Replace(s, "exit 2", "exit 0", 1) }, true, ""},
		{"our part cut off", "#!/bin/sh\necho x\n", func(s string) string { return s[:len(s)-40] }, true, ""},
		{"our mark", "#!/bin/sh\necho x\n", func(s string) string { return strings.Replace(s, "block ", "block x", 1) }, true, ""},
		{"a line in the script", "#!/bin/sh\necho x\n", func(s string) string { return s + "echo y\n" }, false, "#!/bin/sh\necho x\necho y\n"},
		{"a line after ours alone", "", func(s string) string { return s + "echo y\n" }, true, ""},
		{"another shell", "", func(s string) string { return strings.Replace(s, "/bin/sh", "/bin/bash", 1) }, true, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHookFolder(t)
			path := h.hook("pre-commit")
			if tt.existing != "" {
				h.write(path, tt.existing, 0o755)
			}
			o := Options{Names: []string{"pre-commit", "pre-push"}}
			if err := h.install(o); err != nil {
				t.Fatal(err)
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			changed := tt.change(string(raw))
			if changed == string(raw) {
				t.Fatal("nothing was changed")
			}
			h.write(path, changed, 0o755)
			if err := h.install(o); (err != nil) != tt.kept {
				t.Errorf("installing once more: %v", err)
			}
			done, err := Remove(h.folder, o.Names)
			if (err != nil) != tt.kept || len(done) == 0 || done[len(done)-1].Name != "pre-push" {
				t.Errorf("uninstalling: %v, %v", done, err)
			}
			want := tt.left
			if tt.kept {
				want = changed
			}
			if raw, err := os.ReadFile(path); err != nil || string(raw) != want {
				t.Errorf("left %q, want %q; %v", raw, want, err)
			}
		})
	}
}

// TestUpdated: another leakstag, elsewhere, takes the place of the first.
func TestUpdated(t *testing.T) {
	for _, text := range []string{"", "#!/bin/sh\nexit 0\n", "#!/usr/bin/perl\n"} {
		h := newHookFolder(t)
		if text != "" {
			h.write(h.hook("pre-commit"), text, 0o755)
		}
		before := h.snapshot()
		o := Options{Names: []string{"pre-commit"}, Program: "/old/leakstag"}
		if _, err := Install(h.folder, o); err != nil {
			t.Fatal(err)
		}
		if err := h.install(o); err != nil {
			t.Fatal(err)
		}
		if _, log := h.run("pre-commit", ""); !strings.HasSuffix(log, "leakstag hook pre-commit: \n") {
			t.Errorf("%q: log %q", text, log)
		}
		if _, err := Remove(h.folder, o.Names); err != nil || !maps.Equal(before, h.snapshot()) {
			t.Errorf("%q: left %q, %v", text, h.snapshot(), err)
		}
	}
}

// TestFlags gives flags to leakstag.
func TestFlags(t *testing.T) {
	h := newHookFolder(t)
	h.write(h.hook("pre-push"), "#!/bin/sh\n", 0o755)
	if err := h.install(Options{Names: []string{"pre-commit", "pre-push"}, Flags: []string{"--rules", "it's $HOME"}}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pre-commit", "pre-push"} {
		if _, log := h.run(name, "in", "arg"); log != "leakstag hook "+name+" --rules it's $HOME arg: in\n" {
			t.Errorf("%s: %q", name, log)
		}
	}
}

// TestLegacy: the pre-commit framework has renamed the hook and written its own.
func TestLegacy(t *testing.T) {
	for _, text := range []string{"", "#!/bin/sh\nexit 0\n", "#!/usr/bin/perl\n"} {
		h := newHookFolder(t)
		if text != "" {
			h.write(h.hook("pre-commit"), text, 0o755)
		}
		if err := h.install(Options{Names: []string{"pre-commit"}}); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(h.hook("pre-commit"), h.hook("pre-commit.legacy")); err != nil {
			t.Fatal(err)
		}
		h.write(h.hook("pre-commit"), "the framework's", 0o755)
		if _, log := h.run("pre-commit.legacy", ""); text != "#!/usr/bin/perl\n" && log != "leakstag hook pre-commit: \n" {
			t.Errorf("%q: log %q", text, log)
		}
		done, err := Remove(h.folder, []string{"pre-commit"})
		raw, _ := os.ReadFile(h.hook("pre-commit.legacy")) // it may be gone
		if err != nil || len(done) != 1 || string(raw) != text {
			t.Errorf("%q: %v, %v, left %q", text, done, err, raw)
		}
		if _, err := os.Lstat(h.hook("pre-commit" + suffix)); err == nil {
			t.Errorf("%q: the hook from before is still there", text)
		}
	}
}

// FuzzParse wants any script back as it was.
func FuzzParse(f *testing.F) {
	for _, tt := range []string{"#!/bin/sh\n", "#!/bin/bash\necho x", "#!/bin/sh\n" + endMarker, "#!/bin/sh\n\x00\xff\r\n"} {
		f.Add(tt, "/usr/bin/leakstag")
	}
	f.Fuzz(func(t *testing.T, text, program string) {
		if _, ours := parse(text); ours || !isShell(text) || strings.Contains(program, endMarker) {
			return
		}
		first, rest, _ := strings.Cut(text, "\n")
		p, ok := parse(first + "\n" + script("pre-commit", block, program, []string{program}) + rest)
		if !ok || !p.intact || p.before+p.after != text {
			t.Errorf("%q comes back as %q, intact %v", text, p.before+p.after, p.intact)
		}
	})
}
