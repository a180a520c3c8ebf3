//go:build !windows

package report

import (
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

func isPrivate(info fs.FileInfo) bool { return info.Mode().Perm() == fileMode }

func TestWriteFileReplacesLink(t *testing.T) {
	dir := t.TempDir()
	victim, link := filepath.Join(dir, "victim"), filepath.Join(dir, "report.json")
	if err := os.WriteFile(victim, []byte("untouched"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(victim, link); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(t.Context(), link, content("report")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(victim); string(got) != "untouched" {
		t.Errorf("the link's target holds %q: %v", got, err)
	}
	if info, err := os.Lstat(link); err != nil || !info.Mode().IsRegular() || !isPrivate(info) {
		t.Errorf("the link: %v", err)
	}
}

func TestWriteFileToFIFO(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string)
	go func() {
		got, err := os.ReadFile(fifo)
		if err != nil {
			t.Error(err)
		}
		read <- string(got)
	}()
	if err := WriteFile(t.Context(), fifo, content("through the pipe")); err != nil {
		t.Error(err)
	}
	if got := <-read; got != "through the pipe" {
		t.Errorf("read %q", got)
	}
	if info, err := os.Lstat(fifo); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
		t.Error("the FIFO was replaced")
	}
}

// The test runs itself with standard output in a file that holds something.
func TestWriteFileToStdout(t *testing.T) {
	if os.Getenv("REPORT_TEST_STDOUT") == "1" {
		if err := WriteFile(t.Context(), "/dev/stdout", func(w io.Writer) error {
			_, err := io.WriteString(w, "report\n")
			return err
		}); err != nil {
			t.Error(err)
		}
		os.Exit(0) // so that the test's own words do not follow
	}
	path := filepath.Join(t.TempDir(), "out")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := out.WriteString("before\n"); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestWriteFileToStdout$")
	cmd.Env = append(os.Environ(), "REPORT_TEST_STDOUT=1")
	cmd.Stdout = out
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); string(got) != "before\nreport\n" {
		t.Errorf("the file holds %q: %v", got, err)
	}
}

func TestWriteFileToDevice(t *testing.T) {
	if err := WriteFile(t.Context(), os.DevNull, content("x")); err != nil {
		t.Error(err)
	}
}
