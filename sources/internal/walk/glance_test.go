package walk

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestGlance visits files that are not wanted, and tells of nothing else about
// them.
func TestGlance(t *testing.T) { onSystems(t, checkGlance) }

func checkGlance(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "a.tf", "b.txt", "large.txt", "large.tf", "out/c.txt", "sub/d.tf", "sub/e.txt")
	for _, name := range []string{"large.txt", "large.tf"} {
		if err := os.Truncate(filepath.Join(root, name), 5000); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	unwanted := map[string]bool{}
	o := Options{
		open: open, Root: root, MaxFileSize: 1000, Glance: true, Exclude: []string{"out/"},
		Match: func(path string) bool { return strings.HasSuffix(path, ".tf") },
	}
	r, err := run(t, context.Background(), o, func(f File) error {
		mu.Lock()
		defer mu.Unlock()
		unwanted[f.Path] = f.Unwanted
		return nil
	})
	if err != nil || len(r.skips) != 1 || r.skips["large.tf"] == nil {
		t.Errorf("error %v, skips %v", err, r.skips)
	}
	wantPaths(t, r, "a.tf", "b.txt", "large.txt", "sub/d.tf", "sub/e.txt")
	for path, is := range unwanted {
		if is != strings.HasSuffix(path, ".txt") {
			t.Errorf("%s: unwanted %v", path, is)
		}
	}
	for _, name := range []string{"a.tf", "b.txt"} {
		o.Root = filepath.Join(root, name)
		if r, err := run(t, context.Background(), o, nil); err != nil || len(r.visits) != 1 {
			t.Errorf("%s alone: visited %q, error %v", name, r.paths(), err)
		}
	}
}

// TestReadAt reads a file at any place, before and after it was read.
func TestReadAt(t *testing.T) { onSystems(t, checkReadAt) }

func checkReadAt(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "name of ten")
	_, err := run(t, context.Background(), Options{open: open, Root: root}, func(f File) error {
		buf := make([]byte, 4)
		if n, err := f.At.ReadAt(buf, 5); n != 4 || err != nil || string(buf) != "of t" {
			t.Errorf("%q, error %v", buf, err)
		}
		if n, err := f.At.ReadAt(buf, 9); n != 2 || err != io.EOF || string(buf[:n]) != "en" {
			t.Errorf("%q, error %v", buf[:n], err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
