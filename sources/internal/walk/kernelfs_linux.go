package walk

import "golang.org/x/sys/unix"

// isKernelFS says whether a folder, by its descriptor, is the kernel's.
func isKernelFS(folder int) bool {
	var stat unix.Statfs_t
	if unix.Fstatfs(folder, &stat) != nil {
		return false
	}
	switch int64(stat.Type) {
	case unix.PROC_SUPER_MAGIC, unix.SYSFS_MAGIC, unix.DEBUGFS_MAGIC, unix.TRACEFS_MAGIC,
		unix.SECURITYFS_MAGIC, unix.CGROUP_SUPER_MAGIC, unix.CGROUP2_SUPER_MAGIC,
		unix.BPF_FS_MAGIC, unix.EFIVARFS_MAGIC, unix.SELINUX_MAGIC, unix.PSTOREFS_MAGIC,
		unix.DEVPTS_SUPER_MAGIC, unix.BINFMTFS_MAGIC, unix.NSFS_MAGIC:
		return true
	}
	return false
}
