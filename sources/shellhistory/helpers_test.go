package shellhistory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

const fakeKey = "FAKE.h7-Rk2_wT9nZ4pXc6VbM8sLq1YdJe3"

// seen is what a finding says about a piece of text in a fragment, worked out as
// a detector does.
type seen struct {
	line, column int // from 1, in UTF-16 code units
	time         time.Time
	encoding     string
}

// find looks for needle in fragments.
func find(all []emitted, needle string) []seen {
	var found []seen
	for _, e := range all {
		for at := 0; ; at++ {
			next := bytes.Index(e.Data[at:], []byte(needle))
			if next < 0 {
				break
			}
			at += next
			line, column := placeOf(e.Fragment, at, at+len(needle))
			found = append(found, seen{line, column, e.Origin.Command.Time, e.Origin.Encoding})
		}
	}
	return found
}

// placeOf works out where a piece of a fragment's text lies in the file: line and
// column, from 1.
func placeOf(f sources.Fragment, start, end int) (line, column int) {
	text := f.Data
	if f.Map != nil {
		text = f.Raw
		start, _ = f.Map.Original(start, end)
	}
	before := text[:start]
	line, column = f.Line, 1+f.Column
	if nl := bytes.LastIndexByte(before, '\n'); nl >= 0 {
		line += bytes.Count(before, []byte{'\n'})
		before, column = before[nl+1:], 1
	}
	return line, column + sources.UTF16Len(before)
}

// emitted is a fragment whose bytes are our own.
type emitted struct{ sources.Fragment }

type outcome struct {
	emitted []emitted
	skips   []sources.Skip
}

// readAll reads a source. Like a detector it spoils the bytes it has seen.
func readAll(o Options) (outcome, error) {
	var mu sync.Mutex
	var out outcome
	err := New(o).Read(context.Background(), func(f sources.Fragment) error {
		mu.Lock()
		defer mu.Unlock()
		data, raw := bytes.Clone(f.Data), bytes.Clone(f.Raw)
		for _, spoilt := range [][]byte{f.Data, f.Raw} {
			for i := range spoilt {
				spoilt[i] = 0xDB
			}
		}
		f.Data, f.Raw = data, raw
		if f.Map != nil {
			f.Map = f.Map.Clone()
		}
		out.emitted = append(out.emitted, emitted{f})
		return nil
	}, func(o sources.Origin, err error) error {
		mu.Lock()
		defer mu.Unlock()
		out.skips = append(out.skips, sources.Skip{Origin: o, Err: err})
		return nil
	})
	return out, err
}

// readFile writes text to a file with this name and reads it.
func readFile(t testing.TB, name string, text []byte) []emitted {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, text)
	out, err := readAll(Options{Path: path, Env: noEnv})
	if err != nil || len(out.skips) > 0 {
		t.Fatalf("Read: %v, skips %v", err, out.skips)
	}
	return out.emitted
}

func write(t testing.TB, path string, text []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, text, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func noEnv(string) string { return "" }

// at is a time in seconds since 1970; 0 is no time.
func at(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// row is a command as the tables write it.
type row struct {
	text   string
	line   int
	column int // code units before the text
	offset int64
	epoch  int64
}

func (r row) String() string {
	return fmt.Sprintf("line %d, column %d, offset %d, time %d: %q", r.line, r.column, r.offset, r.epoch, r.text)
}

// rows gives the commands that a parser finds.
func rows(commands iter.Seq[command]) []row {
	var all []row
	for c := range commands {
		f := c.fragment
		r := row{string(f.Data), f.Line, f.Column, f.Offset, 0}
		if !c.time.IsZero() {
			r.epoch = c.time.Unix()
		}
		all = append(all, r)
	}
	return all
}

// checkRows compares commands with expected ones.
func checkRows(t *testing.T, got, want []row) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %v", want[i])
		case i >= len(want):
			t.Errorf("too much: %v", got[i])
		case got[i] != want[i]:
			t.Errorf("command %d:\n got %v\nwant %v", i, got[i], want[i])
		}
	}
}
