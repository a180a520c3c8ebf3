package inflate

import (
	"encoding/binary"
	"unsafe"
)

// verdict is why the fast loop stopped.
type verdict int

const (
	atBounds verdict = iota // an end of a slice is near
	ended                   // the block is over
	badSymbol
	badDistance
)

// margin is how many bytes of input the fast loop may read in one turn: eight,
// and eight more that begin up to seven bytes later.
const margin = 16

// The accesses below are not checked. The fast loop, which alone makes them, does
// that once a turn; what the compiler would check again costs a tenth of the
// time. P is the base of a slice of [stream], i may be negative.

func load64(p unsafe.Pointer, i int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(p, i))[:])
}

func store64(p unsafe.Pointer, i int, v uint64) {
	binary.LittleEndian.PutUint64((*[8]byte)(unsafe.Add(p, i))[:], v)
}

func store8(p unsafe.Pointer, i int, v byte) { *(*byte)(unsafe.Add(p, i)) = v }

func move16(p unsafe.Pointer, to, from int) {
	*(*[16]byte)(unsafe.Add(p, to)) = *(*[16]byte)(unsafe.Add(p, from))
}

// fast decodes symbols up to the end of the block, or until so little input or
// room is left that one turn might not fit. It gives why it stopped; if at
// bounds, s.out may be over s.size.
//
// At the start of a turn at least margin bytes of input are left, and Slack
// bytes of room. One turn reads eight bytes twice, the first time at pos and then
// at most seven bytes on. It writes at most three literals before a match or four
// without one, then at most 258 bytes, in steps of which the last one begins
// before their end and reaches at most 15 bytes past it: 276 in all. A match's
// source begins at or behind the start of the slice, which is checked, and before
// out. Tables are indexed with the compiler's checks.
//
// Pos and out count from the places where the loop has to stop, so that no
// register is needed for these. Of nb only the lowest six bits count: the rest of
// an entry is subtracted with its length, which saves an instruction. A refill
// grants 56 bits at least: four literals from the root take up to 44; three leave
// 23, enough for a length with its extra bits (20); and the second refill has
// enough for a distance (28).
func (t *tables) fast(s *stream) verdict {
	inEnd := len(s.src) - margin
	outEnd := min(s.size, len(s.dst)-Slack)
	pos, out := s.pos-inEnd, s.out-outEnd
	if pos > 0 || out >= 0 || inEnd < 0 || outEnd < 0 {
		return atBounds
	}
	src := unsafe.Pointer(&s.src[inEnd])
	dst := unsafe.Pointer(&s.dst[outEnd])
	start := -outEnd
	buf, nb := s.buf, uint32(s.nb)
	v := atBounds
	for pos <= 0 && out < 0 {
		buf |= load64(src, pos) << (nb & 63)
		pos += int(7 - nb>>3&7)
		nb |= 56
		e := t.lit[buf&t.litMask]
		if int32(e) < 0 {
			buf >>= e & 63
			nb -= e
			store8(dst, out, byte(e>>16))
			out++
			e = t.lit[buf&t.litMask]
			if int32(e) < 0 {
				buf >>= e & 63
				nb -= e
				store8(dst, out, byte(e>>16))
				out++
				e = t.lit[buf&t.litMask]
				if int32(e) < 0 {
					buf >>= e & 63
					nb -= e
					store8(dst, out, byte(e>>16))
					out++
					e = t.lit[buf&t.litMask]
					if int32(e) < 0 {
						buf >>= e & 63
						nb -= e
						store8(dst, out, byte(e>>16))
						out++
						continue
					}
				}
			}
		}
		if e&exceptional != 0 {
			if e&longer != 0 {
				e = t.lit[uint64(e>>16)+buf>>(t.litBits&63)&(1<<(e>>8&15)-1)]
			}
			if int32(e) < 0 {
				buf >>= e & 63
				nb -= e
				store8(dst, out, byte(e>>16))
				out++
				continue
			}
			if e&exceptional != 0 {
				v = badSymbol
				if e&end != 0 {
					v = ended
					buf >>= e & 63
					nb -= e
				}
				break
			}
		}
		length := int(e>>16&511) + int(buf>>(e>>8&63)&uint64(e>>25))
		buf >>= e & 63
		nb -= e

		buf |= load64(src, pos) << (nb & 63)
		pos += int(7 - nb>>3&7)
		nb |= 56
		e = t.dist[buf&t.distMask]
		if e&exceptional != 0 {
			if e&longer != 0 {
				e = t.dist[uint64(e>>16)+buf>>(t.distBits&63)&(1<<(e>>8&15)-1)]
			}
			if e&exceptional != 0 {
				v = badSymbol
				break
			}
		}
		dist := int(e>>16) + int(buf&(1<<(e&63)-1)>>(e>>8&63))
		buf >>= e & 63
		nb -= e
		from := out - dist
		if from < start {
			v = badDistance
			break
		}
		to := out + length
		// Past the end of the match anything may be written: it is overwritten by
		// what comes next, or lies in the slack.
		if dist >= 16 {
			move16(dst, out, from)
			for out += 16; out < to; out += 16 {
				from += 16
				move16(dst, out, from)
			}
		} else if dist >= 8 {
			for ; out < to; out += 8 {
				store64(dst, out, load64(dst, from))
				from += 8
			}
		} else {
			// The last few bytes over and over: eight bytes of that are made
			// from the first ones, as reading what was just written is slow.
			// Step is the largest multiple of dist that fits.
			p := load64(dst, from) & (1<<(8*dist&63) - 1)
			p |= p << (8 * dist & 63)
			p |= p << (16 * dist)
			p |= p << (32 * dist)
			step := int(uint64(0x0706050806080800) >> (8 * dist & 63) & 15)
			for ; out < to; out += step {
				store64(dst, out, p)
			}
		}
		out = to
	}
	s.pos, s.out, s.buf, s.nb = pos+inEnd, out+outEnd, buf, uint(nb&63)
	return v
}
