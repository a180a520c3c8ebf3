package logtext

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzRead reads any bytes as either notation: each byte must be answered for
// once, at its place.
func FuzzRead(f *testing.F) {
	for _, kind := range runtimes {
		r := &runtime{line: kind.line, piece: 20}
		r.waiting[stdout] = []byte(strings.Repeat("stdout "+key(1), 5) + "\n$ ")
		r.waiting[stderr] = []byte(strings.Repeat("stderr "+key(2), 5) + "\n")
		for !r.done() {
			r.step(stdout)
			r.step(stderr)
		}
		f.Add(r.log.Bytes())
	}
	f.Add([]byte(`{"log":"` + "\n" + `{"log":"","stream":"stdout","time":""}` + "\n" + `{"log":"\ud83d","stream":"stdout","time":""}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, head := range []string{"", `{"log":"` + "\n", "2026-11-01T10:00:00Z stdout P \n"} {
			log := append([]byte(head), text...)
			if mark := log[:min(2, len(log))]; string(mark) == "\xff\xfe" || string(mark) == "\xfe\xff" || bytes.IndexByte(log, 0) >= 0 {
				continue // UTF-16, perhaps
			}
			g := readLog(t, log, bytes.NewReader(log), false)
			g.everyByte()
		}
	})
}
