package unpack

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/leakstag/leakstag/sources"
)

// format is a kind of container; none is no container.
type format int

const (
	none format = iota
	gzipFormat
	xzFormat
	lzmaFormat
	bzip2Format
	zstdFormat
	lz4Format
	tarFormat
	cpioFormat
	zipFormat
	prefixedZip // after a program
	debFormat
	rpmFormat
)

// String gives the format's name.
func (f format) String() string {
	switch f {
	case gzipFormat:
		return "gzip"
	case xzFormat:
		return "xz"
	case lzmaFormat:
		return "lzma"
	case bzip2Format:
		return "bzip2"
	case zstdFormat:
		return "zstd"
	case lz4Format:
		return "lz4"
	case tarFormat:
		return "tar"
	case cpioFormat:
		return "cpio"
	case zipFormat, prefixedZip:
		return "zip"
	case debFormat:
		return "deb"
	case rpmFormat:
		return "rpm"
	}
	return "plain"
}

// open reads what is packed in a container. opened says that something came of
// it: else the container is to be read as plain bytes as well, after skip was
// told what is wrong. The error ends everything.
func (f format) open(c *container) (opened bool, err error) {
	switch f {
	case tarFormat:
		return openTar(c)
	case cpioFormat:
		return openCpio(c)
	case zipFormat:
		return openZip(c)
	case prefixedZip:
		return openPrefixedZip(c)
	case debFormat:
		return openDeb(c)
	case rpmFormat:
		return openRpm(c)
	}
	return decompress(c)
}

// recognise tells what kind of container an item is; none for all else. Of random, if
// it is not nil, size bytes are the item.
func recognise(p *sources.Peeked, random io.ReaderAt, size int64) format {
	head := p.Head()
	if f := byMagic(head); f != none {
		return f
	}
	if isTar(head) {
		return tarFormat
	}
	if hasProgram(head) && endsInZip(p, random, size) {
		return prefixedZip
	}
	return none
}

// MagicSize is how many bytes [Glance] looks at.
const MagicSize = 512

// Glance says whether an item that starts with head, of MagicSize bytes if it
// is that long, is a container, or else a program, which may have one at its end.
func Glance(head []byte) (packed, program bool) {
	return byMagic(head) != none || isTar(head), hasProgram(head)
}

// byMagic knows formats by how they start.
func byMagic(head []byte) format {
	if len(head) < 6 {
		return none
	}
	switch head[0] {
	case 0x1F: // RFC 1952, with no flag set that it leaves unused
		return when(has(head, "\x1f\x8b\x08") && head[3]&0xE0 == 0, gzipFormat)
	case 0xFD: // https://tukaani.org/xz/xz-file-format.txt
		return when(has(head, "\xfd7zXZ\x00"), xzFormat)
	case 0x5D:
		return when(isLzma(head), lzmaFormat)
	case 'B':
		return when(isBzip2(head), bzip2Format)
	case 'P': // a member, an archive without one, a part of several
		if has(head, "PK\x03\x04") || has(head, "PK\x05\x06") || has(head, "PK\x07\x08") {
			return zipFormat
		}
	case '!':
		return when(isDeb(head), debFormat)
	case 0xED:
		return when(isRpm(head), rpmFormat)
	case '0':
		return when(isCpio(head), cpioFormat)
	}
	return framed(head)
}

// framed knows zstd (RFC 8878) and lz4
// (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md), which both may
// begin with frames to skip.
func framed(head []byte) format {
	skipped := false
	for len(head) >= 8 {
		switch magic := binary.LittleEndian.Uint32(head); {
		case magic == 0xFD2FB528:
			return zstdFormat
		case magic == 0x184D2204, magic == 0x184C2102:
			return lz4Format
		case magic&^0xF != 0x184D2A50:
			return when(skipped, zstdFormat)
		}
		skipped = true
		head = head[min(8+int64(binary.LittleEndian.Uint32(head[4:])), int64(len(head))):]
	}
	return when(skipped, zstdFormat)
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

func has(head []byte, magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }

func when(is bool, f format) format {
	if is {
		return f
	}
	return none
}
