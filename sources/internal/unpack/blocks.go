package unpack

import (
	"fmt"
	"io"

	"github.com/leakstag/leakstag/sources"
)

// blockReader reads an archive a block at a time, because the members of a zip
// archive are many small reads that lie side by side.
type blockReader struct {
	file *file
	r    io.ReaderAt
	size int64
	// left is how much may be read before the directory is known; negative for no
	// limit.
	left int64

	block [16 << 10]byte
	start int64
	n     int
}

func (b *blockReader) ReadAt(p []byte, at int64) (n int, err error) {
	if err := b.file.ctx.Err(); err != nil {
		return 0, err
	}
	if err := b.limit(len(p)); err != nil {
		return 0, err
	}
	if len(p) >= len(b.block) || at < 0 {
		return b.r.ReadAt(p, at)
	}
	for n < len(p) {
		if at < b.start || at >= b.start+int64(b.n) {
			b.start = at
			b.n, err = b.r.ReadAt(b.block[:min(int64(len(b.block)), max(0, b.size-at))], at)
			if b.n == 0 {
				if err == nil {
					err = io.EOF
				}
				return n, err
			}
		}
		got := copy(p[n:], b.block[at-b.start:b.n])
		n += got
		at += int64(got)
	}
	return n, nil
}

// limit counts n more bytes of the directory.
func (b *blockReader) limit(n int) error {
	if b.left < 0 {
		return nil
	}
	if b.left -= int64(n); b.left < 0 {
		return fmt.Errorf("%w: its directory, the limit is %d bytes", sources.ErrTooLarge, int64(maxDirectory))
	}
	if b.left < maxDirectory-muchDirectory {
		return b.file.takeLarge()
	}
	return nil
}
