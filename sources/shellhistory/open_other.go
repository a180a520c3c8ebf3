//go:build !unix

package shellhistory

import "os"

const openFlags = os.O_RDONLY
