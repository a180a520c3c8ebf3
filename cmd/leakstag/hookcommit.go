package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/spf13/cobra"
)

// newCommitHook makes the command of a hook that sees a commit before it is made.
func newCommitHook(std streams, o *scanOptions, name string) *cobra.Command {
	all := false
	cmd := &cobra.Command{
		Use:   name,
		Short: "Stop a commit that would record a key",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return errors.New("this hook takes no file names, it asks git which they are (in .pre-commit-config.yaml: pass_filenames: false)")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runCommitHook(cmd.Context(), std, o, name, all)
		},
	}
	if name == "pre-merge-commit" {
		cmd.Short = "Stop a merge that would record a key"
	}
	if name == "pre-commit" {
		cmd.Long = `Stop a commit that would record a key. What is staged is read, as it would be
recorded. Run by hand, outside of a commit (as "pre-commit run --all-files" does),
all files that are tracked are read, as they are in the index.`
		cmd.Flags().BoolVar(&all, "all-files", false, "read all files that are tracked, as they are in the index")
	}
	return cmd
}

// runCommitHook reads what would be recorded.
func runCommitHook(ctx context.Context, std streams, o *scanOptions, name string, all bool) error {
	named := []sourceArg{{kind: sources.Staged, path: "."}}
	what, undo := "this commit would record", unstage
	switch {
	case all || byHand():
		// Somebody wants to know about more than the next commit. What is staged is
		// in the index, too.
		o.wholeIndex = true
		what, undo = "there is", func([]string) string { return "take it out of the file, or: git rm --cached FILE" }
		fmt.Fprintln(std.err, "leakstag: no commit is under way: reading all tracked files, as they are in the index")
	case name == "pre-merge-commit":
		what, undo = "this merge would record", unmerge
	}
	err := checkHook(ctx, std, o, named, what, undo)
	switch {
	case err == nil, errors.Is(err, errFindings), errors.Is(err, errIncomplete), interrupted(ctx, err):
		return err
	case name == "pre-merge-commit":
		return stopped("merge", err)
	}
	return stopped("commit", err)
}

// unstage says how to take files out of a commit.
func unstage(files []string) string {
	names := "FILE"
	if len(files) > 0 {
		names = strings.Join(fromTop(files), " ")
	}
	switch {
	case temporaryIndex():
		return "take it out of the file, or commit without the file."
	case !hasCommit():
		return "git rm --cached " + names
	}
	return "git restore --staged " + names
}

// unmerge says what to do about a merge.
func unmerge([]string) string {
	return "git merge --abort; or take it out of the file, git add the file, and git commit. The branch that is merged has it in its history."
}

// hasCommit says that the branch has a commit already. Where that can't be told it
// has: most do.
func hasCommit() bool {
	err := exec.Command("git", "rev-parse", "--quiet", "--verify", "HEAD").Run()
	exit := (*exec.ExitError)(nil)
	return !errors.As(err, &exit) || exit.ExitCode() != 1
}
