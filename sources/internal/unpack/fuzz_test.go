package unpack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz"

	"github.com/leakstag/leakstag/sources"
)

// FuzzRead reads any bytes: nothing may panic, hang, be fatal or pass the limits,
// and what is no container is read as it is.
func FuzzRead(f *testing.F) {
	key := []byte("api_key = FAKE\n")
	for i := range wrappers {
		f.Add(wrap(f, i, key))
		f.Add(wrap(f, i, wrap(f, 0, key)))
	}
	f.Add(readFile(f, "testdata/quine.zip"))
	f.Add([]byte("\x50\x2a\x4d\x18\xff\xff\xff\xff"))
	f.Add([]byte("\xed\xab\xee\xdb" + strings.Repeat("\x00", 92) + "\x8e\xad\xe8\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x08"))
	limits := sources.ArchiveLimits{Bytes: 1 << 20, Members: 1000}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, random := range []bool{false, true} {
			r := read(t.Context(), data, random, Options{Limits: limits})
			if r.err != nil {
				t.Errorf("random %v: %v", random, r.err)
			}
			if most := limits.Bytes + int64(12*len(data)); r.read > most {
				t.Errorf("random %v: read %d bytes, more than %d", random, r.read, most)
			}
			if r.skipped > maxSkips+1 {
				t.Errorf("random %v: %d skips", random, r.skipped)
			}
			if packed, program := Glance(data[:min(len(data), MagicSize)]); !packed && !program && (r.skipped > 0 || r.read == 0 && len(data) > 2) {
				t.Errorf("random %v: a plain file was not read: %d bytes, skips %v", random, r.read, r.skips)
			}
		}
	})
}

// FuzzNested packs a key into containers in each other, as the bytes of nest say.
// It is found, or something is said to be skipped.
func FuzzNested(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7}, []byte("text"))
	f.Add([]byte{4, 4, 4}, []byte{})
	f.Add([]byte{7, 6, 5, 4, 0, 1, 2, 3, 0, 0}, bytes.Repeat([]byte("line\n"), 70_000))
	f.Fuzz(func(t *testing.T, nest, filler []byte) {
		nest = nest[:min(len(nest), 10)]
		const key = "api_key = FAKE_of_some_length"
		if bytes.Contains(filler, []byte{0}) || len(filler) > 1<<20 { // or it may be taken for UTF-16
			return
		}
		data := append([]byte("x "), filler...)
		data = append(data, key...)
		for _, n := range nest {
			data = wrap(t, int(n), data)
		}
		for _, random := range []bool{false, true} {
			r := read(t.Context(), data, random, Options{})
			found := false
			for _, text := range r.texts {
				found = found || strings.Contains(text, key)
			}
			if r.err != nil || !found && r.skipped == 0 {
				t.Errorf("in %v: not found, error %v", nest, r.err)
			}
			if len(nest) <= sources.DefaultArchiveDepth && (!found || r.skipped > 0) {
				t.Errorf("in %v: found %v, skips %v", nest, found, r.skips)
			}
		}
	})
}

// wrappers are the ways to pack.
var wrappers = []func(testing.TB, []byte) []byte{
	makeGzip,
	writing(func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }),
	writing(func(w io.Writer) (io.WriteCloser, error) { return xz.NewWriter(w) }),
	writing(func(w io.Writer) (io.WriteCloser, error) { return lz4.NewWriter(w), nil }),
	func(t testing.TB, data []byte) []byte { return makeTar(t, []byte("first"), data) },
	func(t testing.TB, data []byte) []byte { return makeZip(t, []byte("first"), data) },
	makeCpio,
	makeDeb,
	writing(func(w io.Writer) (io.WriteCloser, error) { return storedMember{zip.NewWriter(w)}, nil }),
}

func wrap(t testing.TB, n int, data []byte) []byte { return wrappers[n%len(wrappers)](t, data) }

func writing(open func(io.Writer) (io.WriteCloser, error)) func(testing.TB, []byte) []byte {
	return func(t testing.TB, data []byte) []byte {
		t.Helper()
		var out bytes.Buffer
		w, err := open(&out)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
}

// storedMember writes a zip archive of one member that is not compressed.
type storedMember struct{ *zip.Writer }

func (s storedMember) Write(data []byte) (int, error) {
	w, err := s.CreateHeader(&zip.FileHeader{Name: "s", Method: zip.Store})
	if err != nil {
		return 0, err
	}
	return w.Write(data)
}

func makeCpio(_ testing.TB, data []byte) []byte {
	var out bytes.Buffer
	member := func(name string, mode int, content []byte) {
		fmt.Fprintf(&out, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x", 1, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name)+1, 0)
		out.WriteString(name + "\x00")
		out.Write(make([]byte, padding(out.Len(), 4)))
		out.Write(content)
		out.Write(make([]byte, padding(out.Len(), 4)))
	}
	member("etc", 0o040755, nil)
	member("etc/x", 0o100644, data)
	member(cpioTrailer, 0, nil)
	return out.Bytes()
}

func makeDeb(_ testing.TB, data []byte) []byte {
	var out bytes.Buffer
	out.WriteString(arMagic)
	for _, m := range []struct {
		name    string
		content []byte
	}{{debFirst, []byte("2.0\n")}, {"data.tar", data}} {
		fmt.Fprintf(&out, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", m.name, 0, 0, 0, 0o100644, len(m.content))
		out.Write(m.content)
		out.Write(make([]byte, padding(out.Len(), 2)))
	}
	return out.Bytes()
}
