package allowance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
)

// ReadReport gives what a report of ours found, and what a baseline had suppressed
// in it; it reads a baseline as well. The findings that a comment or an ignore file
// allows are left to those. The error names the file.
func ReadReport(name string, text []byte) ([]Accepted, error) {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	list, err := readReport(text)
	switch {
	case len(text) == 0:
		err = errors.New("it is empty")
	case isGitleaks(text):
		err = errors.New("it is a report of gitleaks: give it to scan as it is, with --baseline")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, withoutValue(err))
	}
	wrong := faults{file: name, unit: ": entry "}
	for i := range list {
		if _, _, ok := detectors.SplitFingerprint(list[i].Fingerprint); !ok {
			wrong.add(i+1, "this entry has no fingerprint of a finding (lf1-…)")
		}
	}
	return list, wrong.err()
}

// isGitleaks says that a text begins as gitleaks' JSON report does, which is a list.
func isGitleaks(text []byte) bool {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	return bytes.HasPrefix(text, []byte("["))
}

// errUnknown says that a file is nothing that can be read.
var errUnknown = errors.New("it is no baseline, and no JSON, JSONL or SARIF report of leakstag or JSON report of gitleaks")

func readReport(text []byte) ([]Accepted, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	var first json.RawMessage
	if err := dec.Decode(&first); err != nil {
		return nil, fmt.Errorf("%w: %w", errUnknown, err)
	}
	var kind struct {
		Type string
		Runs []json.RawMessage
	}
	if err := json.Unmarshal(first, &kind); err != nil {
		return nil, fmt.Errorf("%w: %w", errUnknown, err)
	}
	read := map[string]func([]byte) ([]Accepted, error){"baseline": readBaselineFile, "report": readDocument}[kind.Type]
	switch {
	case kind.Type == "finding", kind.Type == "suppressed", kind.Type == "skip", kind.Type == "summary":
		return readLines(text)
	case kind.Type == "" && len(kind.Runs) > 0:
		read = readSARIF
	case read == nil:
		return nil, errUnknown
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows its end")
	}
	return read(first)
}

func readBaselineFile(text []byte) ([]Accepted, error) {
	var b baselineFile
	if err := json.Unmarshal(text, &b); err != nil {
		return nil, err
	}
	if b.Version != baselineVersion {
		return nil, fmt.Errorf("it is a baseline of version %d: this program knows version %d", b.Version, baselineVersion)
	}
	return b.Entries, nil
}

func readDocument(text []byte) ([]Accepted, error) {
	var doc report.Document
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	var list []Accepted
	for i := range doc.Findings {
		list = append(list, accepted(&doc.Findings[i]))
	}
	for i := range doc.Suppressed {
		if doc.Suppressed[i].By == string(report.ByBaseline) {
			list = append(list, accepted(&doc.Suppressed[i].FindingRecord))
		}
	}
	return list, nil
}

// readLines reads a JSONL report, which ends with a summary.
func readLines(text []byte) ([]Accepted, error) {
	var list []Accepted
	whole := false
	for dec := json.NewDecoder(bytes.NewReader(text)); ; {
		var rec report.SuppressedRecord
		if err := dec.Decode(&rec); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if whole {
			return nil, errors.New("something follows its summary")
		}
		switch {
		case rec.Type == "finding", rec.Type == "suppressed" && rec.By == string(report.ByBaseline):
			list = append(list, accepted(&rec.FindingRecord))
		case rec.Type == "summary":
			whole = true
		}
	}
	if !whole {
		return nil, errors.New("it has no summary at its end: it was cut off")
	}
	return list, nil
}

// sarifLog is what is read of a SARIF report of ours.
type sarifLog struct {
	Runs []struct {
		Tool struct{ Driver struct{ Name string } }
		// Results are those of the run; the names are SARIF's.
		Results []struct {
			RuleID              string
			PartialFingerprints map[string]string
			Suppressions        []struct{ Kind string }
			BaselineState       string
			Properties          struct {
				Commit, Date, Time string
				AtHead             *bool
			}
			Locations []struct {
				PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
			}
		}
	}
}

func readSARIF(text []byte) ([]Accepted, error) {
	var log sarifLog
	if err := json.Unmarshal(text, &log); err != nil {
		return nil, err
	}
	var list []Accepted
	for _, run := range log.Runs {
		if run.Tool.Driver.Name != "leakstag" {
			return nil, errors.New("it is a SARIF report of another tool")
		}
		for _, r := range run.Results {
			if len(r.Suppressions) > 0 && r.BaselineState == "" {
				continue // by a comment or an ignore file
			}
			a := Accepted{Fingerprint: r.PartialFingerprints["leakstag/v1"], Rule: r.RuleID, Past: r.Properties.AtHead != nil && !*r.Properties.AtHead}
			if len(r.Locations) > 0 {
				a.Path = r.Locations[0].PhysicalLocation.ArtifactLocation.URI
			}
			for _, t := range []string{r.Properties.Time, r.Properties.Date} {
				if len(t) >= len("2006-01-02") {
					a.Since = t[:len("2006-01-02")]
				}
			}
			list = append(list, a)
		}
	}
	return list, nil
}

// withoutValue gives an error of the JSON decoder's without what it may quote.
func withoutValue(err error) error {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	var noTime *time.ParseError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: it is no JSON from byte %d on", errUnknown, syntax.Offset)
	case errors.As(err, &mismatch):
		return fmt.Errorf("%w: a value of the wrong kind is at byte %d", errUnknown, mismatch.Offset)
	case errors.As(err, &noTime):
		return fmt.Errorf("%w: a time in it is none", errUnknown)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: it ends too early", errUnknown)
	}
	return err
}
