// Package unpack opens what other items are packed in: compressed files,
// archives, packages and saved container images, nested as they come.
//
// What an item is, its content says, never its name:
//
//	compressed   gzip, xz, lzma, bzip2, zstd, lz4
//	archives     tar (v7, ustar, pax, GNU), zip (jar, war, whl, docx, …, with a
//	             program before it too), cpio (newc, crc, odc)
//	packages     Debian's (an ar archive), RPM's
//	images       as "docker save" and OCI layouts have them: they are archives,
//	             or folders, of archives, of which every layer is read, and none
//	             hides what the one below it holds
//
// Each member of an archive is an item of its own, with a path such as
// "backup.tgz!etc/logstag-agent.toml". Its name has been cleaned: no "/" or "./"
// at the start, no "..", and forward slashes. The 64 digits by which an image
// names its layers are shortened to the first 12, as docker shows them:
// "app.tar!blobs/sha256/0a1b2c3d4e5f!etc/passwd". Compression by itself leaves
// the path as it is. Links, devices and folders hold nothing to read.
//
// Everything is streamed in a small constant amount of memory, but for a zip
// archive inside another container, which is held in memory up to a limit:
// its directory lies at its end. Nothing is written to disk.
//
// What is damaged, encrypted, packed in an unknown way or over a limit is given
// to skip, with the member's path, after what could be read. A container of which
// nothing can be opened is read as plain bytes as well, so that a wrong guess
// hides nothing.
package unpack

import (
	"context"
	"io"

	"github.com/leakstag/leakstag/sources"
)

// Text reads an item that is no container, of which nothing was read but the head.
// What it can't read goes to skip. Its error ends everything; it is the context's,
// skip's or the callee's own. origin is the item's own.
type Text func(ctx context.Context, p *sources.Peeked, origin *sources.Origin, skip sources.SkipFunc) error

// Options says how to open containers.
type Options struct {
	Limits sources.ArchiveLimits
	// Wanted says of a member, by its cleaned name in its archive, whether its text
	// is read; nil wants all. Containers among members are opened in any case. It
	// must be safe for concurrent use.
	Wanted func(name string) bool
	// Text reads the text of items, and Skip gets what can't be read. Both must be
	// safe for concurrent use.
	Text Text
	Skip sources.SkipFunc
}

// Opener opens the containers among a source's items. It is safe for concurrent
// use.
type Opener struct {
	Options
	// large is held by who has much in memory: one at a time.
	large chan struct{}
	// Tests set smaller ones.
	bombSize, maxHeld int64
	fewMembers        int
}

// New gives an opener that does what o says.
func New(o Options) *Opener {
	o.Limits = o.Limits.WithDefaults()
	return &Opener{Options: o, large: make(chan struct{}, 1), bombSize: bombSize, maxHeld: maxHeld, fewMembers: fewMembers}
}

// Item is an item to read.
type Item struct {
	// Reader reads it from its start.
	io.Reader
	// At, if not nil, reads Size bytes of it at any place, whatever was read from
	// Reader.
	At   io.ReaderAt
	Size int64
	// Origin is the item's own. If the item is a container, those of its members
	// are made from it.
	Origin *sources.Origin
	// Unwanted says that the item's own text is not to be read, but what is packed
	// in it.
	Unwanted bool
}

// Read reads an item: its text, or what is packed in it. It calls Text and Skip
// from its own goroutine. The errors are those of Text and Skip, and the
// context's.
func (o *Opener) Read(ctx context.Context, item Item) error {
	p := sources.Peek(ctx, item.Reader)
	defer p.Close()
	f := recognise(p, item.At, item.Size)
	if f == none {
		if item.Unwanted {
			return ctx.Err()
		}
		return o.Text(ctx, p, item.Origin, o.Skip)
	}
	u := &file{opener: o, ctx: ctx, origin: *item.Origin}
	defer u.release()
	at := place{path: item.Origin.Path, wanted: !item.Unwanted}
	if err := u.open(f, p, item.At, item.Size, at); err != nil {
		return err
	}
	return u.lastSkip()
}
