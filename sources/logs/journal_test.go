//go:build linux

package logs

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// A journal's files lie among the logs, and may be compressed once more. What is
// long in them is compressed, so that a search for bytes would not find it.
func TestJournal(t *testing.T) {
	message := "api_key=FAKE.l8Tz-42mWc_n5RbX7vLpK9hYgQ3sE"
	for i := range 1000 {
		message += fmt.Sprintf(" %x", i*i*i)
	}
	root := t.TempDir()
	path := filepath.Join(root, "journal", "system.journal")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/lib/systemd/systemd-journal-remote", "-o", path, "-")
	cmd.Stdin = strings.NewReader("__REALTIME_TIMESTAMP=1700000000000000\n__MONOTONIC_TIMESTAMP=1\n" +
		"_BOOT_ID=0123456789abcdef0123456789abcdef\nMESSAGE=" + message + "\n_SYSTEMD_UNIT=a.service\n\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("systemd-journal-remote, which the tests need: %v\n%s", err, out)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(file), "FAKE") {
		t.Fatal("the message was not compressed: this tests nothing")
	}
	write(t, root, "old.journal.zst", pack(t, string(file), "zstd"))
	write(t, root, "cut.journal.gz", pack(t, string(file), "gzip")[:len(file)/20000])
	var mu sync.Mutex
	var read []string
	skips := 0
	err = New(Options{Root: root}).Read(t.Context(), func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		if j := f.Origin.Journal; j != nil && j.Unit == "a.service" && string(f.Data) == message {
			read = append(read, f.Origin.Path)
		}
		return nil
	}, func(o sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		skips++
		return nil
	})
	slices.Sort(read)
	if err != nil || !slices.Equal(read, []string{"journal/system.journal", "old.journal.zst"}) || skips != 1 {
		t.Errorf("read in %q, %d skips, error %v", read, skips, err)
	}
}
