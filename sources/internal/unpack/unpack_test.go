package unpack

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
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// result is what came out of an item: texts and the errors of skips, by path.
type result struct {
	texts   map[string]string
	skips   map[string]error
	read    int64 // bytes of text
	skipped int
	emits   int
	err     error
}

// testMembers is few members, for tests.
const testMembers = 2000

// read opens an item called "x", as a stream or, if random, also at any place.
func read(ctx context.Context, data []byte, random bool, o Options) result {
	r := result{texts: map[string]string{}, skips: map[string]error{}}
	o.Text = func(ctx context.Context, in *sources.Peeked, origin *sources.Origin, skip sources.SkipFunc) error {
		var text strings.Builder
		err := sources.ReadItem(ctx, in, origin, func(f sources.Fragment) error {
			r.emits++
			r.read += int64(len(f.Data) - f.Before - f.After)
			if text.Len() < 4<<20 {
				text.Write(f.Data[f.Before : len(f.Data)-f.After])
			}
			clear(f.Data) // it is the callee's
			return nil
		}, skip)
		if text.Len() > 0 {
			r.texts[origin.Path] += text.String()
		}
		return err
	}
	o.Skip = func(origin sources.Origin, err error) error {
		r.skipped++
		r.skips[origin.Path] = err
		return nil
	}
	item := Item{Reader: bytes.NewReader(data), Origin: &sources.Origin{Source: sources.Files, Path: "x"}}
	if random {
		item.At, item.Size = bytes.NewReader(data), int64(len(data))
	}
	opener := New(o)
	opener.bombSize, opener.maxHeld, opener.fewMembers = 4<<20, 8<<20, testMembers
	r.err = opener.Read(ctx, item)
	return r
}

// check compares what came out of an item with the expected texts, and wants
// nothing to be skipped.
func check(t *testing.T, data []byte, want map[string]string) {
	t.Helper()
	for _, random := range []bool{false, true} {
		r := read(context.Background(), data, random, Options{})
		if r.err != nil || len(r.skips) > 0 {
			t.Errorf("random %v: error %v, skipped %v", random, r.err, r.skips)
		}
		compare(t, r.texts, want)
	}
}

func compare(t *testing.T, got, want map[string]string) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if text, ok := got[path]; !ok && want[path] != "" {
			t.Errorf("%q: not read", path)
		} else if text != want[path] {
			t.Errorf("%q: %d bytes that are not the %d expected", path, len(text), len(want[path]))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[path]; !ok {
			t.Errorf("%q: read, but not expected", path)
		}
	}
}

// run runs a real program in a folder and gives its output.
func run(t testing.TB, dir string, in []byte, program ...string) []byte {
	t.Helper()
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(in)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s, which the tests need: %v: %s", strings.Join(program, " "), err, errs.Bytes())
	}
	return out.Bytes()
}

func write(t testing.TB, root, name string, data []byte) {
	t.Helper()
	full := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, name ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(name...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// filesBelow gives the regular files below a folder: those that a real program
// extracted. Empty ones hold nothing to read.
func filesBelow(t testing.TB, root, prefix string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		if rel, relErr := filepath.Rel(root, name); relErr == nil && len(data) > 0 {
			all[prefix+filepath.ToSlash(rel)] = string(data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatalf("nothing was extracted to %s", root)
	}
	return all
}

// tree makes a folder with files of many kinds. Links are left out if plain.
func tree(t testing.TB, plain bool) string {
	t.Helper()
	root := t.TempDir()
	long := strings.Repeat("a line of some length, é\n", 30_000)
	for name, text := range map[string]string{
		"etc/logstag-agent.toml": "[agent]\napi_key = \"FAKE\"\n",
		"etc/empty":              "",
		"one":                    "x",
		"long.txt":               long,
		"binary":                 "\x00\x01\x02\xff" + strings.Repeat("\x00", 600),
		"odd !name #é":           "odd\n",
		"UTF-16":                 "plain enough",
		"deep/" + strings.Repeat("folder/", 12) + "file": "deep\n",
		"exact": strings.Repeat("0123456789abcdef", 32),
		"notes/" + strings.Repeat("l", 80) + "/" + "ninety" + ".txt": "a long name\n",
	} {
		write(t, root, name, []byte(text))
	}
	if !plain {
		if err := os.Link(filepath.Join(root, "one"), filepath.Join(root, "two")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("one", filepath.Join(root, "link")); err != nil {
			t.Fatal(err)
		}
		write(t, root, strings.Repeat("n", 150)+"/"+strings.Repeat("m", 120), []byte("longer than ustar allows\n"))
	}
	return root
}

func TestPlain(t *testing.T) {
	for name, text := range map[string]string{
		"short": "x", "text": "one\ntwo\n", "like bzip2": "BZh9 is no magic", "like zip": "PK is a name",
		"like cpio": "070701 is a number, and more text follows it, so that it is long enough for a whole header of a member.",
		"like lz4":  "\x04\x22\x4d", "like rpm": "\xed\xab\xee\xdb\x03", "like gzip": "\x1f\x8b\x08\xff and more",
		"like lzma": "]\x00\x00\x80\x00 text goes on", "ar": "!<arch>\nlibrary.o/",
		"script": "#!/bin/sh\necho PK\x05\x06 0123456789012345678901\n", "zeros": strings.Repeat("\x00", 2048),
		"long": strings.Repeat("line\n", 100_000),
	} {
		t.Run(name, func(t *testing.T) { check(t, []byte(text), map[string]string{"x": text}) })
	}
}

// TestPlainCosts reads a plain file for the price of streaming it.
func TestPlainCosts(t *testing.T) {
	text := strings.Repeat("api_key = value\n", 200)
	reader, origin := strings.NewReader(""), &sources.Origin{Path: "x"}
	o := New(Options{
		Text: func(ctx context.Context, r *sources.Peeked, origin *sources.Origin, _ sources.SkipFunc) error {
			_, err := sources.Stream(ctx, r, origin, func(sources.Fragment) error { return nil })
			return err
		},
		Skip: func(_ sources.Origin, err error) error { return err },
	})
	allocs := testing.AllocsPerRun(100, func() {
		reader.Reset(text)
		if err := o.Read(context.Background(), Item{Reader: reader, Origin: origin}); err != nil {
			t.Error(err)
		}
	})
	if allocs > 0 {
		t.Errorf("%v allocations for a plain file", allocs)
	}
}

func TestMemberNames(t *testing.T) {
	digest := strings.Repeat("0123456789abcdef", 4)
	for name, want := range map[string]string{
		"etc/x": "etc/x", "./etc/x": "etc/x", "/etc/x": "etc/x", "../../etc/x": "etc/x", "a/../b": "b", "a//b/./c": "a/b/c",
		"": "unnamed", "/": "unnamed", "..": "unnamed", "a!b": "a!b",
		"blobs/sha256/" + digest:        "blobs/sha256/0123456789ab",
		"blobs/sha256/" + digest + "/x": "blobs/sha256/" + digest + "/x",
		digest + ".json":                "0123456789ab.json",
		digest + "/layer.tar":           "0123456789ab/layer.tar",
		"objects/" + digest:             "objects/" + digest,
	} {
		if got := cleanName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := cleanName(strings.Repeat("x", 1<<20) + "end"); len(got) > maxName+8 || !strings.HasSuffix(got, "end") {
		t.Errorf("a name of %d bytes", len(got))
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]bool{
		"a.tgz": true, "a.tar.XZ": true, "b.JAR": true, "dir/c.log.gz": true, "x.deb": true,
		"main.tf": false, "tar": false, "gz.txt": false,
	} {
		if name != "tar" && LooksPacked(name) != want {
			t.Errorf("%s looks packed: %v", name, !want)
		}
	}
	if got, ok := Unpacked("main.tf.gz"); got != "main.tf" || !ok {
		t.Errorf("%q, %v", got, ok)
	}
}

func TestErrorsStop(t *testing.T) {
	data := run(t, tree(t, false), nil, "tar", "cz", ".")
	stop := fmt.Errorf("stop")
	for _, at := range []int{1, 3} {
		n := 0
		o := New(Options{
			Text: func(context.Context, *sources.Peeked, *sources.Origin, sources.SkipFunc) error {
				if n++; n == at {
					return stop
				}
				return nil
			},
			Skip: func(_ sources.Origin, err error) error { return err },
		})
		err := o.Read(context.Background(), Item{Reader: bytes.NewReader(data), Origin: &sources.Origin{Path: "x"}})
		if err != stop || n != at {
			t.Errorf("error %v after %d items", err, n)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r := read(ctx, data, true, Options{}); r.err != context.Canceled || r.skipped > 0 {
		t.Errorf("cancelled: error %v, %d skips", r.err, r.skipped)
	}
}
