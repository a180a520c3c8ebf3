package auditstate

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// sampleState gives a state with something of everything in it.
func sampleState() *State {
	s := New()
	s.Settings, s.Organisation = "settings", "org"
	id := s.FileID(&sources.Origin{Source: sources.Logs, Path: "/var/log/x"})
	s.Found[id] = Found{Findings: []detectors.Kept{{Rule: "r", Mask: "FAKE…", Length: 20, Key: "lk1-x"}}, Skips: []KeptSkip{{Text: "gzip: damaged", Reason: "large"}}}
	s.Known = []Known{{Kept: detectors.Kept{Rule: "r", Fingerprint: "lf1-x", File: "/var/log/x"}, Family: "f", What: "w"}}
	s.Skips = []string{"a", "b"}
	s.files = records(nil).with(map[FileID]record{
		id:  {stamp: sources.Stamp{Inode: 1, Size: 2, Modified: -3, Changed: 4}, sample: 5, head: 6, mark: sources.Mark{Offset: 7, Line: 8, Column: 9, From: 10}, settled: true},
		{1}: {stamp: sources.Stamp{Size: 1 << 60}},
	}, nil)
	return s
}

func encoded(t testing.TB, s *State) []byte {
	t.Helper()
	text, err := s.document()
	if err != nil {
		t.Fatal(err)
	}
	return s.encode(text)
}

func TestStateRoundTrip(t *testing.T) {
	s := sampleState()
	data := encoded(t, s)
	back, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if again := encoded(t, back); !bytes.Equal(data, again) {
		t.Errorf("what was read is written as\n%q\nnot\n%q", again, data)
	}
	for i := range s.files.len() {
		id := FileID(s.files.id(i))
		if got, ok := back.files.get(id); !ok || got != s.files.at(i) {
			t.Errorf("%x: %+v", id, got)
		}
	}
}

// TestStateDamaged changes each byte, and cuts the file everywhere.
func TestStateDamaged(t *testing.T) {
	data := encoded(t, sampleState())
	for i := range data {
		if _, err := decode(data[:i]); !errors.Is(err, errDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
		bad := bytes.Clone(data)
		bad[i] ^= 0x10
		if _, err := decode(bad); !errors.Is(err, errDamaged) && !errors.Is(err, errNewer) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(f, sampleState()))
	f.Add([]byte(magic + "\x01\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := decode(data)
		if err != nil {
			return
		}
		if back, err := decode(encoded(t, s)); err != nil || !bytes.Equal(back.files, s.files) {
			t.Errorf("what was read can't be read when it is written: %v", err)
		}
	})
}

func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "audit.state")
	store, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); !errors.Is(err, ErrBusy) {
		t.Errorf("a second one: %v", err)
	}
	s, err := store.Load()
	if err != nil || !s.Empty() {
		t.Fatalf("where there is none: %v", err)
	}
	if err := store.Save(sampleState()); err != nil {
		t.Fatal(err)
	}
	if s, err = store.Load(); err != nil || s.Empty() {
		t.Fatalf("where there is one: %v", err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path)
	if err != nil {
		t.Fatalf("after it was closed: %v", err)
	}
	again.Close()
}

// TestRecordsWith compares with a map.
func TestRecordsWith(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		all := map[FileID]record{}
		add := func(n int) map[FileID]record {
			out := map[FileID]record{}
			for range random.IntN(n) {
				out[FileID{byte(random.IntN(20))}] = record{sample: random.Uint64()}
			}
			return out
		}
		old := records(nil).with(add(15), func(int) bool { return true })
		others := add(6)
		keep := map[FileID]bool{}
		for i := range old.len() {
			id := FileID(old.id(i))
			if _, replaced := others[id]; !replaced && random.IntN(3) > 0 {
				keep[id] = true
				all[id] = old.at(i)
			}
		}
		maps.Copy(all, others)
		got := old.with(others, func(i int) bool { return keep[FileID(old.id(i))] })
		if got.len() != len(all) || !got.sorted() {
			t.Fatalf("%d records, want %d", got.len(), len(all))
		}
		for id, want := range all {
			if rec, ok := got.get(id); !ok || rec != want {
				t.Fatalf("%x: %+v, want %+v", id, rec, want)
			}
		}
	}
}

func TestFamily(t *testing.T) {
	for _, c := range []struct{ family, names string }{
		{"/l/agent.log", "agent.log agent.log.1 agent.log.12.gz agent.log-20261101 agent.log-20261101.xz agent.log-2026110112.gz agent.log.2026-11-01 agent.log.old agent-2026-11-01.log agent-2026-11-01.1.log.gz agent.2026-11-01.log agent_20261101.log agent.log.1.1.gz"},
		{"/l/0.log", "0.log 0.log.20261101-120000 0.log.20261101-120000.gz"},
		{"/l/syslog", "syslog syslog.1 syslog.2.gz syslog-20261101.bz2"},
		{"/l/c0ffee-json.log", "c0ffee-json.log c0ffee-json.log.1 c0ffee-json.log.3.gz"},
		{"/l/worker1.log", "worker1.log worker1.log.1"},
		{"/l/worker2.log", "worker2.log worker2.log.7.zst"},
		{"/l/.1", ".1"},
		{"/l/u_ex261101.log", "u_ex261101.log"},
	} {
		for name := range strings.FieldsSeq(c.names) {
			if got := family("/l/" + name); got != c.family {
				t.Errorf("%s is of %s, want %s", name, got, c.family)
			}
		}
	}
}

func TestSample(t *testing.T) {
	s := New()
	random := rand.NewChaCha8([32]byte{1})
	for _, size := range []int{0, 1, 5000, 2*endSize + 1, 100_000, 3 << 20} {
		data := make([]byte, size)
		random.Read(data)
		want := s.sample(bytes.NewReader(data), int64(size))
		if want == 0 {
			t.Fatalf("%d bytes: no digest", size)
		}
		if got := s.sample(bytes.NewReader(append(bytes.Clone(data), 'x')), int64(size)); got != want {
			t.Errorf("%d bytes: what comes behind them matters", size)
		}
		if size == 0 {
			continue
		}
		if s.sample(bytes.NewReader(data[:size-1]), int64(size)) != 0 {
			t.Errorf("%d bytes: a digest of fewer", size)
		}
		for _, at := range []int{0, size - 1} {
			bad := bytes.Clone(data)
			bad[at] ^= 1
			if s.sample(bytes.NewReader(bad), int64(size)) == want {
				t.Errorf("%d bytes: byte %d does not matter", size, at)
			}
		}
		if other := bytes.Clone(data); size > 1 {
			random.Read(other[size/4 : size-size/4]) // written anew but for its ends
			if s.sample(bytes.NewReader(other), int64(size)) == want && size < 200_000 {
				t.Errorf("%d bytes: the middle does not matter", size)
			}
		}
	}
	if a, b := s.sample(strings.NewReader("same"), 4), New().sample(strings.NewReader("same"), 4); a == b {
		t.Error("two states have the same digest")
	}
}

func TestSettled(t *testing.T) {
	now := time.Unix(1_700_000_000, 500)
	at := func(ago time.Duration) int64 { return now.Add(-ago).UnixNano() }
	for _, c := range []struct {
		name string
		s    sources.Stamp
		want bool
	}{
		{"long ago", sources.Stamp{Modified: at(time.Hour), Changed: at(time.Hour)}, true},
		{"changed just now", sources.Stamp{Modified: at(time.Hour), Changed: at(time.Millisecond)}, false},
		{"modified just now", sources.Stamp{Modified: at(time.Millisecond)}, false},
		{"a second ago", sources.Stamp{Modified: at(time.Second)}, true},
		{"a second ago by a coarse clock", sources.Stamp{Modified: now.Unix()*1e9 - 1e9}, false},
		{"in the future", sources.Stamp{Modified: at(-time.Hour)}, false},
	} {
		if got := settled(c.s, now); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestFileIDSaysNothing sees that a path, which may hold a key, is not in the file.
func TestFileIDSaysNothing(t *testing.T) {
	a, b := New(), New()
	o := &sources.Origin{Source: sources.Logs, Root: "/var/log", Path: "x.gz!m", Archive: "x.gz", Member: "m"}
	if a.FileID(o) == b.FileID(o) {
		t.Error("two states give a file one id")
	}
	if a.FileID(o) != a.FileID(&sources.Origin{Source: sources.Logs, Path: "/var/log/x.gz"}) {
		t.Error("a member has another id than its archive")
	}
	if a.FileID(o) == a.FileID(&sources.Origin{Source: sources.Files, Path: "/var/log/x.gz"}) {
		t.Error("two sources give a file one id")
	}
	if slices.Contains([]FileID{{}}, a.FileID(o)) {
		t.Error("no id")
	}
}
