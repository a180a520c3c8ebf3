// Package inflate inflates zlib streams that lie wholly in memory and whose
// inflated size is known, as those of git's packs and loose objects do.
//
// Libraries read from a stream and write to a stream: they keep a window, can
// stop after any byte, and build tables that pay off over megabytes. An object in
// a pack has some hundred bytes, its size stands before it, and there are
// millions of them. So this package
//
//   - inflates in one call, straight into the caller's slice, which is the window
//     at the same time;
//   - reads the input eight bytes at a time;
//   - takes the short way from a block's description to its decoding tables: the
//     symbols are sorted by length while the lengths are being read, the tables
//     are no larger than the longest code demands, and nothing is cleared;
//   - has one loop that checks its bounds once for each match, and a simple one
//     for what is left near the ends of the slices.
//
// On the packs of real repositories this takes 30 to 45 % of the time of
// github.com/klauspost/compress/flate, which itself is faster than the standard
// library; see BenchmarkInflate.
//
// What is accepted is what zlib accepts, to the bit; a test holds it against
// compress/flate. The formats are RFC 1950 (zlib) and RFC 1951 (deflate). How
// the tables are laid out owes much to libdeflate by Eric Biggers.
//
// The files: stream.go reads bits, header.go reads the description of a block's
// codes, tables.go makes tables of them, fast.go and careful.go are the two
// loops.
package inflate

import (
	"errors"
)

// Errors that the errors of this package wrap.
var (
	// ErrCorrupt says that the input is no zlib stream, or breaks off.
	ErrCorrupt = errors.New("corrupt zlib stream")
	// ErrShort says that the stream ends before the destination is full.
	ErrShort = errors.New("the zlib stream is shorter than it should be")
	// ErrLong says that the stream goes on when the destination is full.
	ErrLong = errors.New("the zlib stream is longer than it should be")
)

// fault is what is wrong with a stream. It is an ErrCorrupt.
type fault string

func (f fault) Error() string { return ErrCorrupt.Error() + ": " + string(f) }

// Is says that every fault is an ErrCorrupt.
func (fault) Is(target error) bool { return target == ErrCorrupt }

const (
	errHeader     fault = "no zlib header"
	errDictionary fault = "a preset dictionary is asked for"
	errTruncated  fault = "it breaks off"
	errBlock      fault = "unknown type of block"
	errStored     fault = "the length of a stored block does not match its complement"
	errLengths    fault = "the code lengths are invalid"
	errCode       fault = "a code is oversubscribed or incomplete"
	errSymbol     fault = "a code stands for nothing"
	errDistance   fault = "a distance reaches before the start"
)

// Slack is how many bytes of capacity behind its length a destination should
// have, so that the fast loop can run to its end.
const Slack = 288

// Decoder inflates streams, one after the other. Its zero value is ready. It is
// for one goroutine, and holds the tables, so that nothing is allocated for a
// stream.
type Decoder struct {
	fixed   tables // of blocks of type 1; made when the first one comes
	dynamic tables
	lengths lengthTable
	symbols symbols
	lit     [maxLit]uint32 // what each symbol means; see tables.go
	ready   bool           // fixed and lit are made
}

// Zlib inflates the zlib stream at the start of src into dst, which it must fill
// to exactly its length. Bytes between the length and the capacity of dst may be
// overwritten with anything; a destination with [Slack] there is filled faster.
// Src may go on behind the stream, and is only read. Used is how many bytes the
// stream takes up to its checksum, which is not looked at.
//
// Errors wrap [ErrCorrupt], [ErrShort] or [ErrLong]; dst then holds anything.
func (d *Decoder) Zlib(dst, src []byte) (used int, err error) {
	s := stream{src: src, dst: dst[:cap(dst)], size: len(dst)}
	if err := d.inflate(&s); err != nil {
		return 0, err
	}
	if s.out < s.size {
		return 0, ErrShort
	}
	return s.pos - int(s.nb>>3), nil
}

// Prefix inflates only the first bytes of the stream at the start of src, as many
// as dst has room for, and gives how many there were: fewer if the stream ends,
// which is no error. As with [Decoder.Zlib], what lies behind the length of dst
// may be overwritten. With an error, n bytes were inflated before it.
func (d *Decoder) Prefix(dst, src []byte) (n int, err error) {
	s := stream{src: src, dst: dst[:cap(dst)], size: len(dst)}
	err = d.inflate(&s)
	if s.out >= s.size && s.pos > 0 {
		return s.size, nil // what comes behind it, and in what state, is not asked for
	}
	return s.out, err
}

// inflate decodes block after block, until the last one ends or something is
// wrong. What was inflated up to there is in the destination in either case.
func (d *Decoder) inflate(s *stream) error {
	if len(s.src) < 2 || s.src[0]&15 != 8 || s.src[0]>>4 > 7 || (int(s.src[0])<<8|int(s.src[1]))%31 != 0 {
		return errHeader
	}
	if s.src[1]&0x20 != 0 {
		return errDictionary
	}
	s.pos = 2
	if !d.ready {
		d.prepare()
	}
	for {
		s.refill()
		if s.nb < 3 {
			return errTruncated
		}
		last, kind := s.buf&1, s.buf>>1&3
		s.drop(3)
		var err error
		switch kind {
		case 0:
			err = s.stored()
		case 1:
			err = d.fixed.block(s)
		case 2:
			if err = d.describe(s); err == nil {
				err = d.dynamic.block(s)
			}
		default:
			err = errBlock
		}
		if err != nil || last != 0 {
			return err
		}
	}
}

// block decodes the symbols of a block, and its end.
func (t *tables) block(s *stream) error {
	v := t.fast(s)
	switch {
	case s.out > s.size:
		return ErrLong // whatever came behind it
	case v == badSymbol:
		return errSymbol
	case v == badDistance:
		return errDistance
	case v == ended:
		return nil
	}
	return t.careful(s)
}
