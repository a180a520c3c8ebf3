package odb

import (
	"math"
	"math/bits"
)

// deltaSizes reads the head of a delta: the sizes of its base and its result.
// It gives what follows.
func deltaSizes(delta []byte) (base, result uint64, rest []byte, ok bool) {
	base, delta, ok = varint(delta)
	if !ok {
		return 0, 0, nil, false
	}
	result, delta, ok = varint(delta)
	return base, result, delta, ok && result <= math.MaxInt-64
}

// varint reads a number, seven bits a byte, the lowest first.
func varint(b []byte) (n uint64, rest []byte, ok bool) {
	for shift := 0; shift < 63; shift += 7 {
		if len(b) == 0 {
			return 0, nil, false
		}
		c := b[0]
		b = b[1:]
		n |= uint64(c&0x7f) << shift
		if c&0x80 == 0 {
			return n, b, true
		}
	}
	return 0, nil, false
}

// deltaLength is how many bytes a delta's instructions make; at most 1<<62.
func deltaLength(delta []byte) uint64 {
	var n uint64
	for len(delta) > 0 && n < 1<<62 {
		op := delta[0]
		delta = delta[1:]
		if op&0x80 == 0 {
			n += uint64(op)
			delta = delta[min(int(op), len(delta)):]
			continue
		}
		skip := bits.OnesCount8(op & 0x0f)
		delta = delta[min(skip, len(delta)):]
		var size uint64
		for i := range 3 {
			if op&(0x10<<i) != 0 {
				if len(delta) == 0 {
					return n
				}
				size |= uint64(delta[0]) << (8 * i)
				delta = delta[1:]
			}
		}
		if size == 0 {
			size = 0x10000
		}
		n += size
	}
	return n
}

// applyDelta applies a delta's instructions to base. Out has the result's size.
func applyDelta(out, base, delta []byte) bool {
	at := 0
	for len(delta) > 0 {
		op := delta[0]
		if op&0x80 == 0 { // insert
			n := int(op)
			if n == 0 || n >= len(delta) || n > len(out)-at {
				return false
			}
			copy(out[at:], delta[1:1+n])
			at += n
			delta = delta[1+n:]
			continue
		}
		from, size, rest, ok := copyInstruction(delta)
		if !ok || from < 0 || from > len(base) || size > len(base)-from || size > len(out)-at {
			return false
		}
		copy(out[at:], base[from:from+size])
		at += size
		delta = rest
	}
	return at == len(out)
}

// copyInstruction reads an instruction to copy: the bits of its first byte say
// which bytes of offset and size follow.
func copyInstruction(delta []byte) (from, size int, rest []byte, ok bool) {
	op := delta[0]
	delta = delta[1:]
	if n := bits.OnesCount8(op & 0x7f); n > len(delta) {
		return 0, 0, nil, false
	}
	at := 0
	if op&0x01 != 0 {
		from = int(delta[at])
		at++
	}
	if op&0x02 != 0 {
		from |= int(delta[at]) << 8
		at++
	}
	if op&0x04 != 0 {
		from |= int(delta[at]) << 16
		at++
	}
	if op&0x08 != 0 {
		from |= int(delta[at]) << 24
		at++
	}
	if op&0x10 != 0 {
		size = int(delta[at])
		at++
	}
	if op&0x20 != 0 {
		size |= int(delta[at]) << 8
		at++
	}
	if op&0x40 != 0 {
		size |= int(delta[at]) << 16
		at++
	}
	if size == 0 {
		size = 0x10000
	}
	return from, size, delta[at:], true
}

// Copies goes over the stretches that an object takes from its base.
type Copies struct {
	delta []byte
	at    int
}

// CopiesOf starts at the beginning of an object that has a base.
func CopiesOf(b *Base) Copies { return Copies{delta: b.Delta} }

// Next gives the next stretch: size bytes that lie at from in the base and at at
// in the object. It is not ok when there are no more. The instructions were
// applied before, so they are sound.
func (c *Copies) Next() (from, at, size int, ok bool) {
	for len(c.delta) > 0 {
		op := int(c.delta[0])
		if op&0x80 == 0 {
			c.at += op
			c.delta = c.delta[min(1+op, len(c.delta)):]
			continue
		}
		from, size, rest, ok := copyInstruction(c.delta)
		if !ok {
			break
		}
		c.delta = rest
		at := c.at
		c.at += size
		return from, at, size, true
	}
	return 0, 0, 0, false
}
