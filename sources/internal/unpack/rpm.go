package unpack

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

const (
	rpmMagic       = "\xed\xab\xee\xdb"
	rpmLead        = 96
	rpmHeaderMagic = "\x8e\xad\xe8\x01"
	rpmIntro       = 16 // of a header: magic, nothing, two numbers
	rpmEntry       = 16
	// The limits of rpm itself.
	maxRpmEntries = 0xFFFF
	maxRpmData    = 256 << 20
	// rpmHeaderName is what the package's header is called as a member: it holds
	// the scripts that are run when the package is installed.
	rpmHeaderName = "header"
)

var errRpmHeader = errors.New("no header where one must be")

func isRpm(head []byte) bool {
	return len(head) > rpmLead && has(head, rpmMagic) && has(head[rpmLead:], rpmHeaderMagic)
}

// openRpm reads a package of rpm: a lead, a header with signatures, a header, and
// a compressed cpio archive. The format: https://rpm-software-management.github.io/rpm/manual/format_v4.html
func openRpm(c *container) (opened bool, err error) {
	r := c.buffered()
	defer unbuffer(r)
	if _, err := r.Discard(rpmLead); err != nil {
		return false, c.failed(err)
	}
	signatures, err := nextRpmHeader(r)
	if err == nil {
		signatures.left += int64(padding(int(signatures.left), 8))
		_, err = io.Copy(io.Discard, signatures)
	}
	if err != nil {
		return false, c.failed(err)
	}
	data, err := nextRpmHeader(r)
	if err != nil {
		return false, c.failed(err)
	}
	header := &part{name: c.format.String(), r: data}
	if err := c.member(rpmHeaderName, header); err != nil || c.stopped {
		return true, err
	}
	if _, err := io.Copy(io.Discard, header); err != nil {
		return true, c.failed(err)
	}
	return true, c.rest(r)
}

// nextRpmHeader gives a reader of a header's data, whose index it reads.
func nextRpmHeader(r *bufio.Reader) (*exactly, error) {
	var intro [rpmIntro]byte
	if _, err := io.ReadFull(r, intro[:]); err != nil {
		return nil, err
	}
	entries, size := binary.BigEndian.Uint32(intro[8:]), binary.BigEndian.Uint32(intro[12:])
	if !has(intro[:], rpmHeaderMagic) || entries > maxRpmEntries || size > maxRpmData {
		return nil, errRpmHeader
	}
	if _, err := r.Discard(int(entries) * rpmEntry); err != nil {
		return nil, err
	}
	return &exactly{r: r, left: int64(size)}, nil
}
