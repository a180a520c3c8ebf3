package report

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func content(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func TestWriteFile(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	t.Setenv("TMPDIR", t.TempDir())
	path := filepath.Join(dir, "leaks.sarif")
	check := func(want string) {
		t.Helper()
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("the file holds %q: %v", got, err)
		}
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() || !isPrivate(info) {
			t.Errorf("mode %v: %v", info.Mode(), err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("%d files in the folder: %v", len(entries), err)
		}
	}
	if err := WriteFile(ctx, path, content("a long first report")); err != nil {
		t.Fatal(err)
	}
	check("a long first report")
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(ctx, path, content("second")); err != nil {
		t.Fatal(err)
	}
	check("second")

	broken := errors.New("broken")
	err := WriteFile(ctx, path, func(w io.Writer) error {
		io.WriteString(w, "half")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("a failing writer: %v", err)
	}
	check("second")
	stopped, stop := context.WithCancel(ctx)
	err = WriteFile(stopped, path, func(w io.Writer) error {
		stop()
		return content("third")(w)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	check("second")
}

func TestWriteFileRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{"", dir, filepath.Join(dir, "none", "x.json"), filepath.Join(dir, "file", "x.json")} {
		if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := WriteFile(t.Context(), path, content("x")); err == nil {
			t.Errorf("%q: no error", path)
		}
	}
}
