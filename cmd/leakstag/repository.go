package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/leakstag/leakstag/sources/git"
)

// repositoryTop gives the top of the repository that path lies in, and false if
// it lies in none. Another error (a format that cannot be read) is for the scan
// to report: such a folder is a repository too.
func repositoryTop(path string) (string, bool) {
	src, err := git.New(git.Options{Path: path})
	if err == nil {
		return src.Root(), true
	}
	return path, !errors.Is(err, git.ErrNoRepository) && !errors.Is(err, os.ErrNotExist)
}

// isRepository says that path is the top of a repository or its git folder, not
// just a folder in one.
func isRepository(path string) bool {
	top, ok := repositoryTop(path)
	if !ok {
		return false
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	return abs == top || abs == filepath.Join(top, ".git")
}

// hasWorkTree says that there are files beside the history of the repository
// whose top is given.
func hasWorkTree(top string) bool {
	_, err := os.Lstat(filepath.Join(top, ".git"))
	return err == nil
}
