package staged

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLoose reads objects that git wrote, and refuses what it did not.
func TestLoose(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		r := newRepo(t, "--object-format="+format)
		l := looseReader{dir: filepath.Join(r.dir, ".git/objects")}
		file := func(id string) string { return filepath.Join(l.dir, id[:2], id[2:]) }
		var buf bytes.Buffer
		ids := map[string]string{}
		for _, text := range []string{"", "x", strings.Repeat("FAKE text\n", 1000), "FAKE\x00\xff"} {
			r.write("f", text)
			id := r.git("hash-object", "-w", "f")
			ids[text] = id
			if !l.read(id, &buf) || buf.String() != text {
				t.Errorf("%s: %d bytes are not read", format, len(text))
			}
		}
		r.write("f", "FAKE tree")
		r.git("add", "f")
		if l.read(r.git("write-tree"), &buf) {
			t.Errorf("%s: a tree is taken for a blob", format)
		}
		good, err := os.ReadFile(file(ids["x"]))
		if err != nil {
			t.Fatal(err)
		}
		for name, bad := range map[string][]byte{
			"empty": nil, "no zlib": []byte("blob 1\x00x"), "cut short": good[:len(good)-1], "checksum": append(good[:len(good)-1:len(good)-1], good[len(good)-1]^1),
		} {
			if err := os.Chmod(file(ids[""]), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file(ids[""]), bad, 0o644); err != nil {
				t.Fatal(err)
			}
			if l.read(ids[""], &buf) {
				t.Errorf("%s: %s is taken for a blob", format, name)
			}
		}
		if err := os.WriteFile(file(ids[""]), good, 0o644); err != nil {
			t.Fatal(err)
		}
		if l.read(ids[""], &buf) {
			t.Errorf("%s: another blob's content is taken", format)
		}
		if !l.read(ids["x"], &buf) || buf.String() != "x" {
			t.Errorf("%s: after bad objects, a good one is not read", format)
		}
		for _, id := range []string{strings.Repeat("0", len(ids["x"])), "", "ab", "../../config"} {
			if l.read(id, &buf) {
				t.Errorf("%s: %q is read", format, id)
			}
		}
	}
}

// TestWhereBlobsLie stages blobs that lie in a pack, in another repository, and in
// files of their own, and all of these at once.
func TestWhereBlobsLie(t *testing.T) {
	withAndWithoutGit(t, func(t *testing.T, hideGit func(*testing.T)) {
		r := newRepo(t)
		r.commit()
		want := map[string]string{"borrowed": "FAKE 1", "packed": "FAKE 2", "loose": "FAKE 3", "sub/loose": "FAKE 4"}
		other := filepath.Join(filepath.Dir(r.dir), "other.git")
		r.git("init", "-q", "--bare", other)
		r.write(".git/objects/info/alternates", filepath.ToSlash(filepath.Join(other, "objects"))+"\n")
		r.write("borrowed", want["borrowed"])
		r.git("-C", r.dir, "--git-dir="+other, "hash-object", "-w", "borrowed")
		r.git("add", "borrowed")
		r.write("packed", want["packed"])
		r.git("add", "packed")
		r.git("repack", "-q", "-a", "-d", "-l")
		for _, path := range []string{"loose", "sub/loose"} {
			r.write(path, want[path])
			r.git("add", path)
		}
		path := os.Getenv("PATH")
		hideGit(t)
		got, skips, err := r.read(Options{})
		if err != nil && os.Getenv("PATH") != path {
			return // go-git does not look into another repository
		}
		if err != nil || len(skips) > 0 || !maps.Equal(got, want) {
			t.Errorf("got %q, want %q, skips %v, error %v", got, want, skips, err)
		}
	})
}

// FuzzLoose reads files that nobody wrote: none of them is the blob.
func FuzzLoose(f *testing.F) {
	f.Add([]byte("x\x9c\x01\x00\x00\xff\xff"))
	id := strings.Repeat("ab", 20)
	f.Fuzz(func(t *testing.T, text []byte) {
		l := looseReader{dir: t.TempDir()}
		if err := os.Mkdir(filepath.Join(l.dir, id[:2]), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(l.dir, id[:2], id[2:]), text, 0o644); err != nil {
			t.Fatal(err)
		}
		var buf bytes.Buffer
		if l.read(id, &buf) {
			t.Error("it is taken for the blob")
		}
	})
}
