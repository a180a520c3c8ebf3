//go:build !linux

package walk

// isKernelFS says whether a folder is the kernel's; only Linux mounts such.
func isKernelFS(int) bool { return false }
