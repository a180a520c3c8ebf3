//go:build !unix

package stdin

import (
	"context"
	"io"
	"os"
)

// interruptible gives a reader of r that ends soon after ctx is done, where
// closing it does that.
func interruptible(ctx context.Context, r io.Reader) (_ io.Reader, release func()) {
	if _, isFile := r.(*os.File); !isFile {
		if c, ok := r.(io.Closer); ok {
			return r, closeWhenDone(ctx, c)
		}
	}
	return r, func() {}
}
