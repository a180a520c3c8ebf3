// Package logs reads a folder of logs, or a single log: plain files, and files
// compressed with gzip, xz, bzip2 or zstd, which are told by their content, not
// by their name. Whatever a log's size, it is read in a small constant amount of
// memory. The systemd journal's files are read as the source "journal" reads them,
// for what is in them may be compressed; other binary logs (wtmp) as bytes.
//
// Of a log that is damaged or cut short what comes before the damage is read,
// and the rest is skipped. The xz decoder keeps back what it has of the chunk
// that is damaged, which is at most 2 MiB of text.
package logs

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/journalfile"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

// DefaultMaxDecompressed is the limit, in bytes, for Options.MaxDecompressed of 0.
const DefaultMaxDecompressed = 64 << 30

// Options says which logs to read.
type Options struct {
	// Root is the folder, or the single log, to read, as for the source
	// "files"; folders in it are read too. Include and Exclude are globs
	// relative to it.
	Root             string
	Include, Exclude []string
	// MaxFileSize is the size in bytes over which a file, as it lies on the
	// disk, is skipped; 0 for none.
	MaxFileSize int64
	// MaxDecompressed is how many bytes of text are read from one compressed
	// log; the rest is skipped. 0 stands for DefaultMaxDecompressed.
	MaxDecompressed int64
	// Jobs is how many logs are read at once; 0 for one a processor.
	Jobs int
}

// Source reads logs.
type Source struct{ options Options }

// New gives a source that reads what o says. Nothing is read yet.
func New(o Options) *Source {
	if o.MaxDecompressed <= 0 {
		o.MaxDecompressed = DefaultMaxDecompressed
	}
	return &Source{o}
}

// Name gives "logs".
func (*Source) Name() string { return string(sources.Logs) }

// Read implements [sources.Source].
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	return tree.ReadAs(ctx, sources.Logs, walk.Options{
		Root: s.options.Root, Include: s.options.Include, Exclude: s.options.Exclude,
		MaxFileSize: s.options.MaxFileSize, Jobs: s.options.Jobs,
	}, skip, func(ctx context.Context, r io.Reader, origin *sources.Origin) error {
		origin.LineText = true
		return s.read(ctx, r, origin, emit, skip)
	})
}

var heads = sync.Pool{New: func() any { return new([headSize]byte) }}

// read reads one log. Of a damaged one it reads what it can.
func (s *Source) read(ctx context.Context, r io.Reader, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	buf := heads.Get().(*[headSize]byte)
	defer heads.Put(buf)
	n, err := io.ReadFull(r, buf[:])
	head := buf[:n]
	switch err {
	case nil:
		r = io.MultiReader(bytes.NewReader(head), r)
	case io.EOF, io.ErrUnexpectedEOF:
		r = bytes.NewReader(head)
	default:
		// The same error need not come again from a reader that has failed.
		r = io.MultiReader(bytes.NewReader(head), failing{err})
	}
	format := recognise(head)
	if format == nil {
		return readText(ctx, r, head, origin, emit, skip)
	}
	text, err := decompress(r, format, s.options.MaxDecompressed)
	if err != nil {
		return skip(*origin, fmt.Errorf("read: %w", err))
	}
	defer text.Close() // only frees memory
	unpacked := bufio.NewReaderSize(text, readSize)
	head, _ = unpacked.Peek(len(journalfile.Magic)) // its error comes again
	return readText(ctx, unpacked, head, origin, emit, skip)
}

// readText reads a log that begins with head, which r begins with too.
func readText(ctx context.Context, r io.Reader, head []byte, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	if journalfile.Is(head) {
		return journalfile.ReadFile(ctx, r, origin, emit, skip)
	}
	return sources.ReadItem(ctx, r, origin, emit, skip)
}

// failing is a reader that has failed.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
