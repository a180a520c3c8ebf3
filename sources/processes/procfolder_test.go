//go:build linux

package processes

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shirou/gopsutil/v4/common"

	"github.com/leakstag/leakstag/sources"
)

// A folder laid out like /proc shows what this system's own /proc does not.
func TestProcFolder(t *testing.T) {
	running := waiting(t, nil, "x")
	ended := exec.Command("/bin/sh", "-c", "exit 0")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	write := func(t *testing.T, proc string, pid int, cmdline string) {
		t.Helper()
		dir := filepath.Join(proc, strconv.Itoa(pid))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "cmdline"), []byte(cmdline), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// unreadable has a folder where the arguments should be.
	unreadable := func(t *testing.T, proc string, pid int) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(proc, strconv.Itoa(pid), "cmdline"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	read := func(t *testing.T, proc string) result {
		t.Helper()
		env := common.EnvMap{common.HostProcEnvKey: proc}
		return readAll(t, context.WithValue(t.Context(), common.EnvKey, env), Options{})
	}
	t.Run("hidden", func(t *testing.T) {
		proc := t.TempDir()
		write(t, proc, 77, "agent\x00-v\x00")
		r := read(t, proc)
		if len(r.skips) != 1 || !errors.Is(r.skips[0].Err, ErrHidden) || len(r.fragments) != 1 {
			t.Errorf("%d processes, skips %v", len(r.fragments), r.skips)
		}
	})
	t.Run("unreadable, ended, kernel's, without anything else", func(t *testing.T) {
		proc := t.TempDir()
		write(t, proc, 1, "init\x00--x\x00")
		write(t, proc, 2, "")
		write(t, proc, 3, "\x00\x00\x00")
		unreadable(t, proc, running)
		unreadable(t, proc, ended.Process.Pid)
		if err := os.MkdirAll(filepath.Join(proc, "5"), 0o755); err != nil {
			t.Fatal(err)
		}
		r := read(t, proc)
		if len(r.fragments) != 1 || len(r.skips) != 1 || r.skipOf(running) == nil {
			t.Errorf("%d processes, skips %v", len(r.fragments), r.skips)
		}
		f := r.fragments[1]
		if p := f.Origin.Process; string(f.Data) != "init --x" || p.Executable != "init" || p.User != "" || !p.Started.IsZero() {
			t.Errorf("process %+v with text %q", p, f.Data)
		}
	})
	t.Run("own process by the folder's numbers", func(t *testing.T) {
		proc := t.TempDir()
		write(t, proc, 1, "init\x00")
		write(t, proc, os.Getpid(), "somebody\x00")
		write(t, proc, 4242, "ourselves\x00")
		if err := os.Symlink("4242", filepath.Join(proc, "self")); err != nil {
			t.Fatal(err)
		}
		r := read(t, proc)
		if _, ok := r.fragments[4242]; ok || len(r.fragments) != 2 {
			t.Errorf("%d processes read, ourselves: %v", len(r.fragments), ok)
		}
	})
	t.Run("in a container", func(t *testing.T) {
		proc := t.TempDir()
		write(t, proc, 1, "init\x00")
		write(t, proc, 50, "agent\x00-v\x00")
		if err := os.WriteFile(filepath.Join(proc, "50", "cgroup"), []byte("0::/system.slice/docker-"+id+".scope\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		r := read(t, proc)
		if got := r.fragments[50].Origin.Process.Container; got != id {
			t.Errorf("container %q", got)
		}
		if got := r.fragments[1].Origin.Process.Container; got != "" {
			t.Errorf("container %q for a process without one", got)
		}
	})
	t.Run("too long", func(t *testing.T) {
		proc := t.TempDir()
		write(t, proc, 1, strings.Repeat("x", maxText+1))
		r := read(t, proc)
		if len(r.fragments[1].Data) != maxText || !errors.Is(r.skipOf(1), sources.ErrTooLarge) {
			t.Errorf("%d bytes, skips %v", len(r.fragments[1].Data), r.skips)
		}
	})
	t.Run("no folder", func(t *testing.T) {
		env := common.EnvMap{common.HostProcEnvKey: filepath.Join(t.TempDir(), "none")}
		err := New(Options{}).Read(context.WithValue(t.Context(), common.EnvKey, env), nil, nil)
		if !errors.Is(err, os.ErrNotExist) {
			t.Errorf("Read: %v", err)
		}
	})
}
