//go:build !unix

package walk

import "os"

const (
	openFlags = os.O_RDONLY
	noFollow  = 0
)

// isReplaced says that a name has become something else since it was listed.
func isReplaced(error) bool { return false }
