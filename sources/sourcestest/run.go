// Package sourcestest is the acceptance suite that every source must pass: it
// checks what the types of package sources promise to callers, whatever the
// source reads.
package sourcestest

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// Setup is a source, with what it is expected to find.
type Setup struct {
	// Source is the source under test, not read yet.
	Source sources.Source
	// Items are the texts that the source must emit, by their name. If nil, the
	// source must emit something, and no matter what. The suite needs at least
	// one item.
	Items map[string]string
	// ItemName names an item for Items; nil stands for its Origin's Path.
	ItemName func(*sources.Origin) string
	// Skips is how many items the source must give to skip; negative for any
	// number.
	Skips int
}

// prompt is how soon a source must return once it is told to stop.
const prompt = 5 * time.Second

// Run checks the source that setup makes. It calls setup anew for every check,
// each of which reads the source once. The goroutines of other tests would be
// taken for leaks: don't call it from a parallel test.
func Run(t *testing.T, setup func(t *testing.T) Setup) {
	t.Helper()
	t.Run("reads everything", func(t *testing.T) { readsEverything(t, setup(t)) })
	t.Run("emit error stops", func(t *testing.T) { emitErrorStops(t, setup(t)) })
	t.Run("skip error stops", func(t *testing.T) { skipErrorStops(t, setup(t)) })
	t.Run("cancelled before", func(t *testing.T) { cancelledBefore(t, setup(t)) })
	t.Run("cancelled meanwhile", func(t *testing.T) { cancelledMeanwhile(t, setup(t)) })
	t.Run("deadline", func(t *testing.T) { deadline(t, setup(t)) })
}

var errStop = errors.New("told to stop")

func readsEverything(t *testing.T, s Setup) {
	r := newRecorder(t, s)
	if err := r.read(context.Background(), nil, nil); err != nil {
		t.Fatalf("Read: %v", err)
	}
	r.checkItems()
	if s.Skips >= 0 && r.skips != s.Skips {
		t.Errorf("%d skips, want %d", r.skips, s.Skips)
	}
}

func emitErrorStops(t *testing.T, s Setup) {
	r := newRecorder(t, s)
	err := r.read(context.Background(), func() error { return errStop }, nil)
	if !errors.Is(err, errStop) {
		t.Errorf("Read: %v, want emit's error", err)
	}
	if r.emits == 0 {
		t.Error("nothing was emitted: the check has checked nothing")
	}
}

func skipErrorStops(t *testing.T, s Setup) {
	r := newRecorder(t, s)
	err := r.read(context.Background(), nil, func() error { return errStop })
	switch {
	case r.skips > 0 && !errors.Is(err, errStop):
		t.Errorf("Read: %v, want skip's error", err)
	case r.skips == 0 && err != nil:
		t.Errorf("Read: %v", err)
	case r.skips == 0 && s.Skips > 0:
		t.Error("nothing was skipped: the check has checked nothing")
	}
}

func cancelledBefore(t *testing.T, s Setup) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r := newRecorder(t, s)
	if err := r.read(ctx, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Read: %v, want the context's error", err)
	}
}

func cancelledMeanwhile(t *testing.T, s Setup) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := newRecorder(t, s)
	// A source may be at its very end when it is told to stop.
	last := func() error { cancel(); return nil }
	if err := r.read(ctx, last, nil); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Read: %v, want the context's error", err)
	}
}

func deadline(t *testing.T, s Setup) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	r := newRecorder(t, s)
	if err := r.read(ctx, nil, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Read: %v, want the context's error", err)
	}
}

// settle waits until no more goroutines run than before.
func settle(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(2 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 64<<10)
			t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
			return
		}
	}
}
