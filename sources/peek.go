package sources

import (
	"context"
	"io"
)

// Peeked is an item of which the first bytes were read, to see what it is. It is
// an [io.Reader] of the whole item, from its first byte on. Given to [Stream]
// before anything was read from it, it costs nothing: the bytes are where Stream
// wants them. It is for one goroutine.
type Peeked struct {
	b      *streamBuffer
	ctx    context.Context
	filled int
	at     int   // how much of the head was read
	err    error // what the reader ended with, if it did
	beyond bool  // more than the head was read, or the head is no more
}

// Peek reads the start of r: all of it, if r is short. The caller closes what it
// gets. The context is looked at before each read of r.
func Peek(ctx context.Context, r io.Reader) *Peeked {
	b := buffers.Get().(*streamBuffer)
	b.counted = countingReader{r: r}
	p := &b.peeked
	*p = Peeked{b: b, ctx: ctx}
	p.filled, p.err = fill(ctx, &b.counted, b.data[:])
	return p
}

// Head is the start of the item: at least 256 KiB, or all that could be read. It
// is valid until Close, or until Stream was given the item.
func (p *Peeked) Head() []byte { return p.b.data[:p.filled:p.filled] }

// Whole says that Head is the whole item.
func (p *Peeked) Whole() bool { return p.err == io.EOF }

// Err is what went wrong while the head was read, a *[ReadError] or the
// context's error; nil if all went well.
func (p *Peeked) Err() error {
	if p.err == io.EOF {
		return nil
	}
	return p.err
}

// Rewind has the item read from its start again. It can't be done, and gives
// false, after more than the head was read, or after Stream.
func (p *Peeked) Rewind() bool {
	if p.beyond {
		return false
	}
	p.at = 0
	return true
}

// Read implements [io.Reader]. The error of what is read is a *[ReadError].
func (p *Peeked) Read(to []byte) (int, error) {
	if p.at < p.filled {
		n := copy(to, p.b.data[p.at:p.filled])
		p.at += n
		return n, nil
	}
	if p.err != nil {
		return 0, p.err
	}
	if len(to) == 0 {
		return 0, nil
	}
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	p.beyond = true
	n, err := p.b.counted.Read(to)
	if err != nil && err != io.EOF {
		err = asReadError(err)
	}
	return n, err
}

// Close gives the memory back. What was peeked at must not be used any more.
func (p *Peeked) Close() {
	b := p.b
	b.counted.r = nil
	*p = Peeked{}
	buffers.Put(b)
}

// stream is Stream for an item of which nothing was read but the head.
func (p *Peeked) stream(ctx context.Context, origin *Origin, emit Emit) error {
	p.beyond, p.at = true, p.filled
	err := p.b.stream(ctx, &p.b.counted, p.filled, p.err, origin, emit)
	if p.err == nil {
		p.err = io.EOF
	}
	return err
}

// untouched says that nothing was read of the item but its head.
func (p *Peeked) untouched() bool { return p.at == 0 && !p.beyond }
