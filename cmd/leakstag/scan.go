package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/sourcegraph/conc/pool"
	"github.com/spf13/cobra"
)

// scanOptions are the flags of a scan.
type scanOptions struct {
	format           string
	outputs          []string
	failOn           string
	config           string
	rules            []string
	include, exclude []string
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
	profile          string
}

// errIncomplete says that nothing was found, but that not everything was read.
var errIncomplete = errors.New("clean, but incomplete")

const scanHelp = `Scan for leaked keys and report them.

SOURCE is one of

  git:[PATH]            the history of the repository that PATH lies in
  staged:[PATH]         what a commit would record now
  files:PATH            a folder, or a single file
  templates:[PATH]      the deployment templates below a folder
  logs:[PATH]           a log folder or file (%s)
  journal:[PATH]        the systemd journal of this host, a journal file, or a folder of them
  shell-history:[PATH]  shell histories of the current user, of a home, a mounted system, or a file
  processes:            the arguments of running processes (--environ: environments too)
  stdin:                standard input (also "-")

or a bare PATH: a repository means git: and files:, anything else files:. Without
a SOURCE, the repository or folder that you stand in is scanned. Several sources
are read at once. Archives, packages, saved container images and compressed files
that files:, templates:, logs: and stdin: come upon are opened.

Text for people goes to standard output; -o writes a report file as well, and may
be repeated: leakstag scan -o leaks.sarif -o leaks.json

To allow a finding, put the comment leakstag:allow on its line.`

func newScan(std streams) *cobra.Command {
	var o scanOptions
	cmd := &cobra.Command{
		Use:   "scan [SOURCE…]",
		Short: "Scan for leaked keys and report them",
		Long:  fmt.Sprintf(scanHelp, defaultLogFolder),
		Example: `  leakstag scan
  leakstag scan -o leaks.sarif git:. shell-history: logs: processes: templates:./deploy
  kubectl get secrets -o yaml | leakstag scan -`,
		RunE: func(cmd *cobra.Command, args []string) error { return runScan(cmd.Context(), std, &o, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.format, "format", "f", "text", "format on standard output: "+strings.Join(report.Formats(), ", "))
	f.StringArrayVarP(&o.outputs, "output", "o", nil, "also write a report to `FILE`; the ending picks the format")
	f.StringVar(&o.failOn, "fail-on", "error", "exit with 1 on findings of this `LEVEL` and above: note, warning, error, never")
	f.StringArrayVar(&o.include, "include", nil, "read only files that match `GLOB` (files:, templates:, logs:, journal:)")
	f.StringArrayVar(&o.exclude, "exclude", nil, "leave out files that match `GLOB` (files:, templates:, logs:, journal:)")
	f.Var(&o.maxFileSize, "max-file-size", "skip files and blobs over `SIZE`, such as 10MB (default: no limit for files, 100 MiB for blobs)")
	f.IntVar(&o.maxArchiveDepth, "max-archive-depth", sources.DefaultArchiveDepth, "open archives and compressed files in each other down to `N` levels; 0 reads them as they are, which counts as skipped")
	f.Var(&o.maxUnpacked, "max-unpacked", "unpack no more than `SIZE` from one file (default: 64 GiB)")
	f.BoolVar(&o.allUsers, "all-users", false, "read the shell histories of all users")
	f.BoolVar(&o.environ, "environ", false, "read the environments of processes too; those of other users need root")
	f.StringVar(&o.config, "config", "", "read settings from `FILE` (default: .leakstag.toml where you stand or at the top of the repository you stand in)")
	f.StringArrayVar(&o.rules, "rules", nil, "add the rules in `FILE`")
	f.StringVar(&o.fingerprintKey, "fingerprint-key-file", "", "key the fingerprints of keys with the content of `FILE`")
	f.BoolVar(&o.allowSkips, "allow-skips", false, "exit with 0 even if something could not be read")
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "read `N` items of a source at once")
	f.DurationVar(&o.timeout, "timeout", 0, "give up after this `TIME`, such as 10m (default: never)")
	f.StringVar(&o.progress, "progress", "auto", "show progress: auto, always, never")
	f.BoolVar(&o.noColor, "no-color", false, "do not colour the text (also: NO_COLOR)")
	f.StringVar(&o.profile, "profile", "", "write CPU and heap profiles into the folder `DIR`")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print findings only")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "list everything that was skipped")
	return cmd
}

// check says what is wrong with the flags.
func (o *scanOptions) check() error {
	if !slices.Contains(report.Formats(), o.format) {
		return fmt.Errorf("unknown format %q: use one of %s", o.format, strings.Join(report.Formats(), ", "))
	}
	for _, path := range o.outputs {
		if _, ok := report.FormatForPath(path); !ok {
			return fmt.Errorf("%s: the ending says no format: use .sarif, .json, .jsonl or .txt", path)
		}
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return fmt.Errorf("%s: there is no folder %s", path, filepath.Dir(path))
		}
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

// archives says how far archives are opened.
func (o *scanOptions) archives() sources.ArchiveLimits {
	l := sources.ArchiveLimits{Depth: o.maxArchiveDepth, Bytes: int64(o.maxUnpacked)}
	if l.Depth == 0 {
		l.Depth = -1
	}
	return l
}

// runScan reads the sources, looks for leaks, and writes the reports.
func runScan(ctx context.Context, std streams, o *scanOptions, args []string) (err error) {
	if err := o.check(); err != nil {
		return err
	}
	stopProfile, err := startProfile(o.profile)
	if err != nil {
		return err
	}
	defer func() {
		if perr := stopProfile(); err == nil || perr != nil && errors.Is(err, errFindings) {
			err = cmp.Or(perr, err)
		}
	}()
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the current folder: %w", err)
	}
	set, err := o.loadRules(std.err, dir)
	if err != nil {
		return err
	}
	named, err := parseSources(args, dir)
	if err != nil {
		return err
	}
	key, err := o.readFingerprintKey()
	if err != nil {
		return err
	}
	engine, err := detectors.NewEngine(set, detectors.Options{FingerprintKey: key})
	if err != nil {
		return err
	}
	s := &scan{options: o, engine: engine, args: named}
	for _, a := range named {
		src, err := a.open(o, set, std.in, s.histories.found)
		if err != nil {
			return engine.CleanError(err)
		}
		s.sources = append(s.sources, src)
	}
	if o.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.timeout, fmt.Errorf("gave up after %v (--timeout)", o.timeout))
		defer cancel()
	}
	run := &report.Run{
		Version: toolVersion(), Rules: set.Rules, Advice: set.Advice, SkipsAllowed: o.allowSkips,
		Root: reportRoot(named, dir), Started: time.Now(),
	}
	for _, a := range named {
		run.Sources = append(run.Sources, engine.Clean(a.display(dir)))
	}
	stop := startProgress(std.err, o, engine)
	err = s.read(ctx)
	stop()
	err = cmp.Or(err, s.close())
	if err != nil {
		if cause := context.Cause(ctx); errors.Is(err, context.DeadlineExceeded) && cause != nil {
			err = cause
		}
		return engine.CleanError(err)
	}
	if !o.quiet {
		s.histories.tell(std.err, dir, s.sources)
	}
	s.finish(run)
	if err := writeReports(ctx, std.out, o, run); err != nil {
		return err
	}
	return verdict(o, run)
}

// scan is one run over some sources.
type scan struct {
	options *scanOptions
	engine  *detectors.Engine
	args    []sourceArg
	sources []sources.Source
	// histories are the repositories that were met among files.
	histories histories

	mu       sync.Mutex
	skips    []sources.Skip
	findings []detectors.Finding
}

// read reads all sources side by side and completes what was found. The first
// fatal error ends all of them.
func (s *scan) read(ctx context.Context) error {
	p := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	for i, src := range s.sources {
		p.Go(func(ctx context.Context) error {
			if err := src.Read(ctx, s.engine.Emitter(i), s.skip); err != nil {
				return fmt.Errorf("%s: %w", s.args[i], err)
			}
			return nil
		})
	}
	if err := p.Wait(); err != nil {
		return err
	}
	locators := make([]sources.Locator, len(s.sources))
	for i, src := range s.sources {
		locators[i], _ = src.(sources.Locator)
	}
	findings, err := s.engine.Results(ctx, locators, s.skip)
	s.findings = findings
	return err
}

// close ends what sources have kept open.
func (s *scan) close() error {
	var errs []error
	for _, src := range s.sources {
		if c, ok := src.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}

// skip keeps what could not be read.
func (s *scan) skip(o sources.Origin, err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skips = append(s.skips, sources.Skip{Origin: o, Err: err})
	return nil
}

// finish puts what was found into the report's run.
func (s *scan) finish(run *report.Run) {
	run.Findings = s.findings
	run.Skips = s.engine.CleanSkips(s.skips, s.findings)
	slices.SortStableFunc(run.Skips, compareSkips)
	run.SuppressedCount = int(s.engine.Allowed())
	run.Stats.Items, run.Stats.Bytes = s.engine.Scanned()
	run.Stats.Unlisted = s.engine.Unlisted()
	run.Ended = time.Now()
}

func compareSkips(a, b sources.Skip) int {
	for _, pair := range [][2]string{
		{string(a.Origin.Source), string(b.Origin.Source)}, {a.Origin.Root, b.Origin.Root},
		{a.Origin.Path, b.Origin.Path}, {a.Err.Error(), b.Err.Error()},
	} {
		if c := strings.Compare(pair[0], pair[1]); c != 0 {
			return c
		}
	}
	return 0
}

// writeReports writes the report to standard output and to the files asked for.
func writeReports(ctx context.Context, out io.Writer, o *scanOptions, run *report.Run) error {
	for _, path := range o.outputs {
		format, _ := report.FormatForPath(path)
		w, err := report.New(format, o.reportOptions(nil))
		if err != nil {
			return err
		}
		if err := report.WriteFile(ctx, path, func(f io.Writer) error { return w.Write(f, run) }); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	w, err := report.New(o.format, o.reportOptions(out))
	if err != nil {
		return err
	}
	// All of it at once: a reader sees a whole report or none.
	var buf bytes.Buffer
	if err := w.Write(&buf, run); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := out.Write(buf.Bytes()); err != nil && !isBrokenPipe(err) {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// verdict says how the scan ended, for the exit code.
func verdict(o *scanOptions, run *report.Run) error {
	if o.failOn != "never" {
		level, err := rules.ParseLevel(o.failOn)
		if err != nil {
			return err
		}
		for i := range run.Findings {
			if run.Findings[i].Level >= level {
				return errFindings
			}
		}
	}
	if len(run.Skips) > 0 && !o.allowSkips {
		return errIncomplete
	}
	return nil
}
