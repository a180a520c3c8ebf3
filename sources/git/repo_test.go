package git

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// testRepo is a repository that the real git makes.
type testRepo struct {
	t   *testing.T
	dir string
	// clock is the date of the next commit.
	clock int64
	env   []string
}

// isolated is an environment in which git depends on nothing outside of a test.
func isolated() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.DevNull, "LC_ALL=C", "TZ=UTC",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org",
		"GIT_COMMITTER_NAME=Cid", "GIT_COMMITTER_EMAIL=cid@example.org",
		"GIT_ALLOW_PROTOCOL=file",
	}
}

func newRepo(t *testing.T, initArgs ...string) *testRepo {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := &testRepo{t: t, dir: filepath.Join(dir, "repo"), clock: 1_600_000_000, env: isolated()}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git(append([]string{"init", "-q", "-b", "main"}, initArgs...)...)
	return r
}

// at is another folder with the same settings.
func (r *testRepo) at(dir string) *testRepo {
	other := *r
	other.dir = dir
	return &other
}

func (r *testRepo) git(args ...string) string {
	r.t.Helper()
	return r.gitIn("", args...)
}

// gitIn runs git with an input. Every run is a minute later than the last one.
func (r *testRepo) gitIn(input string, args ...string) string {
	r.t.Helper()
	out, err := r.tryGit(input, args...)
	if err != nil {
		r.t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return out
}

func (r *testRepo) tryGit(input string, args ...string) (string, error) {
	r.clock += 60
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	date := fmt.Sprintf("%d +0200", r.clock)
	cmd.Env = append(slices.Clone(r.env), "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	cmd.Stdin = strings.NewReader(input)
	var messages bytes.Buffer
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, messages.String())
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

func (r *testRepo) write(path, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits everything in the work tree and gives the commit's id.
func (r *testRepo) commit(message string) string {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", message)
	return r.git("rev-parse", "HEAD")
}

// save writes one file and commits.
func (r *testRepo) save(path, text string) string {
	r.t.Helper()
	r.write(path, text)
	return r.commit("change " + path)
}

// blob writes a blob object without a file.
func (r *testRepo) blob(text string) string {
	r.t.Helper()
	return r.gitIn(text, "hash-object", "-w", "--stdin")
}

// object writes an object whatever it holds.
func (r *testRepo) object(kind, content string) string {
	r.t.Helper()
	return r.gitIn(content, "hash-object", "-t", kind, "-w", "--literally", "--stdin")
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
	r.t.Helper()
	if o.Path == "" {
		o.Path = r.dir
	}
	s, err := New(o)
	if err != nil {
		r.t.Fatal(err)
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
			r.t.Errorf("%s was emitted twice", name)
		}
		got.texts[name] = string(f.Data)
		if f.Origin.Source != sources.Git || f.Origin.Root != s.Root() || f.Origin.Repository != s.Root() || f.Origin.RepositoryPath != f.Origin.Path {
			r.t.Errorf("%s has the origin %+v", name, *f.Origin)
		}
		return nil
	}
	if err := s.Read(context.Background(), emit, got.skipTo(&mu)); err != nil {
		r.t.Fatalf("Read: %v", err)
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
	r.t.Helper()
	checked := r.gitIn("", "--no-replace-objects", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectsize) %(objectname)")
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
