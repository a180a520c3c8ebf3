package unpack

import (
	"archive/tar"
	"io"
	"strings"
)

const (
	tarBlock      = 512
	tarSumAt      = 148
	tarSumSize    = 8
	maxTarSumText = "01234567 \x00"
)

// isTar compares the checksum in the first header, which all forms of tar have,
// with that of the header. The format: https://www.gnu.org/software/tar/manual/html_node/Standard.html
func isTar(head []byte) bool {
	if len(head) < tarBlock || head[0] == 0 {
		return false
	}
	text := head[tarSumAt : tarSumAt+tarSumSize]
	want, digits := 0, 0
	for _, c := range text {
		switch {
		case '0' <= c && c <= '7':
			want = want*8 + int(c-'0')
			digits++
		case c != ' ' && c != 0:
			return false
		}
	}
	if digits == 0 {
		return false
	}
	unsigned, signed := 0, 0 // some programs took bytes for signed
	for i, c := range head[:tarBlock] {
		if i >= tarSumAt && i < tarSumAt+tarSumSize {
			c = ' '
		}
		unsigned += int(c)
		signed += int(int8(c))
	}
	return want == unsigned || want == signed
}

// openTar reads the members of a tar archive, and what comes after its end:
// archives may be put one after the other.
func openTar(c *container) (opened bool, err error) {
	r := c.buffered()
	defer unbuffer(r)
	n := int64(0)
	t := tar.NewReader(&counter{r: r, n: &n})
	for !c.stopped {
		header, err := t.Next()
		if err == io.EOF && n%tarBlock != 0 {
			err = io.ErrUnexpectedEOF // the library does not mind
		}
		if err == io.EOF {
			return true, c.rest(r)
		}
		if err != nil {
			return opened, c.damaged(err, opened, r)
		}
		opened = true
		if hasContent(header) {
			if err := readTarMember(c, t, header); err != nil || c.stopped {
				return true, err
			}
		}
	}
	return true, c.ctx.Err()
}

// readTarMember reads the member that t is at. The holes of a sparse one are
// bytes that come from nothing, so they count as unpacked.
func readTarMember(c *container, t *tar.Reader, header *tar.Header) error {
	content := &part{name: c.format.String(), r: t}
	if !isSparse(header) {
		return c.member(header.Name, content)
	}
	return c.member(header.Name, &layer{file: c.file, name: c.format.String(), text: content})
}

// hasContent says that a member is something like a file.
func hasContent(header *tar.Header) bool {
	switch header.Typeflag {
	case tar.TypeLink, tar.TypeSymlink, tar.TypeChar, tar.TypeBlock, tar.TypeDir, tar.TypeFifo, tar.TypeXGlobalHeader:
		return false
	}
	return header.Size > 0
}

func isSparse(header *tar.Header) bool {
	for key := range header.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return header.Typeflag == tar.TypeGNUSparse
}
