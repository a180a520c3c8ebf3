// Package processes reads the arguments of the running processes: a key given
// on a command line is there for every user of the host to see.
//
// Each process is an item of its own. Its text is the command line as one would
// type it in a shell, see [commandLine].
package processes

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"syscall"

	"github.com/shirou/gopsutil/v4/process"
	"github.com/sourcegraph/conc/pool"

	"github.com/leakstag/leakstag/sources"
)

// ErrHidden says that the system shows some of its processes to nobody but
// their owners and root.
var ErrHidden = errors.New("other users' processes are hidden (hidepid): run as root to read them all")

// Options say which processes are read.
type Options struct {
	// Exclude are the ids of processes to leave out. The scanner's own is left
	// out always.
	Exclude []int32
	// Jobs is how many processes are read at once; 0 means one for each CPU.
	Jobs int
}

// Source reads the arguments of processes. It is safe for concurrent use.
type Source struct{ opts Options }

// New makes a source. It reads nothing yet.
func New(opts Options) *Source {
	if opts.Jobs <= 0 {
		opts.Jobs = runtime.GOMAXPROCS(0)
	}
	opts.Exclude = slices.Clone(opts.Exclude)
	return &Source{opts}
}

// Name gives "processes".
func (*Source) Name() string { return string(sources.Processes) }

// Read emits the command line of every process that can be seen. Processes that
// end meanwhile, and those without arguments (the kernel's own, and those that
// have ended but are still listed), are nothing. A process whose arguments the
// system keeps from us is skipped; that some can't even be seen is one skip,
// with [ErrHidden].
//
// Processes are looked for in /proc, or where the variable HOST_PROC says that
// the host's is mounted in a container.
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	pids, err := process.PidsWithContext(ctx)
	if err != nil {
		return fmt.Errorf("processes: list them: %w", err)
	}
	if hidden(pids) {
		if err := skip(sources.Origin{Source: sources.Processes}, ErrHidden); err != nil {
			return err
		}
	}
	own := ownPID(ctx)
	p := pool.New().WithMaxGoroutines(s.opts.Jobs).WithContext(ctx).WithCancelOnError().WithFirstError()
	for _, pid := range pids {
		if pid == own || slices.Contains(s.opts.Exclude, pid) {
			continue
		}
		p.Go(func(ctx context.Context) error { return read(ctx, pid, emit, skip) })
	}
	return p.Wait()
}

// read emits one process.
func read(ctx context.Context, pid int32, emit sources.Emit, skip sources.SkipFunc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// process.NewProcess would look up the start time, which is not cheap, even
	// of a process that has no arguments.
	p := &process.Process{Pid: pid}
	text, program, err := arguments(ctx, p)
	if err != nil {
		return unreadable(ctx, p, err, skip)
	}
	if text == "" {
		return nil
	}
	return emit(sources.Fragment{
		Origin: &sources.Origin{
			Source:   sources.Processes,
			LineText: true,
			Process: &sources.ProcessOrigin{
				PID:        int(pid),
				Executable: executable(ctx, p, program),
				User:       username(ctx, p),
				Started:    started(ctx, p),
			},
		},
		Data: []byte(text),
		Line: 1,
	})
}

// unreadable handles a process whose arguments can't be read.
func unreadable(ctx context.Context, p *process.Process, err error, skip sources.SkipFunc) error {
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	if gone(ctx, p.Pid, err) || noArguments(p.Pid) {
		return nil
	}
	origin := sources.Origin{
		Source: sources.Processes,
		Process: &sources.ProcessOrigin{
			PID:        int(p.Pid),
			Executable: executable(ctx, p, ""),
			User:       username(ctx, p),
		},
	}
	return skip(origin, fmt.Errorf("arguments of process %d: %w", p.Pid, err))
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

// hidden says whether the system keeps processes from us: every system has a
// process 1, so where that one is not listed, others are not either.
func hidden(pids []int32) bool {
	return runtime.GOOS == "linux" && !slices.Contains(pids, 1)
}

// noArguments says whether a process never has arguments: Windows' "System Idle
// Process" and "System", the kernel of the BSDs.
func noArguments(pid int32) bool {
	return pid == 0 || pid == 4 && runtime.GOOS == "windows"
}
