package git

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/klauspost/compress/zlib"

	"github.com/leakstag/leakstag/sources"
)

// loosePath is the file of a loose object.
func (r *testRepo) loosePath(id string) string {
	return filepath.Join(r.Dir, ".git/objects", id[:2], id[2:])
}

func (r *testRepo) overwrite(file string, data []byte) {
	r.T.Helper()
	os.Chmod(file, 0o644)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		r.T.Fatal(err)
	}
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Bytes()
}

// TestDamage damages one thing at a time: it must be told, and all else read.
func TestDamage(t *testing.T) {
	const kept = "FAKE kept content"
	table := []struct {
		name   string
		damage func(r *testRepo)
		skips  int
		reason string
	}{
		{"garbage in a loose object", func(r *testRepo) {
			r.overwrite(r.loosePath(r.Git("rev-parse", "HEAD:lost")), []byte("no zlib"))
		}, 1, "damaged: "},
		{"loose object cut short", func(r *testRepo) {
			file := r.loosePath(r.Git("rev-parse", "HEAD:lost"))
			data, _ := os.ReadFile(file)
			r.overwrite(file, data[:len(data)-6])
		}, 1, "damaged: "},
		{"loose object with a false size", func(r *testRepo) {
			r.overwrite(r.loosePath(r.Git("rev-parse", "HEAD:lost")), deflate([]byte("blob 3\x00four")))
		}, 1, "longer than it claims"},
		{"loose object with a huge size", func(r *testRepo) {
			r.overwrite(r.loosePath(r.Git("rev-parse", "HEAD:lost")), deflate([]byte("blob 9223372036854775807\x00four")))
		}, 1, "over the size limit"},
		{"loose object without a header", func(r *testRepo) {
			r.overwrite(r.loosePath(r.Git("rev-parse", "HEAD:lost")), deflate(bytes.Repeat([]byte("x"), 1<<20)))
		}, 1, "no header"},
		{"loose object of another type", func(r *testRepo) {
			r.overwrite(r.loosePath(r.Git("rev-parse", "HEAD:lost")), deflate([]byte("tag 4\x00four")))
		}, 1, "damaged tag"},
		{"missing blob", func(r *testRepo) { os.Remove(r.loosePath(r.Git("rev-parse", "HEAD:lost"))) }, 1, "does not hold"},
		{"missing tree", func(r *testRepo) { os.Remove(r.loosePath(r.Git("rev-parse", "HEAD:gone"))) }, 1, "does not hold"},
		{"missing commit", func(r *testRepo) { os.Remove(r.loosePath(r.Git("rev-parse", "HEAD~1"))) }, 1, "does not hold"},
		{"missing blobs of a partial clone", func(r *testRepo) {
			r.Git("config", "extensions.partialClone", "origin")
			os.Remove(r.loosePath(r.Git("rev-parse", "HEAD:lost")))
			os.Remove(r.loosePath(r.Git("rev-parse", "HEAD:gone")))
		}, 1, "2 objects of this partial clone"},
		{"tree that ends in the middle", func(r *testRepo) {
			id := r.Git("rev-parse", "HEAD:gone")
			raw, _ := hex.DecodeString(r.Git("rev-parse", "HEAD:gone/lost"))
			content := "100644 lost\x00" + string(raw) + "100644 lost2\x00abc"
			r.overwrite(r.loosePath(id), deflate([]byte("tree "+strconv.Itoa(len(content))+"\x00"+content)))
		}, 1, "damaged tree"},
		{"tree that holds itself", func(r *testRepo) {
			id := r.Git("rev-parse", "HEAD:gone")
			raw, _ := hex.DecodeString(id)
			content := "40000 self\x00" + string(raw)
			r.overwrite(r.loosePath(id), deflate([]byte("tree "+strconv.Itoa(len(content))+"\x00"+content)))
		}, 0, ""},
		{"commit without a tree", func(r *testRepo) {
			r.overwriteRef("refs/heads/odd", r.object("commit", "author A <a> 1 +0000\n\nFAKE\n"))
		}, 1, "damaged commit"},
		{"tag of nothing", func(r *testRepo) {
			r.overwriteRef("refs/tags/odd", r.object("tag", "tag odd\n\nFAKE\n"))
		}, 1, "damaged tag"},
		{"ref to nothing", func(r *testRepo) { r.overwriteRef("refs/heads/odd", strings.Repeat("12", 20)) }, 1, "does not hold"},
		{"ref that is no id", func(r *testRepo) { r.overwriteRef("refs/heads/odd", "none") }, 1, "holds no object id"},
		{"refs in a circle", func(r *testRepo) {
			r.overwriteRef("refs/heads/odd", "ref: refs/heads/even")
			r.overwriteRef("refs/heads/even", "ref: refs/heads/odd")
		}, 2, "through too many"},
		{"alternate that is not there", func(r *testRepo) { r.Write(".git/objects/info/alternates", "/no/such/folder\n") }, 1, "borrows"},
		{"alternates in a circle", func(r *testRepo) { r.Write(".git/objects/info/alternates", ".\n../objects\n") }, 0, ""},
		{"pack without an index", func(r *testRepo) { r.Write(".git/objects/pack/pack-1234.pack", "PACK") }, 1, "has no index"},
		{"pack with a damaged index", func(r *testRepo) {
			r.Write(".git/objects/pack/pack-1234.pack", "PACK")
			r.Write(".git/objects/pack/pack-1234.idx", "\xfftOc\x00\x00\x00\x02")
		}, 1, "index cannot be read"},
		{"index that points out of its pack", func(r *testRepo) {
			r.writePack([]packed{{plumbing.BlobObject, nil, []byte("x")}}, r.Git("rev-parse", "HEAD:lost"))
			r.Write(".git/objects/pack/pack-test.pack", "PACK")
			os.Remove(r.loosePath(r.Git("rev-parse", "HEAD:lost")))
		}, 2, ""},
		{"deltas in a circle", func(r *testRepo) {
			lost := r.Git("rev-parse", "HEAD:lost")
			other := strings.Repeat("ab", 20)
			r.writePack([]packed{
				{plumbing.REFDeltaObject, unhex(other), []byte{4, 4, 0x90, 4}},
				{plumbing.REFDeltaObject, unhex(lost), []byte{4, 4, 0x90, 4}},
			}, lost, other)
			os.Remove(r.loosePath(lost))
		}, 2, "to itself"},
		{"delta that does not fit", func(r *testRepo) {
			lost := r.Git("rev-parse", "HEAD:lost")
			other := strings.Repeat("ab", 20)
			r.writePack([]packed{
				{plumbing.REFDeltaObject, unhex(other), []byte{9, 4, 0x90, 4}},
				{plumbing.BlobObject, nil, []byte("four")},
			}, lost, other)
			os.Remove(r.loosePath(lost))
		}, 1, "does not fit"},
		{"delta on something elsewhere", func(r *testRepo) {
			lost := r.Git("rev-parse", "HEAD:lost")
			r.writePack([]packed{{plumbing.REFDeltaObject, unhex(strings.Repeat("cd", 20)), []byte{4, 4, 0x90, 4}}}, lost)
			os.Remove(r.loosePath(lost))
		}, 1, "its base"},
		{"one damaged copy of two", func(r *testRepo) {
			lost := r.Git("rev-parse", "HEAD:lost")
			r.writePack([]packed{{plumbing.REFDeltaObject, unhex(strings.Repeat("cd", 20)), []byte{4, 4, 0x90, 4}}}, lost)
		}, 0, ""},
		{"pack whose name is not its checksum", func(r *testRepo) {
			r.Git("repack", "-q", "-a", "-d")
			for _, ext := range []string{".pack", ".idx"} {
				files, _ := filepath.Glob(filepath.Join(r.Dir, ".git/objects/pack/pack-*"+ext))
				if err := os.Rename(files[0], filepath.Join(r.Dir, ".git/objects/pack/pack-renamed"+ext)); err != nil {
					r.T.Fatal(err)
				}
			}
		}, 0, ""},
		{"bytes overwritten in a pack", func(r *testRepo) {
			r.Git("repack", "-q", "-a", "-d")
			files, _ := filepath.Glob(filepath.Join(r.Dir, ".git/objects/pack/pack-*.pack"))
			lost := r.Git("rev-parse", "HEAD:lost")
			offset := 0
			for line := range strings.Lines(r.Git("verify-pack", "-v", files[0])) {
				if f := strings.Fields(line); f[0] == lost {
					offset, _ = strconv.Atoi(f[4])
				}
			}
			data, _ := os.ReadFile(files[0])
			copy(data[offset+3:], "\xff\xff\xff\xff\xff\xff")
			r.overwrite(files[0], data)
		}, 1, "damaged: "},
	}
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			r := newRepo(t)
			r.Save("kept1", kept+" 1")
			r.Write("lost", "what is going to be lost, or not, that is the question")
			r.Write("gone/lost", "this may be lost with its folder")
			r.Commit("middle")
			r.Save("kept2", kept+" 2")
			keptIDs := []string{r.Git("rev-parse", "HEAD:kept1"), r.Git("rev-parse", "HEAD:kept2")}
			c.damage(r)
			got := r.readAll(Options{Jobs: 2})
			for _, id := range keptIDs {
				if !strings.HasPrefix(got.texts[id], kept) {
					t.Errorf("blob %s was not read", id)
				}
			}
			if len(got.skips) != c.skips {
				t.Errorf("%d skips, want %d: %v", len(got.skips), c.skips, got.skips)
			}
			for _, s := range got.skips {
				if !strings.Contains(s.Err.Error(), c.reason) {
					t.Errorf("the reason is %q, want %q in it", s.Err, c.reason)
				}
				if strings.Contains(s.Err.Error(), kept) {
					t.Error("the reason holds content")
				}
			}
			if places := got.locate(t, kept)[kept]; len(places) != 2 {
				t.Errorf("%d places, want 2", len(places))
			}
		})
	}
}

func unhex(s string) []byte {
	b, _ := hex.DecodeString(s)
	return b
}

// overwriteRef writes a ref that git would refuse to write.
func (r *testRepo) overwriteRef(name, value string) { r.Write(".git/"+name, value+"\n") }

// packed is an entry of a made-up pack.
type packed struct {
	kind plumbing.ObjectType
	base []byte
	data []byte
}

// writePack writes a pack in which the entries have the given ids, whatever they
// hold.
func (r *testRepo) writePack(entries []packed, ids ...string) {
	r.T.Helper()
	out := binary.BigEndian.AppendUint32([]byte("PACK\x00\x00\x00\x02"), uint32(len(entries)))
	w := new(idxfile.Writer)
	if err := w.OnHeader(uint32(len(entries))); err != nil {
		r.T.Fatal(err)
	}
	for i, e := range entries {
		w.Add(plumbing.NewHash(ids[i]), uint64(len(out)), 0)
		out = append(out, byte(e.kind)<<4|byte(len(e.data))) // under 16 bytes
		out = append(out, e.base...)
		out = append(out, deflate(e.data)...)
	}
	sum := sha1.Sum(out)
	out = append(out, sum[:]...)
	if err := w.OnFooter(plumbing.Hash(sum)); err != nil {
		r.T.Fatal(err)
	}
	idx, err := w.Index()
	if err != nil {
		r.T.Fatal(err)
	}
	var table bytes.Buffer
	if _, err := idxfile.NewEncoder(&table).Encode(idx); err != nil {
		r.T.Fatal(err)
	}
	r.Write(".git/objects/pack/pack-test.pack", string(out))
	r.Write(".git/objects/pack/pack-test.idx", table.String())
}

func TestSizeLimit(t *testing.T) {
	r := newRepo(t)
	big := strings.Repeat("a line of a big file\n", 1000)
	r.Write("big1", big)
	r.Write("big2", big+"and a little more") // a delta, once it is packed
	r.Write("small", "FAKE small")
	r.Commit("all")
	check := func(o Options, blobs, skips int) {
		t.Helper()
		got := r.readAll(o)
		if len(got.blobs) != blobs || len(got.skips) != skips {
			t.Errorf("limit %d: %d blobs and %d skips, want %d and %d", o.MaxBlobSize, len(got.blobs), len(got.skips), blobs, skips)
		}
		for _, s := range got.skips {
			if !errors.Is(s.Err, sources.ErrTooLarge) || s.Origin.Git == nil {
				t.Errorf("skipped %+v: %v", s.Origin, s.Err)
			}
		}
	}
	for range 2 { // loose, then packed
		check(Options{MaxBlobSize: 1000}, 1, 2)
		check(Options{MaxBlobSize: int64(len(big))}, 2, 1)
		check(Options{MaxBlobSize: -1}, 3, 0)
		check(Options{}, 3, 0)
		r.Git("gc", "-q")
	}
}

// TestHostileFiles puts what blocks or never ends in the place of files.
func TestHostileFiles(t *testing.T) {
	r := newRepo(t)
	id := r.Save("a", "FAKE content")
	os.Symlink("/dev/zero", filepath.Join(r.Dir, ".git/refs/heads/zero"))
	os.Symlink("/dev/zero", filepath.Join(r.Dir, ".git/FETCH_HEAD"))
	os.Symlink("refs/heads/main", filepath.Join(r.Dir, ".git/refs/heads/old-style"))
	makeFIFO(t, filepath.Join(r.Dir, ".git/refs/heads/fifo"))
	done := make(chan *read, 1)
	go func() { done <- r.readAll(Options{}) }()
	select {
	case got := <-done:
		want := 2
		if fifos {
			want++
		}
		if len(got.blobs) != 1 || len(got.skips) != want {
			t.Errorf("%d blobs, %d skips", len(got.blobs), len(got.skips))
		}
		p := got.locate(t, "FAKE")["FAKE"]
		if len(p) != 1 || p[0].Introduced.ID != id || !slices.Equal(p[0].Refs, []string{"refs/heads/main", "refs/heads/old-style"}) {
			t.Errorf("places: %+v", p)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("Read hangs")
	}
}
