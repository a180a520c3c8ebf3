package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"github.com/spf13/cobra"
)

// errIncomplete says that nothing was found, but that not everything was read.
var errIncomplete = errors.New("clean, but incomplete")

const scanHelp = `Scan for leaked keys and report them.

SOURCE is one of

  git:[PATH]            the history of the repository that PATH lies in
  staged:[PATH]         what a commit would record now
  files:PATH            a folder, or a single file
  templates:[PATH]      the deployment templates below a folder
  logs:[PATH]           a log folder or file (%s)
  journal:[PATH]        the systemd journal of this host, a journal file, or a folder of them
  shell-history:[PATH]  shell histories of the current user, of a home, a mounted system, or a file
  processes:            the arguments of running processes (--environ: environments too)
  stdin:                standard input (also "-")

or a bare PATH: a repository means git: and files:, anything else files:. Without
a SOURCE, the repository or folder that you stand in is scanned. Several sources
are read at once. Archives, packages, saved container images and compressed files
that files:, templates:, logs: and stdin: come upon are opened.

Text for people goes to standard output; -o writes a report file as well, and may
be repeated: leakstag scan -o leaks.sarif -o leaks.json

To allow a finding, put the comment leakstag:allow and a reason on its line, or its
fingerprint (-v shows it) and a reason into a file .leakstagignore:

  lf1-ygmbn3tmzqa4fhpe-c5x2kdqa  until=2027-01-31  # revoked; the test server's

To begin with the leaks that are there already put aside, accept them as a baseline:

  leakstag scan --fail-on never -o leaks.json
  leakstag report baseline -o .leakstag-baseline.json leaks.json
  leakstag scan --baseline .leakstag-baseline.json`

func newScan(std streams) *cobra.Command {
	var o scanOptions
	cmd := &cobra.Command{
		Use:   "scan [SOURCE…]",
		Short: "Scan for leaked keys and report them",
		Long:  fmt.Sprintf(scanHelp, defaultLogFolder),
		Example: `  leakstag scan
  leakstag scan -o leaks.sarif git:. shell-history: logs: processes: templates:./deploy
  kubectl get secrets -o yaml | leakstag scan -`,
		RunE: func(cmd *cobra.Command, args []string) error { return runScan(cmd.Context(), std, &o, args) },
	}
	o.bind(cmd.Flags())
	return cmd
}

// runScan reads the sources, looks for leaks, and writes the reports.
func runScan(ctx context.Context, std streams, o *scanOptions, args []string) (err error) {
	if err := o.check(); err != nil {
		return err
	}
	stopProfile, err := startProfile(o.pprof)
	if err != nil {
		return err
	}
	defer func() {
		if perr := stopProfile(); err == nil || perr != nil && errors.Is(err, errFindings) {
			err = cmp.Or(perr, err)
		}
	}()
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the current folder: %w", err)
	}
	named, err := parseSources(args, dir, o.commits.given())
	if err != nil {
		return err
	}
	if err := o.commits.check(named); err != nil {
		return err
	}
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.timeout, fmt.Errorf("gave up after %v (--timeout)", o.timeout))
		defer cancel()
	}
	run, err := collect(ctx, std, o, named, dir)
	if err != nil {
		return err
	}
	if err := writeReports(ctx, std, o, run); err != nil {
		return err
	}
	return verdict(o, run)
}

// writeReports writes the report to standard output and to the files asked for, and
// for a GitHub workflow the summary of its job.
func writeReports(ctx context.Context, std streams, o *scanOptions, run *report.Run) error {
	if o.forForge() {
		o.repository = forgeRepository(run.Root)
	}
	for _, path := range o.outputs {
		format, _ := report.FormatForPath(path)
		w, err := report.New(format, o.reportOptions(nil))
		if err != nil {
			return err
		}
		if err := report.WriteFile(ctx, path, func(f io.Writer) error { return w.Write(f, run) }); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	if o.format == "github" {
		if err := writeJobSummary(ctx, std.err, o.reportOptions(nil), run); err != nil {
			return err
		}
	}
	w, err := report.New(o.format, o.reportOptions(std.out))
	if err != nil {
		return err
	}
	// All of it at once: a reader sees a whole report or none.
	var buf bytes.Buffer
	if err := w.Write(&buf, run); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := std.out.Write(buf.Bytes()); err != nil && !isBrokenPipe(err) {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// verdict says how the scan ended, for the exit code.
func verdict(o *scanOptions, run *report.Run) error {
	if o.failOn != "never" {
		level, err := rules.ParseLevel(o.failOn)
		if err != nil {
			return err
		}
		for i := range run.Findings {
			if run.Findings[i].Level >= level {
				return errFindings
			}
		}
	}
	if len(run.Skips) > 0 && !o.allowSkips {
		return errIncomplete
	}
	return nil
}
