package stdin

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

func TestSource(t *testing.T) {
	text := strings.Repeat("piped in: é 日本\n", 20_000)
	readers := map[string]func(t *testing.T) io.Reader{
		"memory": func(*testing.T) io.Reader { return strings.NewReader(text) },
		"file": func(t *testing.T) io.Reader {
			f, err := os.Create(t.TempDir() + "/f")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { f.Close() })
			if _, err := f.WriteString(text); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				t.Fatal(err)
			}
			return f
		},
	}
	for name, open := range readers {
		t.Run(name, func(t *testing.T) {
			sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
				return sourcestest.Setup{Source: New(open(t), Options{Name: "standard input"}), Items: map[string]string{"standard input": text}}
			})
		})
	}
	t.Run("failing", func(t *testing.T) {
		sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
			r := io.MultiReader(strings.NewReader("start"), iotest.ErrReader(errors.New("broken")))
			return sourcestest.Setup{Source: New(r, Options{Name: "x"}), Items: map[string]string{"x": "start"}, Skips: 1}
		})
	})
}

func TestPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	go func() {
		defer w.Close()
		for range 3 {
			io.WriteString(w, "part ")
			time.Sleep(60 * time.Millisecond)
		}
	}()
	got := ""
	err = New(r, Options{Name: ""}).Read(context.Background(), func(f sources.Fragment) error { got += string(f.Data); return nil },
		func(_ sources.Origin, err error) error { return err })
	if err != nil || got != "part part part " {
		t.Errorf("%q, error %v", got, err)
	}
}

// TestCancelWhileWaiting stops sources whose readers have nothing to give.
func TestCancelWhileWaiting(t *testing.T) {
	file, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	defer w.Close()
	memory, feed := io.Pipe()
	defer feed.Close()
	for name, r := range map[string]io.Reader{"file": file, "closer": memory} {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(20*time.Millisecond, cancel)
		started := time.Now()
		err := New(r, Options{Name: name}).Read(ctx, func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error {
			t.Errorf("%s: skipped: %v", name, err)
			return nil
		})
		if !errors.Is(err, context.Canceled) || time.Since(started) > time.Second {
			t.Errorf("%s: error %v after %v", name, err, time.Since(started))
		}
	}
}

func TestArchive(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"key": "FAKE\n", "other": strings.Repeat("line\n", 100_000)} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		tar := exec.Command("tar", "cz", "-C", root, "./key", "other")
		out, err := tar.Output()
		if err != nil {
			t.Fatalf("tar, which the tests need: %v", err)
		}
		return sourcestest.Setup{
			Source: New(bytes.NewReader(out), Options{Name: "stdin"}),
			Items:  map[string]string{"stdin!key": "FAKE\n", "stdin!other": strings.Repeat("line\n", 100_000)},
		}
	})
}
