package walk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestExcludeFolders(t *testing.T) {
	root := t.TempDir()
	lay(t, root, "a/cache/f", "cache", "b/c/d/f", "b/c/f", "c/d/f")
	onSystems(t, func(t *testing.T, open opener) {
		r, err := run(t, context.Background(), Options{open: open, Root: root, ExcludeFolders: []string{"cache", "**/c/d"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := fmt.Sprint(r.paths()), "[b/c/f cache]"; got != want {
			t.Errorf("read %s, want %s", got, want)
		}
		if _, err := run(t, context.Background(), Options{open: open, Root: root, ExcludeFolders: []string{"["}}, nil); err == nil {
			t.Error("a bad glob is no error")
		}
	})
}

// TestKnown has files that are known not opened.
func TestKnown(t *testing.T) {
	root := t.TempDir()
	lay(t, root, "a/old", "a/new", "old")
	onSystems(t, func(t *testing.T, open opener) {
		for path, want := range map[string]string{root: "[a/new]", filepath.Join(root, "old"): "[]"} {
			r, err := run(t, context.Background(), Options{open: open, Root: path, Known: func(item Item, s sources.Stamp) bool {
				info, err := os.Stat(filepath.Join(item.Root, filepath.FromSlash(item.Path)))
				if err != nil || s != sources.StampOf(info) {
					t.Errorf("%s: stamp %+v: %v", item.Path, s, err)
				}
				return strings.HasSuffix(item.Path, "old")
			}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(r.paths()); got != want {
				t.Errorf("read %s, want %s", got, want)
			}
		}
	})
}
