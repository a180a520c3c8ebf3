// Package stdin reads what is piped in.
package stdin

import (
	"context"
	"io"

	"github.com/leakstag/leakstag/sources"
)

// Source reads one reader, to its end.
type Source struct {
	r    io.Reader
	name string
}

// New gives a source that reads r, and calls the text name. It can be read once.
//
// When the source is told to stop while r has nothing to give, an *os.File is
// left on Unix systems within a moment; any other reader is closed if it is an
// [io.Closer], and else waited for.
func New(r io.Reader, name string) *Source { return &Source{r, name} }

// Name gives "stdin".
func (*Source) Name() string { return string(sources.Stdin) }

// Read implements [sources.Source].
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	r, release := interruptible(ctx, s.r)
	defer release()
	return sources.ReadItem(ctx, r, &sources.Origin{Source: sources.Stdin, Path: s.name}, emit, skip)
}

// closeWhenDone has c closed when ctx is done. release ends that, and waits for
// a close under way.
func closeWhenDone(ctx context.Context, c io.Closer) (release func()) {
	closed := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(closed)
		c.Close() // there is nobody to tell
	})
	return func() {
		if !stop() {
			<-closed
		}
	}
}
