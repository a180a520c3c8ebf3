//go:build linux

package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

const fakeKey = "FAKE.j8Tz-42mWc_n5RbX7vLpK9hYgQ3sE"

// scanVariable has the test binary read the journals in a folder, and say what it
// skips.
const scanVariable = "JOURNAL_TEST_SCAN"

func TestMain(m *testing.M) {
	dir := os.Getenv(scanVariable)
	if dir == "" {
		os.Exit(m.Run())
	}
	err := New(Options{Directory: dir}).Read(context.Background(), func(f sources.Fragment) error {
		fmt.Println("item")
		return nil
	}, func(_ sources.Origin, err error) error {
		fmt.Println("denied:", errors.Is(err, fs.ErrPermission), err)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
}

// export gives the messages of a unit in the export format.
func export(unit string, messages ...string) string {
	var b strings.Builder
	for i, m := range messages {
		fmt.Fprintf(&b, "__REALTIME_TIMESTAMP=%d\n__MONOTONIC_TIMESTAMP=%d\n_BOOT_ID=0123456789abcdef0123456789abcdef\n", 1_700_000_000_000_000+i, i+1)
		fmt.Fprintf(&b, "MESSAGE=%s\n_SYSTEMD_UNIT=%s\n_HOSTNAME=web1\n\n", m, unit)
	}
	return b.String()
}

// makeJournal has systemd write a journal file.
func makeJournal(t *testing.T, path, export string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	made := filepath.Join(t.TempDir(), "made.journal") // the only ending it takes
	cmd := exec.Command("/lib/systemd/systemd-journal-remote", "-o", made, "-")
	cmd.Stdin = strings.NewReader(export)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("systemd-journal-remote, which the tests need: %v\n%s", err, out)
	}
	if err := os.Rename(made, path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// machine is the name of a machine's folder.
const machine = "0123456789abcdef0123456789abcdef"

// makeFolder lays out journals as a host has them.
func makeFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	makeJournal(t, filepath.Join(dir, machine, "system.journal"), export("a.service", "first", "api_key="+fakeKey))
	makeJournal(t, filepath.Join(dir, machine, "system@00.journal~"), export("b.service", "from before the crash"))
	makeJournal(t, filepath.Join(dir, "remote", "web2.journal"), export("c.service", "of another host"))
	return dir
}

// messages reads a source and gives its messages as "unit: message", sorted.
func messages(t *testing.T, s *Source) ([]string, []error) {
	t.Helper()
	var mu sync.Mutex
	var out []string
	var skips []error
	err := s.Read(t.Context(), func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		if j := f.Origin.Journal; j == nil {
			out = append(out, "bytes: "+string(f.Data))
		} else if j.Field == "MESSAGE" {
			out = append(out, j.Unit+": "+string(f.Data))
		}
		return nil
	}, func(_ sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		skips = append(skips, err)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out, skips
}

var folderMessages = []string{"a.service: api_key=" + fakeKey, "a.service: first", "b.service: from before the crash", "c.service: of another host"}

func TestFolder(t *testing.T) {
	dir := makeFolder(t)
	write(t, filepath.Join(dir, machine, "user-1000.journal"), "") // not written to yet
	write(t, filepath.Join(dir, "notes.txt"), "no journal")
	got, skips := messages(t, New(Options{Path: dir}))
	if !slices.Equal(got, folderMessages) || len(skips) > 0 {
		t.Errorf("%q, skips %v", got, skips)
	}
	write(t, filepath.Join(dir, "other.journal"), "MESSAGE is not in here")
	if got, skips := messages(t, New(Options{Path: dir})); len(got) != 4 || len(skips) != 1 || !errors.Is(skips[0], errOther) {
		t.Errorf("%d messages, skips %v", len(got), skips)
	}
	if got, _ := messages(t, New(Options{Path: dir, Exclude: []string{"remote/**", "other.journal"}})); len(got) != 3 {
		t.Errorf("%d messages", len(got))
	}
}

// A single file may have any name, and be an export.
func TestFile(t *testing.T) {
	dir := t.TempDir()
	copied, exported := filepath.Join(dir, "copy of a journal"), filepath.Join(dir, "export.txt")
	makeJournal(t, copied, export("a.service", "one", "two"))
	write(t, exported, export("a.service", "one", "two"))
	for _, path := range []string{copied, exported} {
		got, skips := messages(t, New(Options{Path: path}))
		if !slices.Equal(got, []string{"a.service: one", "a.service: two"}) || len(skips) > 0 {
			t.Errorf("%s: %q, skips %v", path, got, skips)
		}
	}
}

// TestProgram has the real journalctl read a folder.
func TestProgram(t *testing.T) {
	dir := makeFolder(t)
	got, skips := messages(t, New(Options{Directory: dir}))
	// Of a journal file that was not closed, journalctl reads what is in it; but
	// only in the folder of a machine, and by its name.
	for _, want := range []string{"a.service: api_key=" + fakeKey, "a.service: first", "b.service: from before the crash"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing; skips %v", want, skips)
		}
	}
}

// What journalctl can't read it says, and nothing else does.
func TestProgramFails(t *testing.T) {
	got, skips := messages(t, New(Options{Directory: filepath.Join(t.TempDir(), "none")}))
	if len(got) > 0 || len(skips) != 2 || !strings.Contains(skips[0].Error(), "No such file") {
		t.Errorf("%q, skips %v", got, skips)
	}
	got, skips = messages(t, New(Options{Directory: t.TempDir()}))
	if len(got) > 0 || len(skips) != 1 || !strings.Contains(skips[0].Error(), "No journal files were found") {
		t.Errorf("%q, skips %v", got, skips)
	}
	dir := makeFolder(t)
	write(t, filepath.Join(dir, machine, "cut.journal"), "LPKSHHRH")
	got, skips = messages(t, New(Options{Directory: dir}))
	if len(got) < 3 || len(skips) != 1 || !strings.Contains(skips[0].Error(), "truncated") {
		t.Errorf("%q, skips %v", got, skips)
	}
}

// Another user may not read all journals: that journalctl keeps quiet about when
// it exports.
func TestProgramDenied(t *testing.T) {
	dir := makeFolder(t)
	for parent := dir; parent != os.TempDir() && parent != "/"; parent = filepath.Dir(parent) {
		if err := os.Chmod(parent, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, mode := range map[string]fs.FileMode{"system.journal": 0o644, "system@00.journal~": 0} {
		if err := os.Chmod(filepath.Join(dir, machine, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(cmd.Environ(), scanVariable+"="+dir)
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 54321, Gid: 54321}}
	}
	cmd.Dir = "/"
	out, err := cmd.CombinedOutput()
	if err != nil || bytes.Count(out, []byte("denied: true")) != 1 || !bytes.Contains(out, []byte("item")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// Without journalctl, the journals are read from where they usually lie.
func TestNoProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	s := New(Options{})
	s.folders = [2]string{filepath.Join(t.TempDir(), "none"), filepath.Join(t.TempDir(), "none either")}
	err := s.Read(t.Context(), nil, nil)
	if !errors.Is(err, ErrNoJournal) {
		t.Errorf("Read: %v", err)
	}
	s.folders[1] = makeFolder(t)
	if got, skips := messages(t, s); !slices.Equal(got, folderMessages) || len(skips) > 0 {
		t.Errorf("%q, skips %v", got, skips)
	}
}

func TestRemarks(t *testing.T) {
	var r remarks
	fmt.Fprint(&r, "Hint: You are currently not seeing messages from other users and the system.\n"+
		"      Users in groups 'adm', 'systemd-journal' can see all messages.\n      Pass -q to turn off this notice.\n"+
		"Journal file /var/log/journal/x/user-1000.journal is truncated, ignoring file.\n\n")
	errs := r.errors()
	if len(errs) != 2 || !errors.Is(errs[0], fs.ErrPermission) || errors.Is(errs[1], fs.ErrPermission) ||
		!strings.HasSuffix(errs[0].Error(), "can see all messages. (permission denied)") || !strings.Contains(errs[1].Error(), "is truncated") {
		t.Errorf("%q", errs)
	}
	r.Write(bytes.Repeat([]byte("x"), 2*maxRemarks))
	if r.text.Len() > maxRemarks {
		t.Errorf("%d bytes are kept", r.text.Len())
	}
}

func TestSuite(t *testing.T) {
	dir := makeFolder(t)
	// An item's name is its unit, field, and the number of its entry.
	name := func(o *sources.Origin) string {
		return fmt.Sprint(o.Journal.Unit, " ", o.Journal.Field, " ", o.Journal.Time.UnixMicro()%10)
	}
	items := map[string]string{"a.service MESSAGE 1": "api_key=" + fakeKey}
	for unit, first := range map[string]string{"a.service": "first", "b.service": "from before the crash", "c.service": "of another host"} {
		items[unit+" MESSAGE 0"], items[unit+" _SYSTEMD_UNIT 0"] = first, unit
		items[unit+" _HOSTNAME 0"], items[unit+" _BOOT_ID 0"] = "web1", machine
	}
	t.Run("files", func(t *testing.T) {
		sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
			return sourcestest.Setup{Source: New(Options{Path: dir}), Items: items, ItemName: name}
		})
	})
	t.Run("program", func(t *testing.T) {
		sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
			return sourcestest.Setup{Source: New(Options{Directory: dir}), Skips: -1}
		})
	})
}
