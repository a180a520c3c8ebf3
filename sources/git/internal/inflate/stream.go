package inflate

import "encoding/binary"

// stream is where one stream is read from and written to.
//
// The lowest nb bits of buf are the next bits of the input; src[pos:] is what
// follows them. Bits of buf above them may be set already, to what they are going
// to be, so that or-ing them in once more changes nothing.
type stream struct {
	src  []byte
	dst  []byte // up to its capacity
	size int    // how many bytes of dst are to be filled
	pos  int
	out  int // how many bytes of dst are filled; over size if the stream is too long
	buf  uint64
	nb   uint // at most 63
}

// refill brings nb to at least 56, or to all there is.
func (s *stream) refill() {
	if len(s.src)-s.pos >= 8 {
		s.buf |= binary.LittleEndian.Uint64(s.src[s.pos:]) << (s.nb & 63)
		s.pos += int(63-s.nb) >> 3
		s.nb |= 56
		return
	}
	for s.nb < 56 && s.pos < len(s.src) {
		s.buf |= uint64(s.src[s.pos]) << s.nb
		s.pos++
		s.nb += 8
	}
}

// drop takes n bits off; there must be as many.
func (s *stream) drop(n uint) {
	s.buf >>= n & 63
	s.nb -= n
}

// stored copies a block that is not compressed.
func (s *stream) stored() error {
	s.pos -= int(s.nb >> 3) // whole bytes go back; the rest of this one is skipped
	s.buf, s.nb = 0, 0
	in := s.src[s.pos:]
	if len(in) < 4 {
		return errTruncated
	}
	n := int(binary.LittleEndian.Uint16(in))
	if n^0xffff != int(binary.LittleEndian.Uint16(in[2:])) {
		return errStored
	}
	in = in[4:]
	copied := copy(s.dst[s.out:s.size], in[:min(n, len(in))])
	s.out += copied
	switch {
	case copied == n:
		s.pos += 4 + n
		return nil
	case s.out == s.size:
		return ErrLong
	}
	return errTruncated
}
