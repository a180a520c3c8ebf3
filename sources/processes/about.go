package processes

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/process"
)

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
