package staged

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestReplaced makes git show another tree, or another file, than a commit would
// record: what is recorded counts.
func TestReplaced(t *testing.T) {
	withAndWithoutGit(t, func(t *testing.T, hideGit func(t *testing.T)) {
		r := newRepo(t)
		r.write("a", "old")
		r.commit()
		r.write("leak", "to be recorded")
		r.git("add", "leak")
		blob := r.git("rev-parse", ":leak")
		r.git("replace", r.git("rev-parse", "HEAD^{tree}"), r.git("write-tree"))
		// In a pack, where it is git that reads it.
		if _, err := r.tryGit(blob+"\n", "pack-objects", "--quiet", ".git/objects/pack/pack"); err != nil {
			t.Fatal(err)
		}
		r.git("prune-packed", "--quiet")
		clean, err := r.tryGit("clean", "hash-object", "-w", "--stdin")
		if err != nil {
			t.Fatal(err)
		}
		r.git("replace", blob, clean)
		hideGit(t)
		got, skips, err := r.read(Options{})
		if err != nil || len(skips) > 0 {
			t.Fatalf("error %v, skips %v", err, skips)
		}
		if got["leak"] != "to be recorded" {
			t.Errorf("leak is %q", got["leak"])
		}
	})
}

// TestFalseContent puts other content where an object should lie. git does not
// look, so it must not pass for what is committed.
func TestFalseContent(t *testing.T) {
	withAndWithoutGit(t, func(t *testing.T, hideGit func(t *testing.T)) {
		r := newRepo(t)
		r.write("leak", "to be recorded")
		r.git("add", "leak")
		id := r.git("rev-parse", ":leak")
		file := filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		fmt.Fprintf(w, "blob 5\x00clean")
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, z.Bytes(), 0o444); err != nil {
			t.Fatal(err)
		}
		hideGit(t)
		got, skips, err := r.read(Options{})
		if err == nil && len(skips) == 0 {
			t.Errorf("it was read as %q", got)
		}
	})
}
