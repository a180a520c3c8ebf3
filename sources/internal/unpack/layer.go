package unpack

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

const (
	// What is bombRatio times as long as the file that it comes from, and more
	// than bombSize bytes, is taken for a trap. gzip can't get near that, and no
	// log that has time stamps.
	bombRatio = 4096
	bombSize  = 1 << 30
)

// limitError says that a limit for the whole file was reached: no more is read of
// it.
type limitError struct{}

func (limitError) Error() string { return "over the size limit for what is packed in one file" }

// Is says that it is one of the limits that sources have.
func (limitError) Is(target error) bool { return target == sources.ErrTooLarge }

// layer reads bytes that were packed in others, and counts them. They end early,
// with a failure, at the limits of the file.
type layer struct {
	file   *file
	name   string // the format's
	text   io.Reader
	read   int64
	failed *failure
}

// failure is why a layer gives no more. Everything that is read through the layer
// fails with it; only the first to say so is heard.
type failure struct {
	err  error
	told bool
}

func (f *failure) Error() string { return f.err.Error() }

// Unwrap gives the reason.
func (f *failure) Unwrap() error { return f.err }

// part reads a member of an archive that is not packed any further.
type part struct {
	name   string // the format's
	r      io.Reader
	failed *failure
}

func (p *part) Read(to []byte) (int, error) {
	if p.failed != nil {
		return 0, p.failed
	}
	n, err := p.r.Read(to)
	if err != nil && err != io.EOF {
		p.failed = &failure{err: named(p.name, err)}
		return n, p.failed
	}
	return n, err
}

// told says whether skip was told of the failure behind err, and notes that it
// will be now.
func told(err error) bool {
	before := false
	for f := (*failure)(nil); errors.As(err, &f); err = f.err {
		before = before || f.told
		f.told = true
	}
	return before
}

func (l *layer) Read(p []byte) (int, error) {
	if l.failed != nil {
		return 0, l.failed
	}
	n, err := l.next(p)
	l.read += int64(n)
	l.file.unpacked += int64(n)
	if err != nil && err != io.EOF {
		l.failed = &failure{err: named(l.name, err)}
		return n, l.failed
	}
	return n, err
}

func (l *layer) next(p []byte) (int, error) {
	if err := l.file.ctx.Err(); err != nil {
		return 0, err
	}
	u := l.file
	left := u.opener.Limits.Bytes - u.unpacked
	if left <= 0 {
		// Only an error if there is more to come.
		if n, err := io.ReadFull(l.text, make([]byte, 1)); n == 0 {
			return 0, err
		}
		return 0, fmt.Errorf("%w: more than %d bytes, the rest was not read", limitError{}, u.opener.Limits.Bytes)
	}
	if u.unpacked > u.opener.bombSize && u.unpacked/bombRatio > u.packed {
		return 0, fmt.Errorf("%w: %d bytes became more than %d, the rest was not read", limitError{}, u.packed, u.unpacked)
	}
	return guarded(func() (int, error) { return l.text.Read(p[:min(int64(len(p)), left)]) })
}

// errFault says that a decoder has a fault that a damaged file brought to light.
var errFault = errors.New("the decoder failed on what it read")

// guarded makes an error of a decoder's panic: whoever lays a file in its way must
// not end the scan. The decoder is not used any more.
func guarded[T any](read func() (T, error)) (result T, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = errFault
		}
	}()
	return read()
}

// named says in which format an error occurred, where it does not do so itself.
func named(format string, err error) error {
	if strings.HasPrefix(err.Error(), format+": ") {
		return err
	}
	return fmt.Errorf("%s: %w", format, err)
}
