package processes

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"github.com/shirou/gopsutil/v4/process"
)

// denied says whether err means that this user may not read what it asked for.
// macOS calls another user's process an invalid argument (kern.procargs2 in
// XNU's bsd/kern/kern_sysctl.c).
func denied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || runtime.GOOS == "darwin" && errors.Is(err, syscall.EINVAL)
}

// gone says whether err only means that the process has ended.
func gone(ctx context.Context, pid int32, err error) bool {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) || errors.Is(err, process.ErrorProcessNotRunning) {
		return true
	}
	if errors.Is(err, fs.ErrPermission) {
		return false
	}
	exists, err := process.PidExistsWithContext(ctx, pid)
	return err == nil && !exists
}

// noArguments says whether a process never has arguments: Windows' "System Idle
// Process" and "System", the kernel of the BSDs.
func noArguments(pid int32) bool {
	return pid == 0 || pid == 4 && runtime.GOOS == "windows"
}
