package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/commits"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// newPrePush makes the command of the hook that sees a push before it is sent.
func newPrePush(std streams, o *scanOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "pre-push [REMOTE [URL]]",
		Short: "Stop a push that would give a key away",
		Long: `Stop a push that would give a key away. Standard input says what is pushed, as git
writes it for this hook. Only what the other side lacks is read.`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			remote := ""
			if len(args) > 0 {
				remote = args[0]
			}
			err := runPrePush(cmd.Context(), std, o, remote)
			return pushError(cmd.Context(), err)
		},
	}
}

// newPreReceive makes the command of the hook with which a server takes a push.
func newPreReceive(std streams, o *scanOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "pre-receive",
		Short: "Refuse a push that brings a key, on the server",
		Long: `Refuse a push that brings a key, on the server. Standard input says what is pushed,
as git writes it for this hook. Only what the repository lacks is read.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := runPreReceive(cmd.Context(), std, o)
			return pushError(cmd.Context(), err)
		},
	}
}

func pushError(ctx context.Context, err error) error {
	if err == nil || errors.Is(err, errFindings) || errors.Is(err, errIncomplete) || interrupted(ctx, err) {
		return err
	}
	return stopped("push", err)
}

// runPrePush reads what a push would send to the remote, which is a name or a URL.
func runPrePush(ctx context.Context, std streams, o *scanOptions, remote string) error {
	if err := notTyped(std.in); err != nil {
		return err
	}
	updates, err := readPrePush(std.in)
	if err != nil {
		return err
	}
	if len(updates) == 0 && underFramework() {
		// The pre-commit framework keeps standard input for itself.
		remote = cmp.Or(remote, os.Getenv("PRE_COMMIT_REMOTE_NAME"))
		pushed := false
		if updates, pushed, err = frameworkUpdates(); err != nil {
			return err
		}
		if !pushed {
			return runCommitHook(ctx, std, o, "pre-commit", true)
		}
	}
	undo := func([]string) string {
		return "take it out of each commit that has it, not just the last: git commit --amend, or git rebase -i"
	}
	push := pushOf(updates)
	push.Remote = remote // which may be a URL: those have no tracking refs
	return checkPush(ctx, std, o, push, "this push would give away", undo)
}

// runPreReceive reads what a push has brought.
func runPreReceive(ctx context.Context, std streams, o *scanOptions) error {
	if err := notTyped(std.in); err != nil {
		return err
	}
	updates, err := readPreReceive(std.in)
	if err != nil {
		return err
	}
	undo := func([]string) string {
		return "take it out of each commit that has it, not just the last (git commit --amend, git rebase -i), and push again"
	}
	push := pushOf(updates)
	push.Received = true
	return checkPush(ctx, std, o, push, "this push is refused, it holds", undo)
}

// checkPush reads what a push brings. One that only deletes refs brings nothing.
func checkPush(ctx context.Context, std streams, o *scanOptions, push *commits.Push, what string, undo func([]string) string) error {
	if len(push.Tips) == 0 {
		return nil
	}
	o.commits.push, o.gitEnv = push, os.Environ()
	return checkHook(ctx, std, o, []sourceArg{{kind: sources.Git, path: "."}}, what, undo)
}

// pushOf says what a push brings: what the new ids of updates lead to and the other
// side lacks.
func pushOf(updates []refUpdate) *commits.Push {
	push := &commits.Push{}
	for _, u := range updates {
		if u.New != "" {
			push.Tips = append(push.Tips, u.New)
		}
		if u.Old != "" {
			push.Had = append(push.Had, u.Old)
		}
	}
	return push
}

// notTyped refuses to wait for a person to type what git would say.
func notTyped(in io.Reader) error {
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return errors.New("this is for git to run, which says on standard input what is pushed")
	}
	return nil
}

// frameworkUpdates gives what the pre-commit framework says of a push, in the
// environment: one ref of those that are pushed. pushed is false where there is no
// push: the framework was run by hand.
func frameworkUpdates() (updates []refUpdate, pushed bool, err error) {
	ref := os.Getenv("PRE_COMMIT_REMOTE_BRANCH")
	u := refUpdate{
		Local: os.Getenv("PRE_COMMIT_LOCAL_BRANCH"),
		Ref:   cmp.Or(ref, "HEAD"),
		Old:   os.Getenv("PRE_COMMIT_FROM_REF"),
		New:   cmp.Or(os.Getenv("PRE_COMMIT_TO_REF"), os.Getenv("PRE_COMMIT_LOCAL_BRANCH")),
	}
	if ref == "" && u.New == "" {
		return nil, false, nil
	}
	// By hand (--from-ref, --to-ref) they may be any expression; for a first push
	// there is only the name of the branch.
	for _, rev := range []*string{&u.Old, &u.New} {
		if *rev == "" {
			continue
		}
		out, err := exec.Command("git", "rev-parse", "--verify", "--quiet", "--end-of-options", *rev).Output()
		if err != nil {
			return nil, true, fmt.Errorf("git knows no object %q, which pre-commit says is pushed", *rev)
		}
		*rev = strings.TrimSpace(string(out))
	}
	if u.New == "" {
		return nil, true, errors.New("pre-commit does not say what is pushed")
	}
	return []refUpdate{u}, true, nil
}
