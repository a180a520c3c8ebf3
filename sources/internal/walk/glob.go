package walk

import (
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// globs are compiled patterns.
type globs []glob

type glob struct {
	pattern string
	// base says that the pattern is for the last element of a path.
	base bool
}

// CheckGlobs says what is wrong with a list of globs, if anything is.
//
// A glob is matched with the path relative to the root, with forward slashes, as
// https://github.com/bmatcuk/doublestar has it: "**" stands for any number of
// folders. One without a slash is matched with a name at any depth; one that
// ends in a slash stands for a folder with all that is in it; a slash at the
// start binds it to the root.
func CheckGlobs(list []string) error {
	_, err := compile(list)
	return err
}

func compile(list []string) (globs, error) {
	var all globs
	for _, text := range list {
		pattern := strings.TrimPrefix(text, "./")
		g := glob{pattern: strings.TrimPrefix(pattern, "/")}
		g.base = g.pattern == pattern && !strings.Contains(pattern, "/")
		if folder, ok := strings.CutSuffix(g.pattern, "/"); ok {
			if !strings.Contains(folder, "/") && g.pattern == pattern {
				folder = "**/" + folder
			}
			g.pattern = folder + "/**"
		}
		if g.pattern == "" || !doublestar.ValidatePattern(g.pattern) {
			return nil, fmt.Errorf("%q is not a valid glob pattern", text)
		}
		all = append(all, g)
	}
	return all, nil
}

// match says whether one of the globs matches a path.
func (gs globs) match(name string) bool {
	for _, g := range gs {
		subject := name
		if g.base {
			subject = path.Base(name)
		}
		if doublestar.MatchUnvalidated(g.pattern, subject) {
			return true
		}
	}
	return false
}
