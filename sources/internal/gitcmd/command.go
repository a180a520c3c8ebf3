// Package gitcmd runs the git program in repositories that nobody trusts.
//
// A repository's own configuration and attributes can name programs for git to
// run: hooks, file system monitors, filters, diff drivers, pagers, transports.
// Only subcommands are allowed here that can be kept from running any of them,
// and they are kept from it by settings that win over the repository's. git is
// kept off the network and off the terminal as well.
//
// The checks guard against mistakes in our own code, not against hostile
// arguments: names from a repository must come after "--" or
// "--end-of-options", or be sent to standard input.
package gitcmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// ErrNoGit says that there is no git program to run.
var ErrNoGit = errors.New("no git program found in PATH")

// waitDelay is how long a killed git may keep its pipes open.
const waitDelay = 2 * time.Second

// settings win over the repository's configuration.
var settings = []string{
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"core.untrackedCache=false",
	"core.pager=cat",
	"core.quotePath=false",
	"color.ui=never",
	"credential.helper=",
	"diff.relative=false",
	"diff.submodule=short",
	"log.showSignature=false",
	"gpg.program=/dev/null",
	"gpg.openpgp.program=/dev/null",
	"gpg.ssh.program=/dev/null",
	"gpg.ssh.defaultKeyCommand=",
	"gpg.x509.program=/dev/null",
	"protocol.allow=never",
	"submodule.recurse=false",
}

// environment wins over the caller's.
var environment = []string{
	"GIT_ALLOW_PROTOCOL=",
	"GIT_NO_LAZY_FETCH=1",
	"GIT_OPTIONAL_LOCKS=0",
	"GIT_PAGER=cat",
	"GIT_TERMINAL_PROMPT=0",
	"LC_ALL=C",
	"LANGUAGE=",
	// What a commit records is what its ids name, whatever refs/replace says.
	"GIT_NO_REPLACE_OBJECTS=1",
}

// Command prepares git to run with args in the folder dir; an empty dir means
// the current one. args start with the subcommand. The program is killed when
// ctx is done. Its input is empty and its output is discarded until the caller
// says otherwise.
//
// Of the process's own environment, variables that say which repository git is
// to use (GIT_DIR, GIT_INDEX_FILE, …) are left out: who wants them to count puts
// what [Pointers] picks into env, which is added to the environment.
//
// The error is [ErrNoGit] without a git program, or says why args are not
// allowed.
func Command(ctx context.Context, dir string, env []string, args ...string) (*exec.Cmd, error) {
	args, err := harden(args)
	if err != nil {
		return nil, err
	}
	path, err := exec.LookPath("git")
	if err != nil {
		// A git in the current folder is no git of ours either.
		return nil, ErrNoGit
	}
	all := []string{"--no-pager"}
	for _, s := range settings {
		all = append(all, "-c", s)
	}
	cmd := exec.CommandContext(ctx, path, append(all, args...)...)
	cmd.Dir = dir
	cmd.Env = slices.Concat(baseEnvironment(), env, environment)
	cmd.WaitDelay = waitDelay
	return cmd, nil
}

// baseEnvironment is the process's environment without what would point git to
// a repository, or have it run or write something.
func baseEnvironment() []string {
	return slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(entry), "=")
		if !strings.HasPrefix(name, "GIT_") || strings.HasPrefix(name, "GIT_CONFIG") {
			return false
		}
		switch name {
		case "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM":
			return false
		}
		return true
	})
}

// subcommand says how one subcommand is kept from running programs.
type subcommand struct {
	name   string
	add    []string // options that switch something off
	need   string   // an option without which files of the work tree are filtered
	forbid []string // options that run something
}

var noDrivers = []string{"--no-ext-diff", "--no-textconv"}

// subcommands are all that may be run.
var subcommands = [...]subcommand{
	{name: "cat-file", forbid: []string{"--textconv", "--filters"}},
	{name: "check-attr"},
	{name: "check-ignore"},
	{name: "config", forbid: []string{"--edit", "-e"}},
	{name: "count-objects"},
	{name: "diff-index", add: noDrivers, need: "--cached", forbid: []string{"--ext-diff", "--textconv"}},
	{name: "diff-tree", add: noDrivers, forbid: []string{"--ext-diff", "--textconv"}},
	{name: "for-each-ref"},
	{name: "fsck"},
	{name: "log", add: noDrivers, forbid: []string{"--ext-diff", "--textconv", "--alternate-refs"}},
	{name: "ls-files", forbid: []string{"--modified", "-m", "--recurse-submodules"}},
	{name: "ls-tree"},
	{name: "merge-base"},
	{name: "reflog", forbid: []string{"--ext-diff", "--textconv", "-p", "--patch"}},
	{name: "rev-list", forbid: []string{"--alternate-refs"}},
	{name: "rev-parse"},
	{name: "show-ref"},
	{name: "symbolic-ref"},
	{name: "verify-pack"},
	{name: "version"},
}

// harden checks args and adds the options that their subcommand needs.
func harden(args []string) ([]string, error) {
	if len(args) == 0 {
		return nil, errors.New("git: no subcommand")
	}
	name, rest := args[0], args[1:]
	i := slices.IndexFunc(subcommands[:], func(s subcommand) bool { return s.name == name })
	if i < 0 {
		return nil, fmt.Errorf("git %s: not allowed, a repository's configuration may make it run programs", name)
	}
	sub := &subcommands[i]
	needed := sub.need == ""
	for _, arg := range rest {
		if arg == "--" || arg == "--end-of-options" {
			break
		}
		if arg == sub.need {
			needed = true
		}
		for _, option := range sub.forbid {
			if givesOption(arg, option) {
				return nil, fmt.Errorf("git %s %s: not allowed, a repository's configuration may make it run programs", name, option)
			}
		}
	}
	if !needed {
		return nil, fmt.Errorf("git %s: not allowed without %s, a repository's configuration may make it run programs", name, sub.need)
	}
	return slices.Concat([]string{name}, sub.add, rest), nil
}

// givesOption says whether arg is option, perhaps cut short or with a value, or
// a cluster of short options with it.
func givesOption(arg, option string) bool {
	if !strings.HasPrefix(option, "--") {
		return len(arg) > 1 && arg[0] == '-' && arg[1] != '-' && strings.Contains(arg, option[1:])
	}
	arg, _, _ = strings.Cut(arg, "=")
	return len(arg) > 3 && strings.HasPrefix(option, arg)
}
