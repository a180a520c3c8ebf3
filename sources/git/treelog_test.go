package git

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestTreeLog makes of the log what each tree holds, and compares it with the
// tree itself: with trees that git has stored as differences to others, in long
// families, of few and of many entries.
func TestTreeLog(t *testing.T) {
	r := newRepo(t)
	random := rand.New(rand.NewPCG(7, 7))
	var in strings.Builder
	for c := range 400 {
		fmt.Fprintf(&in, "commit refs/heads/main\ncommitter A <a@x> %d +0000\ndata 1\nm\n", 1_600_000_000+c)
		for range 1 + random.IntN(6) {
			path := fmt.Sprintf("d%d/sub%d/file-%d", random.IntN(3), random.IntN(4), random.IntN(90))
			switch random.IntN(6) {
			case 0:
				fmt.Fprintf(&in, "D %s\n", path)
			case 1:
				fmt.Fprintf(&in, "M 160000 %040x %s\n", random.Uint64(), path)
			default:
				fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n%x\n", path, 16, fmt.Appendf(nil, "%08x", random.Uint32()))
			}
		}
	}
	r.GitIn(in.String(), "fast-import", "--quiet", "--force")
	for _, args := range [][]string{{"--depth=250", "--window=100"}, {"--depth=1"}, {"--depth=4000", "--window=400"}} {
		r.Git(append([]string{"repack", "-q", "-a", "-d", "-f"}, args...)...)
		for _, jobs := range []int{1, 4} {
			checkTreeLog(t, r, jobs)
		}
	}
}

func checkTreeLog(t *testing.T, r *testRepo, jobs int) {
	t.Helper()
	s, err := New(Options{Path: r.Dir, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Read(t.Context(), func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error { return err }); err != nil {
		t.Fatal(err)
	}
	log := s.last.trees
	order := func(a, b loggedEntry) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.object, b.object))
	}
	made := map[int32][]loggedEntry{} // by record
	var entriesOf func(rec int32) []loggedEntry
	entriesOf = func(rec int32) []loggedEntry {
		if list, ok := made[rec]; ok {
			return list
		}
		var list []loggedEntry
		if base := log.bases[rec]; base >= 0 {
			list = slices.Clone(entriesOf(base))
		}
		r := log.record(rec)
		for c, ok := r.next(); ok; c, ok = r.next() {
			if c.gone >= 0 {
				i := slices.Index(list, loggedEntry{c.gone, c.name})
				if i < 0 {
					t.Fatalf("tree %d loses an entry that its base does not have", r.tree)
				}
				list = slices.Delete(list, i, i+1)
			}
			if c.added >= 0 {
				list = append(list, loggedEntry{c.added, c.name})
			}
		}
		slices.SortFunc(list, order)
		made[rec] = list
		return list
	}
	differences := 0
	for rec := range int32(log.len()) {
		if log.bases[rec] >= 0 {
			differences++
		}
		tree := log.record(rec).tree
		_, data, err := s.store.read(s.store.id(tree), -1)
		if err != nil {
			t.Fatal(err)
		}
		var want []loggedEntry
		err = eachEntry(data, func(e treeEntry) {
			if !e.isSubmodule() {
				number, _ := s.store.NumberOf(e.id)
				want = append(want, loggedEntry{number, int32(slices.Index(log.names, string(e.name)))})
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(want, order)
		if !slices.Equal(entriesOf(rec), want) {
			t.Fatalf("tree %d: the log has %v, the tree %v", tree, entriesOf(rec), want)
		}
	}
	if differences < log.len()/4 {
		t.Errorf("only %d of %d trees are logged as differences", differences, log.len())
	}
}
