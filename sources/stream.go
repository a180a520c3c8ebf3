package sources

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"
)

const (
	// chunk is how much of a long item each fragment answers for, near enough.
	// With its context a fragment stays within a core's own cache.
	chunk = 256 << 10
	// bufferSize makes room for the context on both sides, and for a few bytes
	// so that no character is cut.
	bufferSize = chunk + 2*Overlap + 16
	// emptyReads is how often in a row a reader may give neither bytes nor an
	// error.
	emptyReads = 100
)

// ReadError is the error of a reader that [Stream] was given, as opposed to one
// of emit or of the context. It is one item's failure, to be given to skip.
type ReadError struct{ Err error }

func (e *ReadError) Error() string { return e.Err.Error() }

// Unwrap gives the reader's own error.
func (e *ReadError) Unwrap() error { return e.Err }

// Stream reads r to its end and emits its text, in one fragment if it is short,
// else in fragments of about 256 KiB, each with at least Overlap bytes of
// context on every side that has a neighbour. It needs the same small amount of
// memory whatever the length of the text or of its lines. An empty text is not
// emitted.
//
// UTF-16 is recognised as [Decode] does, but from the first fragment's worth of
// bytes, and decoded; origin.Encoding is set before the first emit.
//
// n is the number of bytes read from r, of what [Peek] read too. A failing reader ends in a *[ReadError],
// after what could be read has been emitted. All other errors are emit's, or
// the context's, which is looked at before each read.
func Stream(ctx context.Context, r io.Reader, origin *Origin, emit Emit) (n int64, err error) {
	p, peeked := r.(*Peeked)
	if !peeked || !p.untouched() {
		p = Peek(ctx, r)
		defer p.Close()
	}
	err = p.stream(ctx, origin, emit)
	return p.b.counted.n, err
}

// ReadItem is [Stream] for a source's usual case: the reader's failure goes to
// skip.
func ReadItem(ctx context.Context, r io.Reader, origin *Origin, emit Emit, skip SkipFunc) error {
	_, err := Stream(ctx, r, origin, emit)
	if err == nil {
		return nil
	}
	if failed := (*ReadError)(nil); errors.As(err, &failed) {
		return skip(*origin, fmt.Errorf("read: %w", failed.Err))
	}
	return err
}

// streamBuffer is the memory that one Stream needs.
type streamBuffer struct {
	data [bufferSize]byte
	// carry holds the end of a fragment while emit has the fragment, so that
	// the next one is right whatever happens to the bytes meanwhile.
	carry   [2*Overlap + 16]byte
	counted countingReader
	peeked  Peeked
}

var buffers = sync.Pool{New: func() any { return new(streamBuffer) }}

// stream is Stream with its buffer, into which the first bytes were read; err is
// what r ended with, if it did.
func (b *streamBuffer) stream(ctx context.Context, r io.Reader, filled int, err error, origin *Origin, emit Emit) error {
	f := Fragment{Origin: origin, Line: 1}
	if encoding, mark := detectUTF16(b.data[:filled]); encoding != "" {
		origin.Encoding = encoding
		r = newUTF16Reader(b.data[mark:filled], r, err, encoding == UTF16BE)
		filled, err = fill(ctx, r, b.data[:])
	}
	for {
		if err != nil {
			return finish(f, b.data[:filled], err, emit)
		}
		// The last character may lack its end.
		end := charBoundary(b.data[:filled], filled)
		seam := charBoundary(b.data[:], end-Overlap)
		next := charBoundary(b.data[:], seam-Overlap)
		following := f.after(b.data[:next])
		following.Before = seam - next

		kept := copy(b.carry[:], b.data[next:filled])
		f.Data = b.data[:end:end]
		f.After = end - seam
		if err := emit(f); err != nil {
			return err
		}
		copy(b.data[:], b.carry[:kept])
		f = following
		var more int
		more, err = fill(ctx, r, b.data[kept:])
		filled = kept + more
	}
}

// finish emits the last fragment after the reader ended with err.
func finish(f Fragment, data []byte, err error, emit Emit) error {
	failed := err != io.EOF
	if failed && !isReadError(err) {
		return err // the context's
	}
	if len(data) > f.Before {
		f.Data = data[:len(data):len(data)]
		if err := emit(f); err != nil {
			return err
		}
	}
	if failed {
		return err
	}
	return nil
}

func isReadError(err error) bool {
	failed := (*ReadError)(nil)
	return errors.As(err, &failed)
}

// after gives the fragment that starts where the text passed does, which itself
// starts where f does.
func (f Fragment) after(passed []byte) Fragment {
	next := Fragment{Origin: f.Origin, Offset: f.Offset + int64(len(passed)), Line: f.Line, Column: f.Column}
	// Counted first, because a search from the end is slow where there is none.
	if lines := bytes.Count(passed, []byte{'\n'}); lines > 0 {
		next.Line += lines
		next.Column = 0
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	next.Column += UTF16Len(passed)
	return next
}

// fill reads until p is full. The error is nil only if it is; else it is io.EOF,
// a *ReadError or the context's.
func fill(ctx context.Context, r io.Reader, p []byte) (n int, err error) {
	idle := 0
	for n < len(p) {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		got, err := r.Read(p[n:])
		n += got
		switch {
		case err == io.EOF:
			return n, io.EOF
		case err != nil:
			if ctxErr := ctx.Err(); ctxErr != nil {
				return n, ctxErr // which is most likely why
			}
			return n, asReadError(err)
		case got > 0:
			idle = 0
		case idle == emptyReads:
			return n, &ReadError{io.ErrNoProgress}
		default:
			idle++
		}
	}
	return n, nil
}

// asReadError marks err as a reader's, once.
func asReadError(err error) error {
	if failed, ok := err.(*ReadError); ok {
		return failed
	}
	return &ReadError{err}
}

// countingReader counts the bytes that are read.
type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// utf16Reader decodes UTF-16 to UTF-8.
type utf16Reader struct {
	r         io.Reader
	bigEndian bool
	raw       []byte // read, not decoded yet; its array is the reader's own
	buf       []byte
	text      []byte // decoded, not handed out yet
	textBuf   []byte
	err       error // what r ended with
}

// utf16Block is how many bytes are decoded at once. Their text is at most half
// as long again.
const utf16Block = 32 << 10

// newUTF16Reader decodes head and what follows it in r. An err that is not nil
// says that r has ended with it.
func newUTF16Reader(head []byte, r io.Reader, err error, bigEndian bool) *utf16Reader {
	return &utf16Reader{
		r: r, bigEndian: bigEndian, err: err,
		raw:     bytes.Clone(head),
		buf:     make([]byte, utf16Block),
		textBuf: make([]byte, 0, utf16Block*3/2+utf8.UTFMax),
	}
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.text) == 0 {
		if len(u.raw) >= 4 || len(u.raw) > 0 && u.err != nil {
			u.decode()
			continue
		}
		if u.err != nil {
			return 0, u.err
		}
		n := copy(u.buf, u.raw)
		got, err := u.r.Read(u.buf[n:])
		u.raw, u.err = u.buf[:n+got], err
		if got == 0 && err == nil {
			return 0, nil
		}
	}
	n := copy(p, u.text)
	u.text = u.text[n:]
	return n, nil
}

// decode decodes a block of raw.
func (u *utf16Reader) decode() {
	block := u.raw[:min(len(u.raw), utf16Block)]
	text, rest := appendUTF16(u.textBuf[:0], block, u.bigEndian)
	u.raw = u.raw[len(block)-len(rest):]
	if len(block) == len(rest) {
		// Not even one character: these are the last bytes.
		text = utf8.AppendRune(text, utf8.RuneError)
		u.raw = nil
	}
	u.text = text
}
