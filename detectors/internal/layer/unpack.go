package layer

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// packedRun decodes the run that begins at pos, which holds packed bytes. Their
// place is the whole run, as no byte of what was packed has one of its own.
func packedRun(text []byte, pos int, a *alphabet) (*Layer, int) {
	r := collect(text, pos, len(text), a)
	var decoded []byte
	var n int
	if a == &hexDigits {
		decoded = make([]byte, len(r.digits)/2)
		n, _ = hex.Decode(decoded, r.digits[:len(decoded)*2])
	} else {
		if len(r.digits)%4 == 1 {
			r.digits = r.digits[:len(r.digits)-1]
		}
		decoded = make([]byte, base64.RawStdEncoding.DecodedLen(len(r.digits)))
		n, _ = base64.RawStdEncoding.Decode(decoded, r.digits)
	}
	next := max(r.end, pos+1)
	l := &Layer{From: pos, To: next, Packed: true}
	end := r.end
	for end < len(text) && text[end] == '=' && end-r.end < 2 { // the padding belongs to it
		end++
	}
	l.Put(decoded[:n], pos, end)
	return l, next
}

// MaxUnpacked is the most that is unpacked of one run, in bytes.
const MaxUnpacked = 16 << 20

// ErrTooLarge says that there was more than was unpacked.
var ErrTooLarge = errors.New("too large to be unpacked as a whole")

// Unpack undoes what gzip, zlib or zstd did to b. It gives at most limit bytes, and
// where b is damaged, what came before; the error says why that is not all. Where
// nothing known packed b it gives nothing.
func Unpack(b []byte, limit int) ([]byte, error) {
	limit = min(limit, MaxUnpacked)
	r, closer := unpacker(b)
	if r == nil {
		return nil, nil
	}
	defer closer()
	var out bytes.Buffer
	_, err := io.Copy(&out, io.LimitReader(r, int64(limit)+1))
	if text := out.Bytes(); len(text) > limit {
		return text[:limit], ErrTooLarge
	}
	return out.Bytes(), err
}

// unpacker gives the reader for what packed b, nil if nothing known did.
func unpacker(b []byte) (io.Reader, func()) {
	switch {
	case bytes.HasPrefix(b, []byte("\x1f\x8b\x08")):
		if r, err := gzip.NewReader(bytes.NewReader(b)); err == nil {
			return r, func() { _ = r.Close() }
		}
	case bytes.HasPrefix(b, []byte("\x28\xb5\x2f\xfd")):
		r, err := zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxUnpacked), zstd.WithDecoderMaxWindow(8<<20))
		if err == nil {
			return r, r.Close
		}
	case zlibHeader(b):
		if r, err := zlib.NewReader(bytes.NewReader(b)); err == nil {
			return r, func() { _ = r.Close() }
		}
	}
	return nil, nil
}

// zlibHeader says that b begins as zlib begins it, with the window of 32 KiB that
// it uses (RFC 1950, 2.2).
func zlibHeader(b []byte) bool {
	return len(b) > 8 && b[0] == 0x78 && (b[1] == 0x01 || b[1] == 0x5e || b[1] == 0x9c || b[1] == 0xda)
}
