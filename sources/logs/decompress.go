package logs

import (
	"bufio"
	"fmt"
	"io"

	"github.com/leakstag/leakstag/sources"
)

const (
	// readSize is how much of a compressed file is read at once.
	readSize = 64 << 10
	// A text that is bombRatio times as long as its file, and more than
	// bombSize bytes, is taken for a trap. gzip can't get near that, and no
	// log that has time stamps.
	bombRatio = 4096
	bombSize  = 1 << 30
)

// decompressor reads the text of a compressed file, up to a limit.
type decompressor struct {
	io.Closer
	format *format
	text   io.Reader
	file   *counter
	read   int64
	limit  int64
}

// decompress reads r's text. Errors name the format.
func decompress(r io.Reader, f *format, limit int64) (*decompressor, error) {
	file := &counter{r: r}
	text, err := f.open(bufio.NewReaderSize(file, readSize))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	return &decompressor{Closer: text, format: f, text: text, file: file, limit: limit}, nil
}

func (d *decompressor) Read(p []byte) (int, error) {
	if d.read >= d.limit {
		// Only an error if there is more to come.
		if n, err := io.ReadFull(d.text, make([]byte, 1)); n == 0 {
			return 0, d.named(err)
		}
		return 0, fmt.Errorf("%s: %w: it holds more than %d bytes of text, the rest was not read", d.format.name, sources.ErrTooLarge, d.limit)
	}
	if d.read > bombSize && d.read/bombRatio > d.file.n {
		return 0, fmt.Errorf("%s: %w: %d bytes became more than %d, the rest was not read", d.format.name, sources.ErrTooLarge, d.file.n, d.read)
	}
	n, err := d.text.Read(p[:min(int64(len(p)), d.limit-d.read)])
	d.read += int64(n)
	return n, d.named(err)
}

// named says in which format the error occurred.
func (d *decompressor) named(err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return fmt.Errorf("%s: %w", d.format.name, err)
}

// counter counts the bytes that are read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
