package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const hookHelp = `Run as a git hook: stop a commit or a push that would give a key away. To have
git do so, run "leakstag install hooks".

A hook that finds nothing says nothing. What it has to say goes to standard error:
what git itself writes to standard output may be read by a program.

Settings come from .leakstag.toml at the top of the repository, as it is in the
work tree; in pre-receive from that in the folder of the bare repository, which
only its administrator can write to, never from what is pushed.

Exit codes: 0 go on; 1 leaks found; 2 it could not be told. Both stop it.`

// newHook makes the command "hook" with a command for each stage.
func newHook(std streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "hook STAGE",
		Short: "Run as a git hook",
		Long:  hookHelp,
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	o := hookScan()
	bindHook(cmd.PersistentFlags(), o)
	o.allowances.bind(cmd.PersistentFlags())
	for _, name := range []string{"pre-commit", "pre-merge-commit"} {
		cmd.AddCommand(newCommitHook(std, o, name))
	}
	cmd.AddCommand(newPrePush(std, o), newPreReceive(std, o))
	return cmd
}

// hookScan are the options of a scan in a hook. It is quiet: collect is not to
// mention settings files.
func hookScan() *scanOptions {
	return &scanOptions{format: report.Formats()[0], progress: "never", quiet: true, jobs: runtime.GOMAXPROCS(0)}
}

// bindHook declares those flags of a scan that a hook has, too.
func bindHook(f *pflag.FlagSet, o *scanOptions) {
	f.SortFlags = false
	f.StringVar(&o.failOn, "fail-on", "error", "stop it on findings of this `LEVEL` and above: note, warning, error, never")
	f.StringVar(&o.config, "config", "", "read settings from `FILE` (default: .leakstag.toml at the top of the repository)")
	f.StringArrayVar(&o.rules, "rules", nil, "add the rules in `FILE`")
	f.StringVar(&o.fingerprintKey, "fingerprint-key-file", "", "key the fingerprints of keys with the content of `FILE`")
	f.Var(&o.maxFileSize, "max-file-size", "read no files over `SIZE`, such as 200MB (default: 100 MiB)")
	f.IntVar(&o.maxArchiveDepth, "max-archive-depth", sources.DefaultArchiveDepth, "open archives and compressed files in each other down to `N` levels")
	f.Var(&o.maxUnpacked, "max-unpacked", "unpack no more than `SIZE` from one file (default: 64 GiB)")
	f.BoolVar(&o.allowSkips, "allow-skips", false, "go on even if something could not be read")
	f.BoolVar(&o.noColor, "no-color", false, "do not colour the text (also: NO_COLOR)")
}

// checkHook reads what the sources named hold and says what was found. what is
// what the hook is about: "this commit would record"; undo is for [report.Hook].
// An error other than errFindings and errIncomplete means that nobody knows.
func checkHook(ctx context.Context, std streams, o *scanOptions, named []sourceArg, what string, undo func([]string) string) error {
	if err := o.check(); err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the current folder: %w", err)
	}
	run, err := collect(ctx, std, o, named, dir)
	if err != nil {
		return err
	}
	if err := takeOutOld(ctx, std, o, named, dir, run); err != nil {
		return err
	}
	if err := writeHook(std.err, o, run, what, undo); err != nil {
		return err
	}
	return verdict(o, run)
}

// writeHook writes what the hook has to say.
func writeHook(w io.Writer, o *scanOptions, run *report.Run, what string, undo func([]string) string) error {
	level := rules.Level(0)
	if o.failOn != "never" {
		level, _ = rules.ParseLevel(o.failOn) // it was checked
	}
	text := report.Hook{Options: o.reportOptions(w), Would: what, Undo: undo, Level: level}
	var buf bytes.Buffer
	if err := text.Write(&buf, run); err != nil {
		return fmt.Errorf("writing what was found: %w", err)
	}
	if _, err := w.Write(buf.Bytes()); err != nil && !isBrokenPipe(err) {
		return fmt.Errorf("writing what was found: %w", err)
	}
	return nil
}

// stopped says what it means that a hook could not do its work.
func stopped(what string, err error) error {
	return fmt.Errorf("the %s is stopped, because it could not be searched for keys: %w\nput that right and try again", what, err)
}

// byHand says that no git has started this process as a hook for a commit: git
// tells its hooks which index the commit is made from (githooks(5)), JGit which
// repository. The pre-commit framework, run by itself, gets neither.
func byHand() bool {
	return os.Getenv("GIT_INDEX_FILE") == "" && (os.Getenv("GIT_DIR") == "" || underFramework())
}

// underFramework says that the pre-commit framework has started this process.
func underFramework() bool { return os.Getenv("PRE_COMMIT") != "" }

// fromTop gives paths relative to the top of the repository as git takes them in
// the folder in which the user stands.
func fromTop(files []string) []string {
	if os.Getenv("GIT_PREFIX") == "" {
		return files
	}
	var out []string
	for _, f := range files {
		if strings.HasPrefix(f, "'") {
			out = append(out, "':/"+f[1:])
		} else {
			out = append(out, ":/"+strings.TrimPrefix(f, "./"))
		}
	}
	return out
}

// temporaryIndex says that the commit is made from an index of its own, as that of
// "git commit -a" or with paths is: what it would record is not staged.
func temporaryIndex() bool {
	name := os.Getenv("GIT_INDEX_FILE")
	return name != "" && filepath.Base(name) != "index"
}
