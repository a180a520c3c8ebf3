package detectors

import (
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// TestManyFindings scans one line with many leaks in it: eight times as many may
// not take much more than eight times as long.
func TestManyFindings(t *testing.T) {
	e := newTestEngine(t)
	took := func(n int) time.Duration {
		text := []byte(strings.Repeat("\u00e4\u00f6 api_key=FAKEq8Zr3Tn5Wd1Lx7Mb9Vc2Js6Hp4Gy ", n))
		start := time.Now()
		if err := sources.EmitBytes(&sources.Origin{Source: sources.Files}, text, e.Emitter(0)); err != nil {
			t.Fatal(err)
		}
		return time.Since(start)
	}
	var a, b time.Duration
	for range 5 {
		if a, b = took(500), took(8*500); b < max(50*time.Millisecond, 32*a) {
			return
		}
	}
	t.Errorf("%v for 500 leaks, %v for 4000", a, b)
}

// TestLocator compares places that are worked out one after the other with those
// that are worked out alone.
func TestLocator(t *testing.T) {
	f := &sources.Fragment{Origin: &sources.Origin{}, Data: []byte("a\u00e4\U0001F511b\n\nxy\xf0\x9f\u00e4z\xe2\x82\nend"), Line: 7, Column: 3}
	on := newLocator(f)
	for pass := range 2 {
		for start := range f.Data {
			for _, end := range []int{start, min(start+1+pass, len(f.Data))} {
				if got, want := on.region(start, end), newLocator(f).region(start, end); got != want {
					t.Errorf("%+v, want %+v", got, want)
				}
			}
		}
	}
}

// TestMark counts the byte-order mark of a file for no column.
func TestMark(t *testing.T) {
	f := &sources.Fragment{Origin: &sources.Origin{}, Data: []byte("\xef\xbb\xbfabc\ndef"), Line: 1}
	for at, want := range map[int][2]int{3: {1, 1}, 5: {1, 3}, 7: {2, 1}, 9: {2, 3}} {
		if r := newLocator(f).region(at, at+1); r.StartLine != want[0] || r.StartColumn != want[1] || r.EndColumn != want[1]+1 {
			t.Errorf("byte %d is at %d:%d-%d, want %v", at, r.StartLine, r.StartColumn, r.EndColumn, want)
		}
	}
}
