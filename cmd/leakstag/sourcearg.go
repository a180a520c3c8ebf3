package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/commits"
	"github.com/leakstag/leakstag/sources/files"
	"github.com/leakstag/leakstag/sources/git"
	"github.com/leakstag/leakstag/sources/journal"
	"github.com/leakstag/leakstag/sources/logs"
	"github.com/leakstag/leakstag/sources/processes"
	"github.com/leakstag/leakstag/sources/shellhistory"
	"github.com/leakstag/leakstag/sources/staged"
	"github.com/leakstag/leakstag/sources/stdin"
	"github.com/leakstag/leakstag/sources/templates"
)

// sourceArg is a source as the user named it.
type sourceArg struct {
	kind sources.Kind
	path string // empty where the user gave none
}

// String gives the argument as a user would type it.
func (a sourceArg) String() string { return string(a.kind) + ":" + a.path }

// display gives the argument with its path relative to dir, if it lies there.
func (a sourceArg) display(dir string) string {
	if rel, err := filepath.Rel(dir, a.path); err == nil && filepath.IsAbs(a.path) && filepath.IsLocal(rel) && filepath.Dir(dir) != dir {
		a.path = rel
	}
	return a.String()
}

// defaultPath says what to read of a kind of source where no path is given, and
// whether there is such a kind.
func defaultPath(kind sources.Kind) (path string, known bool) {
	switch kind {
	case sources.Git, sources.Staged, sources.Files, sources.Templates:
		return ".", true
	case sources.Logs:
		return defaultLogFolder, true
	case sources.ShellHistory, sources.Journal, sources.Processes, sources.Stdin:
		return "", true
	}
	return "", false
}

// parseSources reads the SOURCE arguments of a scan. Without any, it is the
// repository or folder that dir lies in. Of a repository that is named by its path
// alone, historyOnly leaves out the files.
func parseSources(args []string, dir string, historyOnly bool) ([]sourceArg, error) {
	if len(args) == 0 {
		if top, ok := repositoryTop(dir); ok {
			return repositorySources(top, historyOnly), nil
		}
		return []sourceArg{{kind: sources.Files, path: dir}}, nil
	}
	var out []sourceArg
	for _, arg := range args {
		list, err := parseSource(arg, historyOnly)
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			if slices.Contains(out, a) {
				return nil, fmt.Errorf("source %s is given twice", a)
			}
		}
		out = append(out, list...)
	}
	return out, nil
}

// repositorySources are the sources that stand for a repository: its history,
// and the files of its work tree if it has one, and if more than the history is
// wanted.
func repositorySources(top string, historyOnly bool) []sourceArg {
	list := []sourceArg{{kind: sources.Git, path: top}}
	if !historyOnly && hasWorkTree(top) {
		list = append(list, sourceArg{kind: sources.Files, path: top})
	}
	return list
}

func parseSource(arg string, historyOnly bool) ([]sourceArg, error) {
	if arg == "" {
		return nil, errors.New("a SOURCE is empty: give a path, or none for the folder that you stand in")
	}
	if name, path, ok := strings.Cut(arg, ":"); ok {
		kind := sources.Kind(name)
		if fallback, known := defaultPath(kind); known {
			if path == "" {
				path = fallback
			}
			switch kind {
			case sources.Processes, sources.Stdin:
				if path != "" {
					return nil, fmt.Errorf("source %q takes no path", name+":")
				}
			default:
				if err := exists(path); err != nil {
					return nil, err
				}
			}
			return []sourceArg{{kind: kind, path: path}}, nil
		}
		if exists(arg) != nil && len(name) > 1 && !strings.ContainsAny(name, `/\.`) {
			return nil, fmt.Errorf("unknown source %q: use git:, staged:, files:, templates:, logs:, journal:, shell-history:, processes:, stdin: or a path", name+":")
		}
	}
	if arg == "-" {
		return []sourceArg{{kind: sources.Stdin}}, nil
	}
	if err := exists(arg); err != nil {
		return nil, err
	}
	if isRepository(arg) {
		if top, ok := repositoryTop(arg); ok { // the real path: what git itself shows
			arg = top
		}
		return repositorySources(arg, historyOnly), nil
	}
	return []sourceArg{{kind: sources.Files, path: arg}}, nil
}

// exists says why a path that the user named cannot be read, if so.
func exists(path string) error {
	if path == "" {
		return nil
	}
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: no such file or folder", path)
	}
	return err
}

// open makes the source that an argument names. repository is told of each git
// repository whose history lies among files that are read.
func (a sourceArg) open(o *scanOptions, set *rules.Set, in io.Reader, repository func(gitDir string)) (sources.Source, error) {
	switch a.kind {
	case sources.Git:
		if o.commits.given() {
			selection, err := o.commits.selection()
			if err != nil {
				return nil, err
			}
			return commits.New(commits.Options{Path: a.path, Env: o.gitEnv, Selection: selection, Jobs: o.jobs, MaxBlobSize: int64(o.maxFileSize), Archives: o.archives()})
		}
		return git.New(git.Options{Path: a.path, Jobs: o.jobs, MaxBlobSize: int64(o.maxFileSize), Archives: o.archives(), Opened: saveMemory})
	case sources.Staged:
		return staged.New(staged.Options{Path: a.path, Env: os.Environ(), MaxBlobSize: int64(o.maxFileSize), All: o.wholeIndex, Before: o.before, Archives: o.archives()})
	case sources.Files:
		return files.New(files.Options{Root: a.path, Include: o.include, Exclude: o.exclude, MaxFileSize: int64(o.maxFileSize), Archives: o.archives(), Jobs: o.jobs, Repository: repository}), nil
	case sources.Templates:
		return templates.New(templates.Options{Root: a.path, Include: o.include, Exclude: o.exclude, MaxFileSize: int64(o.maxFileSize), Archives: o.archives(), Jobs: o.jobs, Patterns: set.TemplatePaths}), nil
	case sources.Logs:
		return logs.New(logs.Options{Root: a.path, Include: o.include, Exclude: o.exclude, MaxFileSize: int64(o.maxFileSize), Archives: o.archives(), Jobs: o.jobs}), nil
	case sources.Journal:
		return journal.New(journal.Options{Path: a.path, Include: o.include, Exclude: o.exclude, MaxFileSize: int64(o.maxFileSize), Jobs: o.jobs}), nil
	case sources.ShellHistory:
		return shellhistory.New(shellhistory.Options{Path: a.path, AllUsers: o.allUsers && a.path == "", MaxSize: int64(o.maxFileSize), Jobs: o.jobs}), nil
	case sources.Processes:
		return processes.New(processes.Options{Environment: o.environ, Jobs: o.jobs}), nil
	case sources.Stdin:
		return stdin.New(in, stdin.Options{Name: "stdin", Archives: o.archives()}), nil
	}
	return nil, fmt.Errorf("unknown source %q", a.kind)
}

// reportRoot is the folder that a report's paths are relative to: the top of the
// repository that is scanned, if it is one, else the current folder; dir is its
// absolute path.
func reportRoot(args []sourceArg, dir string) string {
	tops := map[string]bool{}
	for _, a := range args {
		if a.kind == sources.Git || a.kind == sources.Staged {
			if top, ok := repositoryTop(a.path); ok {
				tops[top] = true
			}
		}
	}
	if len(tops) == 1 {
		for top := range tops {
			return top
		}
	}
	if filepath.Dir(dir) == dir {
		return "" // below the root of the file system, whole paths say more
	}
	return dir
}
