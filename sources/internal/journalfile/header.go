package journalfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Magic is what a journal file begins with.
const Magic = "LPKSHHRH"

// Is says whether a file that begins with head is a journal.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte(Magic)) }

const (
	// minHeader is the size of the oldest header that there is, knownHeader that
	// of the newest (systemd 254), maxHeader more than that of any that may come.
	minHeader   = 208
	knownHeader = 272
	maxHeader   = 64 << 10
)

// The incompatible flags: who doesn't know one must not read the file.
const (
	flagXZ = 1 << iota
	flagLZ4
	flagKeyedHash
	flagZstd
	flagCompact
	knownFlags = flagXZ | flagLZ4 | flagKeyedHash | flagZstd | flagCompact
)

// header is what matters of a file's header.
type header struct {
	size    uint64 // of the header itself; objects come after it
	objects uint64 // how many there are
	compact bool
}

var errUnknownFlags = errors.New("it uses features that are not known here")

// readHeader reads a file's header, but for what is longer than those known here.
// taken is what was read so far, for whoever has to make do without a header.
func readHeader(r io.Reader) (h header, taken []byte, err error) {
	taken = make([]byte, minHeader)
	n, err := io.ReadFull(r, taken)
	if err != nil {
		return h, taken[:n], fmt.Errorf("header: %w", cut(err))
	}
	if !Is(taken) {
		return h, taken, errors.New("it is no journal")
	}
	flags := binary.LittleEndian.Uint32(taken[12:])
	h.size = binary.LittleEndian.Uint64(taken[88:])
	h.objects = binary.LittleEndian.Uint64(taken[144:])
	h.compact = flags&flagCompact != 0
	if flags&^knownFlags != 0 {
		return h, taken, fmt.Errorf("%w: 0x%x", errUnknownFlags, flags&^uint32(knownFlags))
	}
	if h.size < minHeader || h.size > maxHeader || h.size%alignment != 0 {
		return h, taken, fmt.Errorf("the header claims to have %d bytes", h.size)
	}
	if _, err := io.CopyN(io.Discard, r, int64(min(h.size, knownHeader)-minHeader)); err != nil {
		return h, taken, fmt.Errorf("header: %w", cut(err))
	}
	return h, taken, nil
}

// cut makes of the end of a file the error that it is in the middle of something.
func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
