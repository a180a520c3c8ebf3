//go:build linux

package processes

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/shirou/gopsutil/v4/common"

	"github.com/leakstag/leakstag/sources"
)

// waitFor waits until ready says so, and says whether it did.
func waitFor(t *testing.T, ready func() bool) bool {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !ready(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// withEnvironment starts a process with this environment.
func withEnvironment(t *testing.T, credential *syscall.Credential, env ...string) int {
	t.Helper()
	cmd := exec.Command("/bin/sh", "-c", "read x; :", "agent")
	cmd.Dir = "/"
	cmd.Env = env
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
	start(t, cmd)
	return cmd.Process.Pid
}

func TestEnvironment(t *testing.T) {
	config := "CONFIG=[agent]\napi_key = \"" + fakeKey + "\"\n"
	env := []string{"A=1", "LOGSTAG_API_KEY=" + fakeKey, "EMPTY=", "TAIL=x\n", config, "not a name=x\ny", "\xff=\xfe"}
	pid := withEnvironment(t, nil, env...)
	r := readAll(t, t.Context(), Options{Environment: true})
	f, ok := r.environments[pid]
	if !ok {
		t.Fatalf("not read; skipped: %v", r.skipOf(pid))
	}
	if want := strings.Join(env, "\n") + "\n"; string(f.Data) != want {
		t.Errorf("%d bytes of text, want %d", len(f.Data), len(want))
	}
	if o := f.Origin; !o.LineText || o.Process.Part != sources.Environment || o.Process.PID != pid || o.Process.Executable == "" {
		t.Errorf("origin: lines %v, process %+v", o.LineText, *o.Process)
	}
	want := map[int]string{5: "CONFIG=\n" + config[len("CONFIG="):], 6: "not a name=x\ny"}
	if got := r.pieces[sources.Environment][pid]; !slices.Equal(sorted(got), sorted(want)) {
		t.Errorf("%d variables by themselves, want %d", len(got), len(want))
	}
	if _, ok := r.environments[os.Getpid()]; ok {
		t.Error("the scanner's own environment was read")
	}
	if r := readAll(t, t.Context(), Options{}); len(r.environments) > 0 {
		t.Error("environments were read without being asked for")
	}
}

func sorted(pieces map[int]string) []string {
	var out []string
	for number, text := range pieces {
		out = append(out, fmt.Sprint(number, " ", text))
	}
	slices.Sort(out)
	return out
}

// printAll reads all processes and prints what it may read of them, without their
// texts.
func printAll() {
	var mu sync.Mutex
	err := New(Options{Environment: true}).Read(context.Background(), func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		fmt.Println("read", f.Origin.Process.PID, f.Origin.Process.Part)
		return nil
	}, func(o sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		many := &sources.ManyError{}
		if !errors.As(err, &many) || !errors.Is(err, fs.ErrPermission) || o.Process != nil {
			fmt.Println("skip", err)
			return nil
		}
		fmt.Println("denied", many.Count, many.What)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
}

// Two users each run a process; what the one sees of the other's are arguments.
func TestDenied(t *testing.T) {
	if os.Geteuid() != 0 {
		return // root alone can start processes of others; see TestDeniedInFolder
	}
	a, b := &syscall.Credential{Uid: 54321, Gid: 54321}, &syscall.Credential{Uid: 54322, Gid: 54322}
	first := strconv.Itoa(withEnvironment(t, a, "LOGSTAG_API_KEY="+fakeKey))
	second := strconv.Itoa(withEnvironment(t, b, "LOGSTAG_API_KEY="+fakeKey))
	_, said := inRole(t, "scan", a, nil)
	for _, want := range []string{"read " + first + " ", "read " + first + " environment", "read " + second + " "} {
		if !slices.Contains(said, want) {
			t.Errorf("a user's own scan has no %q", want)
		}
	}
	if slices.Contains(said, "read "+second+" environment") {
		t.Error("another user's environment was read: this tests nothing")
	}
	var rest []string
	for _, line := range said {
		if !strings.HasPrefix(line, "read ") {
			rest = append(rest, line)
		}
	}
	// This process, its parent and the other user's process, at the least.
	var count int
	if len(rest) != 1 {
		t.Fatalf("besides texts: %q", rest)
	}
	if _, err := fmt.Sscanf(rest[0], "denied %d environments of processes", &count); err != nil || count < 2 {
		t.Errorf("%q: %v", rest[0], err)
	}
}

// TestDeniedInFolder reads a folder like /proc, with files that this user has no
// right to read, as there are with "hidepid=1".
func TestDeniedInFolder(t *testing.T) {
	proc := t.TempDir()
	for parent := proc; parent != os.TempDir() && parent != "/"; parent = filepath.Dir(parent) {
		if err := os.Chmod(parent, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for pid := 1; pid <= 9; pid++ {
		dir := filepath.Join(proc, strconv.Itoa(pid))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		modes := map[string]fs.FileMode{"cmdline": 0o444, "environ": 0}
		if pid > 5 {
			modes["cmdline"] = 0
		}
		if pid == 9 {
			modes = map[string]fs.FileMode{"cmdline": 0o444} // the kernel's
		}
		for name, mode := range modes {
			text := "x\x00y\x00"
			if pid == 9 {
				text = ""
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), mode); err != nil {
				t.Fatal(err)
			}
		}
	}
	var other *syscall.Credential
	if os.Geteuid() == 0 {
		other = &syscall.Credential{Uid: 54321, Gid: 54321}
	}
	_, said := inRole(t, "scan", other, []string{string(common.HostProcEnvKey) + "=" + proc})
	slices.Sort(said)
	want := []string{"denied 3 arguments of processes", "denied 8 environments of processes",
		"read 1 ", "read 2 ", "read 3 ", "read 4 ", "read 5 "}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
}
