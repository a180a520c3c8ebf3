//go:build linux

package journalfile

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzFile puts a file of anything in front of a key: it is found, or something is
// skipped. What is emitted is not much longer than the file.
func FuzzFile(f *testing.F) {
	for _, pack := range packers {
		for _, compact := range []bool{false, true} {
			f.Add(handmadeFile(f, smallEntries(), compact, pack))
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r := collect(ReadFile, bytes.NewReader(append(bytes.Clone(file), "\napi_key="+fakeKey...)))
		if r.err != nil {
			t.Fatal(r.err)
		}
		if len(r.skips) == 0 && !r.holds(fakeKey) {
			t.Error("the key was not found, and nothing was skipped")
		}
	})
}

// FuzzExport does the same for the export format.
func FuzzExport(f *testing.F) {
	f.Add(exported(smallEntries()))
	f.Add([]byte("__CURSOR=x\nA\n\x03\x00\x00\x00\x00\x00\x00\x00a\nb\nMESSAGE=x\n\n-- No entries --\n"))
	f.Fuzz(func(t *testing.T, export []byte) {
		r := collect(ReadExport, bytes.NewReader(append(bytes.Clone(export), "\nMESSAGE=api_key="+fakeKey+"\n\n"...)))
		if r.err != nil {
			t.Fatal(r.err)
		}
		if len(r.skips) == 0 && !r.holds(fakeKey) {
			t.Error("the key was not found, and nothing was skipped")
		}
		total := 0
		for _, text := range append(r.items, r.bytes...) {
			total += len(strings.TrimSpace(text))
		}
		if total > 1000*len(export)+10_000 {
			t.Errorf("%d bytes became %d", len(export), total)
		}
	})
}

// smallEntries are few and short, so that the fuzzer gets anywhere with them; one
// field is long enough to be compressed.
func smallEntries() []testEntry {
	return []testEntry{
		{1, []pair{{"MESSAGE", "a\nb"}, {"_PID", "1"}}},
		{2, []pair{{"MESSAGE", strings.Repeat("compress ", 60)}, {"_PID", "1"}, {"_SYSTEMD_UNIT", "a.service"}}},
	}
}
