package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/leakstag/leakstag/report"
)

// summaryVariable names the file in which GitHub Actions collects what a step says
// in the summary of its job, in Markdown.
const summaryVariable = "GITHUB_STEP_SUMMARY"

// maxJobSummary is how large that file may be: GitHub shows nothing of one with
// more than 1,024 KB.
const maxJobSummary = 1_000_000

// writeJobSummary adds the report to the summary of the job, where there is one. It
// takes no more room than other commands of the same step have left.
func writeJobSummary(ctx context.Context, errw io.Writer, opts report.Options, run *report.Run) error {
	path := os.Getenv(summaryVariable)
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("writing the summary of the job: %w", err)
	}
	defer f.Close() // the error of the first Close counts
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("writing the summary of the job: %w", err)
	}
	opts.MaxSize = maxJobSummary
	if info.Mode().IsRegular() {
		opts.MaxSize -= int(min(info.Size(), maxJobSummary))
	}
	var text bytes.Buffer
	if opts.MaxSize > 0 {
		w, err := report.New("markdown", opts)
		if err != nil {
			return err
		}
		if err := w.Write(&text, run); err != nil {
			return fmt.Errorf("writing the summary of the job: %w", err)
		}
	}
	if text.Len() == 0 {
		fmt.Fprintln(errw, "leakstag: the summary of the job is full: nothing was added")
		return f.Close()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := f.Write(text.Bytes()); err != nil {
		return fmt.Errorf("writing the summary of the job: %w", err)
	}
	return f.Close()
}
