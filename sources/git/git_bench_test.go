package git

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/gittest"
)

// The history that the benchmarks read: benchCommits commits on a line, each of
// which changes one of benchFiles files, four folders deep. In benchLeaks of the
// commits the change brings a made-up key, and the next change to that file takes
// it away.
const (
	benchCommits = 4000
	benchFiles   = 1200
	benchLeaks   = 300
)

// benchRepo makes that history with the real git, packed as "git gc" packs.
func benchRepo(b *testing.B) *Source {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "bench.git")
	git := func(input io.Reader, args ...string) {
		b.Helper()
		cmd := exec.Command("git", args...)
		cmd.Env, cmd.Stdin = gittest.Environment(), input
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("git %s: %v: %s", args, err, out)
		}
	}
	git(nil, "init", "-q", "--bare", "-b", "main", dir)
	stream := filepath.Join(b.TempDir(), "stream")
	if err := writeBenchHistory(stream); err != nil {
		b.Fatal(err)
	}
	f, err := os.Open(stream)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	git(f, "-C", dir, "fast-import", "--quiet")
	git(nil, "-C", dir, "-c", "gc.auto=0", "repack", "-q", "-a", "-d", "-f")
	s, err := New(Options{Path: dir})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// writeBenchHistory writes the history as input for "git fast-import".
func writeBenchHistory(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f) // it keeps the first error
	for n := range benchCommits {
		// The first commits make the files, the rest change them here and there.
		file := n
		if n >= benchFiles {
			file = n * 7 % benchFiles
		}
		message := fmt.Sprintf("change %d", n)
		text := benchFile(file, n)
		fmt.Fprintf(w, "commit refs/heads/main\ncommitter Cid <cid@example.org> %d +0000\ndata %d\n%s\n", 1_600_000_000+60*n, len(message), message)
		fmt.Fprintf(w, "M 100644 inline area-%d/team-%d/service-%d/config/settings-%d.conf\ndata %d\n%s\n",
			file%4, file%12, file%60, file, len(text), text)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// benchFile is a file after the nth commit: a few hundred lines, of which each
// version changes some.
func benchFile(file, n int) []byte {
	var text bytes.Buffer
	for line := range 100 + file%300 {
		version := 0
		if line%97 == n%97 {
			version = n
		}
		fmt.Fprintf(&text, "setting.%d.%d = value %d of file %d\n", file, line, version, file)
	}
	if n%(benchCommits/benchLeaks) == 0 && n/(benchCommits/benchLeaks) < benchLeaks {
		fmt.Fprintf(&text, "api_key = %s\n", benchKey(n))
	}
	return text.Bytes()
}

// benchKey is the made-up key of the nth commit; ten commits share one.
func benchKey(n int) string {
	return fmt.Sprintf("FAKE-key-%04d-not-a-real-one", n/(benchCommits/benchLeaks)/10)
}

// noSkip makes a skip an error.
func noSkip(_ sources.Origin, err error) error { return err }

// BenchmarkRead reads a history and does nothing with it. The rate is in bytes of
// its objects' texts.
func BenchmarkRead(b *testing.B) {
	s := benchRepo(b)
	var size atomic.Int64
	count := func(f sources.Fragment) error {
		size.Add(int64(len(f.Data)))
		return nil
	}
	if err := s.Read(context.Background(), count, noSkip); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size.Load())
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Read(context.Background(), func(sources.Fragment) error { return nil }, noSkip); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLocate finds out where 300 versions of files lie in a history that was
// read.
func BenchmarkLocate(b *testing.B) {
	s := benchRepo(b)
	var mu sync.Mutex
	var found []sources.Found
	var size atomic.Int64
	find := func(f sources.Fragment) error {
		size.Add(int64(len(f.Data)))
		if at := bytes.Index(f.Data, []byte("FAKE-key-")); at >= 0 {
			key, _, _ := bytes.Cut(f.Data[at:], []byte("\n"))
			origin := *f.Origin
			mu.Lock()
			defer mu.Unlock()
			found = append(found, sources.Found{Origin: &origin, Key: string(key)})
		}
		return nil
	}
	if err := s.Read(context.Background(), find, noSkip); err != nil {
		b.Fatal(err)
	}
	if len(found) != benchLeaks {
		b.Fatalf("%d leaks in the history, want %d", len(found), benchLeaks)
	}
	b.ReportAllocs()
	for b.Loop() {
		again := make([]sources.Found, len(found))
		for i, f := range found {
			origin := *f.Origin
			again[i] = sources.Found{Origin: &origin, Key: f.Key}
		}
		if err := s.Locate(context.Background(), again, noSkip); err != nil {
			b.Fatal(err)
		}
		if len(again[0].Origin.Git.Places) == 0 {
			b.Fatal("a leak has no place")
		}
	}
	b.SetBytes(size.Load()) // of the history in which they are located
	b.ReportMetric(float64(len(found)), "findings/op")
}
