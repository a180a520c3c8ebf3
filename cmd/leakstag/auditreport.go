package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
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
	if known := r.count(detectors.Persisting); known > 0 {
		shown.Notices = append(slices.Clone(shown.Notices), report.Notice{ID: "known-findings", Level: rules.Note,
			Text: fmt.Sprintf("known from an earlier audit: %d; --report-known shows them", known)})
	}
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

// count counts the findings in a state.
func (r *auditResult) count(state detectors.State) int {
	n := 0
	for i := range r.run.Findings {
		if r.run.Findings[i].State == state {
			n++
		}
	}
	return n
}

// nothing takes a report that nobody wants to see.
type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }
