package detectors

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// TestHostileBudget scans short items that would become very long if each of their
// layers and views could become as much as it liked: the work is bounded for each
// item, and what was left out is said once.
func TestHostileBudget(t *testing.T) {
	entry := "api_key: \"FAKEq8Zr3Tn5Wd1Lx7Mb9Vc2Js6Hp4Gy\"\n"
	dense := b64(gzipped(strings.Repeat("\tapi_key\t\\\\", 400_000)))
	lines := func(n int, format string, args ...any) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "f%d: %s", i, fmt.Sprintf(format, args...))
		}
		return b.String()
	}
	// A text of aliases stands for many times itself, and so does each of them.
	inner := "  b.yaml: &b |\n" + strings.Repeat("    c: api_key\n", 40) + strings.Repeat("  a.yaml: *b\n", 400)
	middle := "b.yaml: &b |\n" + inner + strings.Repeat("a.yaml: *b\n", 400)
	outer := entry + "b.yaml: &b |\n" + indented(middle) + strings.Repeat("a.yaml: *b\n", 4000)
	for name, text := range map[string]string{
		"names in what was packed": dense,
		"packed in many views":     entry + lines(100, "|\n  # a\n  x %s\n", dense),
		"aliases in aliases":       outer,
	} {
		t.Run(name, func(t *testing.T) {
			e := newTestEngine(t)
			start := time.Now()
			if err := sources.EmitBytes(&sources.Origin{Source: sources.Files, Path: "a.yaml"}, []byte(text), e.Emitter(0)); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("it took %v", took)
			}
			skipped := 0
			_, err := e.Results(t.Context(), nil, func(sources.Origin, error) error { skipped++; return nil })
			if err != nil || skipped != 1 {
				t.Errorf("skipped %d times, error %v", skipped, err)
			}
		})
	}
}

// indented indents each line.
func indented(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n  ") + "\n"
}
