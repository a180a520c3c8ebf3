package systemd_test

import (
	"os"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/deploy/systemd"
)

// TestServiceAsCopied has the service for the usual place say what the file says
// that an operator copies.
func TestServiceAsCopied(t *testing.T) {
	file, err := os.ReadFile(systemd.ServiceName)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := systemd.Service("/usr/local/bin/leakstag", nil, nil); err != nil || got != string(file) {
		t.Errorf("it differs: %v\n%s", err, got)
	}
}

func TestServiceElsewhere(t *testing.T) {
	got, err := systemd.Service("/opt/my tools/leakstag", []string{"--exclude", "*.iso", "--textfile=/a/b.prom", ""}, []string{"/a", "/50%"})
	want := "\nExecStart=\"/opt/my tools/leakstag\" audit --exclude *.iso --textfile=/a/b.prom \"\"\nReadWritePaths=/a\nReadWritePaths=/50%%\n"
	if err != nil || !strings.Contains(got, want) {
		t.Errorf("%v; it lacks %q:\n%s", err, want, got)
	}
	if n := strings.Count(got, "\nExecStart="); n != 1 {
		t.Errorf("it has %d commands", n)
	}
}
