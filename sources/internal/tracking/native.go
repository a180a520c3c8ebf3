package tracking

import (
	"bufio"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// askGit has the git program tell what it thinks of files, by their paths in the
// work tree top.
func askGit(ctx context.Context, top string, paths []string) (map[string]sources.Tracking, error) {
	env := []string{
		"GIT_CEILING_DIRECTORIES=" + filepath.Dir(top), // no other repository will do
		"GIT_LITERAL_PATHSPECS=1",
	}
	states := make(map[string]sources.Tracking, len(paths))
	for _, path := range paths {
		states[path] = sources.Untracked
	}
	err := gitcmd.Stream(ctx, top, env, nil, func(r io.Reader) error {
		return eachName(r, func(name string) {
			if _, asked := states[name]; asked {
				states[name] = sources.Tracked
			}
		})
	}, "ls-files", "-z", "--cached")
	if err != nil {
		return nil, err
	}
	untracked := slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		return states[path] == sources.Tracked
	})
	if len(untracked) == 0 {
		return states, nil
	}
	input := strings.NewReader(strings.Join(untracked, "\x00") + "\x00")
	err = gitcmd.Stream(ctx, top, env, input, func(r io.Reader) error {
		return eachName(r, func(name string) { states[name] = sources.Ignored })
	}, "check-ignore", "-z", "--stdin")
	if err != nil && gitcmd.ExitCode(err) != 1 { // 1: none of them is ignored
		return nil, err
	}
	return states, nil
}

// eachName calls do with each of the names in r, which end in NUL.
func eachName(r io.Reader, do func(name string)) error {
	names := bufio.NewReader(r)
	for {
		name, err := names.ReadString(0)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		do(name[:len(name)-1])
	}
}
