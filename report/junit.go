package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/leakstag/leakstag/detectors"
)

// junitWriter writes JUnit's XML, as Jenkins, GitLab, Azure and CircleCI read it
// (https://github.com/testmoapp/junitxml): a failed test a finding, an error for
// what could not be read, and one test that passed if there is nothing else.
type junitWriter struct{ opts Options }

type junitSuites struct {
	XMLName  xml.Name `xml:"testsuites"`
	Name     string   `xml:"name,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Skipped  int      `xml:"skipped,attr"`
	Time     string   `xml:"time,attr"`
	Suite    junitSuite
}

type junitSuite struct {
	XMLName   xml.Name    `xml:"testsuite"`
	Name      string      `xml:"name,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Errors    int         `xml:"errors,attr"`
	Skipped   int         `xml:"skipped,attr"`
	Time      string      `xml:"time,attr"`
	Timestamp string      `xml:"timestamp,attr,omitempty"`
	Cases     []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	File      string        `xml:"file,attr,omitempty"`
	Line      int           `xml:"line,attr,omitempty"`
	Time      string        `xml:"time,attr"`
	Failure   *junitOutcome `xml:"failure"`
	Error     *junitOutcome `xml:"error"`
	Skipped   *junitOutcome `xml:"skipped"`
}

type junitOutcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// maxTestSkips is how many items that were not read are named.
const maxTestSkips = 100

// Write implements Writer.
func (j junitWriter) Write(w io.Writer, run *Run) error {
	run = forRepository(run, j.opts)
	keys, keyOf := groupKeys(run.Findings)
	var cases []junitCase
	names := map[string]int{}
	for i := range run.Findings {
		f := &run.Findings[i]
		c := junitFinding(run, f, len(keys[keyOf[i]].places))
		if names[c.ClassName+"\n"+c.Name]++; names[c.ClassName+"\n"+c.Name] > 1 { // many of one process, say
			c.Name += fmt.Sprintf(" (%d)", names[c.ClassName+"\n"+c.Name])
		}
		cases = append(cases, c)
	}
	if len(run.Skips) > 0 {
		cases = append(cases, junitSkips(run))
	}
	if len(cases) == 0 {
		cases = append(cases, junitCase{Name: "No leaked keys found", ClassName: toolName, Time: "0"})
	}
	suite := junitSuite{Name: toolName, Tests: len(cases), Time: seconds(run.Ended.Sub(run.Started)), Cases: cases}
	if t := usable(run.Started); !t.IsZero() {
		suite.Timestamp = t.Format("2006-01-02T15:04:05")
	}
	for _, c := range cases {
		switch {
		case c.Failure != nil:
			suite.Failures++
		case c.Error != nil:
			suite.Errors++
		case c.Skipped != nil:
			suite.Skipped++
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	err := e.Encode(junitSuites{Name: toolName, Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors,
		Skipped: suite.Skipped, Time: suite.Time, Suite: suite})
	if err != nil {
		return fmt.Errorf("encode the report as XML: %w", err)
	}
	_, err = io.WriteString(w, "\n")
	return err
}

// junitFinding gives the failed test for a finding.
func junitFinding(run *Run, f *detectors.Finding, places int) junitCase {
	what := what(f.Rule)
	if m := mask(f); m != "" {
		what += " " + visible(m)
	}
	c := junitCase{
		Name:      position(run.Root, f) + " " + what,
		ClassName: toolName + "." + strings.ReplaceAll(ruleID(f.Rule), ".", "-"),
		Time:      "0",
		Failure: &junitOutcome{
			Message: title(run, f.Rule) + ": " + what,
			Type:    f.Level.String(),
			Text:    message(run, f, places),
		},
	}
	if path, ok := currentFile(run.Root, f); ok {
		c.File = visible(path)
		if f.Origin.Member == "" {
			c.Line = region(f).StartLine
		}
	}
	return c
}

// junitSkips gives the test that says what was not read: an error, unless that was
// allowed.
func junitSkips(run *Run) junitCase {
	n := skipped(run.Skips)
	var b strings.Builder
	for i := range run.Skips {
		if i == maxTestSkips {
			fmt.Fprintf(&b, "and %s\n", counted(len(run.Skips)-i, "more item", "more items"))
			break
		}
		s := &run.Skips[i]
		fmt.Fprintf(&b, "%s: %s\n", displayPlace(run.Root, &s.Origin, nil), errorText(s.Err))
	}
	o := &junitOutcome{
		Message: counted(n, "item was", "items were") + " not read, or not to the end: leaks in them would not show here.",
		Text:    strings.TrimSuffix(b.String(), "\n"),
	}
	c := junitCase{Name: "Everything was read", ClassName: toolName, Time: "0"}
	if run.SkipsAllowed {
		c.Skipped = o
	} else {
		o.Type = "incomplete"
		c.Error = o
	}
	return c
}

// seconds is a duration as a decimal number.
func seconds(d time.Duration) string {
	return strconv.FormatFloat(max(d, 0).Seconds(), 'f', 3, 64)
}
