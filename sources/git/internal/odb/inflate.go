package odb

import (
	"bytes"
	"fmt"
	"io"
	"math"

	"github.com/klauspost/compress/flate"
)

// inflater inflates zlib streams that are wholly in memory. It is for one
// goroutine.
type inflater struct {
	in    bytes.Reader
	flate io.ReadCloser
}

// most is the largest factor by which deflate can expand its input.
const most = 1032

// into inflates the zlib stream at the start of src into dst, which has the size
// that the object is to have, and makes sure that the stream has that size. The
// checksum at its end is not looked at.
func (f *inflater) into(dst, src []byte) error {
	if len(src) < 2 || src[0]&15 != 8 || (int(src[0])<<8|int(src[1]))%31 != 0 || src[1]&0x20 != 0 {
		return damaged("the compressed data has no zlib header")
	}
	f.in.Reset(src[2:])
	if f.flate == nil {
		f.flate = flate.NewReader(&f.in)
	} else if err := f.flate.(flate.Resetter).Reset(&f.in, nil); err != nil {
		return fmt.Errorf("inflating: %w", err)
	}
	if _, err := io.ReadFull(f.flate, dst); err != nil {
		return damaged("the compressed data is shorter than it claims or broken (%v)", err)
	}
	var one [1]byte
	if n, err := f.flate.Read(one[:]); n != 0 || err != io.EOF {
		return damaged("the compressed data is longer than it claims or broken")
	}
	return nil
}

// plausible says whether so many bytes can come out of a stream that has at most
// as many bytes as src, so that no memory is taken on a mere claim.
func plausible(size uint64, src []byte) bool {
	return size <= uint64(len(src))*most && size <= math.MaxInt-64
}
