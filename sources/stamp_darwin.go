package sources

import (
	"io/fs"
	"syscall"
)

// inodeOf gives a file's number, and when anything of it changed last.
func inodeOf(info fs.FileInfo) (inode uint64, changed int64) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0
	}
	return stat.Ino, stat.Ctimespec.Nano()
}
