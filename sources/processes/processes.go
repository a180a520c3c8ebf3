// Package processes reads the arguments of the running processes: a key given
// on a command line is there for every user of the host to see. It reads their
// environments too, if it is told to.
//
// Each process is an item of its own. Its text is the command line as one would
// type it in a shell, see [commandLine]; an argument that the line does not show
// as it is, or that has many lines, is read by itself as well. Its environment is
// another item, with a line for each variable.
//
// Threads share both, and are not looked at. Processes in containers are the
// host's processes too, and are read with the others.
package processes

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/shirou/gopsutil/v4/process"
	"github.com/sourcegraph/conc/pool"

	"github.com/leakstag/leakstag/sources"
)

// ErrHidden says that the system shows some of its processes to nobody but
// their owners and root.
var ErrHidden = errors.New("other users' processes are hidden (hidepid): run as root to read them all")

// Options say which processes are read, and what of them.
type Options struct {
	// Environment has the environments read too. Those of other users need
	// rights that only root has.
	Environment bool
	// Exclude are the ids of processes to leave out. The scanner's own is left
	// out always.
	Exclude []int32
	// Jobs is how many processes are read at once; 0 means one for each CPU.
	Jobs int
}

// Source reads processes. It is safe for concurrent use.
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

// Read emits the command line, and the environment if it is asked for, of every
// process that can be seen. Processes that end meanwhile, and those without
// arguments (the kernel's own, and those that have ended but are still listed),
// are nothing.
//
// What this user has no right to read is one skip for the arguments and one for
// the environments of all processes together, with a [sources.ManyError] that
// counts them. That some processes can't even be seen is one skip, with
// [ErrHidden]. What can't be read for any other reason is a skip of its own.
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
	r := &reader{emit: emit, skip: skip, environment: s.opts.Environment}
	p := pool.New().WithMaxGoroutines(s.opts.Jobs).WithContext(ctx).WithCancelOnError().WithFirstError()
	for _, pid := range pids {
		if pid == own || slices.Contains(s.opts.Exclude, pid) {
			continue
		}
		p.Go(func(ctx context.Context) error { return r.read(ctx, pid) })
	}
	if err := p.Wait(); err != nil {
		return err
	}
	return r.reportDenied()
}

// hidden says whether the system keeps processes from us: every system has a
// process 1, so where that one is not listed, others are not either.
func hidden(pids []int32) bool {
	return runtime.GOOS == "linux" && !slices.Contains(pids, 1)
}
