package git

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/gittest"
)

// testRepo is a repository that the real git makes.
type testRepo struct{ gittest.Repo }

func newRepo(t *testing.T, initArgs ...string) *testRepo {
	t.Helper()
	return &testRepo{*gittest.New(t, initArgs...)}
}

// at is another folder with the same settings.
func (r *testRepo) at(dir string) *testRepo { return &testRepo{*r.At(dir)} }

// blob writes a blob object without a file.
func (r *testRepo) blob(text string) string {
	r.T.Helper()
	return r.GitIn(text, "hash-object", "-w", "--stdin")
}

// object writes an object whatever it holds.
func (r *testRepo) object(kind, content string) string {
	r.T.Helper()
	return r.GitIn(content, "hash-object", "-t", kind, "-w", "--literally", "--stdin")
}

// read is what one Read gave.
type read struct {
	source *Source
	blobs  map[string]*sources.Origin
	texts  map[string]string // blobs by id, others by "id part"
	skips  []sources.Skip
}

// readAll reads the repository. An item that comes twice is an error.
func (r *testRepo) readAll(o Options) *read {
	r.T.Helper()
	if o.Path == "" {
		o.Path = r.Dir
	}
	s, err := New(o)
	if err != nil {
		r.T.Fatal(err)
	}
	got := &read{source: s, blobs: map[string]*sources.Origin{}, texts: map[string]string{}}
	var mu sync.Mutex
	emit := func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		name := f.Origin.Git.Object
		if f.Origin.Git.Type == sources.Blob {
			got.blobs[name] = f.Origin
		} else {
			name += " " + f.Origin.Git.Part
		}
		if _, twice := got.texts[name]; twice {
			r.T.Errorf("%s was emitted twice", name)
		}
		got.texts[name] = string(f.Data)
		if f.Origin.Source != sources.Git || f.Origin.Root != s.Root() || f.Origin.Repository != s.Root() || f.Origin.RepositoryPath != f.Origin.Path {
			r.T.Errorf("%s has the origin %+v", name, *f.Origin)
		}
		return nil
	}
	if err := s.Read(context.Background(), emit, got.skipTo(&mu)); err != nil {
		r.T.Fatalf("Read: %v", err)
	}
	return got
}

func (g *read) skipTo(mu *sync.Mutex) sources.SkipFunc {
	return func(o sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		g.skips = append(g.skips, sources.Skip{Origin: o, Err: err})
		return nil
	}
}

// noSkips fails the test if anything was skipped.
func (g *read) noSkips(t *testing.T) {
	t.Helper()
	for _, s := range g.skips {
		t.Errorf("skipped %q: %v", s.Origin.Path, s.Err)
	}
}

// ids are the ids of the blobs, sorted.
func (g *read) ids() []string { return slices.Sorted(maps.Keys(g.blobs)) }

// part gives the texts of one part of commits or tags, sorted.
func (g *read) part(name string) []string {
	var texts []string
	for item, text := range g.texts {
		if strings.HasSuffix(item, " "+name) {
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	return texts
}

// locate asks for the places of a made-up key, in every item that holds it.
func (g *read) locate(t *testing.T, keys ...string) map[string][]sources.GitPlace {
	t.Helper()
	var found []sources.Found
	for item, text := range g.texts {
		for _, key := range keys {
			if !strings.Contains(text, key) {
				continue
			}
			id, part, isPart := strings.Cut(item, " ")
			o := sources.Origin{Source: sources.Git, Git: &sources.GitOrigin{Object: id, Type: sources.Commit, Part: part}}
			if !isPart {
				o = *g.blobs[id]
			}
			found = append(found, sources.Found{Origin: &o, Key: key})
		}
	}
	shared := map[*sources.GitOrigin]bool{}
	for _, f := range found {
		shared[f.Origin.Git] = true
	}
	var mu sync.Mutex
	if err := g.source.Locate(context.Background(), found, g.skipTo(&mu)); err != nil {
		t.Fatalf("Locate: %v", err)
	}
	places := map[string][]sources.GitPlace{}
	listed := map[string]bool{}
	for _, f := range found {
		if shared[f.Origin.Git] {
			t.Error("Locate changed an origin that may be shared")
		}
		for _, p := range f.Origin.Git.Places {
			// Versions of a file with one key have one place.
			if name := f.Key + "\x00" + p.Path + "\x00" + p.Introduced.ID; !listed[name] {
				listed[name] = true
				places[f.Key] = append(places[f.Key], p)
			}
		}
	}
	for _, list := range places {
		slices.SortFunc(list, func(a, b sources.GitPlace) int { return strings.Compare(a.Path, b.Path) })
	}
	return places
}

// all lists the ids of the blobs that the repository holds and that are not
// empty, whether a ref leads to them or not, as git knows them.
func (r *testRepo) all() []string {
	r.T.Helper()
	checked := r.GitIn("", "--no-replace-objects", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectsize) %(objectname)")
	var ids []string
	for line := range strings.Lines(checked) {
		f := strings.Fields(line)
		if f[0] == "blob" && f[1] != "0" {
			ids = append(ids, f[2])
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func sameIDs(t *testing.T, got, want []string) {
	t.Helper()
	for _, id := range want {
		if !slices.Contains(got, id) {
			t.Errorf("blob %s was not read", id)
		}
	}
	for _, id := range got {
		if !slices.Contains(want, id) {
			t.Errorf("blob %s was read, but git does not list it", id)
		}
	}
}
