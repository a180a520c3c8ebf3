package odb

import (
	"path/filepath"
	"sync/atomic"
	"testing"
)

// BenchmarkEach inflates every object of a history and applies its deltas. The
// bytes are those of the objects.
func BenchmarkEach(b *testing.B) {
	r := newRepo(b)
	for seed := range uint64(40) {
		r.fill(100 + seed)
	}
	r.git(nil, "repack", "-q", "-a", "-d", "-f")
	for _, workers := range []int{1, 2} {
		b.Run(map[int]string{1: "one worker", 2: "two workers"}[workers], func(b *testing.B) {
			s, err := Open([]string{filepath.Join(r.dir, "objects")}, 20, workers)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for b.Loop() {
				var bytes atomic.Int64
				err := s.Each(b.Context(), []Kind{Commit, Tree, Blob, Tag}, workers, LimitAll(-1), Visitor{
					Visit: func(_ int, o *Object) error { bytes.Add(int64(len(o.Data))); return nil },
					Skip:  func(_ int32, _ Kind, err error) error { return err },
				})
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(bytes.Load())
			}
		})
	}
}
