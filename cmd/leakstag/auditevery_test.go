package main

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestRepeat has audits of different lengths and outcomes start at their times.
func TestRepeat(t *testing.T) {
	failure := errors.New("the disk is full")
	for _, c := range []struct {
		name   string
		audits []error         // what each ends with; after the last, nothing more is asked
		takes  []time.Duration // how long each takes
		starts []time.Duration
		want   error
	}{
		{"findings", []error{nil, errFindings, errIncomplete, nil}, nil, []time.Duration{0, time.Hour, 2 * time.Hour, 3 * time.Hour}, nil},
		{"slow", []error{nil, nil, nil}, []time.Duration{20 * time.Minute, 90 * time.Minute, 0}, []time.Duration{0, time.Hour, 150 * time.Minute}, nil},
		{"failure", []error{nil, failure}, nil, []time.Duration{0, time.Hour}, failure},
		{"at first", []error{failure}, nil, []time.Duration{0}, failure},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			begin := time.Now()
			var starts []time.Duration
			err := repeat(ctx, time.Hour, func() error {
				i := len(starts)
				starts = append(starts, time.Since(begin))
				if i < len(c.takes) {
					time.Sleep(c.takes[i])
				}
				if i == len(c.audits)-1 {
					time.AfterFunc(time.Minute, cancel)
				}
				return c.audits[i]
			})
			if err != c.want || !slices.Equal(starts, c.starts) {
				t.Errorf("%s: %v, started at %v, want %v, %v", c.name, err, starts, c.want, c.starts)
			}
		})
	}
}
