package unpack

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/leakstag/leakstag/sources"
)

// container is a container that is being opened.
type container struct {
	*file
	format format
	peeked *sources.Peeked // the container itself
	r      io.Reader       // reads it from its start
	random io.ReaderAt     // if it is not nil, size bytes of it are the container
	size   int64
	place  place
}

// failed gives what is wrong with the container to skip.
func (c *container) failed(err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return c.skip(c.place, named(c.format.String(), err))
}

// member reads a member, of which r reads the content. The name is as the archive
// has it.
func (c *container) member(name string, r io.Reader) error {
	at, ok, err := c.memberPlace(name)
	if err != nil || !ok {
		return err
	}
	p := sources.Peek(c.ctx, r)
	defer p.Close()
	return c.item(p, at)
}

// lost gives a member that can't be read to skip.
func (c *container) lost(name string, err error) error {
	at, ok, skipErr := c.memberPlace(name)
	if skipErr != nil || !ok {
		return skipErr
	}
	return c.skip(at, named(c.format.String(), err))
}

// What has more than fewMembers members, and more than one for each memberSize
// bytes of the file, is taken for a trap, such as an archive that holds itself
// many times.
const (
	fewMembers = 1 << 16
	memberSize = 4
)

// memberPlace gives the place of the next member; false if there have been too
// many.
func (c *container) memberPlace(name string) (place, bool, error) {
	if err := c.ctx.Err(); err != nil || c.stopped {
		return place{}, false, err
	}
	if limit := c.opener.Limits.Members; c.members >= limit {
		return place{}, false, c.failed(fmt.Errorf("%w: more than %d members, the rest was not read", limitError{}, limit))
	}
	if c.members > c.opener.fewMembers && int64(c.members) > c.packed/memberSize {
		return place{}, false, c.failed(fmt.Errorf("%w: %d bytes became more than %d members, the rest was not read", limitError{}, c.packed, c.members))
	}
	c.members++
	name = cleanName(name)
	return place{
		path:   c.place.path + "!" + name,
		member: name,
		depth:  c.place.depth + 1,
		wanted: c.opener.Wanted == nil || c.opener.Wanted(name),
	}, true, nil
}

// damaged gives what is wrong with an archive to skip and reads the rest, if some
// of it was opened, as what it may be.
func (c *container) damaged(err error, opened bool, r *bufio.Reader) error {
	if skipErr := c.failed(err); skipErr != nil || !opened || broken(err) {
		return skipErr
	}
	return c.rest(r)
}

// rest reads what comes after the end of an archive, or after damage in it, as an
// item of the archive's own path. Zeros are only padding.
func (c *container) rest(r *bufio.Reader) error {
	if c.stopped {
		return nil
	}
	switch err := skipZeros(r); err {
	case nil:
	case io.EOF:
		return nil
	default:
		return c.failed(err)
	}
	at := c.place
	at.depth++
	p := sources.Peek(c.ctx, r)
	defer p.Close()
	return c.item(p, at)
}

// skipZeros reads up to a byte that is not zero; the error is io.EOF if there is
// none.
func skipZeros(r *bufio.Reader) error {
	for {
		if _, err := r.Peek(1); err != nil {
			return err
		}
		buffered, err := r.Peek(r.Buffered())
		if err != nil {
			return err
		}
		zeros := len(buffered) - len(bytes.TrimLeft(buffered, "\x00"))
		if _, err := r.Discard(zeros); err != nil || zeros < len(buffered) {
			return err
		}
	}
}

// readSize is how much of a container is read at once.
const readSize = 64 << 10

var bufferedReaders = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, readSize) }}

// buffered gives a reader of the container that is good at small reads. It is
// given back with unbuffer.
func (c *container) buffered() *bufio.Reader {
	b := bufferedReaders.Get().(*bufio.Reader)
	b.Reset(c.r)
	return b
}

func unbuffer(b *bufio.Reader) {
	b.Reset(nil)
	bufferedReaders.Put(b)
}

// broken says that err is a failure of what the archive is read from: there is
// nothing more to read.
func broken(err error) bool {
	inner, read := (*failure)(nil), (*sources.ReadError)(nil)
	return errors.As(err, &inner) || errors.As(err, &read)
}

// counter counts the bytes that are read.
type counter struct {
	r io.Reader
	n *int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}
