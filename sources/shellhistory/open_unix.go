//go:build unix

package shellhistory

import (
	"os"

	"golang.org/x/sys/unix"
)

// openFlags don't wait for a FIFO's writer, take no terminal over, and follow no
// link that has taken the file's place since its name was resolved.
const openFlags = os.O_RDONLY | unix.O_NONBLOCK | unix.O_NOFOLLOW | unix.O_NOCTTY | unix.O_CLOEXEC
