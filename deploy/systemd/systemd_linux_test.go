package systemd_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/deploy/systemd"
	"github.com/leakstag/leakstag/deploy/systemd/systemdtest"
)

// oddNames are names of folders, and arguments, in which systemd sees something
// else if they are not quoted well.
var oddNames = []string{
	"plain", "two words", "100%h", "%%", "$HOME", "${HOME}", "$$", `back\slash`, `\x41`, `"quoted"`, "it's", ";", "#no comment", "ümlaut", "*", "~", "a=b", "-", "@x", "+x", "!x",
}

// units writes both units for this program into a folder.
func units(t *testing.T, program string, args, writable []string) string {
	dir := t.TempDir()
	service, err := systemd.Service(program, args, writable)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{systemd.ServiceName: service, systemd.TimerName: systemd.Timer()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestVerify has systemd look at the units, for programs in folders with odd names:
// it finds each, and has nothing to say. Those that it would refuse get no unit.
func TestVerify(t *testing.T) {
	for _, name := range oddNames {
		bin := filepath.Join(t.TempDir(), name)
		program := filepath.Join(bin, "leakstag")
		if err := os.Mkdir(bin, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(program, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(name, `"'\`) {
			if _, err := systemd.Service(program, nil, nil); err == nil {
				t.Errorf("in %q: there is a unit, which systemd refuses", name)
			}
			continue
		}
		cmd := exec.CommandContext(t.Context(), "systemd-analyze", "verify", "./"+systemd.ServiceName, "./"+systemd.TimerName)
		cmd.Dir = units(t, program, oddNames, []string{bin})
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("in %q: %v: %s", name, err, out)
		}
	}
}

// maxExposure is the greatest exposure that systemd may see in the service, in
// tenths: it is that of a service that is root, reads all and knows of processes.
const maxExposure = 20

func TestExposure(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold="+strconv.Itoa(maxExposure), "./"+systemd.ServiceName)
	cmd.Dir = units(t, "/bin/sh", nil, nil)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// TestArguments has systemd itself say how it understands the units.
func TestArguments(t *testing.T) {
	unit := systemdtest.Load(t, units(t, "/bin/sh", oddNames, []string{"/a b", "/50%h", `/q"\`}), systemd.ServiceName)
	want := []string{"/bin/sh", "audit"}
	for _, a := range oddNames {
		want = append(want, strings.ReplaceAll(a, "$", "$$")) // undone when it is started
	}
	if got := unit.Command(t); !slices.Equal(got, want) {
		t.Errorf("it would run %q, want %q", got, want)
	}
	for what, want := range map[string]string{
		"ReadWritePaths": `/a b /50%h /q"\`, "CapabilityBoundingSet": "cap_dac_read_search",
		"PrivateTmp": "no", "PrivateNetwork": "yes", "ProtectSystem": "strict", "UMask": "0077",
	} {
		if got := unit.Value(t, what); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
}
