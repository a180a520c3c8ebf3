package logs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/sourcestest"
)

// pack compresses text with the real program.
func pack(t *testing.T, text string, program ...string) []byte {
	t.Helper()
	cmd := exec.Command(program[0], append(program[1:], "-c")...)
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s, which the tests need: %v", program[0], err)
	}
	return out
}

var (
	plainPrograms = [][]string{{"gzip"}, {"xz"}, {"bzip2"}, {"zstd"}, {"lz4", "-B4"}}
	programs      = append([][]string{{"gzip", "-1"}, {"xz", "-9"}, {"zstd", "-19", "--long=27"}}, plainPrograms...)
)

// logText gives log lines that compress as badly as lines with ids do.
func logText(lines int) string {
	var b strings.Builder
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range lines {
		fmt.Fprintf(&b, "2026-01-02T03:04:05Z host app[%d]: request %016x took %dms é\n", i%977, rng.Uint64(), i*7919%1000)
	}
	return b.String()
}

func write(t *testing.T, root, name string, data []byte) {
	t.Helper()
	full := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSource(t *testing.T) {
	long, other := logText(4_500), logText(10)
	packed := map[string][]byte{}
	want := map[string]string{"plain.log": long, "wtmp": "\x07\x00\x00\x00\x01\x02\xff", "BZh9 is no magic": "BZh9 is no magic"}
	for name, text := range want {
		packed[name] = []byte(text)
	}
	for i, program := range programs {
		name := fmt.Sprintf("sub/%d", i) // the name says nothing
		packed[name], want[name] = pack(t, long, program...), long
		name += ".two"
		packed[name] = append(pack(t, long, program...), pack(t, other, program...)...)
		want[name] = long + other
		name += ".empty"
		packed[name] = pack(t, "", program...)
	}
	packed["gz that is none.gz"], want["gz that is none.gz"] = []byte("rotated, not compressed\n"), "rotated, not compressed\n"
	packed["utf-16.gz"], want["utf-16.gz"] = pack(t, utf16LE("\ufeff"+long), "gzip"), long
	packed["empty.log"] = nil
	// A container's log; the last line but one of the log was cut in two.
	container := strings.Repeat("2026-11-01T10:00:00.123456789Z stdout F a whole line\n", 9000)
	packed["0.log.gz"] = pack(t, container+"2026-11-01T10:00:01Z stdout P cut in\n2026-11-01T10:00:02Z stdout F  two\n", "gzip")
	want["0.log.gz"] = container + "2026-11-01T10:00:01Z stdout P \n2026-11-01T10:00:02Z stdout F \ncut in two"
	packed["skippable.zst"] = append([]byte("\x50\x2a\x4d\x18\x04\x00\x00\x00skip"), pack(t, other, "zstd")...)
	want["skippable.zst"] = other
	sourcestest.Run(t, func(t *testing.T) sourcestest.Setup {
		root := t.TempDir()
		for name, data := range packed {
			write(t, root, name, data)
		}
		return sourcestest.Setup{Source: New(Options{Root: root}), Items: want}
	})
}

func utf16LE(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// readAll reads a log folder and gives texts and skips by path.
func readAll(t *testing.T, o Options) (texts map[string]string, skips map[string]error) {
	t.Helper()
	o.Jobs = 1
	texts, skips = map[string]string{}, map[string]error{}
	err := New(o).Read(context.Background(), func(f sources.Fragment) error {
		if !f.Origin.LineText {
			t.Errorf("%s: lines don't stand for themselves", f.Origin.Path)
		}
		texts[f.Origin.Path] += string(f.Data[f.Before : len(f.Data)-f.After])
		return nil
	}, func(o sources.Origin, err error) error {
		skips[o.Path] = err
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts, skips
}

func TestDamaged(t *testing.T) {
	text := logText(16_000)
	root := t.TempDir()
	for i, program := range plainPrograms {
		data := pack(t, text, program...)
		write(t, root, fmt.Sprint(i, ".cut"), data[:len(data)*4/5])
		write(t, root, fmt.Sprint(i, ".cut off"), data[:len(data)-1])
		write(t, root, fmt.Sprint(i, ".head"), data[:11])
		write(t, root, fmt.Sprint(i, ".tail"), append(bytes.Clone(data), "no such format"...))
		broken := bytes.Clone(data)
		for j := range 20 {
			broken[len(broken)/2+j] ^= 0x55
		}
		write(t, root, fmt.Sprint(i, ".broken"), broken)
	}
	texts, skips := readAll(t, Options{Root: root})
	for i, program := range plainPrograms {
		for _, damage := range []string{".cut", ".cut off", ".head", ".tail", ".broken"} {
			name := fmt.Sprint(i, damage)
			if skips[name] == nil {
				t.Errorf("%q%s: not skipped", program, damage)
			} else if !strings.Contains(skips[name].Error(), program[0]) {
				t.Errorf("%q%s: the error does not name the format: %v", program, damage, skips[name])
			}
			got := texts[name]
			if damage == ".head" {
				// Nothing came of it: it is read as it lies there.
				if want := string(pack(t, text, program...)[:11]); got != want {
					t.Errorf("%q%s: %d bytes that are not the file's", program, damage, len(got))
				}
			} else if damage != ".broken" && !strings.HasPrefix(text, got) {
				t.Errorf("%q%s: what was read is not the start of the text", program, damage)
			}
			if least := map[string]int{".cut": len(text) / 4, ".tail": len(text)}[damage]; len(got) < least {
				t.Errorf("%q%s: only %d bytes of %d were read", program, damage, len(got), len(text))
			}
		}
	}
}

func TestLimit(t *testing.T) {
	text := logText(1000)
	root := t.TempDir()
	for i, program := range programs {
		write(t, root, fmt.Sprint(i), pack(t, text, program...))
	}
	limit := int64(len(text) - 1)
	texts, skips := readAll(t, Options{Root: root, Archives: sources.ArchiveLimits{Bytes: limit}})
	for i, program := range programs {
		if name := fmt.Sprint(i); texts[name] != text[:limit] || !errors.Is(skips[name], sources.ErrTooLarge) {
			t.Errorf("%q: read %d bytes, skipped with %v", program, len(texts[name]), skips[name])
		}
	}
	texts, skips = readAll(t, Options{Root: root, Archives: sources.ArchiveLimits{Bytes: int64(len(text))}})
	for i, program := range programs {
		if name := fmt.Sprint(i); texts[name] != text || skips[name] != nil {
			t.Errorf("%q: read %d bytes, skipped with %v", program, len(texts[name]), skips[name])
		}
	}
}

func TestWindowLimit(t *testing.T) {
	root := t.TempDir()
	write(t, root, "large.xz", pack(t, "text", "xz", "--lzma2=dict=256MiB"))
	write(t, root, "largest.xz", pack(t, "text", "xz", "--lzma2=dict=1536MiB", "--memlimit=0"))
	write(t, root, "fine.xz", pack(t, "text", "xz", "--lzma2=dict=128MiB"))
	write(t, root, "sizes.xz", pack(t, strings.Repeat("text", 1000), "xz", "-T2", "--block-size=1000", "--lzma2=dict=256MiB"))
	write(t, root, "large.zst", zstdOfWindow(t, 256<<20))
	texts, skips := readAll(t, Options{Root: root})
	for _, name := range []string{"large.xz", "largest.xz", "sizes.xz"} {
		if !errors.Is(skips[name], sources.ErrTooLarge) {
			t.Errorf("%s: read %d bytes, skipped with %v", name, len(texts[name]), skips[name])
		}
	}
	if !errors.Is(skips["large.zst"], zstd.ErrWindowSizeExceeded) {
		t.Errorf("large.zst: skipped with %v", skips["large.zst"])
	}
	if texts["fine.xz"] != "text" {
		t.Errorf("fine.xz: skipped with %v", skips["fine.xz"])
	}
}

func zstdOfWindow(t *testing.T, size int) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithWindowSize(size), zstd.WithSingleSegment(false))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("text")); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil { // keeps the size out of the header
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestConstantMemory reads a long log with one line, compressed.
func TestConstantMemory(t *testing.T) {
	root := t.TempDir()
	file, err := os.Create(filepath.Join(root, "long.gz"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	piece := bytes.Repeat([]byte("one line without an end "), 1<<15)
	const pieces = 40
	for range pieces {
		if _, err := w.Write(piece); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	total := 0
	err = New(Options{Root: root}).Read(context.Background(), func(f sources.Fragment) error {
		total += len(f.Data) - f.Before - f.After
		return nil
	}, func(_ sources.Origin, err error) error { return err })
	runtime.ReadMemStats(&after)
	if err != nil || total != pieces*len(piece) {
		t.Errorf("read %d bytes, error %v", total, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("%d bytes of memory for %d bytes of text", used, total)
	}
}

func TestSingleLog(t *testing.T) {
	root := t.TempDir()
	write(t, root, "syslog.2.gz", pack(t, "old line\n", "gzip"))
	texts, skips := readAll(t, Options{Root: filepath.Join(root, "syslog.2.gz")})
	if texts["syslog.2.gz"] != "old line\n" || len(skips) > 0 {
		t.Errorf("texts %q, skips %v", texts, skips)
	}
}
