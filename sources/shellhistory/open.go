package shellhistory

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/leakstag/leakstag/sources"
)

// readRegular reads a regular file of at most limit bytes. Its name must be free
// of links. It does not wait for
// a FIFO that has taken the file's place.
func readRegular(name string, limit int64) ([]byte, error) {
	f, err := os.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	switch {
	case isNull(info):
		return nil, nil
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read: %w", sources.ErrSpecial)
	case info.Size() > limit:
		return nil, tooLarge(limit)
	}
	// The size is a hint: a shell may be adding to the file.
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead)
	n, err := data.ReadFrom(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if n > limit {
		return nil, tooLarge(limit)
	}
	return data.Bytes(), nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("read: %w of %d bytes", sources.ErrTooLarge, limit)
}
