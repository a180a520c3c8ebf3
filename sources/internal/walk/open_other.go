//go:build !unix

package walk

import (
	"errors"
	"os"
)

const (
	openFlags = os.O_RDONLY
	noFollow  = 0
)

// isReplaced says that a name has become something else since it was listed.
func isReplaced(err error) bool { return errors.Is(err, errReplaced) }
