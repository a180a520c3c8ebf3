package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/sources"
)

// takeOutOld takes out of a hook's findings those that the commit does not bring:
// the same secret is in the same file at HEAD, or in one that the commit removes or
// renames. A hook that stopped every change of a file with an old leak would be
// switched off; that there are old leaks is said.
func takeOutOld(ctx context.Context, std streams, o *scanOptions, named []sourceArg, dir string, run *report.Run) error {
	if len(run.Findings) == 0 || o.wholeIndex || !slices.ContainsFunc(named, func(a sourceArg) bool { return a.kind == sources.Staged }) {
		return nil
	}
	past := *o
	past.before = true
	before, err := collect(ctx, std, &past, named, dir)
	if err != nil {
		return fmt.Errorf("looking for what was there before: %w", err)
	}
	for i := range before.Suppressed { // what was allowed was there, too
		before.Findings = append(before.Findings, before.Suppressed[i].Finding)
	}
	was := func(f *detectors.Finding) bool {
		return slices.ContainsFunc(before.Findings, func(b detectors.Finding) bool {
			removed := b.Origin.Tracking == sources.Untracked
			return (removed || b.Origin.RepositoryPath == f.Origin.RepositoryPath) && b.Secret.Equal(f.Secret)
		})
	}
	old := map[string]bool{}
	run.Findings = slices.DeleteFunc(run.Findings, func(f detectors.Finding) bool {
		if !was(&f) {
			return false
		}
		old[f.Origin.RepositoryPath] = true
		return true
	})
	if len(old) > 0 {
		files := "a file of this commit holds a key"
		if len(old) > 1 {
			files = fmt.Sprintf("%d files of this commit hold keys", len(old))
		}
		fmt.Fprintf(std.err, "leakstag: %s that was there before: rotate it (leakstag scan shows where)\n", files)
	}
	return nil
}
