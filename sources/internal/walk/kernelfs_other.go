//go:build !linux

package walk

import "os"

// isKernelFS says whether a folder is the kernel's; only Linux mounts such.
func isKernelFS(*os.File) bool { return false }
