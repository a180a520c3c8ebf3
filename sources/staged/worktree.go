package staged

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// workTree is where a repository's files and objects lie.
type workTree struct {
	top string
	// objects is the folder with objects in files of their own; empty if it is
	// not known.
	objects string
}

// findWorkTree finds the work tree: by the files where there is no doubt what git
// would say, else with git.
func (s *Source) findWorkTree(ctx context.Context) (workTree, error) {
	if s.plain() {
		if w, ok := seeWorkTree(s.path); ok {
			return w, nil
		}
	}
	return s.askWorkTree(ctx)
}

// plain says that git finds the work tree by itself, so that it sees the same one
// from all of its folders.
func (s *Source) plain() bool {
	for _, name := range gitcmd.PathPointers {
		if lookup(s.env, name) != "" {
			return false
		}
	}
	return true
}

// askWorkTree asks git.
func (s *Source) askWorkTree(ctx context.Context) (workTree, error) {
	ask := func(env []string) (w workTree, gitDir string, err error) {
		out, err := gitcmd.Output(ctx, s.path, env, nil, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-path", "objects")
		if err != nil {
			return w, "", fmt.Errorf("finding the work tree of %s: %w", s.path, err)
		}
		lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		w.top = filepath.FromSlash(lines[0])
		if len(lines) != 3 { // a line end in a name
			return w, "", nil
		}
		w.objects = filepath.FromSlash(lines[2])
		if !filepath.IsAbs(w.objects) {
			w.objects = filepath.Join(s.path, w.objects)
		}
		return w, filepath.FromSlash(lines[1]), nil
	}
	w, gitDir, err := ask(s.env)
	if err != nil || lookup(s.env, "GIT_DIR") == "" || lookup(s.env, "GIT_WORK_TREE") != "" {
		return w, err
	}
	// With GIT_DIR alone git takes the folder it stands in for the top. In a
	// hook it is, but not if Path is a folder below.
	if above, dir, err := ask(nil); err == nil && dir == gitDir {
		w.top = above.top
	}
	return w, nil
}

// seeWorkTree finds the work tree that the real, absolute path lies in as git
// does (setup_git_directory_gently_1 in its setup.c), which saves a process. It
// knows the common case alone, and gives false where anything is out of the
// ordinary.
func seeWorkTree(path string) (workTree, bool) {
	for top := path; ; top = filepath.Dir(top) {
		dir := filepath.Join(top, ".git")
		info, err := os.Lstat(dir)
		switch {
		case err == nil:
			ok := info.IsDir() && namesHead(filepath.Join(dir, "HEAD")) && isFolder(filepath.Join(dir, "objects")) &&
				isFolder(filepath.Join(dir, "refs")) && isMissing(filepath.Join(dir, "commondir")) && usual(filepath.Join(dir, "config"))
			return workTree{top, filepath.Join(dir, "objects")}, ok
		case !os.IsNotExist(err), !isMissing(filepath.Join(top, "HEAD")): // perhaps a bare repository
			return workTree{}, false
		}
		if top == filepath.Dir(top) {
			return workTree{}, false
		}
	}
}

// namesHead says that a file holds what git takes for a HEAD.
func namesHead(name string) bool {
	text, ok := readSmall(name)
	if !ok {
		return false
	}
	text = bytes.TrimSuffix(text, []byte{'\n'})
	if bytes.HasPrefix(text, []byte("ref: refs/")) {
		return true
	}
	return (len(text) == 40 || len(text) == 64) && len(bytes.Trim(text, "0123456789abcdef")) == 0
}

// usual says that a repository's configuration leaves the work tree where it is.
func usual(name string) bool {
	text, ok := readSmall(name)
	low := bytes.ToLower(text)
	// "bare = false" is what git itself writes.
	low = bytes.ReplaceAll(low, []byte("bare = false\n"), nil)
	return ok && !bytes.Contains(low, []byte("bare")) && !bytes.Contains(low, []byte("worktree"))
}

// readSmall reads a regular file of up to 64 kB.
func readSmall(name string) ([]byte, bool) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 64<<10 {
		return nil, false
	}
	text, err := os.ReadFile(name)
	return text, err == nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func isMissing(name string) bool {
	_, err := os.Lstat(name)
	return os.IsNotExist(err)
}
