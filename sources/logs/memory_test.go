package logs

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// marks is a memory that knows where to go on, and nothing else.
type marks struct {
	mu      sync.Mutex
	mark    sources.Mark
	resumed sources.Mark
	done    int
}

func (m *marks) Known(*sources.Origin, sources.Stamp) bool              { return false }
func (m *marks) Begin(*sources.Origin, sources.Stamp, io.ReaderAt) bool { return false }
func (m *marks) Resume(_ *sources.Origin, _ io.ReaderAt, usable func(sources.Mark) bool) sources.Mark {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.resumed = sources.Mark{}
	if m.mark != (sources.Mark{}) && usable(m.mark) {
		m.resumed = m.mark
	}
	return m.resumed
}
func (m *marks) Reached(_ *sources.Origin, at sources.Mark) { m.mark = at }
func (m *marks) Done(*sources.Origin) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.done++
}

// needle is what the tests look for in logs.
const needle = "NEEDLE-"

// needles reads a log and says at which offset and line which needles are that a
// fragment answers for; read is how many bytes all fragments have.
func needles(t *testing.T, path string, m sources.Memory) (found map[string]string, read int) {
	t.Helper()
	found = map[string]string{}
	err := New(Options{Root: path, Jobs: 1, Memory: m}).Read(t.Context(), func(f sources.Fragment) error {
		read += len(f.Data)
		for at := f.Before; at < len(f.Data)-f.After; at++ {
			next := bytes.Index(f.Data[at:len(f.Data)-f.After], []byte(needle[:1]))
			if next < 0 {
				break
			}
			if at += next; !bytes.HasPrefix(f.Data[at:], []byte(needle)) {
				continue
			}
			end := at + strings.IndexAny(string(f.Data[at:])+"\n", " \n\\\"")
			from, to, raw := at, end, f.Data
			if f.Map != nil {
				from, to = f.Map.Original(at, end)
				raw = f.Raw
			}
			line := f.Line + bytes.Count(raw[:from], []byte("\n"))
			name := string(f.Data[at:end])
			if found[name] != "" {
				t.Errorf("%s is found twice", name)
			}
			found[name] = fmt.Sprint(f.Offset+int64(from), " ", to-from, " line ", line)
		}
		return nil
	}, func(o sources.Origin, err error) error { t.Errorf("%s: %v", o.Path, err); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return found, read
}

// TestGrownLog reads a log again and again while it grows, and has all that is
// found agree with what is found in the whole.
func TestGrownLog(t *testing.T) {
	dockerLine := func(i int, text string) string {
		cut := i % (len(text) + 1)
		head := `","stream":"stdout","time":"2026-11-24T00:00:00Z"}` + "\n"
		return `{"log":"` + text[:cut] + head + `{"log":"` + text[cut:] + `\n` + head
	}
	for name, line := range map[string]func(i int, text string) string{
		"plain":     func(_ int, text string) string { return text + "\n" },
		"long line": func(_ int, text string) string { return text + " " },
		"docker":    dockerLine,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "app.log")
			m := &marks{}
			known := map[string]string{}
			resumed := false
			i := 0
			for round := range 6 {
				f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
				if err != nil {
					t.Fatal(err)
				}
				var b strings.Builder
				for b.Len() < 800<<10 {
					i++
					b.WriteString(line(i, fmt.Sprintf("%s%d wörd %s", needle, i, strings.Repeat("x", i*7%4000))))
				}
				text := b.String()
				if round%2 == 1 && name != "long line" {
					text += line(1, needle+"cut")[:5] // what is written next goes on here
				}
				if _, err := f.WriteString(text); err != nil {
					t.Fatal(err)
				}
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				// What a memory would do: forget what lies behind the mark.
				for name, at := range known {
					var offset int64
					fmt.Sscan(at, &offset)
					if offset >= m.mark.From {
						delete(known, name)
					}
				}
				found, read := needles(t, path, m)
				if m.resumed != (sources.Mark{}) {
					resumed = true
					if read > 3<<20 {
						t.Errorf("round %d: %d bytes were read", round, read)
					}
				} else {
					clear(known)
				}
				for name, at := range found {
					if known[name] != "" {
						t.Errorf("round %d: %s is found twice", round, name)
					}
					known[name] = at
				}
				want, _ := needles(t, path, nil)
				if len(want) < 100 || len(known) != len(want) {
					t.Errorf("round %d: %d needles, want %d", round, len(known), len(want))
				}
				for name, at := range want {
					if known[name] != at {
						t.Fatalf("round %d: %s is at %q, want %q", round, name, known[name], at)
					}
				}
			}
			if !resumed || m.done != 6 {
				t.Errorf("resumed: %v, done %d times", resumed, m.done)
			}
		})
	}
}

// TestNotGrown lists what a reading does not go on with.
func TestNotGrown(t *testing.T) {
	long := strings.Repeat("a log line\n", 300_000)
	for name, data := range map[string][]byte{
		"short":      []byte("a log line\n"),
		"compressed": pack(t, long+fmt.Sprint(os.Getpid()), "gzip", "-1"),
		"utf-16":     []byte(utf16LE(long)),
		"other at the mark": append([]byte(strings.Repeat("{\"log\":\"x\\n\",\"stream\":\"stdout\",\"time\":\"x\"}\n", 60_000)),
			long...),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "app.log")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			m := &marks{}
			for range 2 {
				if err := New(Options{Root: path, Memory: m}).Read(context.Background(), func(sources.Fragment) error { return nil }, func(_ sources.Origin, err error) error { return err }); err != nil {
					t.Fatal(err)
				}
			}
			if m.resumed != (sources.Mark{}) || m.done != 2 {
				t.Errorf("%+v, done %d times", m, m.done)
			}
		})
	}
}
