package report

import (
	"slices"
	"strings"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// forRepository gives the run as a forge wants it: paths are relative to the
// repository that the report is about, and what is gone is not reported.
func forRepository(run *Run, opts Options) *Run {
	r := *run
	if opts.Repository != "" {
		r.Root = opts.Repository
	}
	gone := func(f detectors.Finding) bool { return f.State == detectors.Gone }
	if slices.ContainsFunc(r.Findings, gone) {
		r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), gone)
	}
	return &r
}

// repositoryFile gives the path in the repository at root of the file that has the
// finding, as it was found. For a place in the history it is the path in the tree,
// whether the file is still there or not. A file of git's own is none of the
// repository's.
func repositoryFile(root string, f *detectors.Finding) (string, bool) {
	file := outerFile(f.Origin)
	base, p, ok := filePath(&file, f.Place)
	if !ok || detectors.InGitFolder(&f.Origin) {
		return "", false
	}
	below, ok := relative(root, base, p)
	if !ok || dotted(below) || strings.HasPrefix(below, ".git/") || strings.Contains(below, "/.git/") {
		return "", false
	}
	return below, true
}

func inRepository(root string, f *detectors.Finding) bool {
	_, ok := repositoryFile(root, f)
	return ok
}

// currentFile is repositoryFile for a finding whose line can be shown, which only
// the history's version of a file has if HEAD has it no more.
func currentFile(root string, f *detectors.Finding) (string, bool) {
	if f.Origin.Source == sources.Git && (f.Place == nil || !f.Place.AtHead) {
		return "", false
	}
	return repositoryFile(root, f)
}
