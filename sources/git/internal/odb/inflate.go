package odb

import (
	"errors"
	"math"

	"github.com/leakstag/leakstag/sources/git/internal/inflate"
)

// most is the largest factor by which deflate can expand its input.
const most = 1032

// plausible says whether so many bytes can come out of a compressed stream, so
// that no memory is taken on a mere claim.
func plausible(size, stream uint64) bool {
	return size <= stream*most && size <= math.MaxInt-64
}

// brokenStream says what is wrong with an object's compressed data.
func brokenStream(err error) error {
	switch {
	case errors.Is(err, inflate.ErrLong):
		return damaged("the compressed data is longer than it claims or broken")
	case errors.Is(err, inflate.ErrShort):
		return damaged("the compressed data is shorter than it claims or broken")
	}
	return damaged("the compressed data is broken")
}
