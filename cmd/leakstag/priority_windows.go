package main

import system "golang.org/x/sys/windows"

// lowerPriority puts the process into background mode, in which it gets only what
// time of the processors and the disks nobody else wants (SetPriorityClass).
func lowerPriority() {
	_ = system.SetPriorityClass(system.CurrentProcess(), system.PROCESS_MODE_BACKGROUND_BEGIN)
}
