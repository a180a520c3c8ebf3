package staged

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/gittest"
)

// before reads what there was before: "path: text".
func before(t *testing.T, dir string) []string {
	t.Helper()
	s, err := New(Options{Path: dir, Before: true})
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var out []string
	err = s.Read(context.Background(), func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		out = append(out, fmt.Sprintf("%s, %s: %s", f.Origin.Path, f.Origin.Tracking, f.Data))
		return nil
	}, func(o sources.Origin, err error) error {
		t.Errorf("skipped %s: %v", o.Path, err)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestBefore(t *testing.T) {
	r := gittest.New(t)
	r.Write("new", "x")
	r.Git("add", "new")
	if got := before(t, r.Dir); len(got) > 0 {
		t.Errorf("before the first commit there was %q", got)
	}
	r.Write("changed", "old")
	r.Write("gone", "old")
	r.Write("moved", "old and moved")
	r.Write("same", "same")
	r.Commit("first")
	r.Write("changed", "new")
	r.Git("rm", "-q", "gone")
	r.Git("mv", "moved", "here")
	r.Git("add", "-A")
	want := []string{"changed, tracked: old", "gone, untracked: old", "moved, untracked: old and moved"}
	if got := before(t, r.Dir); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
