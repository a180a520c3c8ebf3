//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/cmd/leakstag/internal/auditstate"
	"golang.org/x/sys/unix"
)

// auditFor audits a small host, to see its result.
func auditFor(t *testing.T) *auditResult {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"var/log/app.log":       "api_key=" + planted[0] + "\nLOGSTAG_DB_PASSWORD=FAKE-horse\n",
		"etc/logstag/\n\"x.env": "LOGSTAG_API_KEY=" + planted[1] + "\n",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o := &auditOptions{root: root, state: filepath.Join(t.TempDir(), "state"), scan: scanOptions{format: "text", failOn: "error", progress: "never", jobs: 1}}
	a, err := newAuditRun(streams{}, o, auditstate.New())
	if err != nil {
		t.Fatal(err)
	}
	result, err := a.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestSyslogDatagrams(t *testing.T) {
	r := auditFor(t)
	entries, err := auditEntries(r)
	if err != nil || len(entries) != 4 {
		t.Fatalf("%d entries: %v", len(entries), err)
	}
	for name, format := range map[string]func(logEntry) []byte{"syslog": syslogEntry, "journald": journalEntry} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "socket")
			conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			sent := make(chan error, 1)
			go func() { sent <- sendEntries(path, format, entries) }()
			rules := 0
			for i := range entries {
				buf := make([]byte, 64<<10)
				if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
					t.Fatal(err)
				}
				n, err := conn.Read(buf)
				if err != nil {
					t.Fatal(err)
				}
				got := buf[:n]
				if found := leaks(got); len(found) > 0 {
					t.Errorf("datagram %d holds %v", i, found)
				}
				message := checkDatagram(t, name, got)
				var v struct{ Type, Rule string }
				if err := json.Unmarshal(message, &v); err != nil {
					t.Errorf("datagram %d: %v", i, err)
				}
				if want := map[bool]string{true: "audit", false: "finding"}[i == len(entries)-1]; v.Type != want {
					t.Errorf("datagram %d: type %q, want %q", i, v.Type, want)
				}
				if v.Rule != "" {
					rules++
				}
			}
			if err := <-sent; err != nil || rules != 3 {
				t.Errorf("%d findings: %v", rules, err)
			}
		})
	}
}

// checkDatagram checks what is around the JSON of a datagram and gives that.
func checkDatagram(t *testing.T, name string, got []byte) []byte {
	t.Helper()
	if name == "syslog" {
		head, message, ok := bytes.Cut(got, []byte(" leakstag["))
		if !ok || !bytes.HasPrefix(head, []byte("<8")) || bytes.IndexByte(got, '\n') >= 0 {
			t.Errorf("head %q", head)
		}
		if _, err := time.Parse(time.Stamp, string(head[4:])); err != nil {
			t.Error(err)
		}
		_, message, _ = bytes.Cut(message, []byte(": "))
		return message
	}
	fields := map[string]string{}
	for line := range bytes.Lines(got) {
		k, v, ok := strings.Cut(strings.TrimSuffix(string(line), "\n"), "=")
		if !ok || fields[k] != "" {
			t.Errorf("field %q", line)
		}
		fields[k] = v
	}
	if fields["SYSLOG_IDENTIFIER"] != "leakstag" || fields["PRIORITY"] == "" {
		t.Errorf("fields %v", fields)
	}
	return []byte(fields["MESSAGE"])
}

func TestSendEntriesWithoutSocket(t *testing.T) {
	err := sendEntries(filepath.Join(t.TempDir(), "none"), syslogEntry, nil)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// TestTextfile has Prometheus's own tool check the metrics.
func TestTextfile(t *testing.T) {
	r := auditFor(t)
	path := filepath.Join(t.TempDir(), "leakstag.prom")
	if err := writeTextfile(path, r); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`leakstag_audit_findings{state="new",level="error"} 2`, `leakstag_audit_findings{state="new",level="warning"} 1`,
		`leakstag_audit_findings{state="gone",level="error"} 0`, `leakstag_audit_keys 3`, `leakstag_audit_skipped_items 0`,
	} {
		if !strings.Contains("\n"+string(text), "\n"+line+"\n") {
			t.Errorf("there is no line %s", line)
		}
	}
	if found := leaks(text); len(found) > 0 {
		t.Errorf("the metrics hold %v", found)
	}
	cmd := exec.CommandContext(t.Context(), "promtool", "check", "metrics")
	cmd.Stdin = bytes.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("promtool: %v: %s", err, out)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v: %v", info.Mode(), err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("%d files: %v", len(entries), err)
	}
	if err := writeTextfile(filepath.Join(path, "x.prom"), r); err == nil {
		t.Error("no error where there is no folder")
	}
}

// TestLowerPriority looks at the priority of an audit that waits for somebody to
// read its report.
func TestLowerPriority(t *testing.T) {
	for _, flag := range []string{"", "--no-nice"} {
		fifo := filepath.Join(t.TempDir(), "report.json")
		if err := unix.Mkfifo(fifo, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "leakstag", "audit", "--root", t.TempDir(), "--state", filepath.Join(t.TempDir(), "s"), "-o", fifo)
		if flag != "" {
			cmd.Args = append(cmd.Args, flag)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		want, wantIO := priorityOf(t, os.Getpid())
		if flag == "" {
			want, wantIO = "19", 3
		}
		if nice, io := settledPriority(t, cmd.Process.Pid, want, wantIO); nice != want || io != wantIO {
			t.Errorf("%q: nice %s, I/O class %d", flag, nice, io)
		}
		if text, err := os.ReadFile(fifo); err != nil || len(text) == 0 {
			t.Errorf("%q: a report of %d bytes: %v", flag, len(text), err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%q: %v", flag, err)
		}
	}
}

// settledPriority waits until a process has this niceness, and I/O of this class.
func settledPriority(t *testing.T, pid int, want string, wantIO int) (nice string, io int) {
	t.Helper()
	for range 100 {
		if nice, io = priorityOf(t, pid); nice == want && io == wantIO {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nice, io
}

// priorityOf gives the niceness of a process, as proc(5) has it, and the class of
// its I/O.
func priorityOf(t *testing.T, pid int) (nice string, io int) {
	t.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	n, _, _ := unix.Syscall(unix.SYS_IOPRIO_GET, ioprioWhoProcess, uintptr(pid), 0)
	return strings.Fields(rest)[16], int(n) >> 13
}
