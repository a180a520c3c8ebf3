package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/cmd/leakstag/internal/githooks"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const installHooksHelp = `Write leakstag's hooks into the repository that you stand in: pre-commit,
pre-merge-commit and pre-push, or pre-receive if the repository is bare.

A hook that is there already is kept and runs first, with its arguments, its input
and its exit code. core.hooksPath is honoured; all work trees of a repository share
its hooks, each submodule has its own.

With --global the hooks go into git's template (init.templateDir; one is made if
there is none), from which git copies them into every repository that you clone or
make from then on. To copy them into one that is there already, run "git init" in
it, or leakstag install hooks. Other than a global core.hooksPath, this leaves the
hooks that repositories have of their own alive.

What comes after "--" is given to leakstag in the hooks:
leakstag install hooks -- --max-file-size 200MB

--uninstall puts back what was there before, and leaves alone what was changed by
hand since.`

// hookStages are the hooks there are.
var hookStages = [...]string{"pre-commit", "pre-merge-commit", "pre-push", "pre-receive"}

// installHooks are the flags of "install hooks".
type installHooks struct {
	stages                   []string
	global, uninstall, force bool
}

func newInstallHooks(std streams) *cobra.Command {
	var o installHooks
	cmd := &cobra.Command{
		Use:   "hooks [-- FLAG…]",
		Short: "Have git run leakstag before commits and pushes",
		Long:  installHooksHelp,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.ArgsLenAtDash() > 0 || len(args) > 0 && cmd.ArgsLenAtDash() < 0 {
				return fmt.Errorf("unknown argument %q: name hooks with --stage", args[0])
			}
			return checkHookFlags(args)
		},
		RunE: func(_ *cobra.Command, args []string) error { return runInstallHooks(std, &o, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringSliceVar(&o.stages, "stage", nil, "only this `HOOK` (may be repeated): "+strings.Join(hookStages[:], ", "))
	f.BoolVar(&o.global, "global", false, "for all repositories that you clone or make from now on")
	f.BoolVar(&o.uninstall, "uninstall", false, "put back what was there before")
	f.BoolVar(&o.force, "force", false, "also change hooks that a hook manager writes, or that were changed by hand")
	return cmd
}

// checkHookFlags says what is wrong with flags for leakstag in a hook: better now
// than at every commit.
func checkHookFlags(flags []string) error {
	o := hookScan()
	f := pflag.NewFlagSet("", pflag.ContinueOnError)
	bindHook(f, o)
	if err := f.Parse(flags); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("%q is no flag for a hook", f.Arg(0))
	}
	return o.check()
}

// runInstallHooks writes the hooks, or takes them away.
func runInstallHooks(std streams, o *installHooks, flags []string) error {
	for _, s := range o.stages {
		if !slices.Contains(hookStages[:], s) {
			return fmt.Errorf("--stage: unknown hook %q: use one of %s", s, strings.Join(hookStages[:], ", "))
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("finding the current folder: %w", err)
	}
	var folder githooks.Folder
	own := false
	if o.global {
		folder, own, err = githooks.Template(dir, !o.uninstall)
	} else {
		folder, err = githooks.Find(dir)
	}
	if err != nil {
		return err
	}
	tellFolder(std.out, folder, o.global)
	if o.uninstall {
		return uninstallHooks(std.out, folder, o, own, dir)
	}
	program := ""
	if !folder.Shared {
		if program, err = ownPath(); err != nil {
			return err
		}
	}
	done, err := githooks.Install(folder, githooks.Options{Names: o.names(folder), Program: program, Flags: flags, Force: o.force})
	tellResults(std.out, done)
	return err
}

func uninstallHooks(out io.Writer, folder githooks.Folder, o *installHooks, own bool, dir string) error {
	names := o.stages
	if len(names) == 0 {
		names = hookStages[:]
	}
	done, err := githooks.Remove(folder, names)
	tellResults(out, done)
	if err == nil && len(done) == 0 {
		fmt.Fprintln(out, "  nothing of leakstag's is there")
	}
	if err == nil && own {
		err = githooks.RemoveTemplate(dir, folder)
	}
	return err
}

// names are the hooks to write.
func (o *installHooks) names(folder githooks.Folder) []string {
	switch {
	case len(o.stages) > 0:
		return slices.Compact(slices.Sorted(slices.Values(o.stages)))
	case folder.Bare:
		return []string{"pre-receive"}
	}
	return hookStages[:3]
}

// tellFolder says where the hooks are.
func tellFolder(w io.Writer, folder githooks.Folder, global bool) {
	note := ""
	switch {
	case global:
		note = ", git's template for new repositories"
	case folder.Setting != "":
		note = fmt.Sprintf(", by core.hooksPath = %s in git's %s settings", folder.Setting, folder.Scope)
		if folder.Scope == "global" || folder.Scope == "system" {
			note += ": for all repositories that have no such setting of their own"
		}
	}
	fmt.Fprintln(w, withoutKeys("Hooks in "+folder.Path+note))
	if folder.Shared {
		fmt.Fprintln(w, "  It is part of the work tree: the hooks run the leakstag in PATH, and stop where there is none.")
	}
}

// tellResults says what was done.
func tellResults(w io.Writer, done []githooks.Result) {
	for _, r := range done {
		fmt.Fprintf(w, "  %-16s  %s\n", r.Name, r.What)
	}
}

// ownPath is the path under which hooks find this program: as it is found in PATH
// if that is the same file, because such a path often outlives a version, else
// where it lies.
func ownPath() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding out where leakstag lies: %w", err)
	}
	if found, err := exec.LookPath("leakstag"); err == nil && sameFile(found, self) {
		if abs, err := filepath.Abs(found); err == nil {
			return abs, nil
		}
	}
	if strings.Contains(filepath.ToSlash(self), "/go-build") {
		return "", errors.New("this leakstag is a temporary one, made by \"go run\": install it (go install github.com/leakstag/leakstag/cmd/leakstag@latest) and run that")
	}
	return self, nil
}

// sameFile says that two paths lead to one file.
func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}
