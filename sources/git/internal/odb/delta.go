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
		delta = delta[1:]
		if op&0x80 == 0 { // insert
			n := int(op)
			if n == 0 || n > len(delta) || n > len(out)-at {
				return false
			}
			at += copy(out[at:], delta[:n])
			delta = delta[n:]
			continue
		}
		// Copy: the bits say which bytes of offset and size follow.
		var offset, size uint32
		for i := range 4 {
			if op&(1<<i) != 0 {
				if len(delta) == 0 {
					return false
				}
				offset |= uint32(delta[0]) << (8 * i)
				delta = delta[1:]
			}
		}
		for i := range 3 {
			if op&(0x10<<i) != 0 {
				if len(delta) == 0 {
					return false
				}
				size |= uint32(delta[0]) << (8 * i)
				delta = delta[1:]
			}
		}
		if size == 0 {
			size = 0x10000
		}
		if uint64(offset)+uint64(size) > uint64(len(base)) || int(size) > len(out)-at {
			return false
		}
		at += copy(out[at:], base[offset:uint64(offset)+uint64(size)])
	}
	return at == len(out)
}
