package unpack

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

const (
	arMagic  = "!<arch>\n"
	arHeader = 60
	// debFirst is the member that makes an ar archive a Debian package. Other ar
	// archives, such as libraries, pack nothing: they are as good as plain bytes.
	debFirst = "debian-binary"
)

var errArHeader = errors.New("no header of a member where one must be")

func isDeb(head []byte) bool { return has(head, arMagic+debFirst) }

// openDeb reads the members of a Debian package (deb(5)), an ar archive (ar(5))
// of two tar archives.
func openDeb(c *container) (opened bool, err error) {
	r := c.buffered()
	defer unbuffer(r)
	if _, err := r.Discard(len(arMagic)); err != nil {
		return false, c.failed(err)
	}
	for !c.stopped {
		name, size, err := nextAr(r)
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return opened, c.damaged(err, opened, r)
		}
		opened = true
		content := &part{name: c.format.String(), r: &exactly{r: r, left: size}}
		if size > 0 {
			if err := c.member(name, content); err != nil || c.stopped {
				return true, err
			}
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			return true, c.failed(err)
		}
		if size%2 == 1 {
			r.Discard(1) // it may lack after the last
		}
	}
	return true, c.ctx.Err()
}

// nextAr reads the header of the next member.
func nextAr(r *bufio.Reader) (name string, size int64, err error) {
	const nameSize, sizeAt, endAt = 16, 48, 58
	var header [arHeader]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return "", 0, err
	}
	size, err = strconv.ParseInt(strings.TrimRight(string(header[sizeAt:endAt]), " "), 10, 64)
	if err != nil || size < 0 || string(header[endAt:]) != "`\n" {
		return "", 0, errArHeader
	}
	return strings.TrimRight(strings.TrimRight(string(header[:nameSize]), " "), "/"), size, nil
}
