package ansible_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/deploy/systemd"
	"github.com/leakstag/leakstag/deploy/systemd/systemdtest"
)

// oddArguments are arguments that Ansible's templates, and systemd, would change if
// they were not quoted well.
var oddArguments = []string{"--exclude", "/srv/50% off/**", "--exclude=$HOME", `"quoted"`, `back\slash`, "it's", "", ";", "ümlaut"}

// host is a host for the role, all of it in one folder of the test.
type host struct {
	t    *testing.T
	dir  string
	vars map[string]any
}

func newHost(t *testing.T) *host {
	dir := t.TempDir()
	h := &host{t: t, dir: dir, vars: map[string]any{
		"ansible_become": false, "ansible_python_interpreter": "/usr/bin/python3", "ansible_remote_tmp": filepath.Join(dir, "tmp"),
		"leakstag_audit_binary": filepath.Join(dir, "controller", "leakstag"), "leakstag_audit_program": filepath.Join(dir, "bin", "leakstag"),
		"leakstag_audit_unit_dir": filepath.Join(dir, "units"), "leakstag_audit_owner": fmt.Sprint(os.Getuid()), "leakstag_audit_group": fmt.Sprint(os.Getgid()),
		"leakstag_audit_enable": false,
	}}
	for _, d := range []string{"bin", "units", "controller"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	h.write("controller/leakstag", "#!/bin/sh\n")
	h.write("ansible.cfg", "")
	return h
}

func (h *host) write(name, text string) {
	if err := os.WriteFile(filepath.Join(h.dir, name), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// play runs the playbook and gives what it says of the host at the end, such as
// "ok=4 changed=4".
func (h *host) play(options ...string) string {
	h.t.Helper()
	vars, err := json.Marshal(h.vars)
	if err != nil {
		h.t.Fatal(err)
	}
	h.write("vars.json", string(vars))
	args := slices.Concat([]string{"-i", "localhost,", "-c", "local", "-e", "@" + filepath.Join(h.dir, "vars.json")}, options, []string{"playbook.yml"})
	cmd := exec.CommandContext(h.t.Context(), "ansible-playbook", args...)
	cmd.Env = append(os.Environ(), "ANSIBLE_HOME="+filepath.Join(h.dir, "ansible"), "ANSIBLE_LOCAL_TEMP="+filepath.Join(h.dir, "tmp"),
		"ANSIBLE_NOCOLOR=1", "ANSIBLE_PIPELINING=1", "ANSIBLE_NOCOWS=1", "ANSIBLE_CONFIG="+filepath.Join(h.dir, "ansible.cfg"), "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "WARNING") {
		h.t.Fatalf("%v: %s", err, out)
	}
	_, recap, _ := strings.Cut(string(out), "localhost                  : ")
	return strings.Join(strings.Fields(recap), " ")
}

// wantRecap fails the test if the play has not changed that much.
func (h *host) wantRecap(got string, changed int) {
	h.t.Helper()
	if !strings.Contains(got, fmt.Sprintf("changed=%d unreachable=0 failed=0", changed)) {
		h.t.Errorf("%s, want changed=%d", got, changed)
	}
}

// TestRole runs the role against folders of this machine: first to see what it would
// do, then for good, once more, and with another time.
func TestRole(t *testing.T) {
	h := newHost(t)
	h.vars["leakstag_audit_arguments"] = oddArguments
	h.vars["leakstag_audit_writable"] = []string{"/var/lib/a b", "/50%h"}
	// Copy the program and the units, make the folders, write the settings.
	h.wantRecap(h.play("--check", "--diff"), 4)
	for _, d := range []string{"bin", "units"} {
		if entries, err := os.ReadDir(filepath.Join(h.dir, d)); err != nil || len(entries) > 0 {
			t.Fatalf("looking has changed something: %v, %v", entries, err)
		}
	}
	h.wantRecap(h.play(), 4)
	h.wantRecap(h.play(), 0)

	h.vars["leakstag_audit_calendar"] = "Mon..Fri 04:00"
	h.wantRecap(h.play(), 1)
	h.check(oddArguments)
}

// check looks at the files, and has systemd do so.
func (h *host) check(arguments []string) {
	t := h.t
	for name, want := range map[string]os.FileMode{
		"bin/leakstag": 0o755, "units/leakstag-audit.service": 0o644, "units/leakstag-audit.timer": 0o644, "units/leakstag-audit.service.d/ansible.conf": 0o644,
	} {
		info, err := os.Lstat(filepath.Join(h.dir, name))
		if err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	for _, name := range []string{systemd.ServiceName, systemd.TimerName} {
		got, err1 := os.ReadFile(filepath.Join(h.dir, "units", name))
		want, err2 := os.ReadFile(filepath.Join("..", "systemd", name))
		if err1 != nil || err2 != nil || string(got) != string(want) {
			t.Errorf("%s is not the one in deploy/systemd: %v, %v", name, err1, err2)
		}
	}
	units := filepath.Join(h.dir, "units")
	verify := exec.CommandContext(t.Context(), "systemd-analyze", "verify", "./"+systemd.ServiceName, "./"+systemd.TimerName)
	verify.Dir = units
	// The units are found by their paths, the settings in systemd's.
	verify.Env = append(os.Environ(), "SYSTEMD_UNIT_PATH="+units+":")
	if out, err := verify.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %s", err, out)
	}
	unit := systemdtest.Load(t, units, systemd.ServiceName)
	want := []string{filepath.Join(h.dir, "bin", "leakstag"), "audit"}
	for _, a := range arguments {
		want = append(want, strings.ReplaceAll(a, "$", "$$"))
	}
	if got := unit.Command(t); !slices.Equal(got, want) {
		t.Errorf("systemd would run %q, want %q", got, want)
	}
	if got := unit.Value(t, "ReadWritePaths"); got != "/var/lib/a b /50%h" {
		t.Errorf("it may write to %s", got)
	}
	timer := systemdtest.Load(t, units, systemd.TimerName)
	if got := timer.Value(t, "OnCalendar"); !strings.Contains(got, "Mon..Fri *-*-* 04:00:00") {
		t.Errorf("the time is %q", got)
	}
}

func TestSyntax(t *testing.T) {
	newHost(t).play("--syntax-check")
}
