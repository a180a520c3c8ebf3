package sources

import (
	"errors"
	"fmt"
)

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

// ManyError is the error of a skip that stands for many items of one kind, which
// nobody would want to read one by one. Count is at least 1; What names the items
// ("environments of processes"); Err is what they have in common.
type ManyError struct {
	Count int
	What  string
	Err   error
}

// Error gives "environments of processes: permission denied (112 of them)".
func (e *ManyError) Error() string {
	return fmt.Sprintf("%s: %v (%d of them)", e.What, e.Err, e.Count)
}

// Unwrap gives what the items have in common.
func (e *ManyError) Unwrap() error { return e.Err }

// Items is how many items the skip stands for.
func (s *Skip) Items() int {
	if many := (*ManyError)(nil); errors.As(s.Err, &many) {
		return max(many.Count, 1)
	}
	return 1
}
