package main

import (
	"context"
	"slices"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
)

// news gives the run with what is new in it only.
func (r *auditResult) news() *report.Run {
	run := *r.run
	run.Findings = slices.DeleteFunc(slices.Clone(run.Findings), func(f detectors.Finding) bool { return f.State != detectors.New })
	run.Skips = nil
	for i, s := range r.run.Skips {
		if r.newSkips[i] {
			run.Skips = append(run.Skips, s)
		}
	}
	return &run
}

// tell reports the result wherever the user wants it. If nothing is new, standard
// output stays empty.
func (o *auditOptions) tell(ctx context.Context, std streams, r *auditResult) error {
	shown := r.news()
	silent := len(shown.Findings) == 0 && len(shown.Skips) == 0
	if o.reportKnown {
		shown, silent = r.run, false
	}
	if o.syslog {
		if err := logResult(r); err != nil {
			return err
		}
	}
	if o.textfile != "" {
		if err := writeTextfile(o.textfile, r); err != nil {
			return err
		}
	}
	out := std.out
	if silent {
		out = nothing{}
	}
	return writeReports(ctx, streams{in: std.in, out: out, err: std.err}, &o.scan, shown)
}

// nothing takes a report that nobody wants to see.
type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }
