package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
)

// githubWriter writes annotations, as GitHub Actions reads them from the standard
// output of a step
// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands),
// and one line for people. What there is no room for is counted: all of it stands
// in the summary of the job, which is the format markdown.
type githubWriter struct{ opts Options }

// maxAnnotations is how many annotations of a type GitHub shows of a step.
const maxAnnotations = 10

// Write implements Writer.
func (g githubWriter) Write(w io.Writer, run *Run) error {
	a := &annotator{out: bufio.NewWriter(w), run: forRepository(run, g.opts)}
	a.keys, a.keyOf = groupKeys(a.run.Findings)
	a.choose()
	incomplete := skipped(run.Skips) > 0
	hidden := 0
	for level := rules.Error; level >= rules.Note; level-- {
		room := maxAnnotations
		if level == rules.Warning && incomplete && !run.SkipsAllowed || level == rules.Note {
			room-- // for what is said of the scan
		}
		hidden += a.findings(level, room)
	}
	if incomplete && !run.SkipsAllowed {
		a.command("warning", nil, counted(skipped(run.Skips), "item was", "items were")+
			" not read, or not to the end: leaks in them would not show here.", property{"title", "Incomplete scan"})
	}
	if hidden+a.elsewhere > 0 {
		a.command("notice", nil, a.rest(hidden), property{"title", "More places"})
	}
	a.out.WriteString(outcome(a.run, len(a.keys)) + "\n")
	return a.out.Flush() // holds the first error of any write
}

// annotator writes the annotations of one run.
type annotator struct {
	out   *bufio.Writer
	run   *Run
	keys  []*key
	keyOf []int
	// candidates are the findings in the repository, those with a line that can
	// be shown first; elsewhere is how many there are besides.
	candidates []int
	elsewhere  int
}

// choose sets the candidates.
func (a *annotator) choose() {
	var shown, history []int
	for i := range a.run.Findings {
		f := &a.run.Findings[i]
		if _, ok := currentFile(a.run.Root, f); ok {
			shown = append(shown, i)
		} else if inHistory(a.run.Root, f) {
			history = append(history, i)
		} else {
			a.elsewhere++
		}
	}
	a.candidates = append(shown, history...)
}

// inHistory says that a finding lies in the history of the repository, in whatever
// part of it.
func inHistory(root string, f *detectors.Finding) bool {
	o := &f.Origin
	return inRepository(root, f) || isObject(o) && (o.Repository == root || o.Repository == "" && o.Root == root)
}

// findings writes annotations for at most most findings of a level, and gives how
// many more there are.
func (a *annotator) findings(level rules.Level, most int) (hidden int) {
	var candidates []int
	for _, i := range a.candidates {
		if a.run.Findings[i].Level == level {
			candidates = append(candidates, i)
		}
	}
	kept := worstFindings(a.run.Findings, a.keyOf, candidates, most)
	for _, i := range kept {
		a.finding(&a.run.Findings[i], len(a.keys[a.keyOf[i]].places))
	}
	return len(candidates) - len(kept)
}

// finding writes the annotation for one finding.
func (a *annotator) finding(f *detectors.Finding, places int) {
	name := "error"
	switch f.Level {
	case rules.Warning:
		name = "warning"
	case rules.Note:
		name = "notice"
	}
	a.command(name, a.where(f), message(a.run, f, places),
		property{"title", shortened(title(a.run, f.Rule)+": "+what(f.Rule), maxTitle)})
}

// maxTitle is less than the 255 characters that a title may have.
const maxTitle = 200

// where gives the properties for a finding's place: none where there is no line to
// show, or where the file's name is one that cannot be shown.
func (a *annotator) where(f *detectors.Finding) []property {
	path, ok := currentFile(a.run.Root, f)
	if !ok || !isVisible(path) {
		return nil
	}
	r := region(f)
	if f.Origin.Member != "" { // a line of the member is none of the archive
		return []property{{"file", path}, {"line", "1"}}
	}
	where := []property{{"file", path}, {"line", strconv.Itoa(r.StartLine)}}
	if r.EndLine != r.StartLine { // columns are for one line only
		return append(where, property{"endLine", strconv.Itoa(r.EndLine)})
	}
	return append(where, property{"col", strconv.Itoa(r.StartColumn)}, property{"endColumn", strconv.Itoa(r.EndColumn)})
}

// rest says what the annotations leave out.
func (a *annotator) rest(hidden int) string {
	const summary = " The summary of the job has all of them."
	switch {
	case a.elsewhere == 0:
		return counted(hidden, "more place is", "more places are") + " not annotated." + summary
	case hidden == 0:
		return counted(a.elsewhere, "place is", "places are") + " outside of the repository." + summary
	}
	return fmt.Sprintf("%s not annotated, and %s outside of the repository.%s", counted(hidden, "more place is", "more places are"),
		counted(a.elsewhere, "place is", "places are"), summary)
}

// outcome says in a sentence how a scan ended.
func outcome(run *Run, keys int) string {
	read := fmt.Sprintf("%s, %s read.", counted(int(run.Stats.Items), "item", "items"), size(run.Stats.Bytes))
	switch {
	case keys > 0:
		return counted(keys, "key", "keys") + " in " + counted(len(run.Findings), "place", "places") + "; " + read
	case len(run.Skips) > 0 && !run.SkipsAllowed:
		return "No leaked keys found in what could be read. " + read
	}
	return "No leaked keys found. " + read
}
