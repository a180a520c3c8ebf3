package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/commits"
	"github.com/spf13/pflag"
)

// commitFlags are the flags that pick some commits of a history.
type commitFlags struct {
	revisions string
	mergeBase string
	since     string
	// push is what a hook is told; nil outside of one.
	push *commits.Push
}

func (c *commitFlags) bind(f *pflag.FlagSet) {
	f.StringVar(&c.revisions, "range", "", "read only what the commits of this `RANGE` brought in, such as main..HEAD (git:)")
	f.StringVar(&c.mergeBase, "merge-base", "", "read only what the commits at HEAD that `BRANCH` does not have brought in (git:)")
	f.StringVar(&c.since, "since", "", "read only what commits made since `TIME` brought in: 2026-03-01, 14d, 6h (git:)")
}

// given says that not the whole history is wanted.
func (c *commitFlags) given() bool {
	return c.revisions != "" || c.mergeBase != "" || c.since != "" || c.push != nil
}

// selection gives the commits that the flags pick.
func (c *commitFlags) selection() (commits.Selection, error) {
	s := commits.Selection{Range: c.revisions, MergeBase: c.mergeBase, Push: c.push}
	if c.revisions != "" && c.mergeBase != "" {
		return s, errors.New("--range and --merge-base: give one of them")
	}
	if c.since == "" {
		return s, nil
	}
	var err error
	s.Since, err = parseSince(c.since, time.Now())
	return s, err
}

// check says what is wrong with the flags, or with using them for these sources.
func (c *commitFlags) check(named []sourceArg) error {
	if !c.given() {
		return nil
	}
	if _, err := c.selection(); err != nil {
		return err
	}
	for _, a := range named {
		if a.kind == sources.Git {
			return nil
		}
	}
	return errors.New("--range, --merge-base and --since pick commits of git:, and no source is a repository's history")
}

var agoForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,6}) ?(h|d|w|hours?|days?|weeks?)( ago)?$`)
})

// parseSince reads a time: a day, a time as RFC 3339 has it, or how long ago. git
// takes whatever it does not know for now, and so would find nothing.
func parseSince(text string, now time.Time) (time.Time, error) {
	text = strings.TrimSpace(text)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, now.Location()); err == nil {
		return t, nil
	}
	m := agoForm().FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return time.Time{}, fmt.Errorf("--since: %q is no time: use a day such as 2026-03-01, a time such as 2026-03-01T12:00:00Z, or 6h, 14d, 2w", text)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return time.Time{}, fmt.Errorf("--since: %q: %w", text, err)
	}
	switch m[2][0] {
	case 'h':
		return now.Add(-time.Duration(n) * time.Hour), nil
	case 'd':
		return now.AddDate(0, 0, -n), nil
	}
	return now.AddDate(0, 0, -7*n), nil
}
