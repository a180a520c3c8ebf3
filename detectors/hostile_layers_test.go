package detectors

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// hostileLayers are texts, made by repeating, that are nothing but what decoding
// looks for.
func hostileLayers() map[string]string {
	return map[string]string{
		"base64 of keywords":          b64("api_key=api_key=api_key="),
		"literals of base64":          "YXBpX2t",
		"base64 in lines":             wrapped(b64(strings.Repeat("api_key ", 30)), 76, "\n") + "\n",
		"base64 of base64":            b64(b64(b64(b64("api_key=logstag ")))),
		"unaligned base64":            "YXBpX2tleQ YXBpX2tleQ=\n",
		"long lines of base64":        strings.Repeat("QUFB", 15) + "=\n",
		"percent":                     "%25",
		"percent of keywords":         "api%25255fkey%2525253D",
		"escapes":                     `\\`,
		"escaped quotes":              `\\\"api_key\\\":`,
		"entities":                    "&amp;",
		"nested entities":             "&amp;amp;amp;#95;key",
		"letters as entities":         "&#97;&#112;&#105;&#95;",
		"all escapes":                 `api_key%2525\\\\&amp;amp;=3D=3D+` + "=\n",
		"quoted-printable":            "quoted-printable =3D=\n",
		"quoted-printable lines":      strings.Repeat("%61=3D", 12) + "==\n",
		"hex":                         "6170695f6b6579",
		"hex of hex":                  "36313730363935663662363537390a",
		"hex in pairs":                "61 70 69 ",
		"hex in pairs, cut":           "61 70 69 %41",
		"hex with colons":             "61:70:69:5f:6b:65:79:",
		"gzip's mark":                 "H4sIAAAA ",
		"gzip's marks in a run":       "H4sIAAAA",
		"gzip's mark, cut":            "H4sIAAAA%41",
		"base64, cut":                 "YXBpX2tleQ%2B%41",
		"base64, cut by lines":        "YXBpX2tleQ=3D\n",
		"gzip's mark in lines":        "H4sIAAAA" + strings.Repeat("A", 68) + "\n",
		"zlib's mark":                 "eJx" + strings.Repeat("A", 50) + " ",
		"zstd's mark":                 "KLUv/QAA ",
		"base64 with a form's blanks": b64("api_key=a logstag") + "%0A+",
	}
}

// TestManyBombs searches a file of many small things that become large: the work
// for all of them together is bounded, and that some were left out is said once.
func TestManyBombs(t *testing.T) {
	e := newTestEngine(t)
	text := strings.Repeat(b64(gzipped(strings.Repeat("\n", 1<<20)))+"\n", 1000)
	if err := sources.EmitBytes(&sources.Origin{Source: sources.Files}, []byte(text), e.Emitter(0)); err != nil {
		t.Fatal(err)
	}
	skipped := 0
	_, err := e.Results(t.Context(), nil, func(sources.Origin, error) error { skipped++; return nil })
	if err != nil || skipped != 1 {
		t.Errorf("skipped %d times, error %v", skipped, err)
	}
}

// TestHostileLayers searches texts of two lengths: what is eight times as long
// may not take much more than eight times as long. What grows with the square would
// take 64 times as long, so that there is room for a busy machine.
func TestHostileLayers(t *testing.T) {
	const (
		short, long = 8 << 10, 64 << 10
		factor      = 32
		least       = 20 * time.Millisecond // less says nothing
	)
	e := newTestEngine(t)
	took := func(unit string, size int) time.Duration {
		text := []byte(strings.Repeat(unit, 1+size/len(unit)))
		start := time.Now()
		if err := sources.EmitBytes(&sources.Origin{Source: sources.Stdin}, text, e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
		return time.Since(start)
	}
	for name, unit := range hostileLayers() {
		t.Run(name, func(t *testing.T) {
			var a, b time.Duration
			for range 5 {
				a, b = took(unit, short), took(unit, long)
				if b < max(least, factor*a) {
					return
				}
			}
			t.Errorf("%v for %d bytes, %v for %d", a, short, b, long)
		})
	}
}

// TestLongDump says of a dump that is too long that not all of it was searched.
func TestLongDump(t *testing.T) {
	var b strings.Builder
	for at := 0; b.Len() < 3<<20; at += 16 {
		fmt.Fprintf(&b, "%08x  61 70 69 5f 6b 65 79 3d  61 62 63 64 65 66 67 68  |api_key=abcdefgh|\n", at)
	}
	for text, want := range map[string]int{b.String(): 1, b.String()[:10<<10]: 0} {
		e := newTestEngine(t)
		if err := sources.EmitBytes(&sources.Origin{Source: sources.Files, Path: "dump.txt"}, []byte(text), e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
		skipped := 0
		if _, err := e.Results(t.Context(), nil, func(sources.Origin, error) error { skipped++; return nil }); err != nil || skipped != want {
			t.Errorf("%d bytes: skipped %d times, want %d; error %v", len(text), skipped, want, err)
		}
	}
}
