package main

import "golang.org/x/sys/unix"

// See setpriority(2) and sys/resource.h of macOS.
const (
	prioDarwinProcess    = 4
	prioDarwinBackground = 0x1000
)

// lowerPriority has the program take only what time of the processors and the
// disks nobody else wants.
func lowerPriority() {
	const lowest = 19
	_ = unix.Setpriority(unix.PRIO_PROCESS, 0, lowest)
	_ = unix.Setpriority(prioDarwinProcess, 0, prioDarwinBackground)
}
