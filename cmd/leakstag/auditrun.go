package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/leakstag/leakstag/cmd/leakstag/internal/auditstate"
	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/files"
	"github.com/leakstag/leakstag/sources/journal"
	"github.com/leakstag/leakstag/sources/logs"
	"github.com/leakstag/leakstag/sources/processes"
	"github.com/leakstag/leakstag/sources/shellhistory"
	"github.com/leakstag/leakstag/sources/templates"
)

// auditRun is one audit.
type auditRun struct {
	std     streams
	options *auditOptions
	old     *auditstate.State
	set     *rules.Set
	engine  *detectors.Engine
	memory  *auditstate.Memory
	scan    scan // for the skips
	// settings and organisation are as in auditstate.State.
	settings, organisation string
}

// newAuditRun prepares an audit.
func newAuditRun(std streams, o *auditOptions, old *auditstate.State) (*auditRun, error) {
	ruleFiles := slices.Clone(o.scan.rules)
	if o.scan.config != "" { // only one that was named: an audit may start anywhere
		ruleFiles = append([]string{o.scan.config}, ruleFiles...)
	}
	set, err := loadRules(ruleFiles)
	if err != nil {
		return nil, err
	}
	key, err := o.scan.readFingerprintKey()
	if err != nil {
		return nil, err
	}
	engine, err := detectors.NewEngine(set, detectors.Options{FingerprintKey: key})
	if err != nil {
		return nil, err
	}
	a := &auditRun{std: std, options: o, old: old, set: set, engine: engine}
	a.scan = scan{options: &o.scan, engine: engine}
	if len(key) > 0 {
		sum := sha256.Sum256(slices.Concat([]byte("leakstag audit organisation\x00"), old.Key[:], key))
		a.organisation = hex.EncodeToString(sum[:16])
	}
	if a.settings, err = auditSettings(&o.scan, ruleFiles, a.organisation); err != nil {
		return nil, err
	}
	a.memory = auditstate.NewMemory(old, a.settings, func(file *sources.Origin, id auditstate.FileID, from int64) {
		engine.Restore(0, file, a.memory.Recalled(engine, file, id, from))
	})
	return a, nil
}

// auditSettings names all that what is found in a file depends on besides the file.
func auditSettings(o *scanOptions, ruleFiles []string, organisation string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, toolVersion(), organisation, o.maxFileSize, o.maxArchiveDepth, o.maxUnpacked)
	// A program of the same version may have been built anew with other rules.
	if program, err := os.Executable(); err == nil {
		if info, err := os.Stat(program); err == nil {
			fmt.Fprintln(h, info.Size(), info.ModTime().UnixNano())
		}
	}
	for _, f := range ruleFiles {
		text, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, len(text))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// run reads the host and compares what is found with what was known.
func (a *auditRun) run(ctx context.Context) (*auditResult, error) {
	started := time.Now()
	run := &report.Run{
		Version: toolVersion(), Rules: a.set.Rules, Advice: a.set.Advice, SkipsAllowed: a.options.scan.allowSkips, Started: started,
	}
	stop := startProgress(a.std.err, &a.options.scan, a.engine)
	err := a.read(ctx, run)
	stop()
	if err != nil {
		if cause := context.Cause(ctx); errors.Is(err, context.DeadlineExceeded) && cause != nil {
			err = cause
		}
		return nil, a.engine.CleanError(err)
	}
	learned := auditstate.NewRun(a.memory, a.engine)
	a.scan.skips = append(a.scan.skips, learned.Restore(a.scan.skips)...)
	learned.Keep(a.engine.Collected())
	if run.Findings, err = a.engine.Results(ctx, nil, a.scan.skip); err != nil {
		return nil, a.engine.CleanError(err)
	}
	a.scan.skips = uniqueSkips(a.scan.skips)
	a.scan.findings, a.scan.allowed = run.Findings, a.engine.AllowedInline()
	run.Skips = a.engine.CleanSkips(a.scan.skips, a.scan.allFindings())
	learned.KeepSkips(a.scan.skips, run.Skips)
	slices.SortStableFunc(run.Skips, compareSkips)
	compared := learned.Compare(run.Findings, run.Skips)
	run.Findings = slices.Concat(run.Findings, compared.Unseen, compared.Gone)
	for _, allowed := range a.scan.allowed {
		run.Suppressed = append(run.Suppressed, report.Suppressed{Finding: allowed.Finding, By: report.ByInline, Reason: allowed.Reason})
	}
	run.SuppressedCount = len(run.Suppressed) + int(a.engine.Allowed())
	run.Stats.Items, run.Stats.Bytes = a.engine.Scanned()
	run.Stats.Unlisted = a.engine.Unlisted()
	run.Ended = time.Now()
	if a.old.Organisation != a.organisation && len(a.old.Known) > 0 {
		run.Notices = append(run.Notices, report.Notice{ID: "other-fingerprint-key", Level: rules.Note,
			Text: "the last audit had another fingerprint key (--fingerprint-key-file), so that all findings are new"})
	}
	result := &auditResult{run: run, newSkips: map[int]bool{}, took: run.Ended.Sub(started)}
	before := map[string]bool{}
	for _, id := range a.old.Skips {
		before[id] = true
	}
	var known []string
	for i := range run.Skips {
		id := a.old.SkipID(&run.Skips[i])
		result.newSkips[i] = !before[id]
		known = append(known, id)
	}
	slices.Sort(known)
	result.next = learned.Next(a.settings, a.organisation, compared.Known, slices.Compact(known))
	return result, nil
}

// partial gives the state for an audit that was interrupted.
func (a *auditRun) partial() (*auditstate.State, bool) {
	learned := auditstate.NewRun(a.memory, a.engine)
	skips := uniqueSkips(append(a.scan.skips, learned.Restore(nil)...))
	found := a.engine.Collected()
	learned.Keep(found)
	learned.KeepSkips(skips, a.engine.CleanSkips(skips, found))
	return learned.Partial(a.settings)
}

// uniqueSkips leaves out what was skipped twice: now, and when the file was read.
func uniqueSkips(list []sources.Skip) []sources.Skip {
	seen := map[[4]string]bool{}
	return slices.DeleteFunc(list, func(s sources.Skip) bool {
		id := [4]string{string(s.Origin.Source), s.Origin.Root, s.Origin.Path, s.Err.Error()}
		if s.Origin.Path == "" || !seen[id] {
			seen[id] = true
			return false
		}
		return true
	})
}

// read reads all places, one after the other: an audit is in no hurry.
func (a *auditRun) read(ctx context.Context, run *report.Run) error {
	list, err := a.sources()
	if err != nil {
		return err
	}
	for _, s := range list {
		if !s.unnamed {
			run.Sources = append(run.Sources, a.engine.Clean(s.arg.String()))
		}
		err := s.source.Read(ctx, a.memory.Emit(a.engine.Emitter(0)), a.scan.skip)
		if err == nil {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		// The rest of the host is still worth reading.
		if err := a.scan.skip(sources.Origin{Source: s.arg.kind, Path: s.arg.path}, err); err != nil {
			return err
		}
	}
	return nil
}

// auditSource is a source with the name under which it is shown, if it is: of the
// places in homes there are many.
type auditSource struct {
	arg     sourceArg
	source  sources.Source
	unnamed bool
}

// sources gives what there is to read on the host.
func (a *auditRun) sources() ([]auditSource, error) {
	o := &a.options.scan
	finder := &placeFinder{root: a.options.root, skip: a.scan.skip}
	places, err := finder.find(auditPlaces(a.options.root != ""), o.exclude)
	if err != nil {
		return nil, err
	}
	all := []auditSource{{arg: sourceArg{kind: sources.ShellHistory, path: a.options.root}, source: shellhistory.New(shellhistory.Options{
		AllUsers: a.options.root == "", Root: a.options.root, Jobs: o.jobs, MaxSize: int64(o.maxFileSize), Memory: a.memory,
	})}}
	if a.options.root == "" {
		all = append(all, auditSource{arg: sourceArg{kind: sources.Processes}, source: processes.New(processes.Options{Environment: o.environ, Jobs: o.jobs})})
	}
	for _, p := range places {
		all = append(all, auditSource{sourceArg{kind: p.kind, path: p.path}, a.source(p), p.inHome})
	}
	return all, nil
}

// source gives the source for a place.
func (a *auditRun) source(p foundPlace) sources.Source {
	o := &a.options.scan
	size := int64(o.maxFileSize)
	switch p.kind {
	case sources.Logs:
		return logs.New(logs.Options{Root: p.path, Exclude: p.exclude, MaxFileSize: size, Archives: o.archives(), Jobs: o.jobs, Memory: a.memory})
	case sources.Journal:
		return journal.New(journal.Options{Path: p.path, Exclude: p.exclude, MaxFileSize: size, Jobs: o.jobs, Memory: a.memory})
	case sources.Templates:
		return templates.New(templates.Options{Root: p.path, Exclude: p.exclude, ExcludeFolders: cacheFolders[:], MaxFileSize: size, Archives: o.archives(), Jobs: o.jobs, Memory: a.memory, Patterns: a.set.TemplatePaths})
	}
	return files.New(files.Options{Root: p.path, Exclude: p.exclude, MaxFileSize: size, Archives: o.archives(), Jobs: o.jobs, Memory: a.memory})
}
