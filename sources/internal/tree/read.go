// Package tree reads the files of a tree, and what is packed in them: what the
// sources that read trees of files have in common.
package tree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/journalfile"
	"github.com/leakstag/leakstag/sources/internal/logtext"
	"github.com/leakstag/leakstag/sources/internal/unpack"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

// Options says what to read.
type Options struct {
	// Kind is the source's.
	Kind sources.Kind
	// Files says which files to read. Match and Glance are set by Read.
	Files walk.Options
	// Archives says how far archives are opened.
	Archives sources.ArchiveLimits
	// Wanted says by its path, in the tree or in its archive, which item's text is
	// read; nil wants all. Archives among the other files are opened as well.
	Wanted func(path string) bool
	// LineText is for every origin.
	LineText bool
	// Text reads the text of each item and emits it.
	Text func(emit sources.Emit) unpack.Text
	// Emit gets all text.
	Emit sources.Emit
	// Memory, if not nil, knows what was read before.
	Memory sources.Memory
	// Grows says that the files are logs, which are read on where an earlier
	// reading ended.
	Grows bool
}

// Emit gives a Text that emits each item's text as it is, but for what has to be
// read as a log: a journal, and the output of containers, in which lines are cut.
func Emit(emit sources.Emit) unpack.Text {
	return func(ctx context.Context, p *sources.Peeked, origin *sources.Origin, skip sources.SkipFunc) error {
		switch head := p.Head(); {
		case journalfile.Is(head):
			return journalfile.ReadFile(ctx, p, origin, emit, skip)
		case logtext.Begins(head):
			origin.LineText = true
			return logtext.ReadItem(ctx, p, origin, emit, skip)
		}
		return sources.ReadItem(ctx, p, origin, emit, skip)
	}
}

// Read reads the items in the files that o selects.
func Read(ctx context.Context, o Options, skip sources.SkipFunc) error {
	t := &tree{Options: o, skip: skip, opener: unpack.New(unpack.Options{
		Limits: o.Archives, Wanted: o.Wanted, Text: o.Text(o.Emit), Skip: skip,
	})}
	if o.Wanted != nil {
		o.Files.Match, o.Files.Glance = t.matches, true
	}
	if o.Memory != nil {
		o.Files.Known = func(item walk.Item, s sources.Stamp) bool {
			origin := t.origin(item)
			return o.Memory.Known(&origin, s)
		}
	}
	return walk.Walk(ctx, o.Files, t.visit, func(item walk.Item, err error) error {
		return skip(t.origin(item), err)
	})
}

// ReadAs has every file that o selects read by read, as it lies there, for the
// source of this kind; memory may be nil.
func ReadAs(ctx context.Context, kind sources.Kind, o walk.Options, memory sources.Memory, skip sources.SkipFunc,
	read func(context.Context, io.Reader, *sources.Origin) error) error {
	origin := func(item walk.Item) sources.Origin {
		return sources.Origin{Source: kind, Root: item.Root, Path: item.Path}
	}
	if memory != nil {
		o.Known = func(item walk.Item, s sources.Stamp) bool {
			from := origin(item)
			return memory.Known(&from, s)
		}
	}
	return walk.Walk(ctx, o, func(ctx context.Context, f walk.File) error {
		from := origin(f.Item)
		return remembered(memory, &from, f, func() error { return read(ctx, f.Reader, &from) })
	}, func(item walk.Item, err error) error {
		return skip(origin(item), err)
	})
}

// tree is one reading of a tree.
type tree struct {
	Options
	skip   sources.SkipFunc
	opener *unpack.Opener
}

func (t *tree) origin(item walk.Item) sources.Origin {
	return sources.Origin{Source: t.Kind, Root: item.Root, Path: item.Path, LineText: t.LineText}
}

// matches says whether somebody must be told if a file can't be read: it is
// wanted, or by its name an archive.
func (t *tree) matches(path string) bool { return t.Wanted(path) || unpack.LooksPacked(path) }

func (t *tree) visit(ctx context.Context, f walk.File) error {
	origin := t.origin(f.Item)
	return remembered(t.Memory, &origin, f, func() error { return t.read(ctx, f, &origin) })
}

// remembered reads a file with read, unless the memory, if there is one, knows it.
func remembered(m sources.Memory, origin *sources.Origin, f walk.File, read func() error) error {
	if m == nil {
		return read()
	}
	if m.Begin(origin, f.Stamp, f.At) {
		return nil
	}
	if err := read(); err != nil {
		return err
	}
	m.Done(origin)
	return nil
}

// read reads one file.
func (t *tree) read(ctx context.Context, f walk.File, origin *sources.Origin) error {
	unwanted := t.Wanted != nil && !t.Wanted(f.Path)
	if unwanted {
		if more, err := t.glance(f); err != nil || !more {
			return err
		}
	}
	if t.Memory != nil && t.Grows && !unwanted && f.Size >= resumable {
		if read, err := t.readOn(ctx, f, origin); read || err != nil {
			return err
		}
	}
	return t.opener.Read(ctx, unpack.Item{Reader: f.Reader, At: f.At, Size: f.Size, Origin: origin, Unwanted: unwanted})
}

// glance looks whether something may be packed in an unwanted file that has to be
// read.
func (t *tree) glance(f walk.File) (bool, error) {
	head := make([]byte, unpack.MagicSize)
	n, err := f.At.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		if f.Unwanted || errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return false, t.skip(t.origin(f.Item), fmt.Errorf("read: %w", err))
	}
	packed, program := unpack.Glance(head[:n])
	limit := t.Files.MaxFileSize
	if packed && limit > 0 && f.Size > limit {
		return false, t.skip(t.origin(f.Item), fmt.Errorf("%w: %d bytes, the limit is %d", sources.ErrTooLarge, f.Size, limit))
	}
	return packed || program && (limit == 0 || f.Size <= limit), nil
}
