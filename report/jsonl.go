package report

import (
	"bufio"
	"io"
)

// jsonLinesWriter writes one record a line: the findings, those that somebody
// allowed, what was skipped, and last a summary, without which a reader knows that
// the report was cut off.
type jsonLinesWriter struct{}

// Write implements Writer.
func (jsonLinesWriter) Write(w io.Writer, run *Run) error {
	b := bufio.NewWriter(w)
	keys, keyOf := groupKeys(run.Findings)
	for i := range run.Findings {
		if err := writeJSON(b, findingRecord(run, &run.Findings[i], len(keys[keyOf[i]].places)), ""); err != nil {
			return err
		}
	}
	for i := range run.Suppressed {
		if err := writeJSON(b, suppressedRecord(run, &run.Suppressed[i]), ""); err != nil {
			return err
		}
	}
	for i := range run.Skips {
		if err := writeJSON(b, skipRecord(run, &run.Skips[i]), ""); err != nil {
			return err
		}
	}
	if err := writeJSON(b, summaryRecord(run, keys), ""); err != nil {
		return err
	}
	return b.Flush()
}
