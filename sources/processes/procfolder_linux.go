package processes

import (
	"context"
	"os"
	"path/filepath"
	"strconv"

	"github.com/shirou/gopsutil/v4/common"
)

// noPID is no process's id.
const noPID = -1

// ownPID gives the id under which /proc lists this process. In a container into
// which the host's /proc is mounted it is another than os.Getpid's, which may be
// somebody else's there. noPID says that this process isn't listed.
func ownPID(ctx context.Context) int32 {
	self, err := os.Readlink(filepath.Join(procFolder(ctx), "self"))
	if err != nil {
		return noPID
	}
	pid, err := strconv.ParseInt(self, 10, 32)
	if err != nil {
		return noPID
	}
	return int32(pid)
}

// procFolder is where gopsutil looks for processes.
func procFolder(ctx context.Context) string {
	if env, ok := ctx.Value(common.EnvKey).(common.EnvMap); ok && env[common.HostProcEnvKey] != "" {
		return env[common.HostProcEnvKey]
	}
	if folder := os.Getenv(string(common.HostProcEnvKey)); folder != "" {
		return folder
	}
	return "/proc"
}
