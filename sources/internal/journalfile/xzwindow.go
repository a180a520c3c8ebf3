package journalfile

import (
	"encoding/binary"
	"fmt"

	"github.com/ulikunitz/xz/lzma"

	"github.com/leakstag/leakstag/sources"
)

const (
	// maxWindow is the largest dictionary that a payload may ask for, four times
	// what systemd asks for (lib/basic/compress.c). The decoder makes room for it
	// with every payload, however short.
	maxWindow = 4 << 20

	xzStreamHeader = 12
	xzFilterLZMA2  = 0x21
	// xzPlainBlock are the flags of a block that has one filter, and whose sizes
	// may be there too.
	xzPlainBlock = 0xC0
)

// windowOf gives the size of the dictionary that the first block of an .xz file
// asks for (https://tukaani.org/xz/xz-file-format.txt, 3.1). What doesn't look as
// systemd writes it is no payload.
func windowOf(packed []byte) (int64, error) {
	errOdd := fmt.Errorf("not as systemd writes it")
	if len(packed) < xzStreamHeader+8 || packed[xzStreamHeader] == 0 {
		return 0, errOdd
	}
	block := packed[xzStreamHeader:]
	flags, rest := block[1], block[2:]
	if flags&^xzPlainBlock != 0 {
		return 0, errOdd
	}
	for mask := byte(0x40); mask != 0; mask <<= 1 {
		if flags&mask != 0 {
			_, n := binary.Uvarint(rest)
			rest = rest[max(n, 0):]
		}
	}
	if len(rest) < 3 || rest[0] != xzFilterLZMA2 || rest[1] != 1 {
		return 0, errOdd
	}
	window, err := lzma.DecodeDictCap(rest[2])
	if err != nil {
		return 0, err
	}
	if window > maxWindow {
		return 0, fmt.Errorf("%w: its dictionary of %d bytes, the limit is %d", sources.ErrTooLarge, window, maxWindow)
	}
	return window, nil
}
