//go:build !unix

package main

import (
	"errors"
	"io"
)

// ignoreBrokenPipe does nothing: there is no such signal here.
func ignoreBrokenPipe() {}

// isBrokenPipe says that the reader of the output has gone.
func isBrokenPipe(err error) bool { return errors.Is(err, io.ErrClosedPipe) }
