// Package logs reads a folder of logs, or a single log: plain files, compressed
// ones, and archives of logs, which are told by their content, not by their name.
// Whatever a log's size, it is read in a small constant amount of memory. The lines
// that container runtimes cut are put together. The systemd journal's files are read as the source "journal" reads them, for what is
// in them may be compressed; other binary logs (wtmp) as bytes.
//
// Logs grow, are rotated, cut short and removed while they are read. One that
// grows is read to its end, or to soon after the size that it had when it was
// opened; one that is cut short as far as it goes; one that is gone before it is
// opened is not there.
//
// Of a log that is damaged what comes before the damage is read, and the rest is
// skipped. The xz decoder keeps back what it has of the chunk that is damaged,
// which is at most 2 MiB of text.
package logs

import (
	"context"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/journalfile"
	"github.com/leakstag/leakstag/sources/internal/logtext"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/unpack"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

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
	// Archives says how far archives and compressed logs are opened.
	Archives sources.ArchiveLimits
	// Memory, if not nil, knows what was read before: a log that has only grown is
	// read from where it ended then.
	Memory sources.Memory
	// Jobs is how many logs are read at once; 0 for one a processor.
	Jobs int
}

// Source reads logs.
type Source struct{ options Options }

// New gives a source that reads what o says. Nothing is read yet.
func New(o Options) *Source { return &Source{o} }

// Name gives "logs".
func (*Source) Name() string { return string(sources.Logs) }

// Read implements [sources.Source].
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	return tree.Read(ctx, tree.Options{
		Kind: sources.Logs,
		Files: walk.Options{
			Root: s.options.Root, Include: s.options.Include, Exclude: s.options.Exclude,
			MaxFileSize: s.options.MaxFileSize, Jobs: s.options.Jobs,
		},
		Archives: s.options.Archives,
		LineText: true,
		Text:     text,
		Emit:     emit,
		Memory:   s.options.Memory,
		Grows:    true,
	}, skip)
}

// text gives what reads the text of one log, which is not compressed any more.
func text(emit sources.Emit) unpack.Text {
	return func(ctx context.Context, p *sources.Peeked, origin *sources.Origin, skip sources.SkipFunc) error {
		if journalfile.Is(p.Head()) {
			return journalfile.ReadFile(ctx, p, origin, emit, skip)
		}
		return logtext.ReadItem(ctx, p, origin, emit, skip)
	}
}
