package unpack

import (
	"fmt"
	"io"

	"github.com/leakstag/leakstag/sources"
)

const (
	// maxHeld is how many bytes of archives in archives one file may have in
	// memory.
	maxHeld = 256 << 20
	// muchHeld is how many it may have while others have as much.
	muchHeld  = 8 << 20
	heldPiece = 256 << 10
)

// held is a container in memory. It is not in one piece, which would have to be
// copied as it grows.
type held struct {
	pieces [][]byte // all but the last are full
	size   int64
}

// hold reads the container into memory, up to the limit. What was read is there
// even if there is an error; the container's reader has the rest.
func (c *container) hold() (*held, error) {
	h := &held{}
	for {
		if c.held >= muchHeld {
			if err := c.takeLarge(); err != nil {
				return h, err
			}
		}
		if c.held >= c.opener.maxHeld {
			return h, fmt.Errorf("%w: an archive in another that does not fit into %d bytes of memory", sources.ErrTooLarge, c.opener.maxHeld)
		}
		piece := make([]byte, heldPiece)
		n, err := c.fill(piece)
		if n > 0 {
			h.pieces = append(h.pieces, piece[:n])
			h.size += int64(n)
			c.file.held += int64(n)
		}
		if err == io.EOF {
			return h, nil
		}
		if err != nil {
			return h, err
		}
	}
}

// takeLarge waits until the file may have much in memory.
func (u *file) takeLarge() error {
	if u.large {
		return nil
	}
	select {
	case u.opener.large <- struct{}{}:
		u.large = true
		return nil
	case <-u.ctx.Done():
		return u.ctx.Err()
	}
}

// fill reads until piece is full. The error is nil only if it is.
func (c *container) fill(piece []byte) (n int, err error) {
	const emptyReads = 100 // in a row, which are too many
	for idle := 0; n < len(piece) && err == nil; {
		var got int
		got, err = c.r.Read(piece[n:])
		n += got
		if idle++; got > 0 {
			idle = 0
		}
		if idle > emptyReads && err == nil {
			err = io.ErrNoProgress
		}
	}
	return n, err
}

// ReadAt implements [io.ReaderAt].
func (h *held) ReadAt(p []byte, at int64) (n int, err error) {
	if at < 0 {
		return 0, fmt.Errorf("read at %d", at)
	}
	for n < len(p) && at < h.size {
		piece := h.pieces[at/heldPiece]
		got := copy(p[n:], piece[at%heldPiece:])
		n += got
		at += int64(got)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
