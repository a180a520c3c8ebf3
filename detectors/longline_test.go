package detectors

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// letters is a text of so many bytes without a line end.
type letters int64

func (l *letters) Read(p []byte) (int, error) {
	if *l == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), int64(*l)))
	for i := range p[:n] {
		p[i] = 'a'
	}
	*l -= letters(n)
	return n, nil
}

// TestLongLine scans a line that is longer than the memory it may take.
func TestLongLine(t *testing.T) {
	const half, mostMemory = 64 << 20, 8 << 20
	entry, _ := unmark(t, ` LOGSTAG_API_KEY="«L»" `, 0)
	before, after := letters(half), letters(half)
	text := io.MultiReader(&before, strings.NewReader(entry), &after)
	e := newTestEngine(t)

	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	n, err := sources.Stream(t.Context(), text, &sources.Origin{Source: sources.Stdin, Path: "stdin"}, e.Emitter(0))
	runtime.ReadMemStats(&end)
	if err != nil || n != int64(2*half+len(entry)) {
		t.Fatalf("read %d bytes, error %v", n, err)
	}
	if used := end.TotalAlloc - start.TotalAlloc; used > mostMemory {
		t.Errorf("%d bytes of memory for a line of %d", used, n)
	}
	if items, bytes := e.Scanned(); items != 1 || bytes != n {
		t.Errorf("counted %d items and %d bytes of %d", items, bytes, n)
	}
	found := results(t, e)
	want := half + 1 + strings.Index(entry, `"`) + 1
	if len(found) != 1 || found[0].Region.StartLine != 1 || found[0].Region.StartColumn != want {
		t.Errorf("%d findings, want one in column %d", len(found), want)
	}
}
