package inflate

// careful decodes the symbols of a block up to its end, each with all its checks,
// so that it can work to the last byte of input and destination.
func (t *tables) careful(s *stream) error {
	for {
		s.refill()
		e := t.lit[s.buf&t.litMask]
		if e&(literal|exceptional|longer) == exceptional|longer {
			e = t.lit[uint64(e>>16)+s.buf>>t.litBits&(1<<(e>>8&15)-1)]
		}
		n := uint(e & 63)
		if n > s.nb {
			return errTruncated
		}
		if e&literal != 0 {
			if s.out >= s.size {
				return ErrLong
			}
			s.drop(n)
			s.dst[s.out] = byte(e >> 16)
			s.out++
			continue
		}
		if e&exceptional != 0 {
			if e&end == 0 {
				return s.invalid()
			}
			s.drop(n)
			return nil
		}
		length := int(e>>16&511) + int(s.buf>>(e>>8&15)&uint64(e>>25))
		s.drop(n)

		e = t.dist[s.buf&t.distMask]
		if e&(exceptional|longer) == exceptional|longer {
			e = t.dist[uint64(e>>16)+s.buf>>t.distBits&(1<<(e>>8&15)-1)]
		}
		if n = uint(e & 63); n > s.nb {
			return errTruncated
		}
		if e&exceptional != 0 {
			return s.invalid()
		}
		distance := int(e>>16) + int(s.buf&(1<<n-1)>>(e>>8&15))
		s.drop(n)
		if distance > s.out {
			return errDistance
		}
		fits := min(length, s.size-s.out)
		for range fits {
			s.dst[s.out] = s.dst[s.out-distance]
			s.out++
		}
		if fits < length {
			return ErrLong
		}
	}
}

// invalid says why there is no symbol: bits that are missing are read as zeros.
func (s *stream) invalid() error {
	if s.nb < maxCode {
		return errTruncated
	}
	return errSymbol
}
