package staged

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/klauspost/compress/zlib"

	"github.com/leakstag/leakstag/sources/internal/gitobject"
)

// maxLoose is the greatest size, in bytes, of a blob that looseReader reads.
const maxLoose = 8 << 20

// looseReader reads blobs that lie in files of their own, as `git add` leaves
// them, without a process for it. What it does not find, or what is not exactly
// as it should be, is for git to read or to complain about.
type looseReader struct {
	dir string
	in  *bufio.Reader
	z   io.ReadCloser // nil until the first
}

// read puts the content of the blob with this id into buf, and says whether it
// could.
func (l *looseReader) read(id string, buf *bytes.Buffer) bool {
	if l.dir == "" || len(id) < 3 {
		return false
	}
	name := filepath.Join(l.dir, id[:2], id[2:])
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close() // only read
	buf.Reset()
	return l.inflate(f, buf) && gitobject.Names(id, "blob", buf.Bytes())
}

// inflate reads a zlib stream of "blob SP size NUL" and the content.
func (l *looseReader) inflate(f io.Reader, buf *bytes.Buffer) bool {
	if l.in == nil {
		l.in = bufio.NewReader(nil)
	}
	l.in.Reset(f)
	var err error
	if l.z == nil {
		l.z, err = zlib.NewReader(l.in)
	} else {
		err = l.z.(zlib.Resetter).Reset(l.in, nil)
	}
	if err != nil {
		return false
	}
	head := make([]byte, 0, 32)
	for len(head) == 0 || head[len(head)-1] != 0 {
		if len(head) == cap(head) {
			return false
		}
		if _, err := io.ReadFull(l.z, head[len(head):len(head)+1]); err != nil {
			return false
		}
		head = head[:len(head)+1]
	}
	size, ok := bytes.CutPrefix(head[:len(head)-1], []byte("blob "))
	n, err := strconv.ParseInt(string(size), 10, 64)
	if !ok || err != nil || n < 0 || n > maxLoose {
		return false
	}
	// One byte more, to see the end and have the checksum compared.
	got, err := io.Copy(buf, io.LimitReader(l.z, n+1))
	return err == nil && got == n
}
