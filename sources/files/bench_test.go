package files

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// BenchmarkRead reads trees whose files are in the system's cache. Nothing looks
// at the text: what is measured is the way to it.
func BenchmarkRead(b *testing.B) {
	for _, tree := range []struct {
		name                 string
		folders, files, size int
	}{
		{"small files", 50, 100, 200},
		{"middling files", 50, 10, 20 << 10},
		{"long files", 1, 8, 8 << 20},
	} {
		b.Run(tree.name, func(b *testing.B) {
			root := b.TempDir()
			text := []byte(strings.Repeat("a line of some text that is 40 bytes...\n", tree.size/40))
			for i := range tree.folders * tree.files {
				folder := filepath.Join(root, fmt.Sprint(i/tree.files))
				if err := os.MkdirAll(folder, 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(folder, fmt.Sprint(i)), text, 0o644); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(tree.folders * tree.files * len(text)))
			b.ReportAllocs()
			source := New(Options{Root: root})
			for b.Loop() {
				err := source.Read(context.Background(), func(sources.Fragment) error { return nil },
					func(_ sources.Origin, err error) error { return err })
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
