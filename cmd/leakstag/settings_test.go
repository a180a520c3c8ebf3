package main

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

func TestByteSize(t *testing.T) {
	for text, want := range map[string]int64{
		"1": 1, "500": 500, "10k": 10 << 10, "10KB": 10 << 10, "10MiB": 10 << 20, " 2g ": 2 << 30, "1 T": 1 << 40, "7b": 7,
	} {
		var b byteSize
		if err := b.Set(text); err != nil || int64(b) != want {
			t.Errorf("%q: %d, error %v; want %d", text, b, err, want)
		}
	}
	for _, text := range []string{"", "0", "-1", "1.5M", "M", "ten", "99999999999999999999", "9223372036854775807k", "1e3"} {
		var b byteSize
		if err := b.Set(text); err == nil {
			t.Errorf("%q is taken for %d", text, b)
		}
	}
}

func TestCheckGlobs(t *testing.T) {
	if err := checkGlobs([]string{"**/*.go", "/a/{b,c}", "[a-z]*"}); err != nil {
		t.Error(err)
	}
	for _, g := range []string{"[", "{a", "a[b"} {
		if err := checkGlobs([]string{"*", g}); err == nil {
			t.Errorf("%q is taken for a glob", g)
		}
	}
}

func TestExitCode(t *testing.T) {
	live := context.Background()
	ended, cancel := context.WithCancel(live)
	cancel()
	for _, c := range []struct {
		ctx  context.Context
		err  error
		code int
		says bool
	}{
		{live, nil, 0, false},
		{live, errFindings, 1, false},
		{ended, errFindings, 1, false},
		{live, errIncomplete, 2, false},
		{live, errors.New("broken"), 2, true},
		{live, context.Canceled, 2, true}, // nobody asked for it
		{ended, fmt.Errorf("reading: %w", context.Canceled), 130, true},
		{ended, errors.New("broken"), 2, true},
	} {
		if got := exitCode(c.ctx, c.err); got != c.code {
			t.Errorf("%v: exit code %d, want %d", c.err, got, c.code)
		}
		if says := message(c.ctx, c.err) != ""; says != c.says {
			t.Errorf("%v: says something: %v, want %v", c.err, says, c.says)
		}
	}
}
