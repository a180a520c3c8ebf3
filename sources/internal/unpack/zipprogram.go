package unpack

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"

	"github.com/leakstag/leakstag/sources"
)

const (
	zipDirectory = "PK\x01\x02"
	zipEnd       = "PK\x05\x06"
	zipEndSize   = 22
	// zipEndWithin is how far before the end of a long program the end of a zip
	// archive is looked for: there may be a comment.
	zipEndWithin = 1 << 10
	// maxZipEndWithin is how long a comment can be, for programs that are in memory.
	maxZipEndWithin = 1<<16 + zipEndSize
)

// hasProgram says that an item begins as programs do, before which a zip archive
// may be put: self-extracting ones, and those that are run, such as Python's
// and Java's.
func hasProgram(head []byte) bool {
	return has(head, "MZ") || has(head, "\x7fELF") || has(head, "#!")
}

// endsInZip looks for the end of a zip archive at the end of an item. It costs
// nothing where the item is in memory, and reads a little where it is long.
func endsInZip(p *sources.Peeked, random io.ReaderAt, size int64) bool {
	if p.Whole() {
		head := p.Head()
		start := max(0, len(head)-maxZipEndWithin)
		directory := int64(start) + zipDirectoryAt(head[start:])
		return directory >= 0 && has(head[directory:], zipDirectory)
	}
	if random == nil || size < zipEndWithin {
		return false
	}
	tail := make([]byte, zipEndWithin)
	n, _ := random.ReadAt(tail, size-zipEndWithin) // what can't be read has no end
	var first [len(zipDirectory)]byte
	directory := size - zipEndWithin + zipDirectoryAt(tail[:n])
	if directory < 0 {
		return false
	}
	_, err := random.ReadAt(first[:], directory)
	return err == nil && string(first[:]) == zipDirectory
}

// zipDirectoryAt says where the directory of the zip archive begins that ends in
// tail, counted from there, if there is one: a program may have the letters of the
// end in it too.
func zipDirectoryAt(tail []byte) int64 {
	i := bytes.LastIndex(tail, []byte(zipEnd))
	if i < 0 || len(tail)-i < zipEndSize {
		return math.MinInt64 / 2
	}
	return int64(i) - int64(binary.LittleEndian.Uint32(tail[i+12:]))
}
