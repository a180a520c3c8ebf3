package unpack

import (
	"bufio"
	"encoding/binary"
	"fmt"

	"github.com/ulikunitz/xz/lzma"

	"github.com/leakstag/leakstag/sources"
)

const (
	xzStreamHeader = 12
	xzBlockHeader  = 1024 // at most
	xzFilterLZMA2  = 0x21
)

// checkXzWindow looks at the first block's header for the size of the
// dictionary, to say how large it is where it is too large. The decoder itself
// refuses what is too large in any block, and uses the room of one for the next. A
// header that makes no sense is left to the decoder. The format: https://tukaani.org/xz/xz-file-format.txt
func checkXzWindow(r *bufio.Reader) error {
	head, _ := r.Peek(xzStreamHeader + xzBlockHeader) // it may be shorter
	if len(head) <= xzStreamHeader {
		return nil
	}
	block := head[xzStreamHeader:]
	if size := (int(block[0]) + 1) * 4; block[0] == 0 || size > len(block) {
		return nil
	} else {
		block = block[:size]
	}
	flags, rest := block[1], block[2:]
	filters := int(flags&3) + 1
	if flags&0x40 != 0 { // compressed size
		_, rest = xzNumber(rest)
	}
	if flags&0x80 != 0 { // uncompressed size
		_, rest = xzNumber(rest)
	}
	for range filters {
		var id, size uint64
		id, rest = xzNumber(rest)
		size, rest = xzNumber(rest)
		if size == 0 || size > uint64(len(rest)) {
			return nil
		}
		if id == xzFilterLZMA2 {
			window, err := lzma.DecodeDictCap(rest[0])
			if err == nil && window > maxWindow {
				return fmt.Errorf("%w: its dictionary of %d bytes, the limit is %d", sources.ErrTooLarge, window, int64(maxWindow))
			}
		}
		rest = rest[size:]
	}
	return nil
}

// xzNumber reads a number of variable length. There is nothing left after one
// that is not valid.
func xzNumber(b []byte) (n uint64, rest []byte) {
	n, size := binary.Uvarint(b)
	if size <= 0 {
		return 0, nil
	}
	return n, b[size:]
}
