package detectors

import (
	"regexp"

	"github.com/leakstag/leakstag/sources"
)

// matchesPath says whether a rule's expression for paths matches that of an item:
// the whole of it or, for a member of an archive, the name there. What allow lists
// name is the whole path: "docs/" in an archive is not the repository's.
func matchesPath(re *regexp.Regexp, o *sources.Origin) bool {
	return re.MatchString(o.Path) || o.Member != "" && re.MatchString(o.Member)
}
