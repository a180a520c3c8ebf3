//go:build linux

package journalfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"testing"
)

// TestFilesOfSystemd has systemd write journals in each of its ways and read them
// again: every field of every entry must come out of the readers here as it comes
// out of journalctl.
func TestFilesOfSystemd(t *testing.T) {
	export := exported(entries())
	for _, form := range []struct{ compact, keyed, compress string }{{"0", "0", "yes"}, {"0", "1", "no"}, {"1", "0", "no"}, {"1", "1", "yes"}} {
		t.Run(fmt.Sprint(form), func(t *testing.T) {
			path := journalRemote(t, export, []string{"SYSTEMD_JOURNAL_COMPACT=" + form.compact, "SYSTEMD_JOURNAL_KEYED_HASH=" + form.keyed}, "--compress="+form.compress)
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := uint32(0)
			for flag, set := range map[uint32]string{flagCompact: form.compact, flagKeyedHash: form.keyed, flagZstd: form.compress} {
				if set == "1" || set == "yes" {
					want |= flag
				}
			}
			if flags := binary.LittleEndian.Uint32(file[12:]); flags != want {
				t.Fatalf("systemd has written a file with the flags 0x%x, want 0x%x", flags, want)
			}
			text := journalctl(t, path)
			list := parseExport(t, text)
			if len(list) != len(entries()) {
				t.Fatalf("journalctl gives %d entries of %d", len(list), len(entries()))
			}
			for name, r := range map[string]result{
				"file": collect(ReadFile, bytes.NewReader(file)), "export": collect(ReadExport, bytes.NewReader(text)),
				"own export": collect(ReadExport, bytes.NewReader(export)),
			} {
				if r.err != nil || len(r.skips) > 0 || len(r.bytes) > 0 {
					t.Fatalf("%s: error %v, skips %v, %d texts besides", name, r.err, r.skips, len(r.bytes))
				}
				compare(t, r.items, expected(list))
			}
		})
	}
}
