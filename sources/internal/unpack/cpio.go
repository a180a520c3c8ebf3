package unpack

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The forms of cpio, by their magic. The format: cpio(5) of FreeBSD, and
// Documentation/driver-api/early-userspace/buffer-format.rst of Linux.
const (
	cpioNewc = "070701" // hexadecimal numbers
	cpioCRC  = "070702" // the same, with checksums
	cpioOdc  = "070707" // octal numbers, of POSIX
	cpioRpm  = "07070X" // what rpm makes of a payload with files over 4 GB

	cpioMagic   = 6
	newcHeader  = 110
	odcHeader   = 76
	cpioTrailer = "TRAILER!!!"
	maxCpioName = 1 << 16

	cpioTypeMask = 0o170000
	cpioRegular  = 0o100000
)

var (
	errCpioHeader = errors.New("no header of a member where one must be")
	errCpioLarge  = errors.New("a payload for files over 4 GB, which can't be read")
)

// cpioMember is a member's header.
type cpioMember struct {
	name    string
	mode    uint64
	size    int64
	padding int // bytes after the content
}

// isCpio wants all numbers of the header to be numbers: the magic is text.
func isCpio(head []byte) bool {
	switch {
	case len(head) < odcHeader:
		return false
	case has(head, cpioOdc):
		_, _, err := odcNumbers(head[:odcHeader])
		return err == nil
	case len(head) < newcHeader:
		return false
	case has(head, cpioNewc), has(head, cpioCRC):
		_, _, err := newcNumbers(head[:newcHeader])
		return err == nil
	}
	return false
}

// openCpio reads the members of a cpio archive, and what comes after its end: the
// images with which Linux starts are several archives.
func openCpio(c *container) (opened bool, err error) {
	r := c.buffered()
	defer unbuffer(r)
	for !c.stopped {
		m, err := nextCpio(r)
		if err != nil {
			return opened, c.damaged(err, opened, r)
		}
		opened = true
		if m.name == cpioTrailer {
			return true, c.rest(r)
		}
		content := &exactly{r: r, left: m.size}
		text := &part{name: c.format.String(), r: content}
		if m.mode&cpioTypeMask == cpioRegular && m.size > 0 {
			if err := c.member(m.name, text); err != nil || c.stopped {
				return true, err
			}
		}
		content.left += int64(m.padding)
		if _, err := io.Copy(io.Discard, text); err != nil {
			return true, c.failed(err)
		}
	}
	return true, c.ctx.Err()
}

// nextCpio reads the header of the next member.
func nextCpio(r *bufio.Reader) (m cpioMember, err error) {
	magic, err := r.Peek(cpioMagic)
	if err != nil {
		return m, err
	}
	size, numbers, align := newcHeader, newcNumbers, 4
	switch string(magic) {
	case cpioNewc, cpioCRC:
	case cpioOdc:
		size, numbers, align = odcHeader, odcNumbers, 1
	case cpioRpm:
		return m, errCpioLarge
	default:
		return m, errCpioHeader
	}
	header := make([]byte, size)
	if _, err := io.ReadFull(r, header); err != nil {
		return m, err
	}
	m, nameSize, err := numbers(header)
	if err != nil {
		return m, err
	}
	name := make([]byte, nameSize+padding(size+nameSize, align))
	if _, err := io.ReadFull(r, name); err != nil {
		return m, err
	}
	m.name = strings.TrimRight(string(name[:nameSize]), "\x00")
	m.padding = padding(int(m.size&0xFF), align)
	return m, nil
}

func newcNumbers(header []byte) (m cpioMember, nameSize int, err error) {
	const modeAt, sizeAt, nameSizeAt, digits = 14, 54, 94, 8
	for at := cpioMagic; at < newcHeader; at += digits {
		n, err := strconv.ParseUint(string(header[at:at+digits]), 16, 32)
		if err != nil {
			return m, 0, errCpioHeader // the number itself is content
		}
		switch at {
		case modeAt:
			m.mode = n
		case sizeAt:
			m.size = int64(n)
		case nameSizeAt:
			nameSize = int(n)
		}
	}
	return m, nameSize, checkNameSize(nameSize)
}

func odcNumbers(header []byte) (m cpioMember, nameSize int, err error) {
	const modeAt, nameSizeAt, sizeAt = 18, 59, 65
	for _, field := range []struct{ at, digits int }{
		{6, 6}, {12, 6}, {modeAt, 6}, {24, 6}, {30, 6}, {36, 6}, {42, 6}, {48, 11}, {nameSizeAt, 6}, {sizeAt, 11},
	} {
		n, err := strconv.ParseUint(string(header[field.at:field.at+field.digits]), 8, 40)
		if err != nil {
			return m, 0, errCpioHeader
		}
		switch field.at {
		case modeAt:
			m.mode = n
		case nameSizeAt:
			nameSize = int(n)
		case sizeAt:
			m.size = int64(n)
		}
	}
	return m, nameSize, checkNameSize(nameSize)
}

func checkNameSize(n int) error {
	if n < 1 || n > maxCpioName {
		return fmt.Errorf("%w: a name of %d bytes", errCpioHeader, n)
	}
	return nil
}

// padding is how many bytes bring n to a multiple of align.
func padding(n, align int) int { return (align - n%align) % align }

// exactly reads so many bytes, and fails where there are fewer.
type exactly struct {
	r    io.Reader
	left int64
}

func (e *exactly) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n, err := e.r.Read(p[:min(int64(len(p)), e.left)])
	e.left -= int64(n)
	if err == io.EOF && e.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
