package templates

import (
	"context"
	"os"
	"path/filepath"
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
