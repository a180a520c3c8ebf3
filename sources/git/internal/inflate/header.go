package inflate

import (
	"encoding/binary"
	"math/bits"
)

// The code lengths of a block are themselves coded. An entry of the table for
// that code says for how many symbols a length stands, and which:
//
//	again<<31 | length of the symbols' codes<<16 | count<<8 | bits<<4 | bits + extra bits
//
// Again means that the length is that of the symbol before. Extra bits add to
// the count.
const again = 1 << 31

// lengthMeaning are these entries, with a code of length 0.
var lengthMeaning = [19]uint32{
	0<<16 | 1<<8, 1<<16 | 1<<8, 2<<16 | 1<<8, 3<<16 | 1<<8,
	4<<16 | 1<<8, 5<<16 | 1<<8, 6<<16 | 1<<8, 7<<16 | 1<<8,
	8<<16 | 1<<8, 9<<16 | 1<<8, 10<<16 | 1<<8, 11<<16 | 1<<8,
	12<<16 | 1<<8, 13<<16 | 1<<8, 14<<16 | 1<<8, 15<<16 | 1<<8,
	again | 3<<8 | 2, 3<<8 | 3, 11<<8 | 7,
}

// lengthOrder is the order in which the lengths of that code come.
var lengthOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// lengthTable decodes code lengths.
type lengthTable [128]uint32

// read makes the table from the next 3*n bits. Its lengths are at most 7, so that
// all counts fit a word, one byte each.
func (t *lengthTable) read(s *stream, n uint) error {
	var length [19]uint8
	var count uint64
	for i := range n {
		if i == 0 || i == 12 {
			s.refill()
		}
		if s.nb < 3 {
			return errTruncated
		}
		l := s.buf & 7
		s.drop(3)
		length[lengthOrder[i]] = uint8(l)
		count += 1 << (8 * l)
	}
	count &^= 0xff
	left := 128
	for l := uint(1); l <= 7; l++ {
		left -= int(count>>(8*l)&0xff) << (7 - l)
	}
	if left != 0 {
		return errCode
	}
	// Byte l of next is the first place of length l in the sorted symbols.
	next := count * 0x0101010101010101 << 8
	var sorted [19]uint8
	for sym, l := range length {
		if l != 0 {
			sorted[next>>(8*l)&0xff] = uint8(sym)
			next += 1 << (8 * l)
		}
	}
	at, code := 0, uint(0)
	for l := uint(1); l <= 7; l++ {
		code <<= 1
		half := 1 << (l - 1)
		if code != 0 {
			copy(t[half:2*half], t[:half])
		}
		for range count >> (8 * l) & 0xff {
			t[bits.Reverse8(uint8(code))>>(8-l)] = lengthMeaning[sorted[at]] + uint32(l<<4|l)
			at++
			code++
		}
	}
	return nil
}

// describe reads the description of a block's codes and makes the tables.
func (d *Decoder) describe(s *stream) error {
	s.refill()
	if s.nb < 14 {
		return errTruncated
	}
	lits := int(s.buf&31) + 257
	dists := int(s.buf>>5&31) + 1
	n := uint(s.buf>>10&15) + 4
	s.drop(14)
	if lits > 286 || dists > 30 {
		return errLengths
	}
	table := &d.lengths
	if err := table.read(s, n); err != nil {
		return err
	}
	var lit, all, dist, none counts
	s.refill()
	if int32(table[s.buf&127]) < 0 {
		return errLengths // there is no symbol before the first
	}
	last := uint32(0)
	i, err := d.symbols.read(s, table, &all, 0, lits, &last)
	if err != nil {
		return err
	}
	lit = all
	if last != 0 {
		lit[last] -= uint16(i - lits) // they are distances already
	}
	if i, err = d.symbols.read(s, table, &all, i, lits+dists, &last); err != nil {
		return err
	}
	if i != lits+dists {
		return errLengths
	}
	total := 0
	for l, n := range all {
		dist[l] = n - lit[l]
		total += int(dist[l])
	}
	t := &d.dynamic
	var litBits, distBits uint
	switch {
	case lit.complete():
		litBits = build(t.lit[:], d.lit[:], &d.symbols, &none, &lit, 0, litRoot)
	case lit.lone():
		litBits = lone(t.lit[:], d.lit[d.symbols.of[1][0]]+oneBit)
	default:
		return errCode
	}
	switch {
	case total == 0:
		distBits = lone(t.dist[:], exceptional)
	case dist.complete():
		distBits = build(t.dist[:], distances[:], &d.symbols, &lit, &all, lits, distRoot)
	case dist.lone():
		distBits = lone(t.dist[:], distances[int(d.symbols.of[1][lit[1]])-lits]+oneBit)
	default:
		return errCode
	}
	t.sized(litBits, distBits)
	return nil
}

// oneBit is what the entry of a symbol with a code of one bit has besides its
// meaning.
const oneBit = 1<<8 | 1

// lone says whether there is a single code, of one bit.
func (c *counts) lone() bool {
	if c[1] != 1 {
		return false
	}
	for _, n := range c[2:] {
		if n != 0 {
			return false
		}
	}
	return true
}

// read reads the lengths of symbols i up to n and sorts the symbols in. It gives
// the next symbol, which may lie behind n. Last is the length before symbol i,
// and then that of the last one.
//
// There are no branches on what is read, as they would be guessed wrong most of
// the time: the symbols of a run, at most six, are all written, and then count
// or not.
func (y *symbols) read(s *stream, table *lengthTable, count *counts, i, n int, last *uint32) (int, error) {
	src, pos, buf, nb, l := s.src, s.pos, s.buf, s.nb, *last
	for i < n {
		if len(src)-pos >= 8 {
			buf |= binary.LittleEndian.Uint64(src[pos:]) << (nb & 63)
			pos += int(63-nb) >> 3
			nb |= 56
		} else {
			for nb < 56 && pos < len(src) {
				buf |= uint64(src[pos]) << (nb & 63)
				pos++
				nb += 8
			}
		}
		e := table[buf&127]
		all := uint(e & 15)
		if all > nb {
			return 0, errTruncated
		}
		run := int(e>>8&0xff) + int(buf&(1<<all-1)>>(e>>4&15))
		buf >>= all
		nb -= all
		l = e>>16&15 | l&uint32(int32(e)>>31)
		at := int(count[l&15])
		w := y.of[l&15][at : at+6]
		w[0], w[1], w[2], w[3], w[4], w[5] = uint16(i), uint16(i+1), uint16(i+2), uint16(i+3), uint16(i+4), uint16(i+5)
		count[l&15] += uint16(run) & -uint16((l+15)>>4)
		i += run
	}
	s.pos, s.buf, s.nb, *last = pos, buf, nb, l
	return i, nil
}
