package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/sourcegraph/conc/pool"
)

// collect reads the sources named, with dir as the folder that the user stands in,
// and gives what was found. It writes no report; the error holds no key.
func collect(ctx context.Context, std streams, o *scanOptions, named []sourceArg, dir string) (*report.Run, error) {
	set, err := o.loadRules(std.err, dir)
	if err != nil {
		return nil, err
	}
	entries, err := o.allowances.load(std.err, dir, o.quiet)
	if err != nil {
		return nil, err
	}
	key, err := o.readFingerprintKey()
	if err != nil {
		return nil, err
	}
	engine, err := detectors.NewEngine(set, detectors.Options{FingerprintKey: key})
	if err != nil {
		return nil, err
	}
	s := &scan{options: o, engine: engine, args: named}
	for _, a := range named {
		src, err := a.open(o, set, std.in, s.histories.found)
		if err != nil {
			return nil, engine.CleanError(err)
		}
		s.sources = append(s.sources, src)
	}
	run := &report.Run{
		Version: toolVersion(), Rules: set.Rules, Advice: set.Advice, SkipsAllowed: o.allowSkips,
		Root: reportRoot(named, dir), Started: time.Now(),
	}
	for _, a := range named {
		name := a.display(dir)
		if selection, err := o.commits.selection(); err == nil && a.kind == sources.Git && o.commits.given() {
			name += " " + selection.String()
		}
		run.Sources = append(run.Sources, engine.Clean(name))
	}
	stop := startProgress(std.err, o, engine)
	err = s.read(ctx)
	stop()
	err = cmp.Or(err, s.close())
	if err != nil {
		if cause := context.Cause(ctx); errors.Is(err, context.DeadlineExceeded) && cause != nil {
			err = cause
		}
		return nil, engine.CleanError(err)
	}
	if !o.quiet {
		s.histories.tell(std.err, dir, s.sources)
	}
	s.finish(run)
	s.suppress(run, entries, dir)
	return run, nil
}

// scan is one run over some sources.
type scan struct {
	options *scanOptions
	engine  *detectors.Engine
	args    []sourceArg
	sources []sources.Source
	// histories are the repositories that were met among files.
	histories histories

	mu       sync.Mutex
	skips    []sources.Skip
	findings []detectors.Finding
	allowed  []detectors.Allowed // by comments
}

// read reads all sources side by side and completes what was found. The first
// fatal error ends all of them.
func (s *scan) read(ctx context.Context) error {
	p := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	for i, src := range s.sources {
		p.Go(func(ctx context.Context) error {
			if err := src.Read(ctx, s.engine.Emitter(i), s.skip); err != nil {
				return fmt.Errorf("%s: %w", s.args[i], err)
			}
			return nil
		})
	}
	if err := p.Wait(); err != nil {
		return err
	}
	locators := make([]sources.Locator, len(s.sources))
	for i, src := range s.sources {
		locators[i], _ = src.(sources.Locator)
	}
	findings, err := s.engine.Results(ctx, locators, s.skip)
	s.findings, s.allowed = findings, s.engine.AllowedInline()
	return err
}

// close ends what sources have kept open.
func (s *scan) close() error {
	var errs []error
	for _, src := range s.sources {
		if c, ok := src.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}

// skip keeps what could not be read.
func (s *scan) skip(o sources.Origin, err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skips = append(s.skips, sources.Skip{Origin: o, Err: err})
	return nil
}

// finish puts what was found into the report's run.
func (s *scan) finish(run *report.Run) {
	run.Findings = s.findings
	for _, a := range s.allowed {
		run.Suppressed = append(run.Suppressed, report.Suppressed{Finding: a.Finding, By: report.ByInline, Reason: a.Reason})
	}
	run.Skips = s.engine.CleanSkips(s.skips, s.allFindings())
	slices.SortStableFunc(run.Skips, compareSkips)
	run.SuppressedCount = len(run.Suppressed) + int(s.engine.Allowed())
	run.Stats.Items, run.Stats.Bytes = s.engine.Scanned()
	run.Stats.Unlisted = s.engine.Unlisted()
	for _, src := range s.sources {
		if n, ok := src.(sources.Noticer); ok {
			for _, notice := range n.Notices() {
				run.Notices = append(run.Notices, report.Notice{ID: notice.ID, Level: rules.Warning, Text: s.engine.Clean(notice.Text)})
			}
		}
	}
	run.Ended = time.Now()
}

// allFindings gives the findings, allowed or not.
func (s *scan) allFindings() []detectors.Finding {
	all := slices.Clone(s.findings)
	for _, a := range s.allowed {
		all = append(all, a.Finding)
	}
	return all
}

func compareSkips(a, b sources.Skip) int {
	for _, pair := range [][2]string{
		{string(a.Origin.Source), string(b.Origin.Source)}, {a.Origin.Root, b.Origin.Root},
		{a.Origin.Path, b.Origin.Path}, {a.Err.Error(), b.Err.Error()},
	} {
		if c := strings.Compare(pair[0], pair[1]); c != 0 {
			return c
		}
	}
	return 0
}
