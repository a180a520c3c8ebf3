package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestProfile(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("nothing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	profiles := filepath.Join(dir, "new", "profiles")
	var out, errs bytes.Buffer
	if code := run([]string{"scan", "--pprof", profiles, "files:" + filepath.Join(dir, "a.txt")}, streams{in: strings.NewReader(""), out: &out, err: &errs}); code != exitClean {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	// What a profile says of paths and names is for its owner.
	info, err := os.Stat(profiles)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o700 {
		t.Errorf("the folder has the mode %v", mode)
	}
	for _, name := range []string{"cpu.pprof", "heap.pprof"} {
		checkProfile(t, filepath.Join(profiles, name))
	}
}

// checkProfile checks that a file is a profile: packed with gzip, and not empty
// (https://github.com/google/pprof/blob/main/proto/README.md).
func checkProfile(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if n, err := io.Copy(io.Discard, unpacked); err != nil || n == 0 {
		t.Errorf("%s: %d bytes, error %v", path, n, err)
	}
}

// TestProfileFailure expects a failure, and nothing scanned, where the profiles
// cannot be written.
func TestProfileFailure(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(file, []byte("nothing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "cpu.pprof"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, folder := range map[string]string{"below a file": filepath.Join(file, "profiles"), "a file is in the way": file, "a folder is in the way": taken} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run([]string{"scan", "--pprof", folder, "files:" + file}, streams{in: strings.NewReader(""), out: &out, err: &errs})
			if code != exitFailure || !strings.Contains(errs.String(), "--pprof: ") || out.Len() > 0 {
				t.Errorf("exit code %d, output %q, message %q", code, out.String(), errs.String())
			}
		})
	}
}
