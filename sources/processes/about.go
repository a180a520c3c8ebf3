package processes

import (
	"context"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"github.com/leakstag/leakstag/sources"
)

// describe says what is known of a process that was called with these arguments.
func describe(ctx context.Context, p *process.Process, args []string) sources.ProcessOrigin {
	program := ""
	if len(args) > 0 && runtime.GOOS != "windows" { // where it is the whole line
		program = args[0]
	}
	return sources.ProcessOrigin{
		PID:        int(p.Pid),
		Executable: executable(ctx, p, program),
		User:       username(ctx, p),
		Started:    started(ctx, p),
		Container:  container(ctx, p.Pid),
	}
}

// executable gives the path of a process's program; where the system keeps it
// from us, what the process was called by, or its short name.
func executable(ctx context.Context, p *process.Process, program string) string {
	if path, err := p.ExeWithContext(ctx); err == nil && path != "" {
		return strings.TrimSuffix(path, " (deleted)") // Linux: replaced since
	}
	if program != "" {
		return program
	}
	name, _ := p.NameWithContext(ctx) // empty if unknown
	return name
}

// username gives the name of the user that a process runs as, or the user's
// number where it has no name; empty if neither is known.
func username(ctx context.Context, p *process.Process) string {
	if name, err := p.UsernameWithContext(ctx); err == nil {
		return name
	}
	if ids, err := p.UidsWithContext(ctx); err == nil && len(ids) > 0 {
		return strconv.FormatUint(uint64(ids[0]), 10)
	}
	return ""
}

// oldest is the earliest sensible start of a process: a system that doesn't know
// when it was started itself counts from 1970.
var oldest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// started gives the time at which a process began; zero if it isn't known.
func started(ctx context.Context, p *process.Process) time.Time {
	ms, err := p.CreateTimeWithContext(ctx)
	if err != nil {
		return time.Time{}
	}
	t := time.UnixMilli(ms).UTC()
	if t.Before(oldest) || t.Year() > 9999 {
		return time.Time{}
	}
	return t
}
