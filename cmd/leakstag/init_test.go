package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// maxInitAllocs lets a package have a sync.OnceValue or two, which allocates twice
// each.
const maxInitAllocs = 4

// TestNothingAtStart builds the program and has the runtime tell what each package
// of ours did before main: the program is started for each commit, so that must be
// nothing.
func TestNothingAtStart(t *testing.T) {
	program := filepath.Join(t.TempDir(), "leakstag.exe")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), program, "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		// init PACKAGE @0.5 ms, 0.01 ms clock, 320 bytes, 4 allocs
		fields := strings.Fields(line)
		if len(fields) != 11 || fields[0] != "init" {
			continue
		}
		seen++
		allocs, err := strconv.Atoi(fields[9])
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		ours := fields[1] == "main" || strings.HasPrefix(fields[1], "github.com/leakstag/leakstag/")
		if ours && allocs > maxInitAllocs {
			t.Errorf("%s allocates %d times: make it a function, or sync.OnceValue", fields[1], allocs)
		}
		if fields[1] == "net/http" || fields[1] == "github.com/go-git/go-git/v5" {
			t.Errorf("%s is linked, which takes a third of the start", fields[1])
		}
	}
	if seen < 50 {
		t.Errorf("the runtime told of %d packages only", seen)
	}
}
