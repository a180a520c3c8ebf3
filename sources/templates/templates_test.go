package templates

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

func TestSource(t *testing.T) {
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		root := t.TempDir()
		want := map[string]string{}
		for name, template := range map[string]bool{
			"main.tf":                       true,
			"live/prod/Prod.TFVARS":         true,
			"Dockerfile":                    true,
			"build/dockerfile":              true,
			"build/Dockerfile.agent":        true,
			"chart/templates/agent.yaml":    true,
			"a/b/charts/x/templates/c.yaml": true,
			"deploy/templates":              false,
			".env":                          true,
			"app/.env.production":           true,
			".github/workflows/ci.yml":      true,
			"x/.github/workflows/ci.yml":    false,
			"main.go":                       false,
			"notes/main.tf.txt":             false,
			"chart/values.yaml":             false,
			"vendored/main.tf":              false,
		} {
			full := filepath.Join(root, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(full, []byte("text of "+name), 0o644); err != nil {
				t.Fatal(err)
			}
			if template {
				want[name] = "text of " + name
			}
		}
		if err := os.WriteFile(filepath.Join(root, "large.tf"), make([]byte, 2000), 0o644); err != nil {
			t.Fatal(err)
		}
		return sourcestest.Setup{
			Source: New(Options{
				Root: root, Exclude: []string{"vendored/"}, MaxFileSize: 1000,
				Patterns: []string{"*.tf", "*.tfvars", "Dockerfile{,.*}", "**/templates/**/*.yaml", ".env*", ".github/workflows/*.yml"},
			}),
			Items: want,
			Skips: 1,
		}
	})
}

func TestBadPattern(t *testing.T) {
	err := New(Options{Root: t.TempDir(), Patterns: []string{"a["}}).Read(context.Background(), nil, nil)
	if err == nil {
		t.Error("a pattern that is none was taken")
	}
}

func TestSingleFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.tf")
	if err := os.WriteFile(name, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]int{"*.tf": 1, "*.yaml": 0} {
		emits := 0
		err := New(Options{Root: name, Patterns: []string{pattern}}).Read(context.Background(),
			func(sources.Fragment) error { emits++; return nil }, func(_ sources.Origin, err error) error { return err })
		if err != nil || emits != want {
			t.Errorf("%s: %d fragments, want %d, error %v", pattern, emits, want, err)
		}
	}
}

// TestArchives reads the templates in archives, whatever these are called, and
// nothing else in them.
func TestArchives(t *testing.T) {
	in := t.TempDir()
	for _, name := range []string{"main.tf", "main.go", ".github/workflows/ci.yml", "x/notes"} {
		write(t, in, name, "text of "+name)
	}
	run := func(program ...string) string {
		cmd := exec.Command(program[0], program[1:]...)
		cmd.Dir = in
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s, which the tests need: %v", program[0], err)
		}
		return string(out)
	}
	archive := run("tar", "cz", ".")
	single := run("gzip", "-c", "main.tf")
	other := run("gzip", "-c", "main.go")
	zipped := run("zip", "-q", "-r", "-", ".")
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		root := t.TempDir()
		write(t, root, "backup", archive)
		write(t, root, "app.jar", zipped)
		write(t, root, "live/main.tf.gz", single)
		write(t, root, "live/main.go.gz", other)
		write(t, root, "main.tf", "plain")
		write(t, root, "main.go", "plain")
		write(t, root, "cut.zip", zipped[:10])
		write(t, root, "large.tgz", archive+strings.Repeat("\x00", 3000))
		write(t, root, "large", archive+strings.Repeat("\x00", 3000))
		write(t, root, "large.txt", strings.Repeat("text\n", 1000))
		return sourcestest.Setup{
			Source: New(Options{Root: root, MaxFileSize: 2500, Patterns: []string{"*.tf", ".github/workflows/*.yml"}}),
			Items: map[string]string{
				"main.tf": "plain", "live/main.tf.gz": "text of main.tf",
				"backup!main.tf": "text of main.tf", "backup!.github/workflows/ci.yml": "text of .github/workflows/ci.yml",
				"app.jar!main.tf": "text of main.tf", "app.jar!.github/workflows/ci.yml": "text of .github/workflows/ci.yml",
			},
			Skips: 3, // both large archives, the cut one
		}
	})
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	full := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
