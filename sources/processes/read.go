package processes

import (
	"context"
	"fmt"
	"io/fs"
	"sync/atomic"

	"github.com/shirou/gopsutil/v4/process"

	"github.com/leakstag/leakstag/sources"
)

// reader reads processes, several at once.
type reader struct {
	emit        sources.Emit
	skip        sources.SkipFunc
	environment bool

	// How many processes have arguments and environments that this user has no
	// right to read.
	deniedArguments, deniedEnvironments atomic.Int64
}

// read emits one process.
func (r *reader) read(ctx context.Context, pid int32) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// process.NewProcess would look up the start time, which is not cheap, even
	// of a process that has no arguments.
	p := &process.Process{Pid: pid}
	args, argsErr := arguments(ctx, p)
	var vars []string
	var varsErr error
	if r.environment {
		vars, varsErr = environment(ctx, p)
	}
	// A process without arguments has none of its own to be denied: it is the
	// kernel's, or has ended.
	if len(args) == 0 && argsErr == nil && denied(varsErr) {
		varsErr = nil
	}
	if len(args) == 0 && len(vars) == 0 && argsErr == nil && varsErr == nil {
		return nil
	}
	about := describe(ctx, p, args)
	if err := r.emitAll(about, commandLine(args), argumentPieces(args)); err != nil {
		return err
	}
	if err := r.failed(ctx, about, "arguments", argsErr, &r.deniedArguments); err != nil {
		return err
	}
	about.Part = sources.Environment
	if err := r.emitAll(about, environmentText(vars), variablePieces(vars)); err != nil {
		return err
	}
	return r.failed(ctx, about, "environment", varsErr, &r.deniedEnvironments)
}

// emitAll emits the text of a part of a process, and the pieces of it that are
// read by themselves.
func (r *reader) emitAll(about sources.ProcessOrigin, text string, pieces []piece) error {
	if text == "" {
		return nil
	}
	if err := r.emitText(about, text, true); err != nil {
		return err
	}
	for _, p := range pieces {
		about.Piece = p.number
		if err := r.emitText(about, p.text, false); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) emitText(about sources.ProcessOrigin, text string, lines bool) error {
	return r.emit(sources.Fragment{
		Origin: &sources.Origin{Source: sources.Processes, LineText: lines, Process: &about},
		Data:   []byte(text),
		Line:   1,
	})
}

// failed handles a part of a process that can't be read.
func (r *reader) failed(ctx context.Context, about sources.ProcessOrigin, what string, err error, count *atomic.Int64) error {
	if err == nil {
		return nil
	}
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	pid := int32(about.PID)
	switch {
	case gone(ctx, pid, err) || noArguments(pid):
		return nil
	case denied(err):
		count.Add(1)
		return nil
	}
	return r.skip(sources.Origin{Source: sources.Processes, Process: &about}, fmt.Errorf("%s of process %d: %w", what, pid, err))
}

// reportDenied says how much this user had no right to read.
func (r *reader) reportDenied() error {
	for _, d := range []struct {
		what  string
		count int64
	}{
		{"arguments of processes", r.deniedArguments.Load()},
		{"environments of processes", r.deniedEnvironments.Load()},
	} {
		if d.count == 0 {
			continue
		}
		err := &sources.ManyError{Count: int(d.count), What: d.what, Err: fs.ErrPermission}
		if err := r.skip(sources.Origin{Source: sources.Processes}, err); err != nil {
			return err
		}
	}
	return nil
}
