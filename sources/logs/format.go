package logs

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// format is a way to compress. All of them allow compressed files to be put one
// after the other.
type format struct {
	name  string
	magic func(head []byte) bool
	open  func(*bufio.Reader) (io.ReadCloser, error)
}

// headSize is how many bytes of a log are read to tell its format: more than that
// takes, so that a small log needs no second look.
const headSize = 4 << 10

// maxWindow is how far back in the text, in bytes, a compressed file may refer:
// so much memory one file may take. It is what zstd's own program allows unless
// it is told otherwise, and twice what "xz -9" needs.
const maxWindow = 128 << 20

// formats are those that are told.
var formats = []format{
	{"gzip", prefix("\x1f\x8b\x08"), openGzip}, // RFC 1952
	{"xz", prefix("\xfd7zXZ\x00"), openXz},     // https://tukaani.org/xz/xz-file-format.txt
	{"bzip2", isBzip2, openBzip2},              //
	{"zstd", isZstd, openZstd},                 // RFC 8878
}

// recognise tells the format from a file's first bytes; nil for none of them.
func recognise(head []byte) *format {
	for i := range formats {
		if formats[i].magic(head) {
			return &formats[i]
		}
	}
	return nil
}

func prefix(magic string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(magic)) }
}

// isBzip2 wants the header with the block size and the mark of a block, or of
// the end: "BZh" alone may be text.
func isBzip2(head []byte) bool {
	if len(head) < 10 || string(head[:3]) != "BZh" || head[3] < '1' || head[3] > '9' {
		return false
	}
	mark := string(head[4:10])
	return mark == "\x31\x41\x59\x26\x53\x59" || mark == "\x17\x72\x45\x38\x50\x90"
}

// isZstd knows frames, and the frames to skip that some programs put first.
func isZstd(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")) ||
		len(head) >= 8 && head[0]&0xF0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18"
}

func openGzip(r *bufio.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }

func openBzip2(r *bufio.Reader) (io.ReadCloser, error) {
	return io.NopCloser(bzip2.NewReader(r)), nil
}

func openXz(r *bufio.Reader) (io.ReadCloser, error) {
	if err := checkXzWindow(r); err != nil {
		return nil, err
	}
	d, err := xz.ReaderConfig{}.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(d), nil
}

func openZstd(r *bufio.Reader) (io.ReadCloser, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}
