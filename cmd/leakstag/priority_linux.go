package main

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// See ioprio_set(2) and linux/ioprio.h.
const (
	ioprioWhoProcess = 1
	ioprioIdle       = 3 << 13 // the class "idle"
	lowestPriority   = 19
)

// lowerPriority has the program take only what time of the processors and the
// disks nobody else wants. Both are a thread's own on Linux: those that there are,
// and by inheritance those that they start. What the system refuses is not worth a
// word.
func lowerPriority() {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	for _, t := range tasks {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_ = unix.Setpriority(unix.PRIO_PROCESS, id, lowestPriority)
			_, _, _ = unix.Syscall(unix.SYS_IOPRIO_SET, ioprioWhoProcess, uintptr(id), ioprioIdle)
		}
	}
}
