package gitcmd

import (
	"path/filepath"
	"slices"
	"strings"
)

// The environment variables that say which repository and index git is to use.
// The value of those that name a path from the current folder is a path.
var (
	PathPointers  = []string{"GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"}
	PlainPointers = []string{"GIT_INDEX_FILE", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_NAMESPACE"}
)

// Pointers picks these variables from an environment. Paths in them are made
// absolute, as git runs in another folder than this process; only a relative
// GIT_INDEX_FILE stays, which git sees from the top of the work tree.
func Pointers(env []string) ([]string, error) {
	var picked []string
	for _, entry := range env {
		name, value, ok := strings.Cut(entry, "=")
		if !ok || value == "" {
			continue
		}
		if slices.Contains(PathPointers, name) {
			abs, err := filepath.Abs(value)
			if err != nil {
				return nil, err
			}
			picked = append(picked, name+"="+abs)
		} else if slices.Contains(PlainPointers, name) {
			picked = append(picked, entry)
		}
	}
	return picked, nil
}
