package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/report/allowance"
	"github.com/spf13/cobra"
)

// newReport makes the command for what is done with reports.
func newReport(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Work with reports of earlier scans",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newReportBaseline(std))
	return cmd
}

const reportBaselineHelp = `Accept what reports found, and write it as a baseline for scan --baseline.

REPORT is a JSON, JSONL or SARIF report of leakstag's, or a baseline; without any,
it is read from standard input. What a baseline had suppressed in a scan is accepted
again, so that a baseline is made anew from a scan with the old one. A baseline holds
no keys, and one entry a line, sorted: it is there to be committed.`

func newReportBaseline(std streams) *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "baseline [REPORT…]",
		Short: "Accept what reports found as a baseline",
		Long:  reportBaselineHelp,
		Example: `  leakstag scan --fail-on never -o leaks.json
  leakstag report baseline -o .leakstag-baseline.json leaks.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runReportBaseline(cmd.Context(), std, output, args)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to `FILE`, not to standard output")
	return cmd
}

// runReportBaseline writes a baseline of reports.
func runReportBaseline(ctx context.Context, std streams, output string, reports []string) error {
	var list []allowance.Accepted
	var errs []error
	add := func(name string, text []byte, err error) {
		if err == nil {
			var some []allowance.Accepted
			some, err = allowance.ReadReport(name, text)
			list = append(list, some...)
		}
		errs = append(errs, err)
	}
	for _, path := range reports {
		text, err := readAtMost(path, maxBaseline)
		add(withoutKeys(path), text, err)
	}
	if len(reports) == 0 {
		text, err := readAllAtMost(std.in, "standard input", maxBaseline)
		add("standard input", text, err)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := allowance.WriteBaseline(&buf, list); err != nil {
		return err
	}
	write := func(w io.Writer) error {
		_, err := w.Write(buf.Bytes())
		return err
	}
	if output != "" {
		return report.WriteFile(ctx, output, write)
	}
	if err := write(std.out); err != nil && !isBrokenPipe(err) {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	return nil
}
