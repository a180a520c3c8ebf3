//go:build !linux

package processes

import (
	"context"
	"os"
	"runtime"

	"github.com/shirou/gopsutil/v4/process"
)

// ownPID gives this process's id.
func ownPID(context.Context) int32 { return int32(os.Getpid()) }

// arguments gives a process's arguments. Windows hands a program one line of
// text, quoted as its caller liked, which is given as one argument.
func arguments(ctx context.Context, p *process.Process) ([]string, error) {
	if runtime.GOOS != "windows" {
		return p.CmdlineSliceWithContext(ctx)
	}
	line, err := p.CmdlineWithContext(ctx)
	if err != nil || line == "" {
		return nil, err
	}
	return []string{line}, nil
}

// environment gives a process's environment, with a "NAME=value" for each
// variable.
func environment(ctx context.Context, p *process.Process) ([]string, error) {
	return p.EnvironWithContext(ctx)
}

// container gives the container in which a process runs. Here nobody can tell.
func container(context.Context, int32) string { return "" }
