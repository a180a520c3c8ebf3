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
	// Text reads the text of each item.
	Text unpack.Text
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
		Limits: o.Archives, Wanted: o.Wanted, Text: o.Text, Skip: skip,
	})}
	if o.Wanted != nil {
		o.Files.Match, o.Files.Glance = t.matches, true
	}
	return walk.Walk(ctx, o.Files, t.visit, func(item walk.Item, err error) error {
		return skip(t.origin(item), err)
	})
}

// ReadAs has every file that o selects read by read, as it lies there, for the
// source of this kind.
func ReadAs(ctx context.Context, kind sources.Kind, o walk.Options, skip sources.SkipFunc,
	read func(context.Context, io.Reader, *sources.Origin) error) error {
	origin := func(item walk.Item) sources.Origin {
		return sources.Origin{Source: kind, Root: item.Root, Path: item.Path}
	}
	return walk.Walk(ctx, o, func(ctx context.Context, f walk.File) error {
		from := origin(f.Item)
		return read(ctx, f.Reader, &from)
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
	unwanted := t.Wanted != nil && !t.Wanted(f.Path)
	if unwanted {
		if more, err := t.glance(f); err != nil || !more {
			return err
		}
	}
	origin := t.origin(f.Item)
	return t.opener.Read(ctx, unpack.Item{Reader: f.Reader, At: f.At, Size: f.Size, Origin: &origin, Unwanted: unwanted})
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
