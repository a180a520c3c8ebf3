package sources

import "errors"

// Skip is an item, or a part of one, that was not read.
type Skip struct {
	Origin Origin
	Err    error
}

// Reasons for which sources skip items. They are wrapped by the error that is
// given to a SkipFunc.
var (
	// ErrTooLarge says that an item is over the size limit.
	ErrTooLarge = errors.New("over the size limit")
	// ErrSpecial says that an item is a device, FIFO or socket.
	ErrSpecial = errors.New("not a regular file")
)
