package odb

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// repo is a repository that the real git made.
type repo struct {
	t   testing.TB
	dir string
	// listed is what all gives, if it was asked before something was removed.
	listed map[string]object
}

func newRepo(t testing.TB, args ...string) *repo {
	t.Helper()
	r := &repo{t: t, dir: t.TempDir()}
	r.git(nil, append([]string{"init", "-q", "--bare"}, args...)...)
	return r
}

func (r *repo) git(stdin []byte, args ...string) []byte {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	cmd.Stdin = bytes.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return out
}

// fill adds many versions of a few files, in commits and tags.
func (r *repo) fill(seed uint64) {
	random := rand.New(rand.NewPCG(seed, 1))
	var in bytes.Buffer
	files := make([][]string, 6)
	for c := range 60 {
		fmt.Fprintf(&in, "commit refs/heads/b%d\ncommitter A <a@x> %d +0000\ndata 2\nm\n", c%3, 1000000000+c)
		for f := range files {
			if random.IntN(3) == 0 {
				continue
			}
			for range 1 + random.IntN(4) {
				line := fmt.Sprintf("line %d of %d: %x\n", random.IntN(1000), f, random.Uint64())
				if at := random.IntN(len(files[f]) + 1); at < len(files[f]) && random.IntN(2) == 0 {
					files[f][at] = line
				} else {
					files[f] = append(files[f][:at:at], append([]string{line}, files[f][at:]...)...)
				}
			}
			text := strings.Join(files[f], "")
			fmt.Fprintf(&in, "M 100644 inline d%d/f%d\ndata %d\n%s\n", f%2, f, len(text), text)
		}
	}
	fmt.Fprintf(&in, "tag t\nfrom refs/heads/b0\ntagger A <a@x> 1000000000 +0000\ndata 3\ntag\n")
	r.git(in.Bytes(), "fast-import", "--quiet", "--force")
	r.git([]byte("nothing leads here "+strconv.FormatUint(seed, 10)), "hash-object", "-w", "--stdin")
	r.git(nil, "hash-object", "-w", "--stdin") // the empty blob
}

// object is an object as git gives it.
type object struct{ kind, content string }

// all lists all objects by the slow, obvious way.
func (r *repo) all() map[string]object {
	r.t.Helper()
	if r.listed != nil {
		return r.listed
	}
	out := map[string]object{}
	in := bufio.NewReader(bytes.NewReader(r.git(nil, "--no-replace-objects", "cat-file", "--batch-all-objects", "--batch")))
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return out
		}
		f := strings.Fields(line)
		n, err := strconv.Atoi(f[2])
		if err != nil {
			r.t.Fatal(err)
		}
		content := make([]byte, n+1)
		if _, err := io.ReadFull(in, content); err != nil {
			r.t.Fatal(err)
		}
		out[f[0]] = object{f[1], string(content[:n])}
	}
}

// each gives what a walk visits, and fails for what it skips or visits twice.
func each(t *testing.T, s *Store, idLen, workers int, kinds ...Kind) map[string]object {
	t.Helper()
	var mu sync.Mutex
	got := map[string]object{}
	err := s.Each(t.Context(), kinds, workers, LimitAll(-1), Visitor{
		Visit: func(_ int, o *Object) error {
			mu.Lock()
			defer mu.Unlock()
			oid := s.ID(o.Number)
			if n, ok := s.Number(&oid); !ok || n != o.Number {
				t.Errorf("%x has number %d, and is visited as %d", oid[:idLen], n, o.Number)
			}
			id := fmt.Sprintf("%x", oid[:idLen])
			if _, twice := got[id]; twice {
				t.Errorf("%s is visited twice", id)
			}
			got[id] = object{o.Kind.String(), string(o.Data)}
			return nil
		},
		Skip: func(number int32, k Kind, err error) error {
			id := s.ID(number)
			t.Errorf("%v %x is skipped: %v", k, id[:idLen], err)
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// check compares a store with git.
func (r *repo) check(t *testing.T, idLen int) {
	t.Helper()
	s, err := Open([]string{filepath.Join(r.dir, "objects")}, idLen, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, p := range s.Problems {
		t.Error(p)
	}
	want := r.all()
	if s.Len() != len(want) {
		t.Errorf("the store has %d objects, git has %d", s.Len(), len(want))
	}
	for _, workers := range []int{1, 4} {
		compare(t, each(t, s, idLen, workers, Commit, Tree, Blob, Tag), want, "")
	}
	compare(t, each(t, s, idLen, 2, Tree), want, "tree")
	for id, o := range want {
		raw, _ := parseID(id, idLen)
		kind, data, err := s.Get(&raw, -1)
		if err != nil || kind.String() != o.kind || string(data) != o.content {
			t.Errorf("Get(%s) gives %v with %d bytes, %v", id, kind, len(data), err)
		}
		if kind, err := s.KindOf(&raw); err != nil || kind.String() != o.kind {
			t.Errorf("KindOf(%s) gives %v, %v", id, kind, err)
		}
	}
	if _, _, err := s.Get(&ID{1, 2, 3}, -1); !errors.Is(err, ErrMissing) {
		t.Errorf("Get of what is not there gives %v", err)
	}
}

func compare(t *testing.T, got, want map[string]object, kind string) {
	t.Helper()
	for id, w := range want {
		if kind != "" && w.kind != kind {
			continue
		}
		if g, ok := got[id]; !ok {
			t.Errorf("%s %s is not visited", w.kind, id)
		} else if g != w {
			t.Errorf("%s %s has other content than git gives", w.kind, id)
		}
	}
	for id := range got {
		if w, ok := want[id]; !ok || kind != "" && w.kind != kind {
			t.Errorf("%s is visited, but git does not list it", id)
		}
	}
}

// TestAgainstGit compares every object with what git gives, in all the forms in
// which git stores them.
func TestAgainstGit(t *testing.T) {
	table := []struct {
		name string
		args []string
		make func(r *repo)
	}{
		{"as imported", nil, func(r *repo) { r.fill(1) }},
		{"loose", nil, func(r *repo) {
			r.fill(2)
			packs, _ := filepath.Glob(filepath.Join(r.dir, "objects/pack/*.pack"))
			for _, p := range packs {
				data, err := os.ReadFile(p)
				if err != nil {
					r.t.Fatal(err)
				}
				os.Remove(p)
				os.Remove(strings.TrimSuffix(p, ".pack") + ".idx")
				r.git(data, "unpack-objects", "-q")
			}
		}},
		{"packed tight", nil, func(r *repo) {
			r.fill(3)
			r.git(nil, "repack", "-q", "-a", "-d", "-f", "--depth=250", "--window=50")
		}},
		{"REF_DELTA", nil, func(r *repo) {
			r.fill(4)
			r.git(nil, "-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f")
		}},
		{"several packs with the same objects", nil, func(r *repo) {
			r.fill(5)
			r.git(nil, "repack", "-q", "-a")
			r.fill(6)
			r.git(nil, "repack", "-q", "-a", "-k")
		}},
		{"multi-pack-index alone", nil, func(r *repo) {
			r.fill(7)
			r.git(nil, "repack", "-q", "-a")
			r.fill(8)
			r.git(nil, "repack", "-q", "-a")
			r.git(nil, "multi-pack-index", "write")
			r.listed = r.all() // this git lists objects by the .idx files only
			indexes, _ := filepath.Glob(filepath.Join(r.dir, "objects/pack/*.idx"))
			for _, x := range indexes {
				os.Remove(x)
			}
		}},
		{"index of version 1", nil, func(r *repo) {
			r.fill(9)
			r.git(nil, "-c", "pack.indexVersion=1", "repack", "-q", "-a", "-d")
		}},
		{"SHA-256", []string{"--object-format=sha256"}, func(r *repo) {
			r.fill(10)
			r.git(nil, "repack", "-q", "-a", "-d")
			r.fill(11)
		}},
		{"empty", nil, func(*repo) {}},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			r := newRepo(t, c.args...)
			c.make(r)
			idLen := 20
			if c.args != nil {
				idLen = 32
			}
			r.check(t, idLen)
		})
	}
}

// TestSmallMemory drops the bases on the way, and makes them anew.
func TestSmallMemory(t *testing.T) {
	r := newRepo(t)
	r.fill(12)
	r.git(nil, "repack", "-q", "-a", "-d", "-f", "--depth=250")
	s, err := Open([]string{filepath.Join(r.dir, "objects")}, 20, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := r.all()
	for least := range 5 {
		s.maxHeld, s.leastHeld = 1, least
		for _, workers := range []int{1, 3} {
			compare(t, each(t, s, 20, workers, Blob), want, "blob")
		}
	}
}

// TestStops ends a walk by its visitor and by its context.
func TestStops(t *testing.T) {
	r := newRepo(t)
	r.fill(13)
	s, err := Open([]string{filepath.Join(r.dir, "objects")}, 20, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	enough := errors.New("enough")
	skip := func(int32, Kind, error) error { return enough }
	for _, workers := range []int{1, 3} {
		err = s.Each(t.Context(), []Kind{Blob}, workers, LimitAll(-1), Visitor{func(int, *Object) error { return enough }, skip})
		if !errors.Is(err, enough) {
			t.Errorf("the visitor's error became %v", err)
		}
		if err := s.Each(t.Context(), []Kind{Blob}, workers, LimitAll(10), Visitor{func(int, *Object) error { return nil }, skip}); !errors.Is(err, enough) {
			t.Errorf("the error of skip became %v", err)
		}
	}
}

// FuzzPack reads every object of a pack with some bytes changed: there is an
// object or an error, and no panic, whatever the bytes.
func FuzzPack(f *testing.F) {
	r := newRepo(f)
	r.fill(14)
	r.git(nil, "-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f")
	packs, err := filepath.Glob(filepath.Join(r.dir, "objects/pack/*.pack"))
	if err != nil || len(packs) != 1 {
		f.Fatal(packs, err)
	}
	pack, err := os.ReadFile(packs[0])
	if err != nil {
		f.Fatal(err)
	}
	index, err := os.ReadFile(strings.TrimSuffix(packs[0], ".pack") + ".idx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint32(30), []byte{0xff, 0xff}, uint32(0), []byte{})
	f.Add(uint32(100), []byte{0x70, 0x00, 0x01}, uint32(2000), []byte{0xff, 0xff, 0xff, 0xff})
	f.Add(uint32(13), []byte{0x9f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, uint32(8), []byte{1})
	f.Fuzz(func(t *testing.T, at uint32, change []byte, at2 uint32, change2 []byte) {
		dir := t.TempDir()
		p, x := bytes.Clone(pack), bytes.Clone(index)
		copy(p[int(at)%len(p):], change)
		copy(x[int(at2)%len(x):], change2)
		if err := os.Mkdir(filepath.Join(dir, "pack"), 0o755); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"p.pack": p, "p.idx": x} {
			if err := os.WriteFile(filepath.Join(dir, "pack", name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s, err := Open([]string{dir}, 20, 2)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		n := 0
		var mu sync.Mutex
		count := func() error { mu.Lock(); n++; mu.Unlock(); return nil }
		err = s.Each(t.Context(), []Kind{Commit, Tree, Blob, Tag}, 2, LimitAll(1<<20), Visitor{
			Visit: func(int, *Object) error { return count() },
			Skip:  func(int32, Kind, error) error { return count() },
		})
		if err != nil {
			t.Fatal(err)
		}
		if n > 2*s.Len() {
			t.Errorf("%d objects were visited or skipped, of %d", n, s.Len())
		}
		for n := range s.Numbers() {
			id := s.ID(int32(n))
			if kind, _, err := s.Get(&id, 1<<20); err == nil && (kind < Commit || kind > Tag) {
				t.Errorf("an object of type %d", kind)
			}
		}
	})
}
