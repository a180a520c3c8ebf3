// Package gogit opens repositories for reading with go-git's storage, for where
// there is no git program to ask.
//
// Only go-git's parts for storage and formats are used, not its main package and
// not its objects: those bring network transports and signatures along, and
// setting these up took half of the program's time to start, whatever it was
// started for.
package gogit

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// Repository is a repository with a work tree.
type Repository struct {
	*filesystem.Storage
	// Top is the absolute path of the top of the work tree.
	Top string
}

// pointerLimit is how much is read of a file that names a folder, in bytes.
const pointerLimit = 8 << 10

// Open opens the repository whose work tree has its top at the absolute path
// top. A repository in a form that go-git may read wrongly is an error.
func Open(top string) (*Repository, error) {
	dir := filepath.Join(top, ".git")
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() { // of a linked work tree or a submodule
		target, err := readPointer(dir)
		if err != nil {
			return nil, err
		}
		target, ok := strings.CutPrefix(target, "gitdir: ")
		if !ok {
			return nil, fmt.Errorf("%s names no git folder", dir)
		}
		dir = resolve(top, target)
	}
	common := dir
	switch target, err := readPointer(filepath.Join(dir, "commondir")); {
	case err == nil:
		common = resolve(dir, target)
	case !errors.Is(err, os.ErrNotExist):
		return nil, err
	}
	if info, err := os.Stat(common); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, fmt.Errorf("%s is no folder", common)
	}
	disk := dotgit.NewRepositoryFilesystem(osfs.New(dir), osfs.New(common))
	repo := &Repository{Storage: filesystem.NewStorage(disk, cache.NewObjectLRUDefault()), Top: top}
	if _, err := repo.Reference(plumbing.HEAD); err != nil {
		return nil, fmt.Errorf("HEAD: %w", err)
	}
	settings, err := repo.Config()
	if err != nil {
		return nil, fmt.Errorf("the repository's config: %w", err)
	}
	return repo, checkFormat(settings)
}

// Find opens the repository whose work tree the absolute path lies in.
func Find(path string) (*Repository, error) {
	for top := path; ; top = filepath.Dir(top) {
		_, err := os.Stat(filepath.Join(top, ".git"))
		if err == nil {
			return Open(top)
		}
		if !errors.Is(err, os.ErrNotExist) || top == filepath.Dir(top) {
			return nil, fmt.Errorf("%s lies in no work tree: %w", path, err)
		}
	}
}

// checkFormat says whether go-git knows all that a repository's format asks for.
func checkFormat(c *config.Config) error {
	// Not c.Core: go-git puts nothing there for a version it does not know.
	version := c.Raw.Section("core").Option("repositoryformatversion")
	if version != "" && version != "0" && version != "1" {
		return fmt.Errorf("format version %q is not known", version)
	}
	for _, option := range c.Raw.Section("extensions").Options {
		// noop changes nothing, that is what it is for.
		name := strings.ToLower(option.Key)
		if name != "noop" && (name != "noop-v1" || version != "1") {
			return fmt.Errorf("the extension %q is not known", name)
		}
	}
	return nil
}

// readPointer reads the path in a regular file that holds no more than that.
func readPointer(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no regular file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close() // only read
	text, err := io.ReadAll(io.LimitReader(file, pointerLimit))
	if err != nil {
		return "", err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimRight(line, "\r"), nil
}

// resolve makes a path absolute that is given from dir.
func resolve(dir, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}
