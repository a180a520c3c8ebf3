package reftable

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"
)

// blockHeader is the size of what a block begins with: type (1), length (3).
const blockHeader = 4

var (
	errCut    = errors.New("a record does not fit")
	errTooBig = errors.New("the table would grow far beyond its size")
)

func uint24(b []byte) int64 { return int64(b[0])<<16 | int64(b[1])<<8 | int64(b[2]) }

// skipped is how many bytes of the block at off are the table's header: the
// first block shares its beginning with it.
func (t *table) skipped(off int64) int64 {
	if off == 0 {
		return t.headerSize
	}
	return 0
}

// blockHead reads the type and the length of the block at off. The length
// includes everything from off on but the padding; it is one that lies in the
// table, save for a block of logs, where it is that after inflating. io.EOF says
// that no block follows.
func (t *table) blockHead(off int64) (kind byte, length int64, err error) {
	at := off + t.skipped(off)
	if at >= t.end {
		return 0, 0, io.EOF
	}
	var head [blockHeader]byte
	if t.end-at < blockHeader {
		return 0, 0, errors.New("the table ends within its header")
	}
	if _, err := t.r.ReadAt(head[:], at); err != nil {
		return 0, 0, fmt.Errorf("reading it: %w", err)
	}
	kind, length = head[0], uint24(head[1:])
	switch {
	case kind != refBlock && kind != logBlock && kind != indexBlock && kind != objBlock:
		return 0, 0, fmt.Errorf("it has the unknown type %#x", kind)
	case length < t.skipped(off)+blockHeader+2:
		return 0, 0, fmt.Errorf("it has %d bytes, too few for a block", length)
	case kind != logBlock && length > t.end-off:
		return 0, 0, fmt.Errorf("it has %d bytes, more than there are", length)
	}
	return kind, length, nil
}

// records cuts off the end of a block, a table of restart points (3 bytes each)
// and their number (2). The points only serve a search.
func records(body []byte) ([]byte, error) {
	n := len(body) - 2
	restarts := int(body[n])<<8 | int(body[n+1])
	if n -= 3 * restarts; n < 0 {
		return nil, errors.New("it has more restart points than bytes")
	}
	return body[:n], nil
}

// eachRecord calls do for each record of a block, with its key, the three bits
// that say of which kind it is, and a cursor at its value, which do moves past
// it. The key is valid during the call.
func (t *table) eachRecord(body []byte, do func(key []byte, kind uint8, c *cursor) error) error {
	data, err := records(body)
	if err != nil {
		return err
	}
	c := cursor{data: data}
	var key []byte
	for len(c.data) > 0 {
		prefix, n := c.varint(), c.varint()
		suffix := c.bytes(n >> 3)
		if c.bad || prefix > uint64(len(key)) {
			return errCut
		}
		if t.left -= int64(prefix) + int64(len(suffix)) + 1; t.left < 0 {
			return errTooBig
		}
		key = append(key[:prefix], suffix...)
		if err := do(key, uint8(n&7), &c); err != nil {
			return err
		}
		if c.bad {
			return errCut
		}
	}
	return nil
}

// readRefBlock adds the refs of a block.
func (t *table) readRefBlock(off, length int64, m *merged) error {
	body := length - t.skipped(off) - blockHeader
	t.buf = slices.Grow(t.buf[:0], int(body))[:body]
	if _, err := t.r.ReadAt(t.buf, off+length-body); err != nil {
		return fmt.Errorf("reading it: %w", err)
	}
	return t.eachRecord(t.buf, func(key []byte, kind uint8, c *cursor) error {
		return m.addRef(key, kind, c, t.idSize)
	})
}

// readLogBlock adds the logs of a block, and gives how many bytes it takes up in
// the table, from off on.
func (t *table) readLogBlock(in *inflater, off, length int64, m *merged) (int64, error) {
	body := length - t.skipped(off) - blockHeader
	if t.left -= body; t.left < 0 {
		return 0, errTooBig
	}
	begin := off + t.skipped(off) + blockHeader
	var err error
	var used int64
	if t.buf, used, err = in.inflate(t.buf, io.NewSectionReader(t.r, begin, t.end-begin), body); err != nil {
		return 0, fmt.Errorf("inflating it: %w", err)
	}
	err = t.eachRecord(t.buf, func(key []byte, kind uint8, c *cursor) error {
		return m.addLog(key, kind, c, t.idSize)
	})
	return begin - off + used, err
}

// inflater inflates blocks, one after the other.
type inflater struct {
	in   *bufio.Reader
	zlib io.ReadCloser
	used int64
}

// Read and ReadByte count what is taken. The inflater reads byte by byte where
// it can, and so takes no more than it needs.
func (z *inflater) Read(p []byte) (int, error) {
	n, err := z.in.Read(p)
	z.used += int64(n)
	return n, err
}

func (z *inflater) ReadByte() (byte, error) {
	b, err := z.in.ReadByte()
	if err == nil {
		z.used++
	}
	return b, err
}

// inflate reads a stream that must give exactly size bytes, into buf if it is
// large enough, and gives how many bytes the stream has.
func (z *inflater) inflate(buf []byte, r io.Reader, size int64) ([]byte, int64, error) {
	z.used = 0
	var err error
	if z.zlib == nil {
		z.in = bufio.NewReader(r)
		z.zlib, err = zlib.NewReader(z)
	} else {
		z.in.Reset(r)
		err = z.zlib.(zlib.Resetter).Reset(z, nil)
	}
	if err != nil {
		return buf, 0, err
	}
	buf = slices.Grow(buf[:0], int(size))[:size]
	if _, err := io.ReadFull(z.zlib, buf); err != nil {
		return buf, 0, err
	}
	var more [1]byte
	if n, err := z.zlib.Read(more[:]); n > 0 {
		return buf, 0, errors.New("it holds more than it says")
	} else if err != io.EOF {
		return buf, 0, err
	}
	return buf, z.used, nil
}
