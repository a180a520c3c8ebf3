//go:build unix

package main

import (
	"errors"
	"os/signal"
	"syscall"
)

// ignoreBrokenPipe makes writing to a closed pipe an error instead of a signal.
func ignoreBrokenPipe() { signal.Ignore(syscall.SIGPIPE) }

// isBrokenPipe says that the reader of the output has gone.
func isBrokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
