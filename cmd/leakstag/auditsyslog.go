package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
)

// The sockets of journald and of syslog, for this host.
const (
	journalSocket = "/run/systemd/journal/socket"
	syslogSocket  = "/dev/log"
)

// Severities as in syslog(3).
const (
	severityErr     = 3
	severityWarning = 4
	severityNotice  = 5
	severityInfo    = 6
	facilityAuth    = 10 << 3 // authpriv: what only administrators may read
)

// logEntry is one entry of the log.
type logEntry struct {
	severity int
	// message is a line of JSON; fields are more of it, by name, for journald.
	message []byte
	fields  [][2]string
}

// logResult writes the result of an audit to journald, or to syslog where there is
// no journald: a line of JSON for each new finding, and one for the audit.
func logResult(r *auditResult) error {
	entries, err := auditEntries(r)
	if err != nil {
		return fmt.Errorf("--syslog: %w", err)
	}
	sockets := []struct {
		path   string
		format func(logEntry) []byte
	}{{journalSocket, journalEntry}, {syslogSocket, syslogEntry}}
	for _, s := range sockets {
		err := sendEntries(s.path, s.format, entries)
		if err == nil {
			return nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("--syslog: %w", err)
		}
	}
	return fmt.Errorf("--syslog: there is neither journald (%s) nor syslog (%s)", journalSocket, syslogSocket)
}

// sendEntries sends each entry as a datagram.
func sendEntries(socket string, format func(logEntry) []byte, entries []logEntry) error {
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		return err
	}
	defer conn.Close() // all was sent
	for _, e := range entries {
		if err := conn.SetWriteDeadline(time.Now().Add(logPatience)); err != nil {
			return err
		}
		if _, err := conn.Write(format(e)); err != nil {
			return err
		}
	}
	return nil
}

// logPatience is how long the log may take to accept an entry.
const logPatience = 10 * time.Second

// auditEntries gives the entries for the result of an audit.
func auditEntries(r *auditResult) ([]logEntry, error) {
	news := r.news()
	lines, err := reportLines(news)
	if err != nil {
		return nil, err
	}
	var out []logEntry
	for i := range news.Findings { // the lines of findings come first
		var f report.FindingRecord
		if err := json.Unmarshal(lines[i], &f); err != nil {
			return nil, err
		}
		out = append(out, logEntry{severityOf(news.Findings[i].Level), lines[i], [][2]string{
			{"LEAKSTAG_RULE", f.Rule}, {"LEAKSTAG_LEVEL", f.Level}, {"LEAKSTAG_KEY", f.KeyFingerprint},
			{"LEAKSTAG_FINGERPRINT", f.Fingerprint}, {"LEAKSTAG_PATH", f.Path}, {"LEAKSTAG_STATE", f.State},
		}})
	}
	severity := severityInfo
	if len(news.Findings) > 0 {
		severity = severityNotice
	}
	line, err := json.Marshal(auditSummary{
		Type: "audit", Version: r.run.Version, Started: r.run.Started.UTC(), Ended: r.run.Ended.UTC(),
		New: r.count(detectors.New), Persisting: r.count(detectors.Persisting), Gone: r.count(detectors.Gone),
		Keys: countKeys(r.run), Skipped: countSkipped(r.run), Items: r.run.Stats.Items, Bytes: r.run.Stats.Bytes,
	})
	return append(out, logEntry{severity: severity, message: line}), err
}

// reportLines gives the lines of a report in the format "jsonl".
func reportLines(run *report.Run) ([][]byte, error) {
	w, err := report.New("jsonl", report.Options{})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := w.Write(&b, run); err != nil {
		return nil, err
	}
	return bytes.Split(bytes.TrimSuffix(b.Bytes(), []byte("\n")), []byte("\n")), nil
}

// auditSummary is what is logged of an audit as a whole.
type auditSummary struct {
	Type       string    `json:"type"` // "audit"
	Version    string    `json:"version"`
	Started    time.Time `json:"started"`
	Ended      time.Time `json:"ended"`
	New        int       `json:"new"`
	Persisting int       `json:"persisting"`
	Gone       int       `json:"gone"`
	Keys       int       `json:"keys"`
	Skipped    int       `json:"skipped"`
	Items      int64     `json:"items"`
	Bytes      int64     `json:"bytes"`
}

func severityOf(l rules.Level) int {
	switch l {
	case rules.Error:
		return severityErr
	case rules.Warning:
		return severityWarning
	}
	return severityNotice
}

// syslogEntry gives the datagram for /dev/log: RFC 3164 as local daemons take it,
// the host's name left out.
func syslogEntry(e logEntry) []byte {
	head := fmt.Sprintf("<%d>%s leakstag[%d]: ", facilityAuth|e.severity, time.Now().Format(time.Stamp), os.Getpid())
	return append([]byte(head), e.message...)
}

// journalEntry gives the datagram of journald's own protocol
// (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/). JSON has no line break in it, and
// those of other values are made spaces, so that no field needs a length.
func journalEntry(e logEntry) []byte {
	var b strings.Builder
	for _, f := range append([][2]string{
		{"PRIORITY", fmt.Sprint(e.severity)}, {"SYSLOG_FACILITY", fmt.Sprint(facilityAuth >> 3)}, {"SYSLOG_IDENTIFIER", "leakstag"},
		{"MESSAGE", string(e.message)},
	}, e.fields...) {
		if f[1] != "" {
			b.WriteString(f[0] + "=" + strings.ReplaceAll(f[1], "\n", " ") + "\n")
		}
	}
	return []byte(b.String())
}
