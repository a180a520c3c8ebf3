package main

import (
	"os"
	"runtime/debug"
)

const (
	// manyObjects is from how many objects on a history takes so much memory that
	// less is worth some time.
	manyObjects = 400_000
	// historyGC is how much garbage, in percent of what is in use, piles up while
	// such a history is read. What is held for long lies in few large pieces
	// without pointers, so that collecting often costs little and saves a third of
	// the memory.
	historyGC = 20
)

// saveMemory makes the garbage collector run more often for a large history,
// unless the user has chosen otherwise (GOGC).
func saveMemory(objects int) {
	if objects >= manyObjects && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(historyGC)
	}
}
