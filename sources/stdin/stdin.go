// Package stdin reads what is piped in: text, or an archive, whose members are
// items of their own ("stdin!etc/logstag-agent.toml").
package stdin

import (
	"context"
	"io"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/unpack"
)

// Source reads one reader, to its end.
type Source struct {
	r       io.Reader
	options Options
}

// Options says how to read.
type Options struct {
	// Name is what the text is called: the Path of its origin.
	Name string
	// Archives says how far an archive or compressed text is opened.
	Archives sources.ArchiveLimits
}

// New gives a source that reads r. It can be read once.
//
// When the source is told to stop while r has nothing to give, an *os.File is
// left on Unix systems within a moment; any other reader is closed if it is an
// [io.Closer], and else waited for.
func New(r io.Reader, o Options) *Source { return &Source{r, o} }

// Name gives "stdin".
func (*Source) Name() string { return string(sources.Stdin) }

// Read implements [sources.Source].
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	r, release := interruptible(ctx, s.r)
	defer release()
	opener := unpack.New(unpack.Options{Limits: s.options.Archives, Text: tree.Emit(emit), Skip: skip})
	return opener.Read(ctx, unpack.Item{Reader: r, Origin: &sources.Origin{Source: sources.Stdin, Path: s.options.Name}})
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
