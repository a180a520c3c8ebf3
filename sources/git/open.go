package git

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources/internal/gitobject"
)

var (
	// ErrNoRepository says that a path lies in no repository.
	ErrNoRepository = errors.New("not in a git repository")
	// ErrUnsupported says that a repository has a format that is not read.
	ErrUnsupported = errors.New("repository format not supported")
)

// repository is where a repository's parts lie and how they are written. It is
// read once, when the source is made, and never changes.
type repository struct {
	// top is the top of the work tree; the repository's folder if it is bare.
	top string
	// gitDir holds HEAD; commonDir objects and refs. They differ in a linked
	// work tree.
	gitDir, commonDir string
	ids               idSize
	// reftable says that refs are stored in reftables, not in files.
	reftable bool
	// refsDir is where refs are stored if that is not with the rest of the
	// repository; else empty.
	refsDir string
	// promisor says that objects may be missing on purpose (a partial clone).
	promisor bool
	// shallow holds the commits whose parents are left out on purpose.
	shallow map[objectID]bool
}

// smallFile is the size limit, in bytes, of the files that describe a
// repository (HEAD, config, a loose ref, …).
const smallFile = 16 << 20

// open finds the repository that path lies in.
func open(path string) (*repository, error) {
	if path == "" {
		path = "."
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding a git repository: %w", err)
	}
	// The real path is what git itself shows, and what makes two ways to one
	// repository equal.
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if _, err := os.Stat(abs); err != nil {
		return nil, fmt.Errorf("finding a git repository: %w", err)
	}
	repo, err := discover(abs)
	if err != nil {
		return nil, err
	}
	if err := repo.readFormat(); err != nil {
		return nil, err
	}
	return repo, nil
}

// discover looks for a repository at path and in the folders above, in the same
// order as git.
func discover(path string) (*repository, error) {
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		if filepath.Base(path) == ".git" {
			return fromDotGit(path)
		}
		path = filepath.Dir(path)
	}
	for dir := path; ; dir = filepath.Dir(dir) {
		repo, err := fromDotGit(filepath.Join(dir, ".git"))
		if err != nil || repo != nil {
			return repo, err
		}
		if isGitDir(dir) {
			return fromGitDir(dir)
		}
		if dir == filepath.Dir(dir) {
			return nil, fmt.Errorf("%s: %w (nor is any folder above it)", path, ErrNoRepository)
		}
	}
}

// fromDotGit opens the repository of a work tree by its .git folder or file; nil
// if there is none.
func fromDotGit(dotGit string) (*repository, error) {
	info, err := os.Stat(dotGit)
	if err != nil {
		return nil, nil // as git does: look further up
	}
	repo := &repository{top: filepath.Dir(dotGit), gitDir: dotGit}
	if !info.IsDir() {
		target, err := readPointer(dotGit, "gitdir:")
		if err != nil {
			return nil, err
		}
		if !isGitDir(target) {
			return nil, fmt.Errorf("%s names a folder that is no git repository (was it moved? `git worktree repair` mends it): %w", dotGit, ErrNoRepository)
		}
		repo.gitDir = target
	} else if !isGitDir(dotGit) {
		return nil, nil
	}
	if err := repo.findCommon(); err != nil {
		return nil, err
	}
	return repo, nil
}

// fromGitDir opens a repository by its own folder, and finds its work tree.
func fromGitDir(dir string) (*repository, error) {
	repo := &repository{top: dir, gitDir: dir}
	if err := repo.findCommon(); err != nil {
		return nil, err
	}
	if filepath.Base(dir) == ".git" {
		repo.top = filepath.Dir(dir)
		return repo, nil
	}
	// A linked work tree's folder names the .git file of that work tree; a
	// submodule's config names its work tree. Either counts only if it points
	// back here.
	tops := []string{}
	if dotGit, err := readPointer(filepath.Join(dir, "gitdir"), ""); err == nil {
		tops = append(tops, filepath.Dir(dotGit))
	}
	if data, err := readSmall(filepath.Join(repo.commonDir, "config")); err == nil {
		if top := parseConfig(data).worktree; top != "" {
			tops = append(tops, resolve(dir, top))
		}
	}
	for _, top := range tops {
		back, err := fromDotGit(filepath.Join(top, ".git"))
		if err == nil && back != nil && sameFile(back.gitDir, dir) {
			if real, err := filepath.EvalSymlinks(top); err == nil {
				top = real
			}
			repo.top = top
			break
		}
	}
	return repo, nil
}

// isGitDir says whether git would take dir for a repository's folder.
func isGitDir(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil {
		return false
	}
	if isFile(filepath.Join(dir, "commondir")) {
		return true
	}
	return isFolder(filepath.Join(dir, "objects")) && isFolder(filepath.Join(dir, "refs"))
}

func (r *repository) findCommon() error {
	r.commonDir = r.gitDir
	file := filepath.Join(r.gitDir, "commondir")
	if !isFile(file) {
		return nil
	}
	common, err := readPointer(file, "")
	if err != nil {
		return err
	}
	if !isFolder(filepath.Join(common, "objects")) {
		return fmt.Errorf("%s names a folder that is no git repository: %w", file, ErrNoRepository)
	}
	r.commonDir = common
	return nil
}

// knownExtensions are the repository extensions that change nothing in how
// objects and refs are read, or that are understood.
var knownExtensions = []string{
	"noop", "noop-v1", "preciousobjects", "partialclone", "worktreeconfig",
	"objectformat", "compatobjectformat", "refstorage", "relativeworktrees",
	"submodulepathconfig",
}

// readFormat reads what the config and the shallow file say.
func (r *repository) readFormat() error {
	r.ids = gitobject.SHA1Size
	file := filepath.Join(r.commonDir, "config")
	data, err := readSmall(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("reading the repository's config: %w", err)
	}
	c := parseConfig(data)
	switch c.version {
	case "", "0", "1":
	default:
		return fmt.Errorf("%s: format version %q: %w", file, c.version, ErrUnsupported)
	}
	for name := range c.extensions {
		if c.version == "1" && !slices.Contains(knownExtensions, name) {
			return fmt.Errorf("%s: extension %q: %w", file, name, ErrUnsupported)
		}
	}
	switch format := strings.ToLower(c.extensions["objectformat"]); format {
	case "", "sha1":
	case "sha256":
		r.ids = gitobject.SHA256Size
	default:
		return fmt.Errorf("%s: object format %q: %w", file, format, ErrUnsupported)
	}
	storage, place, _ := strings.Cut(c.extensions["refstorage"], "://")
	switch storage = strings.ToLower(storage); storage {
	case "", "files":
	case "reftable":
		r.reftable = true
	default:
		return fmt.Errorf("%s: refs are stored as %q: %w; scan a clone made with `git clone --mirror --ref-format=files`", file, storage, ErrUnsupported)
	}
	if place != "" {
		r.refsDir = resolve(r.commonDir, place)
	}
	_, r.promisor = c.extensions["partialclone"]
	return r.readShallow()
}

// refsPlace gives the folder in which the refs of a repository or of a linked
// work tree are stored, by its own folder: the same, or if refs are stored
// elsewhere ("reftable://PATH"), one there.
func (r *repository) refsPlace(dir string) string {
	switch {
	case r.refsDir == "":
		return dir
	case sameFile(dir, r.commonDir):
		return r.refsDir
	}
	return filepath.Join(r.refsDir, "worktrees", filepath.Base(dir))
}

// readShallow reads the list of commits at which a shallow clone ends.
func (r *repository) readShallow() error {
	file := filepath.Join(r.commonDir, "shallow")
	data, err := readSmall(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("reading where the shallow clone ends: %w", err)
	}
	r.shallow = map[objectID]bool{}
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		id, ok := r.ids.Parse(line)
		if !ok {
			return fmt.Errorf("%s: a line is no object id", file)
		}
		r.shallow[id] = true
	}
	return nil
}

// readPointer reads a file that holds one path, relative to the file's folder,
// after a prefix.
func readPointer(file, prefix string) (string, error) {
	data, err := readSmall(file)
	if err != nil {
		return "", fmt.Errorf("finding the repository: %w", err)
	}
	text, ok := strings.CutPrefix(string(data), prefix)
	text = strings.TrimRight(text, "\r\n")
	if prefix != "" {
		text = strings.TrimPrefix(text, " ")
	}
	if !ok || text == "" || strings.ContainsRune(text, 0) {
		return "", fmt.Errorf("%s does not name a repository: %w", file, ErrNoRepository)
	}
	return resolve(filepath.Dir(file), text), nil
}

// resolve makes path absolute, seen from dir.
func resolve(dir, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// readSmall reads a regular file of a sane size. A FIFO or device in its place
// is never opened.
func readSmall(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", file)
	}
	if info.Size() > smallFile {
		return nil, fmt.Errorf("%s has %d bytes, more than a file of its kind can have", file, info.Size())
	}
	return os.ReadFile(file)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
