package shellhistory

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	securejoin "github.com/cyphar/filepath-securejoin"
)

// tree is the system whose files are read: the running one, or one that is
// mounted somewhere. Its paths are absolute as the system itself would have
// them, below root.
type tree struct {
	root string // empty for the running system
	err  error  // of root itself
}

// newTree makes the tree below root; empty or "/" is the running system.
func newTree(root string) tree {
	if root == "" {
		return tree{}
	}
	root, err := absolute(root)
	if root == filepath.VolumeName(root)+string(filepath.Separator) && os.PathSeparator == '/' {
		return tree{}
	}
	return tree{root, err}
}

// mounted says that the tree is not the running system's.
func (t tree) mounted() bool { return t.root != "" }

// check says what is wrong with the tree's root.
func (t tree) check() error {
	if t.err != nil || !t.mounted() {
		return t.err
	}
	info, err := os.Stat(t.root)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s: not a folder", t.root)
	}
	return nil
}

// path gives the path by which the running system knows a path of the tree.
func (t tree) path(name string) string {
	if t.mounted() {
		return filepath.Join(t.root, filepath.FromSlash(name))
	}
	if name = filepath.FromSlash(name); filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(systemDrive(), name) // "/Users" on Windows
}

// real resolves the links on the way to name. In a mounted system a link is
// taken as that system would take it, and never leads out of it.
func (t tree) real(name string) (string, error) {
	if t.mounted() {
		return securejoin.SecureJoin(t.root, name)
	}
	return filepath.EvalSymlinks(t.path(name))
}

// absolute makes a path that the user gave absolute.
func absolute(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return abs, nil
}

// join appends a name, or a relative path with forward slashes, to a path.
func join(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }

// systemDrive is "/", or the drive that Windows lies on.
func systemDrive() string {
	if filepath.Separator == '/' {
		return "/"
	}
	drive := strings.TrimRight(os.Getenv("SystemDrive"), `\/`)
	if drive == "" {
		drive = "C:"
	}
	return drive + `\`
}
