//go:build unix

package walk

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/leakstag/leakstag/sources"
)

func TestWalkSpecialFiles(t *testing.T) { onSystems(t, checkSpecialFiles) }

func checkSpecialFiles(t *testing.T, open opener) {
	// A short path: a socket's may not be long.
	root, err := os.MkdirTemp("", "walk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	lay(t, root, "file")
	if err := unix.Mkfifo(filepath.Join(root, "fifo"), 0o644); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", filepath.Join(root, "socket"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	want := map[string]bool{"fifo": true, "socket": true}
	if os.Geteuid() == 0 && unix.Mknod(filepath.Join(root, "device"), unix.S_IFCHR|0o644, int(unix.Mkdev(1, 5))) == nil {
		want["device"] = true // /dev/zero has no end
	}
	r, err := run(t, context.Background(), Options{open: open, Root: root}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantPaths(t, r, "file")
	for name := range want {
		if !errors.Is(r.skips[name], sources.ErrSpecial) {
			t.Errorf("%s: skipped with %v", name, r.skips[name])
		}
	}
	if len(r.skips) != len(want) {
		t.Errorf("skips %v", r.skips)
	}
	if _, err := run(t, context.Background(), Options{Root: filepath.Join(root, "fifo")}, nil); !errors.Is(err, sources.ErrSpecial) {
		t.Errorf("a FIFO for a root: %v", err)
	}
}

// TestReplaced shows what becomes of names that have become something else since
// they were listed: nothing waits for a FIFO's other end, and no link is followed.
func TestReplaced(t *testing.T) { onSystems(t, checkReplaced) }

func checkReplaced(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "file", "dir/file")
	if err := unix.Mkfifo(filepath.Join(root, "fifo"), 0o644); err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	lay(t, outside, "file")
	link(t, filepath.Join(outside, "file"), filepath.Join(root, "link out"))
	link(t, "dir", filepath.Join(root, "link to dir"))
	top, err := open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer top.Close()
	for name, kind := range map[string]fs.FileMode{"fifo": fs.ModeNamedPipe, "dir": fs.ModeDir} {
		f, err := top.file(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, regular, err := f.stamp(); err != nil || regular {
			t.Errorf("a %v is taken for a file (error %v)", kind, err)
		}
		f.Close()
	}
	if _, err := top.file("link out"); err == nil {
		t.Error("a link was followed out of the folder")
	}
	for _, name := range []string{"link to dir", "file", "fifo"} {
		if _, err := top.folder(name); !isReplaced(err) {
			t.Errorf("entering %q: %v", name, err)
		}
	}
	for name, want := range map[string]fs.FileMode{"dir": fs.ModeDir, "file": 0, "link to dir": fs.ModeSymlink} {
		if kind, err := top.kind(name); kind != want || err != nil {
			t.Errorf("%q is a %v, error %v", name, kind, err)
		}
	}
	for _, name := range []string{"nothing", "file"} {
		_, err := top.kind(name + "/file")
		_, fileErr := top.file("nothing")
		if err == nil || !errors.Is(fileErr, fs.ErrNotExist) {
			t.Errorf("%q: %v, %v", name, err, fileErr)
		}
	}
}

// TestWalkUnreadable runs itself as a user whom the permissions apply to.
func TestWalkUnreadable(t *testing.T) {
	const variable = "WALK_UNREADABLE_ROOT"
	check := func(t *testing.T, root string) {
		onSystems(t, func(t *testing.T, open opener) { checkUnreadable(t, root, open) })
	}
	if root := os.Getenv(variable); root != "" {
		check(t, root)
		return
	}
	root := t.TempDir()
	lay(t, root, "readable", "file", "dir/file", "no entry/file")
	for name, mode := range map[string]fs.FileMode{"file": 0, "dir": 0, "no entry": 0o444} {
		full := filepath.Join(root, name)
		if err := os.Chmod(full, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(full, 0o755) })
	}
	if os.Geteuid() != 0 {
		check(t, root)
		return
	}
	// The test's own program and folders are for root alone.
	program := filepath.Join(root, "program")
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, self, 0o755); err != nil {
		t.Fatal(err)
	}
	for dir := root; strings.HasPrefix(dir, os.TempDir()+"/"); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const nobody = 65534
	cmd := exec.Command(program, "-test.run=^TestWalkUnreadable$", "-test.v")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), variable+"="+root)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: TestWalkUnreadable") {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}

func checkUnreadable(t *testing.T, root string, open opener) {
	r, err := run(t, context.Background(), Options{open: open, Root: root}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := r.visits["readable"]; !ok {
		t.Error("what is readable was not read")
	}
	for _, name := range []string{"file", "dir", "no entry/file"} {
		if !errors.Is(r.skips[name], fs.ErrPermission) {
			// A folder may be skipped for all of its files.
			if !errors.Is(r.skips[filepath.Dir(name)], fs.ErrPermission) {
				t.Errorf("%q: skipped with %v", name, r.skips[name])
			}
		}
	}
	for name, err := range r.skips {
		if strings.Contains(err.Error(), root) {
			t.Errorf("%q: the error repeats the path: %v", name, err)
		}
	}
	if _, err := run(t, context.Background(), Options{open: open, Root: filepath.Join(root, "dir")}, nil); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("an unreadable root: %v", err)
	}
}
