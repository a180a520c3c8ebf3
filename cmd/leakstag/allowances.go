package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/report/allowance"
	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git"
	"github.com/spf13/pflag"
)

// allowanceOptions are the flags that say what is allowed.
type allowanceOptions struct {
	baselines   []string
	ignoreFiles []string
}

func (o *allowanceOptions) bind(f *pflag.FlagSet) {
	f.StringArrayVar(&o.baselines, "baseline", nil, "report only what is not in `FILE`: a baseline, an earlier report, or a JSON report of gitleaks")
	f.StringArrayVar(&o.ignoreFiles, "ignore-file", nil, "leave out the findings named in `FILE` (default: .leakstagignore and .gitleaksignore where you stand or at the top of the repository you stand in)")
}

// The most that is read of a file, in bytes.
const (
	maxIgnoreFile = 16 << 20
	maxBaseline   = 256 << 20
)

// load reads what is allowed: the ignore files first, whose entries have reasons. A
// file that was found rather than named is mentioned. Whatever is wrong with any of
// the files is one error.
func (o *allowanceOptions) load(errw io.Writer, dir string, quiet bool) ([]allowance.Entry, error) {
	var (
		entries []allowance.Entry
		errs    []error
	)
	read := func(path, name string, most int64, parse func(string, []byte) ([]allowance.Entry, error)) {
		text, err := readAtMost(path, most)
		if err != nil {
			errs = append(errs, err)
			return
		}
		list, err := parse(name, text)
		entries, errs = append(entries, list...), append(errs, err)
	}
	for _, path := range o.ignoreFiles {
		read(path, withoutKeys(path), maxIgnoreFile, allowance.ReadIgnoreFile)
	}
	if len(o.ignoreFiles) == 0 {
		for _, name := range []string{allowance.IgnoreName, allowance.GitleaksIgnoreName} {
			path := findBeside(dir, name)
			if path == "" {
				continue
			}
			if !quiet {
				fmt.Fprintf(errw, "leakstag: using %s\n", withoutKeys(path))
			}
			read(path, withoutKeys(shortPath(dir, path)), maxIgnoreFile, allowance.ReadIgnoreFile)
		}
	}
	for _, path := range o.baselines {
		read(path, withoutKeys(path), maxBaseline, allowance.ReadBaseline)
	}
	return entries, errors.Join(errs...)
}

// shortPath is the path relative to dir, if it lies below.
func shortPath(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

// readAtMost reads a file, or an error if it is larger.
func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	return readAllAtMost(f, path, most)
}

func readAllAtMost(r io.Reader, name string, most int64) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%s: it is larger than %d MB", name, most>>20)
	}
	return text, err
}

// reach says how much the sources read of that of which entries may speak.
func (s *scan) reach(dir string) allowance.Scan {
	reach := allowance.Scan{Removed: map[string]bool{}, Where: s.engine.RepositoryWhere, Now: time.Now()}
	top, inRepository := repositoryTop(dir)
	base := dir
	if inRepository {
		base = top
	}
	filtered := len(s.options.include)+len(s.options.exclude) > 0 || s.options.maxFileSize > 0
	history := !inRepository
	for i, a := range s.args {
		switch {
		case filtered:
		case a.kind == sources.Files:
			reach.WorkTree = reach.WorkTree || coversPath(a.path, base)
		case a.kind == sources.Git:
			// Whatever reads only some of its commits is another source.
			if g, ok := s.sources[i].(*git.Source); ok && g.Root() == top {
				history = true
			}
		}
		if r, ok := s.sources[i].(sources.Remover); ok {
			for _, path := range r.Removed() {
				reach.Removed[s.engine.RepositoryWhere(path)] = true
			}
		}
	}
	reach.Whole = history && (reach.WorkTree || inRepository && !hasWorkTree(top))
	return reach
}

// coversPath says that path is or lies below the folder.
func coversPath(folder, path string) bool {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(real(abs), real(path))
	return err == nil && filepath.IsLocal(rel)
}

// suppress takes out of the run what the entries allow, and says what is to be known
// of them. That an entry allows nothing is said only if all of it was read of which
// entries may speak, which without any SOURCE is so.
func (s *scan) suppress(run *report.Run, entries []allowance.Entry, dir string) {
	if len(entries) == 0 && len(s.options.allowances.baselines) == 0 {
		return
	}
	clean := s.engine.Cleaner(s.allFindings())
	for i := range entries {
		entries[i].Reason = clean(entries[i].Reason)
	}
	reach := s.reach(dir)
	out := allowance.Apply(entries, run.Findings, reach)
	if len(s.options.allowances.baselines) > 0 {
		for i := range out.Findings {
			out.Findings[i].State = detectors.New
		}
	}
	run.Findings = out.Findings
	run.Suppressed = append(run.Suppressed, out.Suppressed...)
	run.SuppressedCount += len(out.Suppressed)
	run.Notices = append(run.Notices, out.Notices(reach.Whole && len(run.Skips) == 0)...)
}
