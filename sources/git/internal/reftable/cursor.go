package reftable

import "math"

// cursor takes fields off the front of data. Once a field does not fit, bad is
// set and everything after is empty.
type cursor struct {
	data []byte
	bad  bool
}

// bytes takes n bytes. They are a part of data.
func (c *cursor) bytes(n uint64) []byte {
	if c.bad || n > uint64(len(c.data)) {
		c.bad, c.data = true, nil
		return nil
	}
	field := c.data[:n]
	c.data = c.data[n:]
	return field
}

// varint takes a number of variable length, written like the offsets in a pack:
// seven bits a byte, the highest first, and as a longer number is never one that
// a shorter could say, one is added for each byte that follows.
func (c *cursor) varint() uint64 {
	var n uint64
	for i := 0; ; i++ {
		b := c.bytes(1)
		if c.bad {
			return 0
		}
		if i > 0 {
			if n >= math.MaxUint64>>7 {
				c.bad, c.data = true, nil
				return 0
			}
			n = (n + 1) << 7
		}
		n |= uint64(b[0] & 0x7f)
		if b[0]&0x80 == 0 {
			return n
		}
	}
}

// text takes bytes that follow their number.
func (c *cursor) text() []byte { return c.bytes(c.varint()) }
