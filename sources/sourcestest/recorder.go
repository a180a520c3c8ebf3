package sourcestest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// recorder reads a source and keeps copies of what it emits.
type recorder struct {
	t     *testing.T
	setup Setup

	mu       sync.Mutex
	order    []*sources.Origin
	items    map[*sources.Origin][]sources.Fragment
	emits    int
	skips    int
	returned bool
}

func newRecorder(t *testing.T, s Setup) *recorder {
	t.Helper()
	if s.Source == nil {
		t.Fatal("no source to test")
	}
	if s.Source.Name() == "" {
		t.Error("the source has no name")
	}
	return &recorder{t: t, setup: s, items: map[*sources.Origin][]sources.Fragment{}}
}

// read reads the source and gives its error. onEmit and onSkip, if not nil, say
// what emit and skip give back.
func (r *recorder) read(ctx context.Context, onEmit, onSkip func() error) error {
	r.t.Helper()
	before := runtime.NumGoroutine()
	var stopped time.Time
	emit := func(f sources.Fragment) error {
		r.mu.Lock()
		r.emits++
		r.record(f)
		r.mu.Unlock()
		poison(f.Data)
		poison(f.Raw)
		if onEmit == nil {
			return nil
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if stopped.IsZero() {
			stopped = time.Now()
		}
		return onEmit()
	}
	skip := func(o sources.Origin, err error) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.skips++
		r.checkSkip(o, err)
		if onSkip == nil {
			return nil
		}
		if stopped.IsZero() {
			stopped = time.Now()
		}
		return onSkip()
	}
	started := time.Now()
	err := r.setup.Source.Read(ctx, emit, skip)
	r.mu.Lock()
	if stopped.IsZero() && ctx.Err() != nil {
		stopped = started
	}
	if !stopped.IsZero() && time.Since(stopped) > prompt {
		r.t.Errorf("Read returned %v after it was told to stop", time.Since(stopped))
	}
	r.returned = true
	r.mu.Unlock()
	settle(r.t, before)
	return err
}

// record checks a fragment by itself and keeps a copy of it.
func (r *recorder) record(f sources.Fragment) {
	if r.returned {
		r.t.Error("emit was called after Read had returned")
	}
	if f.Origin == nil {
		r.t.Error("a fragment without an origin")
		return
	}
	name := r.name(f.Origin)
	if string(f.Origin.Source) != r.setup.Source.Name() {
		r.t.Errorf("%s: source is %q, want %q", name, f.Origin.Source, r.setup.Source.Name())
	}
	if f.Line < 1 || f.Column < 0 || f.Offset < 0 || f.Before < 0 || f.After < 0 {
		r.t.Errorf("%s: impossible place: offset %d, line %d, column %d, before %d, after %d",
			name, f.Offset, f.Line, f.Column, f.Before, f.After)
	}
	if len(f.Data) == 0 || f.Before+f.After >= len(f.Data) {
		r.t.Errorf("%s: a fragment that answers for nothing: %d bytes, %d before, %d after", name, len(f.Data), f.Before, f.After)
		return
	}
	if f.Map != nil {
		if from, to := f.Map.Original(0, len(f.Data)); from < 0 || to > len(f.Raw) || from > to {
			r.t.Errorf("%s: a map from %d bytes to %d to %d of %d", name, len(f.Data), from, to, len(f.Raw))
		}
		f.Map = f.Map.Clone()
	}
	if _, known := r.items[f.Origin]; !known {
		r.order = append(r.order, f.Origin)
	}
	f.Data, f.Raw = bytes.Clone(f.Data), bytes.Clone(f.Raw)
	r.items[f.Origin] = append(r.items[f.Origin], f)
}

func (r *recorder) checkSkip(o sources.Origin, err error) {
	if r.returned {
		r.t.Error("skip was called after Read had returned")
	}
	if err == nil {
		r.t.Errorf("%s: skipped without a reason", o.Path)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		r.t.Errorf("%s: skipped because of the context: %v", o.Path, err)
	}
	if string(o.Source) != r.setup.Source.Name() {
		r.t.Errorf("%s: skipped item's source is %q, want %q", o.Path, o.Source, r.setup.Source.Name())
	}
}

// poison overwrites a fragment that is done with: whoever still looks at it
// gets wrong results.
func poison(data []byte) {
	for at := 0; at < len(data); {
		at += copy(data[at:], "\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB\xDB")
	}
}

func (r *recorder) name(o *sources.Origin) string {
	if r.setup.ItemName != nil {
		return r.setup.ItemName(o)
	}
	return o.Path
}

// checkItems puts the items together and compares them with the expected ones.
func (r *recorder) checkItems() {
	if len(r.order) == 0 {
		r.t.Error("nothing was emitted: the suite needs at least one item")
	}
	texts := map[string]string{}
	for _, origin := range r.order {
		name := r.name(origin)
		if _, twice := texts[name]; twice && r.setup.Items != nil {
			r.t.Errorf("%s: read twice", name)
		}
		texts[name] = string(r.join(name, r.items[origin]))
	}
	if r.setup.Items == nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		want, ok := r.setup.Items[name]
		if !ok {
			r.t.Errorf("%s: read, but not expected", name)
		} else if texts[name] != want {
			r.t.Errorf("%s: %d bytes that are not the %d expected", name, len(texts[name]), len(want))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.setup.Items)) {
		if _, ok := texts[name]; !ok {
			r.t.Errorf("%s: not read", name)
		}
	}
}

// join puts an item's fragments together: what they answer for must tile it,
// unless it is text that was made from the item's.
func (r *recorder) join(name string, fragments []sources.Fragment) []byte {
	if slices.ContainsFunc(fragments, func(f sources.Fragment) bool { return f.Map != nil }) {
		return r.joinMapped(fragments)
	}
	slices.SortFunc(fragments, func(a, b sources.Fragment) int {
		return cmp.Compare(a.Offset+int64(a.Before), b.Offset+int64(b.Before))
	})
	var text []byte
	for i, f := range fragments {
		if at := f.Offset + int64(f.Before); at != int64(len(text)) {
			r.t.Errorf("%s: fragment %d answers from byte %d on, the one before it up to %d", name, i, at, len(text))
		}
		if !bytes.HasSuffix(text, f.Data[:f.Before]) {
			r.t.Errorf("%s: fragment %d has a wrong context before it", name, i)
		}
		text = append(text, f.Data[f.Before:len(f.Data)-f.After]...)
	}
	for i, f := range fragments {
		if f.Offset > int64(len(text)) || !bytes.HasPrefix(text[f.Offset:], f.Data) {
			r.t.Errorf("%s: fragment %d differs from the item at its offset", name, i)
			continue
		}
		before := text[:f.Offset]
		if line := 1 + bytes.Count(before, []byte{'\n'}); f.Line != line {
			r.t.Errorf("%s: fragment %d starts on line %d, want %d", name, i, f.Line, line)
		}
		if column := sources.UTF16Len(before[bytes.LastIndexByte(before, '\n')+1:]); f.Column != column {
			r.t.Errorf("%s: fragment %d starts at column %d, want %d", name, i, f.Column, column)
		}
		if f.Offset > 0 && utf8.Valid(text) && !utf8.RuneStart(f.Data[0]) {
			r.t.Errorf("%s: fragment %d starts inside a character", name, i)
		}
	}
	if n := len(fragments); n > 0 && fragments[n-1].After != 0 {
		r.t.Errorf("%s: the last fragment leaves %d bytes to nobody", name, fragments[n-1].After)
	}
	return text
}

// joinMapped puts together what was made from an item, in the order of its places
// there.
func (r *recorder) joinMapped(fragments []sources.Fragment) []byte {
	slices.SortStableFunc(fragments, func(a, b sources.Fragment) int { return cmp.Compare(a.Offset, b.Offset) })
	var text []byte
	for _, f := range fragments {
		text = append(text, f.Data[f.Before:len(f.Data)-f.After]...)
	}
	return text
}
