package main

import (
	"os"
	"runtime/debug"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git"
)

// historyGC is how much garbage, in percent of what is in use, a scan of a
// history lets pile up. What it holds for long lies in few large pieces without
// pointers, so that collecting often costs little and saves a third of the
// memory.
const historyGC = 30

// saveMemory makes the garbage collector run more often where a history is
// read, unless the user has chosen otherwise (GOGC). It gives what undoes that.
func saveMemory(list []sources.Source) (undo func()) {
	if os.Getenv("GOGC") == "" {
		for _, src := range list {
			if _, ok := src.(*git.Source); ok {
				before := debug.SetGCPercent(historyGC)
				return func() { debug.SetGCPercent(before) }
			}
		}
	}
	return func() {}
}
