package tracking

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// place is where a file lies in a repository.
type place struct {
	top   string // of the work tree, or of the bare repository
	path  string // in top, with forward slashes
	inGit bool   // in a .git folder or a bare repository
}

// finder finds the repositories of files. It remembers folders.
type finder struct {
	resolved map[string]string
	folders  map[string]folderKind
}

// folderKind says what a folder is to git.
type folderKind int

const (
	plain folderKind = iota
	workTree
	dotGit // a git directory called .git
	bare   // a git directory of another name
)

func newFinder() *finder {
	return &finder{resolved: map[string]string{}, folders: map[string]folderKind{}}
}

// find gives the place of a file, by its absolute path; false if the file lies
// in no repository.
func (f *finder) find(name string) (place, bool) {
	name = f.resolve(name)
	bareTop := ""
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		switch f.kind(dir) {
		case workTree:
			if bareTop == "" {
				p := newPlace(dir, name)
				p.inGit = p.path == ".git" || strings.HasPrefix(p.path, ".git/")
				return p, true
			}
		case dotGit:
			// Also for a submodule's own git directory, in .git/modules.
			p := newPlace(filepath.Dir(dir), name)
			p.inGit = true
			return p, true
		case bare:
			if bareTop == "" {
				bareTop = dir
			}
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if bareTop == "" {
		return place{}, false
	}
	p := newPlace(bareTop, name)
	p.inGit = true
	return p, true
}

func newPlace(top, name string) place {
	path, err := filepath.Rel(top, name)
	if err != nil { // it is below top
		path = filepath.Base(name)
	}
	return place{top: top, path: filepath.ToSlash(path)}
}

// resolve follows symbolic links as far as the file is still there.
func (f *finder) resolve(name string) string {
	dir := filepath.Dir(name)
	resolved, known := f.resolved[dir]
	if !known {
		var err error
		if resolved, err = filepath.EvalSymlinks(dir); err != nil {
			resolved = dir
		}
		f.resolved[dir] = resolved
	}
	full := filepath.Join(resolved, filepath.Base(name))
	if info, err := os.Lstat(full); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if target, err := filepath.EvalSymlinks(full); err == nil {
			return target
		}
	}
	return full
}

func (f *finder) kind(dir string) folderKind {
	kind, known := f.folders[dir]
	if !known {
		kind = kindOf(dir)
		f.folders[dir] = kind
	}
	return kind
}

func kindOf(dir string) folderKind {
	if isGitDir(dir) {
		if filepath.Base(dir) == ".git" {
			return dotGit
		}
		return bare
	}
	if gitDir(dir) != "" {
		return workTree
	}
	return plain
}

// gitDir gives the git directory of the work tree whose top is dir, "" if it is
// none.
func gitDir(dir string) string {
	name := filepath.Join(dir, ".git")
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return ""
	case info.Mode().IsRegular(): // of a linked work tree or a submodule
		target, ok := strings.CutPrefix(firstLine(name), "gitdir: ")
		if !ok {
			return ""
		}
		name = filepath.FromSlash(target)
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
	}
	if isGitDir(name) {
		return name
	}
	return ""
}

// commonDir gives the git directory that a linked work tree's own git directory
// shares with others; git itself if it shares none.
func commonDir(git string) string {
	line := firstLine(filepath.Join(git, "commondir"))
	switch {
	case line == "":
		return git
	case filepath.IsAbs(line):
		return line
	}
	return filepath.Join(git, filepath.FromSlash(line))
}

// isGitDir says whether dir is a git directory, as git itself tells: a HEAD,
// and objects and refs, its own or shared ones.
func isGitDir(dir string) bool {
	head, err := os.Lstat(filepath.Join(dir, "HEAD"))
	if err != nil || head.IsDir() {
		return false
	}
	common := commonDir(dir)
	for _, name := range []string{"objects", "refs"} {
		if info, err := os.Stat(filepath.Join(common, name)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// firstLine reads the first line of a small regular file; "" if there is none.
func firstLine(name string) string {
	text, err := readRegular(name, 8<<10)
	if err != nil {
		return ""
	}
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return strings.TrimRight(string(line), "\r")
}

// readRegular reads a regular file, up to limit bytes, and nothing else that
// may have the name.
func readRegular(name string, limit int64) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "read", Path: name, Err: os.ErrInvalid}
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() // only read
	return io.ReadAll(io.LimitReader(file, limit))
}
