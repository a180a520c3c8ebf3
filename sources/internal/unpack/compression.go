package unpack

import (
	"bufio"
	"compress/bzip2"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz/lzma"
	"github.com/xi2/xz"

	"github.com/leakstag/leakstag/sources"
)

// maxWindow is how far back in the text, in bytes, a compressed file may refer:
// so much memory one file may take. It is what zstd's own program allows unless
// it is told otherwise, and twice what "xz -9" needs.
const maxWindow = 128 << 20

// decompress opens a compressed item. All formats allow compressed files to be
// put one after the other.
func decompress(c *container) (opened bool, err error) {
	r := c.buffered()
	defer unbuffer(r)
	text, err := guarded(func() (io.ReadCloser, error) { return c.format.decompressor(r) })
	if err != nil {
		return false, c.failed(err)
	}
	defer text.Close() // only frees memory
	l := &layer{file: c.file, name: c.format.String(), text: text}
	p := sources.Peek(c.ctx, l)
	defer p.Close()
	if l.read == 0 && l.failed != nil {
		return false, c.skip(c.place, l.failed)
	}
	at := c.place
	at.depth++
	return true, c.item(p, at)
}

// decompressor gives a reader of the text that r has in a format.
func (f format) decompressor(r *bufio.Reader) (io.ReadCloser, error) {
	switch f {
	case gzipFormat:
		return gzip.NewReader(r)
	case bzip2Format:
		return io.NopCloser(bzip2.NewReader(r)), nil
	case xzFormat:
		return openXz(r)
	case lzmaFormat:
		return openLzma(r)
	case zstdFormat:
		return openZstd(r)
	case lz4Format: // at most two blocks in memory, of 8 MB at most
		return io.NopCloser(lz4.NewReader(r)), nil
	}
	return nil, fmt.Errorf("%v: not a compressed format", f)
}

func openXz(r *bufio.Reader) (io.ReadCloser, error) {
	if err := checkXzWindow(r); err != nil {
		return nil, err
	}
	d, err := xz.NewReader(r, maxWindow)
	if err != nil {
		return nil, xzError(err)
	}
	return io.NopCloser(xzText{d}), nil
}

// xzText is the text of an xz file.
type xzText struct{ *xz.Reader }

func (t xzText) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	return n, xzError(err)
}

// xzError says of a later block what checkXzWindow says of the first.
func xzError(err error) error {
	if err == xz.ErrMemlimit {
		return fmt.Errorf("%w: its dictionary, the limit is %d bytes", sources.ErrTooLarge, int64(maxWindow))
	}
	return err
}

func openZstd(r *bufio.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

const lzmaHeader = 13

// isLzma knows the format that came before xz and is found in old packages: the
// usual properties, the size of a dictionary, that of the text or -1, and the
// zero with which the coder begins. The limits are those of xz's own program.
func isLzma(head []byte) bool {
	if len(head) <= lzmaHeader || head[0] != 0x5D || head[lzmaHeader] != 0 {
		return false
	}
	window, size := binary.LittleEndian.Uint32(head[1:]), binary.LittleEndian.Uint64(head[5:])
	ones := bits.OnesCount32(window)
	rounded := window>>12 != 0 && (ones == 1 || ones == 2 && window&(window>>1) != 0)
	return rounded && (size < 256<<30 || size == 1<<64-1)
}

func openLzma(r *bufio.Reader) (io.ReadCloser, error) {
	head, err := r.Peek(lzmaHeader)
	if err != nil {
		return nil, err
	}
	if window := binary.LittleEndian.Uint32(head[1:]); window > maxWindow {
		return nil, fmt.Errorf("%w: its dictionary of %d bytes, the limit is %d", sources.ErrTooLarge, window, int64(maxWindow))
	}
	d, err := lzma.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(d), nil
}
