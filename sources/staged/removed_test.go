package staged

import (
	"slices"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestRemoved tells which files a commit would take away, renamed ones among them.
func TestRemoved(t *testing.T) {
	r := newRepo(t)
	for _, path := range []string{"deleted", "dir/renamed", "kept", "only in the work tree"} {
		r.write(path, path)
	}
	r.commit()
	r.git("rm", "-q", "deleted")
	r.git("mv", "dir/renamed", "moved")
	r.git("rm", "-q", "--cached", "only in the work tree")
	s, err := New(Options{Path: r.dir})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Read(t.Context(), func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error { return err })
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Removed(), []string{"deleted", "dir/renamed", "only in the work tree"}; !slices.Equal(got, want) {
		t.Errorf("removed %q, want %q", got, want)
	}
}
