package odb

import (
	"bytes"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// BenchmarkEach inflates every object of a history and applies its deltas. The
// bytes are those of the objects.
func BenchmarkEach(b *testing.B) {
	r := newRepo(b)
	var in bytes.Buffer
	for c := range 1000 {
		fmt.Fprintf(&in, "commit refs/heads/main\ncommitter A <a@x> %d +0000\ndata 2\nm\n", 1000000000+c)
		var text bytes.Buffer
		for line := range 400 {
			version := 0
			if line%50 == c/20%50 {
				version = c
			}
			fmt.Fprintf(&text, "setting.%d.%d = %x\n", c%20, line, uint32(line*2654435761+version))
		}
		fmt.Fprintf(&in, "M 100644 inline d%d/f%d\ndata %d\n%s\n", c%4, c%20, text.Len(), text.Bytes())
	}
	r.git(in.Bytes(), "fast-import", "--quiet", "--force")
	r.git(nil, "repack", "-q", "-a", "-d", "-f")
	for _, workers := range []int{1, 2} {
		b.Run(map[int]string{1: "one worker", 2: "two workers"}[workers], func(b *testing.B) {
			s, err := Open([]string{filepath.Join(r.dir, "objects")}, 20, workers)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for b.Loop() {
				var size atomic.Int64
				err := s.Each(b.Context(), []Kind{Commit, Tree, Blob, Tag}, workers, LimitAll(-1), Visitor{
					Visit: func(_ int, o *Object) error { size.Add(int64(len(o.Data))); return nil },
					Skip:  func(_ int32, _ Kind, err error) error { return err },
				})
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(size.Load())
			}
		})
	}
}
