//go:build unix

package walk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// openFlags keep a name that has become a FIFO since it was listed from holding
// up the walk, and a terminal from becoming ours.
const openFlags = os.O_RDONLY | unix.O_NONBLOCK | noFollow | unix.O_NOCTTY | unix.O_CLOEXEC

const noFollow = unix.O_NOFOLLOW

// isReplaced says that a name has become something else since it was listed.
func isReplaced(err error) bool {
	return errors.Is(err, errReplaced) || errors.Is(err, unix.ELOOP) || errors.Is(err, unix.ENOTDIR)
}
