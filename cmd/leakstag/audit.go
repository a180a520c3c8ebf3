package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/leakstag/leakstag/cmd/leakstag/internal/auditstate"
	"github.com/leakstag/leakstag/report"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const auditHelp = `Audit this host: look for leaked keys in all places where hosts have them, and
report what is new since the last audit.

Read are the shell histories of all users; the logs of Logstag's agent, of the
system and of containers; the systemd journal; running processes; the agent's
configuration and its backups; /etc, cron, systemd, cloud-init; and the deployment
templates in /opt, /srv, /var/www and in homes. Run it as root, or with the
capability to read all files, to see all users' files.

What was found is kept in a state file, without any key. A file that has not
changed is not read again, a log that has grown is read from where it ended. If
nothing is new, nothing is put out and the exit code is 0. A key that lies in a
rotated log is not new there. What can't be read is told once, with exit code 2.

The report lists what is new, or with --report-known everything; the exit code is
for what is new, in any case. An audit that is interrupted, or out of time, keeps
what it has read, but what it has found is new in the next one.`

// auditOptions are the flags of an audit.
type auditOptions struct {
	scan        scanOptions
	root        string
	state       string
	reportKnown bool
	noNice      bool
	textfile    string
	syslog      bool
	every       time.Duration
}

// auditScanFlags are the flags of scan that audit has, too.
var auditScanFlags = [...]string{
	"format", "output", "fail-on", "exclude", "max-file-size", "max-archive-depth", "max-unpacked", "environ", "config", "rules",
	"fingerprint-key-file", "allow-skips", "jobs", "timeout", "show-suppressed", "progress", "no-color", "pprof", "quiet", "verbose",
}

func newAudit(std streams) *cobra.Command {
	var o auditOptions
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Audit this host: what leaked since the last audit",
		Long:  auditHelp,
		Example: `  sudo leakstag audit
  sudo leakstag audit --report-known -o leaks.json
  sudo leakstag audit --syslog --textfile /var/lib/prometheus/node-exporter/leakstag.prom
  leakstag audit --root /mnt/image --state image.state`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runAudits(cmd.Context(), std, &o) },
	}
	o.bind(cmd.Flags())
	return cmd
}

// bind declares the flags.
func (o *auditOptions) bind(f *pflag.FlagSet) {
	f.SortFlags = false
	f.StringVar(&o.root, "root", "", "audit the system mounted at `DIR` instead of the running one: no processes, its own users")
	f.StringVar(&o.state, "state", "", "keep what is known in `FILE` (default: "+defaultStateHelp+")")
	f.BoolVar(&o.reportKnown, "report-known", false, "report all findings, those that are known and those that are gone too, each with its state")
	f.StringVar(&o.textfile, "textfile", "", "write metrics for node_exporter's textfile collector to `FILE`, which ends in .prom")
	f.BoolVar(&o.syslog, "syslog", false, "write a line of JSON for each new finding, and one for the audit, to journald or syslog")
	f.BoolVar(&o.noNice, "no-nice", false, "run at the usual priority, not at the lowest")
	f.DurationVar(&o.every, "every", 0, "do not end, but audit again and again after this `TIME`, such as 24h: where nothing starts audits at their times")
	all := pflag.NewFlagSet("", pflag.ContinueOnError)
	o.scan.bind(all)
	for _, name := range auditScanFlags {
		f.AddFlag(all.Lookup(name))
	}
	f.Lookup("exclude").Usage = "leave out files and folders that match `GLOB`: a name, or a whole path as the report shows it"
	f.Lookup("config").Usage = "read settings from `FILE` (default: none, wherever you stand)"
}

// check says what is wrong with the flags.
func (o *auditOptions) check() error {
	if err := o.scan.check(); err != nil {
		return err
	}
	if o.textfile != "" && filepath.Ext(o.textfile) != ".prom" {
		return fmt.Errorf("--textfile: %s: node_exporter reads only files that end in .prom", o.textfile)
	}
	if o.root == "" {
		return nil
	}
	root, err := filepath.Abs(o.root)
	if err != nil {
		return err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return fmt.Errorf("--root: %w", err)
	}
	if o.root = root; root == filepath.Dir(root) {
		o.root = "" // the running system
	}
	return nil
}

// runAudit audits the host, reports what is new, and keeps what is known.
func runAudit(ctx context.Context, std streams, o *auditOptions) (err error) {
	if !o.noNice {
		lowerPriority() // first of all
	}
	if err := o.check(); err != nil {
		return err
	}
	stopProfile, err := startProfile(o.scan.pprof)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopProfile()) }()
	path, err := o.statePath()
	if err != nil {
		return err
	}
	store, err := auditstate.Open(path)
	if err != nil {
		return err
	}
	defer store.Close() // the lock ends with the process at the latest
	old, err := store.Load()
	if err != nil {
		return err
	}
	if o.scan.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.scan.timeout, fmt.Errorf("gave up after %v (--timeout); what was read will not be read again", o.scan.timeout))
		defer cancel()
	}
	a, err := newAuditRun(std, o, old)
	if err != nil {
		return err
	}
	result, err := a.run(ctx)
	if err != nil {
		if partial, ok := a.partial(); ok && ctx.Err() != nil {
			err = errors.Join(err, store.Save(partial))
		}
		return err
	}
	// First it is said, then known: killed in between, the next run says it again.
	if err := o.tell(ctx, std, result); err != nil {
		return err
	}
	if err := store.Save(result.next); err != nil {
		return err
	}
	return verdict(&o.scan, result.news())
}

// auditResult is the outcome of an audit.
type auditResult struct {
	// run holds all findings with their states, those that are gone last, and all
	// skips.
	run *report.Run
	// newSkips are those that were not reported before.
	newSkips map[int]bool // by their index in the run
	next     *auditstate.State
	took     time.Duration
}
