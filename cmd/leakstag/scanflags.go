package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/spf13/pflag"
)

// scanOptions are the flags of a scan.
type scanOptions struct {
	format           string
	outputs          []string
	profile          string
	repository       string // that a report for a forge is about
	failOn           string
	config           string
	rules            []string
	allowances       allowanceOptions
	showSuppressed   bool
	include, exclude []string
	commits          commitFlags
	category         string
	gitEnv           []string // what git told a hook about its repository
	maxFileSize      byteSize
	maxArchiveDepth  int
	maxUnpacked      byteSize
	jobs             int
	timeout          time.Duration
	allowSkips       bool
	allUsers         bool
	environ          bool
	fingerprintKey   string
	progress         string
	quiet, verbose   bool
	noColor          bool
	pprof            string
	// wholeIndex is for staged: to read all files in the index.
	wholeIndex bool
	// before is for staged: to read what was there before.
	before bool
}

// bind declares the flags.
func (o *scanOptions) bind(f *pflag.FlagSet) {
	f.SortFlags = false
	f.StringVarP(&o.format, "format", "f", "text", "format on standard output: "+strings.Join(report.Formats(), ", "))
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "also write a report to `FILE`; the ending picks the format")
	f.StringVar(&o.profile, "profile", "", "for whom a SARIF report is: "+strings.Join(report.Profiles(), ", ")+" (only what lies in the repository, within the limits of code scanning)")
	f.StringVar(&o.failOn, "fail-on", "error", "exit with 1 on findings of this `LEVEL` and above: note, warning, error, never")
	f.StringArrayVar(&o.include, "include", nil, "read only files that match `GLOB` (files:, templates:, logs:, journal:)")
	f.StringArrayVar(&o.exclude, "exclude", nil, "leave out files that match `GLOB` (files:, templates:, logs:, journal:)")
	o.commits.bind(f)
	f.Var(&o.maxFileSize, "max-file-size", "skip files and blobs over `SIZE`, such as 10MB (default: no limit for files, 100 MiB for blobs)")
	f.IntVar(&o.maxArchiveDepth, "max-archive-depth", sources.DefaultArchiveDepth, "open archives and compressed files in each other down to `N` levels; 0 reads them as they are, which counts as skipped")
	f.Var(&o.maxUnpacked, "max-unpacked", "unpack no more than `SIZE` from one file (default: 64 GiB)")
	f.BoolVar(&o.allUsers, "all-users", false, "read the shell histories of all users")
	f.BoolVar(&o.environ, "environ", false, "read the environments of processes too; those of other users need root")
	f.StringVar(&o.config, "config", "", "read settings from `FILE` (default: .leakstag.toml where you stand or at the top of the repository you stand in)")
	f.StringArrayVar(&o.rules, "rules", nil, "add the rules in `FILE`")
	o.allowances.bind(f)
	f.BoolVar(&o.showSuppressed, "show-suppressed", false, "show in text and SARIF what was left out because it is allowed; JSON always has it")
	f.StringVar(&o.category, "category", "", "the `NAME` under which code scanning keeps the results (default: leakstag)")
	f.StringVar(&o.fingerprintKey, "fingerprint-key-file", "", "key the fingerprints of keys with the content of `FILE`")
	f.BoolVar(&o.allowSkips, "allow-skips", false, "exit with 0 even if something could not be read")
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "read `N` items of a source at once")
	f.DurationVar(&o.timeout, "timeout", 0, "give up after this `TIME`, such as 10m (default: never)")
	f.StringVar(&o.progress, "progress", "auto", "show progress: auto, always, never")
	f.BoolVar(&o.noColor, "no-color", false, "do not colour the text (also: NO_COLOR)")
	f.StringVar(&o.pprof, "pprof", "", "write CPU and heap profiles into the folder `DIR`")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print findings only")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "list everything that was skipped, and show the fingerprints of findings")
}

// check says what is wrong with the flags.
func (o *scanOptions) check() error {
	if !slices.Contains(report.Formats(), o.format) {
		return fmt.Errorf("unknown format %q: use one of %s", o.format, strings.Join(report.Formats(), ", "))
	}
	for _, path := range o.outputs {
		if _, ok := report.FormatForPath(path); !ok {
			return fmt.Errorf("%s: the ending says no format: use .sarif, .json, .jsonl, .csv, .xml (JUnit), .md or .txt, or the name gl-secret-detection-report.json", path)
		}
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return fmt.Errorf("%s: there is no folder %s", path, filepath.Dir(path))
		}
	}
	if err := o.checkProfile(); err != nil {
		return err
	}
	if o.failOn != "never" {
		if _, err := rules.ParseLevel(o.failOn); err != nil {
			return fmt.Errorf("--fail-on: %w, or never", err)
		}
	}
	if !slices.Contains([]string{"auto", "always", "never"}, o.progress) {
		return fmt.Errorf("--progress: unknown value %q: use auto, always or never", o.progress)
	}
	if o.jobs < 1 {
		return fmt.Errorf("--jobs: %d is less than 1", o.jobs)
	}
	if o.maxArchiveDepth < 0 {
		return fmt.Errorf("--max-archive-depth: %d is negative", o.maxArchiveDepth)
	}
	if o.timeout < 0 {
		return fmt.Errorf("--timeout: %v is negative", o.timeout)
	}
	return checkGlobs(append(slices.Clone(o.include), o.exclude...))
}

// checkProfile says what is wrong with the profile: it changes SARIF reports only.
func (o *scanOptions) checkProfile() error {
	if o.profile == "" {
		return nil
	}
	if !slices.Contains(report.Profiles(), o.profile) {
		return fmt.Errorf("--profile: unknown profile %q: use %s", o.profile, strings.Join(report.Profiles(), ", "))
	}
	isSARIF := func(path string) bool { format, _ := report.FormatForPath(path); return format == "sarif" }
	if o.format != "sarif" && !slices.ContainsFunc(o.outputs, isSARIF) {
		return fmt.Errorf("--profile %s: there is no SARIF report to write: use -f sarif or -o FILE.sarif", o.profile)
	}
	return nil
}

// archives says how far archives are opened.
func (o *scanOptions) archives() sources.ArchiveLimits {
	l := sources.ArchiveLimits{Depth: o.maxArchiveDepth, Bytes: int64(o.maxUnpacked)}
	if l.Depth == 0 {
		l.Depth = -1
	}
	return l
}
