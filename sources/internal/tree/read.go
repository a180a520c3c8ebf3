// Package tree reads the files of a tree as they are: what the sources that
// read trees of files have in common.
package tree

import (
	"context"
	"io"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

// Read emits the text of every file that o selects, for the source of this kind.
func Read(ctx context.Context, kind sources.Kind, o walk.Options, emit sources.Emit, skip sources.SkipFunc) error {
	return ReadAs(ctx, kind, o, skip, func(ctx context.Context, r io.Reader, origin *sources.Origin) error {
		return sources.ReadItem(ctx, r, origin, emit, skip)
	})
}

// ReadAs has every file that o selects read by read, for the source of this kind.
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
