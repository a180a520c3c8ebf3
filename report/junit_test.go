package report

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// readJUnit takes a report apart and checks its counts.
func readJUnit(t *testing.T, text string) junitSuites {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	var all junitSuites
	if err := xml.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	s := all.Suite
	var failures, errors, skipped int
	names := map[string]bool{}
	for _, c := range s.Cases {
		if c.Failure != nil {
			failures++
		}
		if c.Error != nil {
			errors++
		}
		if c.Skipped != nil {
			skipped++
		}
		if names[c.ClassName+c.Name] || c.Name == "" || c.ClassName == "" {
			t.Errorf("the name %q of %q is there twice, or is none", c.Name, c.ClassName)
		}
		names[c.ClassName+c.Name] = true
	}
	for _, counts := range [][4]int{{all.Tests, all.Failures, all.Errors, all.Skipped}, {s.Tests, s.Failures, s.Errors, s.Skipped}} {
		if want := [4]int{len(s.Cases), failures, errors, skipped}; counts != want {
			t.Errorf("counts %v, want %v", counts, want)
		}
	}
	return all
}

func TestJUnit(t *testing.T) {
	for name, run := range map[string]*Run{"all": fullRun(), "empty": emptyRun(), "": hostileRun()} {
		got := render(t, "junit", Options{}, run)
		readJUnit(t, got)
		if name != "" {
			golden(t, name+".xml", got)
		}
	}
	if all := readJUnit(t, render(t, "junit", Options{}, emptyRun())); all.Tests != 1 || all.Failures+all.Errors+all.Skipped != 0 {
		t.Errorf("a clean run: %+v", all)
	}
	allowed := fullRun()
	allowed.SkipsAllowed = true
	if all := readJUnit(t, render(t, "junit", Options{}, allowed)); all.Errors != 0 || all.Skipped != 1 {
		t.Errorf("an incomplete run that is allowed: %+v", all)
	}
}

// TestJUnitNames has several findings at what looks like one place.
func TestJUnitNames(t *testing.T) {
	run := emptyRun()
	for range 3 {
		run.Findings = append(run.Findings, detectors.Finding{Rule: agentRule, Level: rules.Error,
			Origin: sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 7}}})
	}
	run.Started, run.Ended = time.Time{}, time.Time{}
	for len(run.Skips) <= maxTestSkips {
		run.Skips = append(run.Skips, fullRun().Skips...)
	}
	all := readJUnit(t, render(t, "junit", Options{}, run))
	if len(all.Suite.Cases) != 4 || all.Time != "0.000" || all.Suite.Timestamp != "" {
		t.Errorf("got %+v", all)
	}
	if text := all.Suite.Cases[3].Error.Text; !strings.HasSuffix(text, "\nand 4 more items") {
		t.Errorf("what was not read: %q", text)
	}
}
