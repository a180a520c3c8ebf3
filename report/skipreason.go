package report

import (
	"context"
	"errors"
	"io/fs"

	"github.com/leakstag/leakstag/sources"
)

// reason says in a few words of what kind the error of a skipped item is, so
// that items can be counted by it: it names no item.
func reason(err error) string {
	for _, known := range []struct {
		err  error
		text string
	}{
		{fs.ErrPermission, "permission denied"},
		{fs.ErrNotExist, "gone before it was read"},
		{sources.ErrTooLarge, sources.ErrTooLarge.Error()},
		{sources.ErrSpecial, sources.ErrSpecial.Error()},
		{context.DeadlineExceeded, "out of time"},
	} {
		if errors.Is(err, known.err) {
			return known.text
		}
	}
	// The innermost error is the one without names in it.
	for err != nil {
		inner := errors.Unwrap(err)
		if inner == nil {
			return shortened(err.Error(), maxName)
		}
		err = inner
	}
	return "unknown reason"
}

// errorText is the whole error, safe to show.
func errorText(err error) string {
	if err == nil {
		return "unknown reason"
	}
	if text := shortened(err.Error(), maxError); text != "" {
		return text
	}
	return "unknown reason"
}

// skipped is how many items a list of skips stands for.
func skipped(list []sources.Skip) int {
	n := 0
	for i := range list {
		n += list[i].Items()
	}
	return n
}
