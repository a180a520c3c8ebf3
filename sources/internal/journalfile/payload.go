package journalfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/xi2/xz"

	"github.com/leakstag/leakstag/sources"
)

const (
	// maxPayload is how long a field may be, once it is decompressed. journald
	// takes longer ones, such as the memory of programs that have crashed, from
	// old versions only, and those are read as they are.
	maxPayload = 32 << 20
	// A file whose fields together are bombRatio times as long as the file, and
	// more than bombSize bytes, is taken for a trap.
	bombRatio = 1024
	bombSize  = 1 << 30
)

// decompressor decompresses payloads. It keeps memory, and is for one goroutine.
type decompressor struct {
	zstd *zstd.Decoder
	out  []byte
	made int64 // bytes so far
}

// decompress gives the payload that packed is, valid until the next call. read is
// how much of the file was read.
func (d *decompressor) decompress(flags byte, packed []byte, read int64) ([]byte, error) {
	if d.made > bombSize && d.made/bombRatio > read {
		return nil, fmt.Errorf("%w: %d bytes became more than %d", sources.ErrTooLarge, read, d.made)
	}
	d.out = d.out[:0]
	var err error
	switch flags {
	case compressedXZ:
		err = d.xz(packed)
	case compressedLZ4:
		err = d.lz4(packed)
	case compressedZstd:
		err = d.zstandard(packed)
	default:
		return nil, fmt.Errorf("compressed in an unknown way (%d)", flags)
	}
	// What was made in vain took its time as well.
	d.made += int64(len(d.out))
	if err != nil {
		return nil, err
	}
	return d.out, nil
}

func (d *decompressor) zstandard(packed []byte) error {
	if d.zstd == nil {
		var err error
		d.zstd, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxMemory(maxPayload), zstd.WithDecoderMaxWindow(maxPayload))
		if err != nil {
			return fmt.Errorf("zstd: %w", err)
		}
	}
	var err error
	d.out, err = d.zstd.DecodeAll(packed, d.out[:0])
	if err != nil {
		return fmt.Errorf("zstd: %w", err)
	}
	return nil
}

// xz decompresses a whole .xz file, which is what an object holds.
func (d *decompressor) xz(packed []byte) error {
	window, err := windowOf(packed)
	if err != nil {
		return fmt.Errorf("xz: %w", err)
	}
	d.made += window / 4 // to clear memory takes time as well
	r, err := xz.NewReader(bytes.NewReader(packed), maxWindow)
	if err != nil {
		return fmt.Errorf("xz: %w", err)
	}
	out := bytes.NewBuffer(d.out[:0])
	n, err := io.Copy(out, io.LimitReader(r, maxPayload+1))
	d.out = out.Bytes()
	if err != nil {
		return fmt.Errorf("xz: %w", err)
	}
	if n > maxPayload {
		return fmt.Errorf("xz: %w: more than %d bytes", sources.ErrTooLarge, maxPayload)
	}
	return nil
}

// lz4 decompresses a block, before which its length stands.
func (d *decompressor) lz4(packed []byte) error {
	if len(packed) < 8 {
		return fmt.Errorf("lz4: %w", io.ErrUnexpectedEOF)
	}
	size := binary.LittleEndian.Uint64(packed)
	packed = packed[8:]
	if size > maxPayload {
		return fmt.Errorf("lz4: %w: %d bytes", sources.ErrTooLarge, size)
	}
	// No block of LZ4 grows more than 255-fold; and the decoder takes a block of
	// nothing badly.
	if size == 0 || size > uint64(len(packed))*255+16 {
		return fmt.Errorf("lz4: %d bytes can't become %d", len(packed), size)
	}
	if uint64(cap(d.out)) < size {
		d.out = make([]byte, size)
	}
	d.out = d.out[:size]
	n, err := lz4.UncompressBlock(packed, d.out)
	if err != nil {
		return fmt.Errorf("lz4: %w", err)
	}
	d.out = d.out[:n]
	return nil
}

// close gives back what the decoders hold.
func (d *decompressor) close() {
	if d.zstd != nil {
		d.zstd.Close()
	}
}
