package unpack

import (
	"archive/zip"
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
)

// A zip archive whose directory can't be read, because its end is missing or it
// does not fit into memory, is read from its start: each member has a header of
// its own (APPNOTE.TXT, section 4.3.7), though without a size where it was
// written to a pipe. A deflated member ends by itself.

const (
	zipLocal       = "PK\x03\x04"
	zipLocalSize   = 30
	zipDescriptor  = "PK\x07\x08"
	zipStreamed    = 8 // flag: sizes come after the content
	zipUnknownSize = 1<<32 - 1
	zipVersion     = 63 // the newest that a member may ask for
)

var errNoSize = errors.New("a member whose size is not known, with all that follow")

// localHeader is a member's own header.
type localHeader struct {
	name          string
	flags, method uint16
	size          uint32 // of the packed content
}

// salvageZip reads members from the start of an archive, of which skip was told
// that it can't be read as it should. opened says that there was one.
func salvageZip(c *container, from io.Reader) (opened bool, err error) {
	r := bufferedReaders.Get().(*bufio.Reader)
	defer unbuffer(r)
	r.Reset(from)
	for !c.stopped {
		h, err := nextLocal(r)
		if err != nil {
			return opened, c.ctx.Err() // skip was told of it
		}
		opened = true
		if done, err := salvageMember(c, r, h); err != nil || done {
			return true, err
		}
	}
	return opened, c.ctx.Err()
}

// nextLocal reads the next member's header; the error is not nil where there is
// none.
func nextLocal(r *bufio.Reader) (h localHeader, err error) {
	const versionAt, flagsAt, methodAt, sizeAt, nameAt, extraAt = 4, 6, 8, 18, 26, 28
	var header [zipLocalSize]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return h, err
	}
	nameSize := binary.LittleEndian.Uint16(header[nameAt:])
	if !has(header[:], zipLocal) || header[versionAt] > zipVersion || nameSize == 0 || nameSize > maxName {
		return h, zip.ErrFormat
	}
	name := make([]byte, nameSize)
	if _, err := io.ReadFull(r, name); err != nil {
		return h, err
	}
	if _, err := r.Discard(int(binary.LittleEndian.Uint16(header[extraAt:]))); err != nil {
		return h, err
	}
	return localHeader{
		name:   strings.ReplaceAll(string(name), `\`, "/"),
		flags:  binary.LittleEndian.Uint16(header[flagsAt:]),
		method: binary.LittleEndian.Uint16(header[methodAt:]),
		size:   binary.LittleEndian.Uint32(header[sizeAt:]),
	}, nil
}

// salvageMember reads a member. It is done when no other can be found after it:
// then what follows is read as it is.
func salvageMember(c *container, r *bufio.Reader, h localHeader) (done bool, err error) {
	known := h.flags&zipStreamed == 0 && h.size != zipUnknownSize
	packed := &exactly{r: r, left: int64(h.size)}
	switch {
	case !known && (h.method != zip.Deflate || h.flags&zipEncrypted != 0):
		if err := c.lost(h.name, errNoSize); err != nil {
			return true, err
		}
		return true, c.rest(r)
	case h.flags&zipEncrypted != 0:
		err = c.lost(h.name, errEncrypted)
	case !known:
		return false, salvageStreamed(c, r, h)
	case h.method == zip.Deflate:
		err = c.member(h.name, &layer{file: c.file, name: c.format.String(), text: flate.NewReader(packed)})
	case h.method == zip.Store && h.size > 0:
		err = c.member(h.name, &part{name: c.format.String(), r: packed})
	case h.size > 0:
		err = c.lost(h.name, zip.ErrAlgorithm)
	}
	if err != nil || c.stopped {
		return true, err
	}
	_, short := io.Copy(io.Discard, packed)
	return short != nil, c.ctx.Err()
}

// salvageStreamed reads a deflated member up to where it ends, and the numbers
// that come after it: of four bytes each, or of eight.
func salvageStreamed(c *container, r *bufio.Reader, h localHeader) error {
	content := &layer{file: c.file, name: c.format.String(), text: flate.NewReader(r)}
	if err := c.member(h.name, content); err != nil || c.stopped {
		return err
	}
	if _, err := io.Copy(io.Discard, content); err != nil {
		return c.failed(err)
	}
	if next, _ := r.Peek(4); has(next, zipDescriptor) {
		r.Discard(len(zipDescriptor))
	}
	for _, size := range []int{12, 20} {
		if next, _ := r.Peek(size + 4); len(next) == size+4 && string(next[size:size+2]) == "PK" {
			r.Discard(size)
			break
		}
	}
	return nil
}
