package inflate

import "encoding/binary"

// verdict is why the fast loop stopped.
type verdict int

const (
	atBounds verdict = iota // an end of a slice is near
	ended                   // the block is over
	badSymbol
	badDistance
)

func load64(b []byte, i int) uint64     { return binary.LittleEndian.Uint64(b[i:]) }
func store64(b []byte, i int, v uint64) { binary.LittleEndian.PutUint64(b[i:], v) }

func (t *tables) fast(s *stream) verdict {
	src, dst, pos, out := s.src, s.dst, s.pos, s.out
	buf, nb := s.buf, uint32(s.nb)
	inEnd := len(src) - 32
	outEnd := min(s.size, len(dst)-Slack)
	litMask, distMask := uint64(1)<<t.litBits-1, uint64(1)<<t.distBits-1
	v := atBounds
	for pos <= inEnd && out < outEnd {
		buf |= load64(src, pos) << (nb & 63)
		pos += int(7 - nb>>3&7)
		nb |= 56
		e := t.lit[buf&litMask]
		if int32(e) < 0 {
			buf >>= e & 63
			nb -= e
			dst[out] = byte(e >> 16)
			out++
			e = t.lit[buf&litMask]
			if int32(e) < 0 {
				buf >>= e & 63
				nb -= e
				dst[out] = byte(e >> 16)
				out++
				e = t.lit[buf&litMask]
				if int32(e) < 0 {
					buf >>= e & 63
					nb -= e
					dst[out] = byte(e >> 16)
					out++
					continue
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
				dst[out] = byte(e >> 16)
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
		length := int(e>>16) + int(buf&(1<<(e&63)-1)>>(e>>8&63))
		buf >>= e & 63
		nb -= e

		buf |= load64(src, pos) << (nb & 63)
		pos += int(7 - nb>>3&7)
		nb |= 56
		e = t.dist[buf&distMask]
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
		if from < 0 {
			v = badDistance
			break
		}
		to := out + length
		switch {
		case dist >= 8:
			for {
				store64(dst, out, load64(dst, from))
				store64(dst, out+8, load64(dst, from+8))
				out += 16
				from += 16
				if out >= to {
					break
				}
			}
		default:
			p := load64(dst, from) & (1<<(8*dist&63) - 1)
			p |= p << (8 * dist & 63)
			p |= p << (16 * dist)
			p |= p << (32 * dist)
			step := 0x0706050806080800 >> (8 * dist & 63) & 15
			for ; out < to; out += step {
				store64(dst, out, p)
			}
		}
		out = to
	}
	s.pos, s.out, s.buf, s.nb = pos, out, buf, uint(nb&63)
	return v
}
