// Package githooks writes leakstag's hooks into a repository's hooks folder and
// takes them away again.
//
// A hook that is there already runs first, with the arguments and the standard
// input that git gave, and what it says counts: it may well change what is staged,
// so leakstag reads after it. How it is kept depends on what it is:
//
//   - A shell script keeps its place and gets a marked block at its top, which runs
//     the script itself and then leakstag. So it still sees its own name and folder
//     in $0, by which many hooks find what they do.
//   - Anything else (another interpreter's script, a program, a symbolic link, a hook
//     that is switched off) is renamed to NAME.before-leakstag, as it is. So is the
//     pre-commit framework's hook: the framework takes a script with its mark in it
//     for its own and writes it anew, but runs one of somebody else's.
//   - Hooks that a manager (husky, lefthook, overcommit) writes anew again and again
//     are refused: leakstag belongs into that manager's settings, or it would be
//     gone one day without a word.
package githooks

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Folder is where git looks for hooks.
type Folder struct {
	// Path is absolute. There may be no such folder yet.
	Path string
	// Setting is the value of core.hooksPath and Scope says in which of git's
	// settings it stands ("local", "global", …); empty where it isn't set.
	Setting, Scope string
	// Bare says that the repository is bare: nothing is committed there.
	Bare bool
	// Shared says that the folder is part of the work tree, so that what is in it is
	// for everyone who has a clone.
	Shared bool
}

// Find asks git for the hooks folder of the repository that dir lies in. All of a
// repository's work trees have one; a submodule has its own.
func Find(dir string) (Folder, error) {
	bare, err := git(dir, "rev-parse", "--is-bare-repository")
	if err != nil {
		return Folder{}, err
	}
	f := Folder{Bare: bare == "true"}
	// core.hooksPath is relative to where hooks run.
	where := "--show-toplevel"
	if f.Bare {
		where = "--absolute-git-dir"
	}
	top, err := git(dir, "rev-parse", where)
	if err != nil {
		return Folder{}, err
	}
	if f.Path, err = git(top, "rev-parse", "--git-path", "hooks"); err != nil {
		return Folder{}, err
	}
	f.Path = below(top, f.Path)
	common, err := git(top, "rev-parse", "--git-common-dir")
	if err != nil {
		return Folder{}, err
	}
	f.Shared = !f.Bare && within(top, f.Path) && !within(below(top, common), f.Path)
	// "SCOPE NUL VALUE NUL"; an error says that it isn't set.
	if out, err := git(top, "config", "--show-scope", "-z", "--get", "core.hooksPath"); err == nil {
		f.Scope, f.Setting, _ = strings.Cut(strings.TrimSuffix(out, "\x00"), "\x00")
	}
	return f, nil
}

// below gives a path as seen from a folder.
func below(folder, path string) string {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	return filepath.Clean(path)
}

// within says that path, where links lead to, is folder or lies below it.
func within(folder, path string) bool {
	rel, err := filepath.Rel(real(folder), real(path))
	return err == nil && filepath.IsLocal(rel)
}

// real is a path without links, as far as it exists.
func real(path string) string {
	if r, err := filepath.EvalSymlinks(path); err == nil {
		return r
	}
	if parent := filepath.Dir(path); parent != path {
		return filepath.Join(real(parent), filepath.Base(path))
	}
	return path
}

// git gives what git puts out in the folder dir, without the line end. It runs with
// the user's environment and settings: it is to see the repository that the user's
// git sees. None of the subcommands used here runs anything that a repository names.
func git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	err := cmd.Run()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("there is no git program in PATH")
	}
	if err != nil {
		return "", fmt.Errorf("git %s: %s", args[0], strings.TrimSpace(problem.String()+" "+err.Error()))
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}

// Template gives the hooks folder of the user's template, from which git copies
// hooks into every repository that it makes or clones ("git init", again, copies
// them into one that is there already, if it has no hook of the name). A template
// is made where there is none; own is true for one that leakstag has made. Setting
// core.hooksPath for all repositories would do at once, but switch off the hooks
// that repositories have of their own.
func Template(dir string, create bool) (f Folder, own bool, err error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return Folder{}, false, err
	}
	ours := filepath.Join(config, "leakstag", "git-template")
	path, err := git(dir, "config", "--global", "--type=path", "--get", "init.templateDir")
	if err != nil || path == "" {
		path = ours
		if create {
			if err := os.MkdirAll(filepath.Join(path, "hooks"), 0o755); err != nil {
				return Folder{}, false, err
			}
			if _, err := git(dir, "config", "--global", "init.templateDir", filepath.ToSlash(path)); err != nil {
				return Folder{}, false, err
			}
		}
	}
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		return Folder{}, false, fmt.Errorf("init.templateDir is %s: git needs an absolute path there", path)
	}
	return Folder{Path: filepath.Join(path, "hooks")}, filepath.Clean(path) == ours, nil
}

// RemoveTemplate takes away the template that leakstag has made, once it is empty,
// and git's setting for it.
func RemoveTemplate(dir string, hooks Folder) error {
	for _, folder := range []string{hooks.Path, filepath.Dir(hooks.Path)} {
		if err := os.Remove(folder); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil // there is something else in it, which is to stay
		}
	}
	os.Remove(filepath.Dir(filepath.Dir(hooks.Path))) // if it is empty, too
	if _, err := git(dir, "config", "--global", "--get", "init.templateDir"); err != nil {
		return nil
	}
	_, err := git(dir, "config", "--global", "--unset", "init.templateDir")
	return err
}
