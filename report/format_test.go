package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	if got := strings.Join(Formats(), " "); got != "text sarif json jsonl csv junit markdown github gitlab" {
		t.Errorf("formats: %s", got)
	}
	if _, err := New("xml", Options{}); err == nil || !strings.Contains(err.Error(), "text, sarif, json, jsonl") {
		t.Errorf("unknown format: %v", err)
	}
	for path, want := range map[string]string{
		"a.sarif": "sarif", "a.SARIF.json": "sarif", "a.json": "json", "x/a.jsonl": "jsonl", "a.ndjson": "jsonl",
		"a.txt": "text", "a": "", "a.yaml": "", "-": "", "": "", "a.csv": "csv", "a.xml": "junit", "a.junit.xml": "junit",
		"a.md": "markdown", "gl-secret-detection-report.json": "gitlab", "x/gl-secret-detection-report.json": "gitlab",
		"gl-secret-detection-report.json.bak": "",
	} {
		if got, ok := FormatForPath(path); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", path, got, ok)
		}
	}
}

var errFull = errors.New("no space left")

// fullDisk takes some bytes and then none.
type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.left {
		n := d.left
		d.left = 0
		return n, errFull
	}
	d.left -= len(p)
	return len(p), nil
}

func TestWriteErrorsAreTold(t *testing.T) {
	run := fullRun()
	for _, format := range Formats() {
		w, err := New(format, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var whole bytes.Buffer
		if err := w.Write(&whole, run); err != nil {
			t.Fatal(err)
		}
		for _, left := range []int{0, 100, whole.Len() - 1} {
			if err := w.Write(&fullDisk{left}, run); !errors.Is(err, errFull) {
				t.Errorf("%s, %d bytes: %v", format, left, err)
			}
		}
	}
}
