//go:build linux

package processes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	osuser "os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/shirou/gopsutil/v4/process"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

const fakeKey = "FAKE.t3-Kx9_vQ2mZ7pLw4RbN8sYc1HdUe6"

// roleVariable has the test binary be a process of another kind: see [roles].
const roleVariable = "PROCESSES_TEST_ROLE"

// roles are what the test binary can be besides a test.
var roles = map[string]func(){
	"title":   func() { overwriteArguments(os.Getenv("TITLE")) },
	"threads": manyThreads,
	"leader":  endFirstThread,
	"scan":    printAll,
}

func TestMain(m *testing.M) {
	role, ok := roles[os.Getenv(roleVariable)]
	if !ok {
		os.Exit(m.Run())
	}
	role()
	os.Stdout.WriteString("ready\n")
	os.Stdin.Read(make([]byte, 1))
}

// inRole starts the test binary in a role, as it is named by the kernel, which
// works for other users too. It gives what the process says before it is ready.
func inRole(t *testing.T, role string, credential *syscall.Credential, env []string, args ...string) (pid int, said []string) {
	t.Helper()
	cmd := exec.Command("/proc/self/exe", args...)
	cmd.Dir = "/"
	cmd.Env = append(env, roleVariable+"="+role)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, cmd)
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		if lines.Text() == "ready" {
			return cmd.Process.Pid, said
		}
		said = append(said, lines.Text())
	}
	t.Fatalf("the process in the role %q has ended", role)
	return 0, nil
}

// overwriteArguments does what setproctitle does: it writes over the memory in
// which the kernel put the arguments.
func overwriteArguments(title string) {
	rest := title
	for _, arg := range os.Args {
		memory := unsafe.Slice(unsafe.StringData(arg), len(arg)+1) // with the NUL at its end
		n := copy(memory, rest)
		rest = rest[n:]
		clear(memory[n:])
	}
}

// waiting starts a process with these arguments, after "sh -c <script>", that
// does nothing until the test ends.
func waiting(t *testing.T, credential *syscall.Credential, args ...string) int {
	t.Helper()
	cmd := exec.Command("/bin/sh", append([]string{"-c", "read x; :"}, args...)...)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
	start(t, cmd)
	return cmd.Process.Pid
}

// start runs cmd until the test ends. It ends with its standard input.
func start(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		cmd.Wait() // its exit code says nothing
	})
}

type result struct {
	fragments    map[int]sources.Fragment          // command lines, by process
	environments map[int]sources.Fragment          // by process
	pieces       map[string]map[int]map[int]string // by part, process, number
	skips        []sources.Skip
}

// readAll reads a source; fragments are copied.
func readAll(t *testing.T, ctx context.Context, o Options) result {
	t.Helper()
	var mu sync.Mutex
	r := result{
		fragments: map[int]sources.Fragment{}, environments: map[int]sources.Fragment{},
		pieces: map[string]map[int]map[int]string{"": {}, sources.Environment: {}},
	}
	err := New(o).Read(ctx, func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		f.Data = bytes.Clone(f.Data)
		p := f.Origin.Process
		if p.Piece > 0 {
			if r.pieces[p.Part][p.PID] == nil {
				r.pieces[p.Part][p.PID] = map[int]string{}
			}
			r.pieces[p.Part][p.PID][p.Piece] = string(f.Data)
			return nil
		}
		texts := r.fragments
		if p.Part == sources.Environment {
			texts = r.environments
		}
		if _, twice := texts[p.PID]; twice {
			t.Errorf("process %d: read twice", p.PID)
		}
		texts[p.PID] = f
		return nil
	}, func(o sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		r.skips = append(r.skips, sources.Skip{Origin: o, Err: err})
		return nil
	})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	return r
}

func (r result) skipOf(pid int) error {
	for _, s := range r.skips {
		if s.Origin.Process != nil && s.Origin.Process.PID == pid {
			return s.Err
		}
	}
	return nil
}

func TestRunningProcesses(t *testing.T) {
	long := strings.Repeat("x", 128<<10-1-len("--api-key=")-len(fakeKey)) + "--api-key=" + fakeKey // the longest that Linux allows
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"plain", []string{"agent", "--api-key", fakeKey}, "agent --api-key " + fakeKey},
		{"command in an argument", []string{"bash", "-c", "LOGSTAG_API_KEY=" + fakeKey + " agent"}, "bash -c 'LOGSTAG_API_KEY=" + fakeKey + " agent'"},
		{"newline", []string{"x", "[agent]\napi_key = \"" + fakeKey + "\"\n"}, "x '[agent]\napi_key = \"" + fakeKey + "\"\n'"},
		{"quotes", []string{"x", "it's " + fakeKey}, `x "it's ` + fakeKey + `"`},
		{"not UTF-8", []string{"x\xff\x80", fakeKey}, "x\xff\x80 " + fakeKey},
		{"long", []string{"x", long}, "x " + long},
		{"both quotes", []string{"x", `a='"` + fakeKey + `"'`}, `x "a='\"` + fakeKey + `\"'"`},
	}
	pieces := map[string]map[int]string{
		"newline":     {5: "[agent]\napi_key = \"" + fakeKey + "\"\n"},
		"both quotes": {5: `a='"` + fakeKey + `"'`},
	}
	before := time.Now().Add(-5 * time.Second)
	pids := make([]int, len(tests))
	for i, tt := range tests {
		pids[i] = waiting(t, nil, tt.args...)
	}
	r := readAll(t, t.Context(), Options{})
	me, err := osuser.Current()
	if err != nil {
		t.Fatal(err)
	}
	sh, err := filepath.EvalSymlinks("/bin/sh")
	if err != nil {
		t.Fatal(err)
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, ok := r.fragments[pids[i]]
			if !ok {
				t.Fatalf("not read; skipped: %v", r.skipOf(pids[i]))
			}
			if want := "/bin/sh -c 'read x; :' " + tt.want; string(f.Data) != want {
				t.Errorf("%d bytes of text, not the %d expected", len(f.Data), len(want))
			}
			if got := r.pieces[""][pids[i]]; !maps.Equal(got, pieces[tt.name]) {
				t.Errorf("%d arguments by themselves, want %d", len(got), len(pieces[tt.name]))
			}
			if f.Line != 1 || f.Column != 0 || !f.Whole() {
				t.Errorf("line %d, column %d, whole %v", f.Line, f.Column, f.Whole())
			}
			o, p := f.Origin, f.Origin.Process
			if o.Source != sources.Processes || o.Path != "" || !o.LineText {
				t.Errorf("origin: source %q, path %q, line text %v", o.Source, o.Path, o.LineText)
			}
			if p.User != me.Username || p.Executable != sh {
				t.Errorf("process of %q running %q, want %q and %q", p.User, p.Executable, me.Username, sh)
			}
			if p.Started.Before(before) || p.Started.After(time.Now().Add(5*time.Second)) {
				t.Errorf("started at %v, it is now %v", p.Started, time.Now())
			}
		})
	}
	if _, ok := r.fragments[os.Getpid()]; ok {
		t.Error("the scanner's own process was read")
	}
}

func TestExclude(t *testing.T) {
	out, in := waiting(t, nil, "out"), waiting(t, nil, "in")
	r := readAll(t, t.Context(), Options{Exclude: []int32{int32(out)}, Jobs: 1})
	if _, ok := r.fragments[out]; ok {
		t.Error("an excluded process was read")
	}
	if _, ok := r.fragments[in]; !ok {
		t.Error("another process was not read")
	}
}

// Whoever runs the tests, a process of each user that can be run is read.
func TestUsers(t *testing.T) {
	users := []syscall.Credential{{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid()), NoSetGroups: true}}
	if os.Geteuid() == 0 {
		users = append(users, syscall.Credential{Uid: 65534, Gid: 65534}, syscall.Credential{Uid: 54321, Gid: 54321})
	}
	for _, c := range users {
		number := strconv.FormatUint(uint64(c.Uid), 10)
		want := number // a user without a name
		if u, err := osuser.LookupId(number); err == nil {
			want = u.Username
		}
		pid := waiting(t, &c, "agent", "--api-key="+fakeKey)
		f, ok := readAll(t, t.Context(), Options{}).fragments[pid]
		if !ok {
			t.Errorf("the process of user %s was not read", number)
		} else if f.Origin.Process.User != want || !bytes.HasSuffix(f.Data, []byte("--api-key="+fakeKey)) {
			t.Errorf("user %q, want %q, with %d bytes of text", f.Origin.Process.User, want, len(f.Data))
		}
	}
}

// A process in a namespace of its own, as containers are, is one of the host's
// processes.
func TestNamespace(t *testing.T) {
	cmd := exec.Command("/bin/sh", "-c", "read x; :", "agent", "--api-key="+fakeKey)
	flags := uintptr(syscall.CLONE_NEWPID)
	if os.Geteuid() != 0 {
		flags |= syscall.CLONE_NEWUSER
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: flags}
	start(t, cmd)
	inside, err := os.Readlink("/proc/" + strconv.Itoa(cmd.Process.Pid) + "/ns/pid")
	outside, _ := os.Readlink("/proc/self/ns/pid")
	if err != nil || inside == outside {
		t.Fatalf("the process is in the namespace %q, the test in %q (%v)", inside, outside, err)
	}
	f, ok := readAll(t, t.Context(), Options{}).fragments[cmd.Process.Pid]
	if !ok || !bytes.HasSuffix(f.Data, []byte("--api-key="+fakeKey)) {
		t.Errorf("not read, or %d bytes", len(f.Data))
	}
}

func TestOverwrittenArguments(t *testing.T) {
	title := "agent: worker --api-key " + fakeKey
	pid, _ := inRole(t, "title", nil, []string{"TITLE=" + title}, strings.Repeat("x", 200))
	f := readAll(t, t.Context(), Options{}).fragments[pid]
	if string(f.Data) != title {
		t.Errorf("%d bytes of text, want the title's %d", len(f.Data), len(title))
	}
}

func TestZombie(t *testing.T) {
	cmd := exec.Command("/bin/sh", "-c", "exit 0")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	pid := cmd.Process.Pid
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		status, err := (&process.Process{Pid: int32(pid)}).Status()
		if err != nil || time.Now().After(end) {
			t.Fatalf("no zombie: %v, %v", status, err)
		}
		if slices.Contains(status, process.Zombie) {
			break
		}
	}
	r := readAll(t, t.Context(), Options{Environment: true})
	if _, ok := r.fragments[pid]; ok || r.skipOf(pid) != nil || len(r.environments[pid].Data) > 0 {
		t.Errorf("a zombie was read, or skipped: %v", r.skipOf(pid))
	}
}

// Processes that come and go while others are read are no error.
func TestVanishing(t *testing.T) {
	done := make(chan struct{})
	var churn sync.WaitGroup
	churn.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				exec.Command("/bin/true", "x").Run()
			}
		}
	})
	for range 20 {
		r := readAll(t, t.Context(), Options{Environment: true})
		for _, s := range r.skips {
			if s.Origin.Process != nil && errors.Is(s.Err, os.ErrNotExist) {
				t.Errorf("a process that had ended was skipped: %v", s.Err)
			}
		}
	}
	close(done)
	churn.Wait()
}

func TestSuite(t *testing.T) {
	waiting(t, nil, "agent", "--api-key", fakeKey)
	waiting(t, nil, "agent", "a\nb", `it's "both"`)
	sourcestest.Run(t, func(*testing.T) sourcestest.Setup {
		return sourcestest.Setup{
			Source:   New(Options{Environment: true}),
			ItemName: func(o *sources.Origin) string { return strconv.Itoa(o.Process.PID) },
			Skips:    -1,
		}
	})
}
