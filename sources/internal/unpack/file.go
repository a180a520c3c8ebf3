package unpack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/leakstag/leakstag/sources"
)

// file is a file that is a container, with all that is known while it is read.
type file struct {
	opener *Opener
	ctx    context.Context
	origin sources.Origin // what all members' origins have in common

	packed   int64 // bytes read of the file itself
	unpacked int64 // bytes that these became
	members  int
	held     int64 // bytes held in memory
	large    bool  // has Opener.large
	skips    int
	// stopped says that a limit was reached, and skip was told.
	stopped bool
}

// place is where an item lies.
type place struct {
	path   string // as Origin has it
	member string // its name in the innermost archive; "" if it is in none
	depth  int    // how many containers it lies in
	wanted bool   // its text is read
}

// maxSkips is how many skips one file may cause one by one: they are all kept for
// the report.
const maxSkips = 1000

var (
	errNested = errors.New("nested deeper than archives are opened")
	errMore   = errors.New("more of its members could not be read")
)

// item reads an item: its text, or what is packed in it. The error ends
// everything.
func (u *file) item(p *sources.Peeked, at place) error {
	if f := recognise(p, nil, 0); f != none {
		return u.open(f, p, nil, 0, at)
	}
	return u.text(p, at)
}

// open reads what is packed in a container. Of random, if it is not nil, size
// bytes are the container.
func (u *file) open(f format, p *sources.Peeked, random io.ReaderAt, size int64, at place) error {
	if at.depth >= u.opener.Limits.Depth {
		if err := u.skip(at, fmt.Errorf("%w (limit %d): %v, read as plain bytes", errNested, u.opener.Limits.Depth, f)); err != nil {
			return err
		}
		return u.text(p, at)
	}
	c := &container{file: u, format: f, peeked: p, r: p, random: random, size: size, place: at}
	if at.depth == 0 {
		c.r = &counter{r: p, n: &u.packed}
	}
	opened, err := f.open(c)
	if err != nil || opened {
		return err
	}
	return u.plain(c)
}

// plain reads as plain bytes what looked like a container, from its start if
// that can be had again.
func (u *file) plain(c *container) error {
	switch {
	case c.peeked.Rewind():
		return u.text(c.peeked, c.place)
	case c.random != nil:
		return u.text(io.NewSectionReader(c.random, 0, c.size), c.place)
	}
	// What was read in vain beyond the start is lost.
	return u.text(io.MultiReader(bytes.NewReader(c.peeked.Head()), c.peeked), c.place)
}

// text has an item's text read.
func (u *file) text(r io.Reader, at place) error {
	if !at.wanted {
		// What can't be read at all might have been a container.
		if p, ok := r.(*sources.Peeked); ok && p.Err() != nil && len(p.Head()) == 0 {
			return u.skip(at, p.Err())
		}
		return u.ctx.Err()
	}
	p, ok := r.(*sources.Peeked)
	if !ok {
		p = sources.Peek(u.ctx, r)
		defer p.Close()
	}
	origin := u.at(at)
	return u.opener.Text(u.ctx, p, &origin, u.skipOrigin)
}

// at gives the origin of the item at a place.
func (u *file) at(at place) sources.Origin {
	origin := u.origin
	if at.member != "" {
		origin.Path, origin.Archive, origin.Member = at.path, u.origin.Path, at.member
	}
	return origin
}

// skip gives the item at a place, or what is left of it, to the source's skip. A
// context that is done is no reason to skip anything: its error is given back.
func (u *file) skip(at place, err error) error { return u.skipOrigin(u.at(at), err) }

func (u *file) skipOrigin(origin sources.Origin, err error) error {
	if ctxErr := u.ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	if u.stopped || told(err) {
		return nil
	}
	if errors.Is(err, limitError{}) {
		u.stopped = true
	}
	if u.skips++; u.skips > maxSkips {
		return nil // lastSkip says so
	}
	return u.opener.Skip(origin, err)
}

// lastSkip says how much more was skipped than was said.
func (u *file) lastSkip() error {
	if u.skips <= maxSkips {
		return nil
	}
	return u.opener.Skip(u.origin, fmt.Errorf("%w: %d", errMore, u.skips-maxSkips))
}

// release gives back what all files share.
func (u *file) release() {
	if u.large {
		<-u.opener.large
	}
}
