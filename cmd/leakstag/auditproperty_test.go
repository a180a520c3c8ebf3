//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/sources"
)

// TestAuditIncremental changes a host at random, and has a state that has seen all
// of it agree with one that has seen nothing.
func TestAuditIncremental(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			h := newRandomHost(t, seed)
			state := filepath.Join(t.TempDir(), "audit.state")
			known := map[string]bool{}
			for step := range 12 {
				var done []string
				for range 1 + h.random.IntN(3) {
					done = append(done, h.change())
				}
				got := auditJSON(t, h.root, state)
				want := auditJSON(t, h.root, filepath.Join(t.TempDir(), "fresh.state"))
				now := map[string]bool{}
				for _, f := range got {
					isNew := f.State == string(detectors.New)
					if isNew && f.Source == string(sources.Logs) && known[moveless(&f)] {
						t.Errorf("step %d (%v): new, though it was known before: %s:%d", step, done, f.Path, f.Line)
					}
					if f.State == string(detectors.Gone) {
						continue
					}
					if !isNew && !known[moveless(&f)] {
						t.Errorf("step %d (%v): known, though it is new: %s:%d", step, done, f.Path, f.Line)
					}
					now[moveless(&f)] = true
				}
				known = now
				if a, b := placesOfFindings(got), placesOfFindings(want); !slices.Equal(a, b) {
					t.Fatalf("step %d (%v): found\n%s\nwant\n%s", step, done, strings.Join(a, "\n"), strings.Join(b, "\n"))
				}
			}
		})
	}
}

// moveless names what a finding is, wherever its log was moved: "log1" stays in
// the name of all logs that come of log1.
func moveless(f *report.FindingRecord) string {
	name, _, _ := strings.Cut(filepath.Base(f.Path), ".")
	return strings.Join([]string{f.Source, filepath.Dir(f.Path), name, f.KeyFingerprint, f.Fingerprint[:4]}, " ")
}

// placesOfFindings gives what two audits have to agree on.
func placesOfFindings(list []report.FindingRecord) []string {
	var out []string
	for _, f := range list {
		if f.State == string(detectors.Gone) {
			continue
		}
		f.State, f.Message = "", ""
		text, err := json.Marshal(f)
		if err != nil {
			return []string{err.Error()}
		}
		out = append(out, string(text))
	}
	slices.Sort(out)
	return out
}

// auditJSON audits a mounted host.
func auditJSON(t *testing.T, root, state string) []report.FindingRecord {
	t.Helper()
	var out, errs bytes.Buffer
	code := run([]string{"audit", "--no-nice", "--root", root, "--state", state, "--report-known", "-f", "json"}, streams{out: &out, err: &errs})
	if code != exitClean && code != exitFindings || errs.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	if found := leaks(out.Bytes()); len(found) > 0 {
		t.Errorf("the report holds %v", found)
	}
	text, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	if found := leaks(text); len(found) > 0 {
		t.Errorf("the state file holds %v", found)
	}
	var doc report.Document
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Findings
}

// randomHost is a host that changes.
type randomHost struct {
	t      *testing.T
	root   string
	random *rand.Rand
	logs   int
}

func newRandomHost(t *testing.T, seed uint64) *randomHost {
	h := &randomHost{t: t, root: t.TempDir(), random: rand.New(rand.NewPCG(seed, 1))}
	for _, dir := range []string{"etc", "var/log/app", "var/lib/docker/containers/abc", "home/ada", "opt/app"} {
		h.check(os.MkdirAll(filepath.Join(h.root, dir), 0o755))
	}
	for range 8 {
		h.create()
	}
	return h
}

func (h *randomHost) check(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// text gives n lines, some of which hold a key or a weak password.
func (h *randomHost) text(n int, docker bool) []byte {
	var b bytes.Buffer
	for range n {
		line := fmt.Sprintf("2026-11-24 level=info request %d from host%d done", h.random.IntN(1<<30), h.random.IntN(9))
		switch h.random.IntN(max(40, n/3)) {
		case 0:
			line += " LOGSTAG_API_KEY=" + planted[h.random.IntN(len(planted))]
		case 1:
			line += " api_key=" + planted[h.random.IntN(len(planted))]
		case 2:
			line += " LOGSTAG_DB_PASSWORD=FAKE-horse" + fmt.Sprint(h.random.IntN(3))
		}
		if !docker {
			b.WriteString(line + "\n")
			continue
		}
		// Cut in two, as Docker cuts long lines.
		cut := h.random.IntN(len(line))
		fmt.Fprintf(&b, `{"log":%q,"stream":"stdout","time":"2026-11-24T00:00:00Z"}`+"\n", line[:cut])
		fmt.Fprintf(&b, `{"log":%q,"stream":"stdout","time":"2026-11-24T00:00:00Z"}`+"\n", line[cut:]+"\n")
	}
	return b.Bytes()
}

// create makes a new file.
func (h *randomHost) create() string {
	h.logs++
	size := 1 + h.random.IntN(40)
	if h.random.IntN(3) == 0 {
		size = 35_000 // long enough to be read on
	}
	switch h.random.IntN(6) {
	case 0:
		return h.write(fmt.Sprintf("etc/conf%d.toml", h.logs), []byte("[agent]\napi_key = \""+planted[h.random.IntN(len(planted))]+"\"\n[targets.x]\ndb_engine = \"postgres\"\ndb_password = \"FAKE-weak-one\"\n"))
	case 1:
		return h.write(fmt.Sprintf("home/ada/.bash%d_history", h.logs), h.text(size%50, false))
	case 2:
		return h.write(fmt.Sprintf("opt/app/deploy%d.sh", h.logs), h.text(size%50, false))
	case 3:
		return h.write(fmt.Sprintf("var/lib/docker/containers/abc/log%d.json", h.logs), h.text(size/2+1, true))
	}
	return h.write(fmt.Sprintf("var/log/app/log%d.log", h.logs), h.text(size, false))
}

func (h *randomHost) write(name string, text []byte) string {
	h.check(os.WriteFile(filepath.Join(h.root, name), text, 0o644))
	return "write " + name
}

// files lists what is there.
func (h *randomHost) files() []string {
	all := map[string]bool{}
	h.check(filepath.WalkDir(h.root, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all[path] = true
		}
		return err
	}))
	return slices.Sorted(maps.Keys(all))
}

// change does one of the things that happen to files, and says which.
func (h *randomHost) change() string {
	all := h.files()
	if len(all) < 4 || h.random.IntN(8) == 0 {
		return h.create()
	}
	path := all[h.random.IntN(len(all))]
	rel := strings.TrimPrefix(path, h.root)
	packed := strings.Contains(path, ".gz")
	text, err := os.ReadFile(path)
	h.check(err)
	info, err := os.Stat(path)
	h.check(err)
	switch h.random.IntN(9) {
	case 0, 1, 2:
		if packed {
			return "nothing"
		}
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		h.check(err)
		more := h.text(1+h.random.IntN(30), strings.Contains(path, "docker"))
		if h.random.IntN(3) == 0 {
			more = more[:h.random.IntN(len(more))] // the last line is not whole
		}
		_, err = f.Write(more)
		h.check(err)
		h.check(f.Close())
		return "append to " + rel
	case 3: // as long as before, and as old
		fresh := h.text(len(text)/80+1, strings.Contains(path, "docker"))
		for len(fresh) < len(text) {
			fresh = append(fresh, '\n')
		}
		h.check(os.WriteFile(path, fresh[:len(text)], 0o644))
		h.check(os.Chtimes(path, info.ModTime(), info.ModTime()))
		return "rewrite " + rel
	case 4:
		h.check(os.Rename(path, path+".1"))
		return "rotate " + rel
	case 5:
		if packed || !strings.Contains(path, "/log/") {
			return "nothing"
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, err := z.Write(text)
		h.check(err)
		h.check(z.Close())
		h.check(os.WriteFile(path+".gz", b.Bytes(), 0o644))
		h.check(os.Remove(path))
		return "compress " + rel
	case 6:
		h.check(os.Remove(path))
		return "delete " + rel
	case 7:
		h.check(os.Truncate(path, int64(len(text)/2)))
		if packed {
			h.check(os.Remove(path)) // what is cut short is skipped
		}
		return "truncate " + rel
	}
	now := info.ModTime().Add(1)
	h.check(os.Chtimes(path, now, now))
	return "touch " + rel
}
