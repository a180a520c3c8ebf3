package tracking

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing/format/gitignore"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gogit"
)

// askGoGit tells from the index and the ignore files what git would think of
// files, by their paths in the work tree top.
func askGoGit(top string, paths []string) (map[string]sources.Tracking, error) {
	repository, err := gogit.Open(top)
	if err != nil {
		return nil, err
	}
	index, err := repository.Index()
	if err != nil {
		return nil, err
	}
	tracked := make(map[string]bool, len(index.Entries))
	for _, entry := range index.Entries {
		tracked[entry.Name] = true
	}
	ignores, err := newIgnores(top)
	if err != nil {
		return nil, err
	}
	states := make(map[string]sources.Tracking, len(paths))
	for _, path := range paths {
		if tracked[path] {
			states[path] = sources.Tracked
			continue
		}
		ignored, err := ignores.match(path)
		if err != nil {
			return nil, err
		}
		states[path] = sources.Untracked
		if ignored {
			states[path] = sources.Ignored
		}
	}
	return states, nil
}

// ignoreFileLimit is how much of an ignore file is read, in bytes.
const ignoreFileLimit = 4 << 20

// ignores are the ignore rules of a work tree. Folders' own files are read when
// a path in them is asked for.
type ignores struct {
	top     string
	general []gitignore.Pattern            // for all of the tree
	folders map[string][]gitignore.Pattern // by the folder's path, "" for top
}

func newIgnores(top string) (*ignores, error) {
	g := &ignores{top: top, folders: map[string][]gitignore.Pattern{}}
	disk := osfs.New("/")
	for _, load := range []func() ([]gitignore.Pattern, error){
		func() ([]gitignore.Pattern, error) { return gitignore.LoadSystemPatterns(disk) },
		func() ([]gitignore.Pattern, error) { return gitignore.LoadGlobalPatterns(disk) },
		func() ([]gitignore.Pattern, error) {
			config, err := os.UserConfigDir()
			if err != nil { // nobody's
				return nil, nil
			}
			return readIgnoreFile(filepath.Join(config, "git", "ignore"), nil)
		},
		func() ([]gitignore.Pattern, error) {
			return readIgnoreFile(filepath.Join(commonDir(gitDir(top)), "info", "exclude"), nil)
		},
	} {
		patterns, err := load()
		if err != nil {
			return nil, fmt.Errorf("ignore rules: %w", err)
		}
		g.general = append(g.general, patterns...)
	}
	return g, nil
}

// match says whether a path is ignored. Below an ignored folder everything is:
// no rule can bring it back.
func (g *ignores) match(path string) (bool, error) {
	elements := strings.Split(path, "/")
	patterns := g.general
	for depth := range elements {
		own, err := g.folder(elements[:depth])
		if err != nil {
			return false, err
		}
		patterns = append(patterns[:len(patterns):len(patterns)], own...)
		isFolder := depth < len(elements)-1
		if gitignore.NewMatcher(patterns).Match(elements[:depth+1], isFolder) {
			return true, nil
		}
	}
	return false, nil
}

// folder gives the rules of one folder's own file.
func (g *ignores) folder(elements []string) ([]gitignore.Pattern, error) {
	key := strings.Join(elements, "/")
	patterns, known := g.folders[key]
	if !known {
		var err error
		name := filepath.Join(g.top, filepath.FromSlash(key), ".gitignore")
		if patterns, err = readIgnoreFile(name, elements); err != nil {
			return nil, err
		}
		g.folders[key] = patterns
	}
	return patterns, nil
}

// readIgnoreFile reads a file of ignore rules for the folder given by the
// elements of its path. One that is missing, or no regular file, has none.
func readIgnoreFile(name string, folder []string) ([]gitignore.Pattern, error) {
	text, err := readRegular(name, ignoreFileLimit)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var patterns []gitignore.Pattern
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\ufeff"))) {
		rule := strings.TrimRight(string(line), "\r\n")
		if rule == "" || rule[0] == '#' {
			continue
		}
		patterns = append(patterns, gitignore.ParsePattern(rule, folder))
	}
	return patterns, nil
}
