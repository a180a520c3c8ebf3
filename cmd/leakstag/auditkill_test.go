//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestAuditKilled kills audits, or asks them to end, at random moments. Whatever was new is reported by
// the killed one, as a whole, or by the next, and that one finds what one without a
// state finds.
func TestAuditKilled(t *testing.T) {
	h := newRandomHost(t, 99)
	state := filepath.Join(t.TempDir(), "audit.state")
	random := rand.New(rand.NewPCG(7, 7))
	took := 40 * time.Millisecond
	killed := 0
	for round := range 15 {
		name := fmt.Sprintf("round%d.log", round)
		h.write("var/log/app/"+name, []byte("api_key="+planted[round%len(planted)]+"\n"))
		before, err := os.ReadFile(state)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "leakstag", "audit", "--root", h.root, "--state", state, "-f", "json")
		var out bytes.Buffer
		cmd.Stdout = &out
		began := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		signal := []os.Signal{syscall.SIGKILL, syscall.SIGKILL, syscall.SIGTERM}[round%3]
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(took))), func() { cmd.Process.Signal(signal) })
		cmd.Wait() // with whatever it ends
		timer.Stop()
		if cmd.ProcessState.ExitCode() == -1 {
			killed++
		} else {
			took = max(20*time.Millisecond, time.Since(began))
		}
		after, err := os.ReadFile(state)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		told := strings.Contains(out.String(), name)
		if !told && signal == syscall.SIGKILL && !bytes.Equal(before, after) {
			t.Errorf("round %d: what was not reported is known", round)
		}
		got := auditJSON(t, h.root, state)
		isNew := slices.ContainsFunc(placesOfFindings(got), func(s string) bool { return strings.Contains(s, name) })
		for _, f := range got {
			if strings.HasSuffix(f.Path, name) && f.State != "new" && !told {
				t.Errorf("round %d: %s was never reported", round, name)
			}
		}
		want := placesOfFindings(auditJSON(t, h.root, filepath.Join(t.TempDir(), "fresh.state")))
		if !isNew || !slices.Equal(placesOfFindings(got), want) {
			t.Errorf("round %d: a run after a killed one finds something else", round)
		}
		if entries, err := os.ReadDir(filepath.Dir(state)); err != nil || len(entries) != 2 {
			t.Errorf("round %d: %d files beside the state: %v", round, len(entries), err)
		}
	}
	if killed == 0 {
		t.Error("none was killed")
	}
}
