package sourcestest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// memory is a source of texts in memory, with something wrong about it.
type memory struct{ fault string }

func (memory) Name() string { return string(sources.Stdin) }

var items = map[string]string{"short": "one line\n", "long": strings.Repeat("é and more\n", 40_000)}

var errUnreadable = errors.New("unreadable")

func (m memory) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	if m.fault == "leaks" {
		go time.Sleep(10 * time.Second)
	}
	if m.fault == "ignores context" {
		ctx = context.WithoutCancel(ctx)
	}
	inner := emit
	switch m.fault {
	case "swallows emit errors":
		emit = func(f sources.Fragment) error { _ = inner(f); return nil }
	case "wrong line":
		emit = func(f sources.Fragment) error { f.Line += f.Before; return inner(f) }
	case "wrong column":
		emit = func(f sources.Fragment) error { f.Column += f.Before; return inner(f) }
	case "wrong context":
		emit = func(f sources.Fragment) error { f.Before = max(0, f.Before-1); return inner(f) }
	case "no origin":
		emit = func(f sources.Fragment) error { f.Origin = nil; return inner(f) }
	case "loses an item":
		emit = func(f sources.Fragment) error {
			if f.Origin.Path == "short" {
				return nil
			}
			return inner(f)
		}
	}
	if m.fault == "swallows skip errors" {
		old := skip
		skip = func(o sources.Origin, err error) error { _ = old(o, err); return nil }
	}
	for name, text := range items {
		if m.fault == "keeps the data" && len(text) > 200 {
			return shareData(emit, &sources.Origin{Source: sources.Stdin, Path: name}, text)
		}
		if err := sources.ReadItem(ctx, strings.NewReader(text), &sources.Origin{Source: sources.Stdin, Path: name}, emit, skip); err != nil {
			return err
		}
	}
	return skip(sources.Origin{Source: sources.Stdin, Path: "third"}, errUnreadable)
}

// shareData emits a text in two fragments that have bytes in common.
func shareData(emit sources.Emit, origin *sources.Origin, text string) error {
	data := []byte(text)
	first := sources.Fragment{Origin: origin, Data: data[:200], Line: 1, After: 100}
	second := sources.Fragment{Origin: origin, Data: data[100:], Offset: 100, Line: 1 + strings.Count(text[:100], "\n")}
	return errors.Join(emit(first), emit(second))
}

func setup(fault string) func(*testing.T) Setup {
	return func(*testing.T) Setup { return Setup{Source: memory{fault}, Items: items, Skips: 1} }
}

func TestGoodSourcePasses(t *testing.T) { Run(t, setup("")) }

// TestBadSourcesFail runs the suite on bad sources, each in a process of its
// own, because failing is what they must do.
func TestBadSourcesFail(t *testing.T) {
	const variable = "SOURCESTEST_FAULT"
	if fault := os.Getenv(variable); fault != "" {
		Run(t, setup(fault))
		return
	}
	for fault, says := range map[string]string{
		"leaks":                "goroutines",
		"ignores context":      "want the context's error",
		"keeps the data":       "bytes that are not the",
		"swallows emit errors": "want emit's error",
		"swallows skip errors": "want skip's error",
		"wrong line":           "starts on line",
		"wrong column":         "starts at column",
		"wrong context":        "answers from byte",
		"no origin":            "without an origin",
		"loses an item":        "not read",
	} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			tests := "^TestBadSourcesFail$"
			if fault == "leaks" { // each check waits for the goroutine
				tests += "/^reads"
			}
			cmd := exec.Command(os.Args[0], "-test.run="+tests)
			cmd.Env = append(os.Environ(), variable+"="+fault)
			out, err := cmd.CombinedOutput()
			if err == nil || !strings.Contains(string(out), says) {
				t.Errorf("error %v, and nothing says %q", err, says)
			}
		})
	}
}
