//go:build linux

package journalfile

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

const fakeKey = "FAKE.j5Rw-91nQz_c7VbM3xKtG8pYhL2sD"

// pair is a field of an entry.
type pair struct{ name, value string }

// testEntry is an entry of a journal.
type testEntry struct {
	realtime uint64
	fields   []pair
}

// entries are entries such as many journals have, and some odd ones.
func entries() []testEntry {
	var out []testEntry
	boot := pair{"_BOOT_ID", "0123456789abcdef0123456789abcdef"}
	add := func(fields ...pair) {
		out = append(out, testEntry{1_700_000_000_000_000 + uint64(len(out))*1_000_003, append(fields, boot)})
	}
	for i := range 60 {
		unit := []string{"logstag-agent.service", "cron.service", "user@1000.service"}[i%3]
		fields := []pair{
			{"MESSAGE", fmt.Sprintf("message %d", i)}, {"PRIORITY", "6"},
			{"_PID", fmt.Sprint(400 + i%7)}, {"_UID", fmt.Sprint(i % 3)}, {"_HOSTNAME", "web1"},
			{"_COMM", "program"}, {"_EXE", "/usr/bin/program"}, {"_SYSTEMD_UNIT", unit},
		}
		switch i % 10 {
		case 0:
			fields[0].value = "long " + strings.Repeat(fmt.Sprintf("line %d of a text that can be compressed, ", i), 200)
		case 1:
			fields[0].value = "several\nlines\n\nof text\n"
		case 2:
			fields = append(fields, pair{"BINARY", string(allBytes())})
		case 3:
			fields = append(fields, pair{"SYSLOG_IDENTIFIER", "tag"}, pair{"TWICE", "a"}, pair{"TWICE", "b"})
		case 4:
			fields = append(fields, pair{"_SYSTEMD_USER_UNIT", "mine.service"})
		case 5:
			fields[7] = pair{"_SYSTEMD_UNIT", "init.scope"}
			fields = append(fields, pair{"UNIT", "started.service"})
		case 6:
			fields = []pair{{"MESSAGE", "the same message"}}
		case 7:
			fields = append(fields, pair{"EMPTY", ""}, pair{"LOGSTAG_API_KEY", fakeKey})
		case 8:
			fields[0].value = strings.Repeat("\x00\xff", 3000) // twice as long as the limit for compression
		}
		add(fields...)
	}
	add(pair{"MESSAGE", strings.Repeat("x", 300<<10) + " api_key=" + fakeKey}, pair{"_HOSTNAME", "web1"})
	return out
}

func allBytes() []byte {
	b := make([]byte, 256)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

// exported writes entries in the export format.
func exported(list []testEntry) []byte {
	var b bytes.Buffer
	for i, e := range list {
		fmt.Fprintf(&b, "__REALTIME_TIMESTAMP=%d\n__MONOTONIC_TIMESTAMP=%d\n", e.realtime, i+1)
		for _, f := range e.fields {
			if strings.IndexFunc(f.value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0xFFFD }) < 0 {
				fmt.Fprintf(&b, "%s=%s\n", f.name, f.value)
				continue
			}
			b.WriteString(f.name + "\n")
			b.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(f.value))))
			b.WriteString(f.value + "\n")
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// journalRemote makes a journal file of an export, with systemd's own program.
func journalRemote(t *testing.T, export []byte, env []string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "system.journal")
	cmd := exec.Command("/lib/systemd/systemd-journal-remote", append(args, "-o", path, "-")...)
	cmd.Stdin = bytes.NewReader(export)
	cmd.Env = append(cmd.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("systemd-journal-remote, which the tests need: %v\n%s", err, out)
	}
	return path
}

// journalctl has the real program read a journal file.
func journalctl(t *testing.T, path string) []byte {
	t.Helper()
	var errs strings.Builder
	cmd := exec.Command("journalctl", "--output=export", "--all", "--no-pager", "--file", path)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Fatalf("journalctl, which the tests need: %v\n%s", err, errs.String())
	}
	return out
}

// parseExport reads an export in the simplest way, to compare with.
func parseExport(t *testing.T, text []byte) []testEntry {
	t.Helper()
	var out []testEntry
	var e testEntry
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		text = rest
		name, value, plain := strings.Cut(string(line), "=")
		switch {
		case len(line) == 0:
			out = append(out, e)
			e = testEntry{}
			continue
		case !plain:
			n := binary.LittleEndian.Uint64(text)
			value, text = string(text[8:8+n]), text[8+n+1:]
		}
		if name == "__REALTIME_TIMESTAMP" {
			fmt.Sscan(value, &e.realtime)
		}
		if !strings.HasPrefix(name, "__") {
			e.fields = append(e.fields, pair{name, value})
		}
	}
	if len(e.fields) > 0 {
		t.Fatal("the export has no end")
	}
	return out
}

// item describes an item that a reader emits.
func item(o *sources.JournalOrigin, text string) string {
	return fmt.Sprintf("%d %s host=%s unit=%s id=%s exe=%s pid=%s uid=%s %q",
		o.Time.UnixMicro(), o.Field, o.Host, o.Unit, o.Identifier, o.Executable, o.PID, o.User, text)
}

// expected gives the items that entries must be read as.
func expected(list []testEntry) []string {
	var out []string
	seen := map[pair]bool{}
	for _, e := range list {
		about := about{time: microseconds(e.realtime)}
		for _, f := range e.fields {
			about.set(propertyIn([]byte(f.name + "=" + f.value)))
		}
		for _, f := range e.fields {
			if seen[f] {
				continue
			}
			seen[f] = true
			text := f.value
			if f.name != "MESSAGE" && f.name[0] != '_' {
				text = f.name + "=" + f.value
				if strings.Contains(strings.Trim(f.value, "\r\n"), "\n") {
					text = f.name + "\n" + f.value
				}
			}
			if text != "" {
				out = append(out, item(about.origin(&sources.Origin{}, f.name).Journal, text))
			}
		}
	}
	slices.Sort(out)
	return out
}

// result is what a reader gave.
type result struct {
	items []string // as item describes them, sorted
	bytes []string // of what was searched as bytes
	skips []error
	err   error
}

// collect runs a reader.
func collect(read func(context.Context, io.Reader, *sources.Origin, sources.Emit, sources.SkipFunc) error, r io.Reader) result {
	var mu sync.Mutex
	var res result
	texts := map[*sources.Origin][]byte{}
	var order []*sources.Origin
	emit := func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		if _, known := texts[f.Origin]; !known {
			order = append(order, f.Origin)
		}
		texts[f.Origin] = append(texts[f.Origin], f.Data[f.Before:len(f.Data)-f.After]...)
		for i := range f.Data { // it is no longer ours
			f.Data[i] = 0xDB
		}
		return nil
	}
	res.err = read(context.Background(), r, &sources.Origin{Source: sources.Journal, Path: "a.journal"}, emit, func(o sources.Origin, err error) error {
		res.skips = append(res.skips, err)
		return nil
	})
	for _, o := range order {
		if o.Journal == nil {
			res.bytes = append(res.bytes, string(texts[o]))
			continue
		}
		res.items = append(res.items, item(o.Journal, string(texts[o])))
	}
	slices.Sort(res.items)
	return res
}

// holds says whether the key was read, in whatever item.
func (r result) holds(key string) bool {
	return slices.ContainsFunc(append(r.items, r.bytes...), func(text string) bool { return strings.Contains(text, key) })
}

// compare fails with the first item that differs.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d items, want %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("item %d is\n%.300s\nwant\n%.300s", i, got[i], want[i])
		}
	}
}
