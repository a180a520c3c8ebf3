package main

import (
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
)

// metricsMode lets node_exporter, which runs as another user, read the metrics:
// they are numbers.
const metricsMode fs.FileMode = 0o644

// writeTextfile writes the metrics of an audit for the textfile collector of
// node_exporter: first under another name, so that it never reads half of them,
// and without times, which it would refuse.
func writeTextfile(path string, r *auditResult) (err error) {
	name := path + "." + strconv.Itoa(os.Getpid())
	os.Remove(name) // of one that was killed and had the same number
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, metricsMode)
	if err != nil {
		return fmt.Errorf("--textfile: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(name)
			err = fmt.Errorf("--textfile: %w", err)
		}
	}()
	if _, err := f.WriteString(auditMetrics(r)); err != nil {
		return err
	}
	if err := f.Chmod(metricsMode); err != nil { // whatever the umask
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(name, path)
}

// auditMetrics gives the metrics in Prometheus's text format
// (https://prometheus.io/docs/instrumenting/exposition_formats/).
func auditMetrics(r *auditResult) string {
	var b strings.Builder
	metric := func(name, help string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name) }
	metric("leakstag_audit_findings", "Places where keys lie, by how they stand to the audit before, and by level.")
	for _, state := range []detectors.State{detectors.New, detectors.Persisting, detectors.Gone} {
		for _, level := range []rules.Level{rules.Error, rules.Warning, rules.Note} {
			n := 0
			for i := range r.run.Findings {
				if f := &r.run.Findings[i]; f.State == state && f.Level == level {
					n++
				}
			}
			fmt.Fprintf(&b, "leakstag_audit_findings{state=%q,level=%q} %d\n", state, level, n)
		}
	}
	for _, m := range []struct {
		name, help string
		value      float64
	}{
		{"leakstag_audit_keys", "Different keys that lie somewhere.", float64(countKeys(r.run))},
		{"leakstag_audit_skipped_items", "Items that were not read, or not to the end.", float64(countSkipped(r.run))},
		{"leakstag_audit_read_items", "Items that were read in the last audit: those that were not what they were before.", float64(r.run.Stats.Items)},
		{"leakstag_audit_read_bytes", "Bytes that were read in the last audit.", float64(r.run.Stats.Bytes)},
		{"leakstag_audit_duration_seconds", "How long the last audit took.", r.took.Seconds()},
		{"leakstag_audit_last_success_timestamp_seconds", "When the last audit came to its end, in seconds since 1970.", float64(r.run.Ended.Unix())},
	} {
		metric(m.name, m.help)
		fmt.Fprintf(&b, "%s %s\n", m.name, strconv.FormatFloat(m.value, 'f', -1, 64))
	}
	return b.String()
}

// countKeys counts the keys that are not gone. Values that are too weak for a
// fingerprint count each.
func countKeys(run *report.Run) int {
	keys, weak := map[string]bool{}, 0
	for i := range run.Findings {
		switch f := &run.Findings[i]; {
		case f.State == detectors.Gone:
		case f.KeyFingerprint == "":
			weak++
		default:
			keys[f.KeyFingerprint] = true
		}
	}
	return len(keys) + weak
}

// countSkipped counts the items behind the skips.
func countSkipped(run *report.Run) int {
	n := 0
	for i := range run.Skips {
		n += run.Skips[i].Items()
	}
	return n
}
