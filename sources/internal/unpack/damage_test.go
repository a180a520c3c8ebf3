package unpack

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/leakstag/leakstag/sources"
)

// samples makes a container of each kind with the real programs. The text is
// long, and compresses badly, as logs with ids do.
func samples(t testing.TB) map[string][]byte {
	t.Helper()
	root := t.TempDir()
	var text strings.Builder
	for i := range 4000 {
		h := uint64(i) * 0x9E3779B97F4A7C15
		text.WriteString("id=")
		for range 12 {
			text.WriteByte("0123456789abcdef"[h>>60])
			h = h<<4 ^ h>>7
		}
		text.WriteString(" done\n")
	}
	write(t, root, "f/first", []byte(text.String()))
	write(t, root, "f/second", []byte("the second\n"))
	write(t, root, "f/DEBIAN/control", []byte("Package: fake\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.com>\nDescription: x\n"))
	all := map[string][]byte{}
	archive := run(t, root, nil, "tar", "c", "f")
	all["tar"] = archive
	for _, program := range compressors {
		name := strings.Join(program, "")
		all[name] = run(t, "", []byte(text.String()), program...)
		all["tar."+name] = run(t, "", archive, program...)
	}
	all["cpio"] = run(t, root, []byte("f/first\nf/second\n"), "cpio", "-o", "-H", "newc")
	all["odc"] = run(t, root, []byte("f/first\nf/second\n"), "cpio", "-o", "-H", "odc")
	run(t, root, nil, "zip", "-q", "-r", "x.zip", "f")
	all["zip"] = readFile(t, root, "x.zip")
	all["streamed.zip"] = run(t, root, nil, "zip", "-q", "-r", "-", "f")
	all["zip.gz"] = run(t, "", all["zip"], "gzip", "-c")
	run(t, root, nil, "dpkg-deb", "--root-owner-group", "-b", "f", "x.deb")
	all["deb"] = readFile(t, root, "x.deb")
	return all
}

func TestDamaged(t *testing.T) {
	all := samples(t)
	for name, check := range map[string]func(*testing.T, map[string][]byte){"cut": testCut, "before": testBeforeDamage, "flipped": testFlipped} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, all)
		})
	}
}

// testCut reads the starts of containers. What is lost must be reported, but for
// what comes after a whole member of an archive that has nothing at its end.
func testCut(t *testing.T, all map[string][]byte) {
	for name, data := range all {
		whole := read(t.Context(), data, true, Options{})
		if len(whole.skips) > 0 {
			t.Fatalf("%s: %v", name, whole.skips)
		}
		for i := range 13 {
			cut := len(data) * i / 13
			r := read(t.Context(), data[:cut], i%2 == 0, Options{})
			if r.err != nil {
				t.Errorf("%s, cut at %d: %v", name, cut, r.err)
			}
			if r.skipped == 0 && recognised(data[:cut]) && !maps.Equal(r.texts, whole.texts) && !(name == "tar" && tarAccepts(data[:cut])) {
				t.Errorf("%s, cut at %d: nothing is said to be missing", name, cut)
			}
			for path, text := range r.texts {
				if !strings.HasPrefix(whole.texts[path], text) && !bytes.Contains(data, []byte(text)) && !strings.HasPrefix(string(all["zip"]), text) {
					t.Errorf("%s, cut at %d: %s is not the start of what it was", name, cut, path)
				}
			}
		}
	}
}

// tarAccepts says whether the real program is content with an archive.
func tarAccepts(data []byte) bool {
	cmd := exec.Command("tar", "t")
	cmd.Stdin = bytes.NewReader(data)
	return cmd.Run() == nil
}

func recognised(data []byte) bool {
	packed, _ := Glance(data[:min(len(data), MagicSize)])
	return packed
}

// testBeforeDamage reads what comes before the damage.
func testBeforeDamage(t *testing.T, all map[string][]byte) {
	for _, name := range []string{"tar", "tar.gzip-c", "tar.xz-c", "tar.bzip2-c", "tar.zstd-c", "cpio", "odc", "deb", "zip", "zip.gz", "streamed.zip"} {
		data := all[name]
		r := read(t.Context(), data[:len(data)*3/4], true, Options{})
		if r.read < 10_000 || r.skipped == 0 {
			t.Errorf("%s: read %d bytes, skips %v", name, r.read, r.skips)
		}
	}
}

// testFlipped changes bytes here and there. Nothing may panic or hang, nor be
// fatal.
func testFlipped(t *testing.T, all map[string][]byte) {
	for name, data := range all {
		for i := range 11 {
			broken := bytes.Clone(data)
			at := len(broken) * i / 11
			for j := range 4 {
				broken[(at+j)%len(broken)] ^= byte(0x55 << (i % 3))
			}
			if r := read(t.Context(), broken, i%2 == 0, Options{}); r.err != nil || r.read > 64<<20 {
				t.Errorf("%s, changed at %d: read %d bytes, error %v", name, at, r.read, r.err)
			}
		}
	}
}

// TestRestAfterDamage finds what comes after a broken header of an archive that
// is not compressed.
func TestRestAfterDamage(t *testing.T) {
	for name, at := range map[string]int{"tar": 1024, "cpio": 116} {
		var data []byte
		if name == "tar" {
			data = makeTar(t, []byte("first"), []byte("FAKE key"))
		} else {
			root := t.TempDir()
			write(t, root, "a", []byte("1234"))
			write(t, root, "b", []byte("FAKE key"))
			data = run(t, root, []byte("a\nb\n"), "cpio", "-o", "-H", "newc")
		}
		data[at] ^= 0xFF
		r := read(t.Context(), data, true, Options{})
		if r.err != nil || r.skips["x"] == nil || !strings.Contains(r.texts["x"], "FAKE key") || r.texts["x!a"] == "" {
			t.Errorf("%s: texts %q, skips %v", name, r.texts, r.skips)
		}
	}
}

// TestFalseMagic reads as plain bytes what only starts like a container.
func TestFalseMagic(t *testing.T) {
	for _, magic := range []string{
		"\x1f\x8b\x08\x00", "\xfd7zXZ\x00", "BZh91AY&SY", "\x28\xb5\x2f\xfd", "\x04\x22\x4d\x18", "\x02\x21\x4c\x18", "PK\x03\x04",
		"\x50\x2a\x4d\x18\xff\xff\xff\xff", "!<arch>\ndebian-binary   ", "]\x00\x00\x80\x00\xff\xff\xff\xff\xff\xff\xff\xff\x00",
		"\xed\xab\xee\xdb" + strings.Repeat("x", 92) + "\x8e\xad\xe8\x01",
	} {
		for _, size := range []int{10, 1000, 600_000} {
			data := magic + " " + strings.Repeat("api_key = FAKE\n", size/15+1)
			if !recognised([]byte(data)) {
				t.Fatalf("%q is no magic", magic)
			}
			for _, random := range []bool{false, true} {
				r := read(t.Context(), []byte(data), random, Options{})
				if r.err != nil || r.skips["x"] == nil {
					t.Errorf("%q and %d bytes: error %v, skips %v", magic, size, r.err, r.skips)
				}
				if random && r.texts["x"] != data || !strings.Contains(r.texts["x"], "FAKE") {
					t.Errorf("%q and %d bytes: %d bytes were read", magic, size, len(r.texts["x"]))
				}
			}
		}
	}
}

// TestWindows reads what needs much memory to be read.
func TestWindows(t *testing.T) {
	text := []byte(strings.Repeat("text", 1000))
	for program, data := range map[string][]byte{
		"xz":   run(t, "", text, "xz", "-c", "--lzma2=dict=256MiB"),
		"lzma": run(t, "", text, "xz", "-c", "--format=lzma", "--lzma1=dict=256MiB"),
		"zstd": wideZstd(t, text),
	} {
		r := read(t.Context(), makeTar(t, data, []byte("2")), true, Options{})
		if r.err != nil || r.skips["x!a"] == nil || r.texts["x!b"] != "2" {
			t.Errorf("%s: error %v, skips %v", program, r.err, r.skips)
		}
	}
}

func wideZstd(t *testing.T, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithWindowSize(256<<20), zstd.WithSingleSegment(false))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	// The first flush keeps the text's size out of the header.
	if err := errors.Join(w.Flush(), w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestUnwanted reads what is packed in a file that is not wanted itself.
func TestUnwanted(t *testing.T) {
	data := makeTar(t, []byte("one"), makeGzip(t, []byte("two")), makeZip(t, []byte("three"), []byte("four")))
	for _, tt := range []struct {
		wanted []string
		want   map[string]string
	}{
		{[]string{"a"}, map[string]string{"x!a": "one", "x!c!a": "three"}},
		{[]string{"b"}, map[string]string{"x!b": "two", "x!c!b": "four"}},
		{nil, map[string]string{}},
	} {
		o := Options{Wanted: func(name string) bool { return slices.Contains(tt.wanted, name) }}
		r := read(t.Context(), data, true, o)
		if r.err != nil || len(r.skips) > 0 {
			t.Errorf("error %v, skips %v", r.err, r.skips)
		}
		compare(t, r.texts, tt.want)
	}
	plain := New(Options{Skip: func(_ sources.Origin, err error) error { return err }}) // would panic if it read
	if err := plain.Read(t.Context(), Item{Reader: strings.NewReader("text"), Origin: &sources.Origin{}, Unwanted: true}); err != nil {
		t.Error(err)
	}
}

// TestImages reads an image as docker save has written it, before and since it
// followed OCI, and OCI's own layout.
func TestImages(t *testing.T) {
	layers := t.TempDir()
	write(t, layers, "1/etc/agent.toml", []byte("FAKE\n"))
	write(t, layers, "2/etc/.wh.agent.toml", nil)
	write(t, layers, "2/etc/other", []byte("other\n"))
	first := run(t, layers, nil, "tar", "c", "-C", "1", "etc")
	second := run(t, layers, nil, "tar", "c", "-C", "2", "etc")
	id := func(c string) string { return strings.Repeat(c, 64) }
	old, oci := t.TempDir(), t.TempDir()
	for name, data := range map[string][]byte{
		id("a") + "/layer.tar": first, id("b") + "/layer.tar": second,
		id("c") + ".json": []byte(`{"env":"FAKE"}`), "manifest.json": []byte("[]"),
	} {
		write(t, old, name, data)
	}
	if err := os.Mkdir(filepath.Join(old, id("d")), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../"+id("a")+"/layer.tar", filepath.Join(old, id("d"), "layer.tar")); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(old, id("b"), "layer.tar"), filepath.Join(old, id("d"), "hard.tar")); err != nil {
		t.Fatal(err)
	}
	check(t, run(t, old, nil, "tar", "c", "--sort=name", "."), map[string]string{
		"x!aaaaaaaaaaaa/layer.tar!etc/agent.toml": "FAKE\n", "x!bbbbbbbbbbbb/layer.tar!etc/other": "other\n",
		"x!cccccccccccc.json": `{"env":"FAKE"}`, "x!manifest.json": "[]",
	})
	for name, data := range map[string][]byte{
		"blobs/sha256/" + id("a"): run(t, "", first, "gzip", "-c"), "blobs/sha256/" + id("b"): run(t, "", second, "zstd", "-c"),
		"blobs/sha256/" + id("c"): []byte(`{"env":"FAKE"}`), "index.json": []byte("{}"),
	} {
		write(t, oci, name, data)
	}
	check(t, run(t, oci, nil, "tar", "c", "."), map[string]string{
		"x!blobs/sha256/aaaaaaaaaaaa!etc/agent.toml": "FAKE\n", "x!blobs/sha256/bbbbbbbbbbbb!etc/other": "other\n",
		"x!blobs/sha256/cccccccccccc": `{"env":"FAKE"}`, "x!index.json": "{}",
	})
}
