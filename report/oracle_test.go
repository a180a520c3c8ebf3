//go:build linux

package report

import (
	"encoding/json"
	"html"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// piped gives what a program makes of a text.
func piped(t *testing.T, text string, program ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program[0], program[1:]...)
	cmd.Stdin = strings.NewReader(text)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v: %s", program, err, errs.String())
	}
	return string(out)
}

// githubHTML is what GitHub's own converter makes of Markdown.
func githubHTML(t *testing.T, text string) string {
	return piped(t, text, "cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist")
}

// TestMarkdownAsGitHubShowsIt has hostile names shown: they must come out as code,
// character for character, and as nothing else.
func TestMarkdownAsGitHubShowsIt(t *testing.T) {
	run := hostileRun()
	tag := regexp.MustCompile(`</?([a-zA-Z0-9]+)[^>]*>`)
	for start := 0; start < len(run.Notices); start += maxListed { // so many are shown
		run.Notices = hostileRun().Notices[start:min(start+maxListed, len(run.Notices))]
		page := githubHTML(t, render(t, "markdown", Options{}, run))
		for _, m := range tag.FindAllStringSubmatch(page, -1) {
			if !slices.Contains(strings.Fields("h2 h3 p table thead tbody tr th td br code strong ol ul li pre"), m[1]) {
				t.Errorf("there is the element %s", m[0])
			}
		}
		if rows, cells := strings.Count(page, "<tr>"), strings.Count(page, "<td>"); rows != len(run.Findings)+1 || cells != 4*len(run.Findings) {
			t.Errorf("%d rows and %d cells for %d keys", rows, cells, len(run.Findings))
		}
		// Whatever is not in code must be harmless by itself.
		plain := html.UnescapeString(tag.ReplaceAllString(regexp.MustCompile(`(?s)<(code|pre)[ >].*?</(code|pre)>`).ReplaceAllString(page, ""), " "))
		for _, bad := range []string{"@", "http", "www", "#1", "!1", "evil", "|", "`", "GH-", "javascript", ":smile", "$"} {
			if strings.Contains(plain, bad) {
				t.Errorf("%q stands outside of code", bad)
			}
		}
		for i := range run.Findings {
			name := position(run.Root, &run.Findings[i])
			want := strings.NewReplacer("`", `\u0060`, "|", `\u007c`).Replace(name)
			if !strings.Contains(page, "<code>"+escapedHTML(want)+"</code>") {
				t.Errorf("%q is not shown as %q", name, want)
			}
		}
	}
}

// escapedHTML escapes as the converter does.
func escapedHTML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// TestGitLabTextsAsMarkdown has the texts of a report shown, which GitLab takes for
// Markdown.
func TestGitLabTextsAsMarkdown(t *testing.T) {
	var doc gitlabReport
	if err := json.Unmarshal([]byte(render(t, "gitlab", Options{}, hostileRun())), &doc); err != nil {
		t.Fatal(err)
	}
	for _, v := range doc.Vulnerabilities[:10] {
		page := githubHTML(t, v.Description+"\n\n"+v.Solution)
		if strings.Contains(page, "<a ") || strings.Contains(page, "<img") || strings.Contains(page, "<b>") {
			t.Errorf("%q becomes %q", v.Description, page)
		}
	}
}

// TestCSVAsPythonReadsIt compares with the reader of a language of its own.
func TestCSVAsPythonReadsIt(t *testing.T) {
	for _, run := range []*Run{fullRun(), hostileRun(), emptyRun()} {
		out := piped(t, render(t, "csv", Options{}, run), "python3", "-c",
			"import csv, io, json, sys\ntext = sys.stdin.buffer.read().decode()\njson.dump(list(csv.reader(io.StringIO(text, newline=''), strict=True)), sys.stdout)")
		var rows [][]string
		if err := json.Unmarshal([]byte(out), &rows); err != nil {
			t.Fatal(err)
		}
		checkCSV(t, run, rows)
	}
}

// TestJUnitAsPythonReadsIt compares with another parser of XML, which takes nothing
// that is not well-formed.
func TestJUnitAsPythonReadsIt(t *testing.T) {
	const read = `import json, sys, xml.etree.ElementTree as E
root = E.fromstring(sys.stdin.buffer.read())
json.dump([[c.get("name"), c.get("classname"), c.find("failure").get("message"), c.find("failure").text]
           for c in root.iter("testcase") if c.find("failure") is not None], sys.stdout)`
	for _, run := range []*Run{fullRun(), hostileRun()} {
		var cases [][]string
		if err := json.Unmarshal([]byte(piped(t, render(t, "junit", Options{}, run), "python3", "-c", read)), &cases); err != nil {
			t.Fatal(err)
		}
		current := forRepository(run, Options{})
		if len(cases) != len(current.Findings) {
			t.Fatalf("%d failures for %d findings", len(cases), len(current.Findings))
		}
		keys, keyOf := groupKeys(current.Findings)
		for i := range current.Findings {
			f := &current.Findings[i]
			if want := message(current, f, len(keys[keyOf[i]].places)); cases[i][3] != want {
				t.Errorf("got  %q\nwant %q", cases[i][3], want)
			}
			if !strings.HasPrefix(cases[i][0], position(current.Root, f)) || !strings.HasPrefix(cases[i][1], "leakstag.") {
				t.Errorf("the test %q of %q", cases[i][0], cases[i][1])
			}
		}
	}
}
