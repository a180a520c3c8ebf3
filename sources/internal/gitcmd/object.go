package gitcmd

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitobject"
)

// ErrNotHeld says that a repository does not hold an object: it is damaged, or a
// partial clone.
var ErrNotHeld = errors.New("is not in the repository")

// ReadObject reads one answer of `git cat-file --batch`, to the question for id:
// "id SP type SP size LF content LF", or "id SP missing LF". The content goes into
// buf, and is checked against the id. An object of more than limit bytes, if that
// is not negative, is not read.
//
// A problem concerns this object alone, err the whole stream.
func ReadObject(in *bufio.Reader, buf *bytes.Buffer, id string, limit int64) (kind string, problem, err error) {
	buf.Reset()
	line, err := in.ReadSlice('\n')
	if err != nil {
		return "", nil, fmt.Errorf("git ended early: %w", err)
	}
	fields := bytes.Fields(line)
	if len(fields) == 2 && string(fields[1]) == "missing" {
		return "", fmt.Errorf("the object %s %w", id, ErrNotHeld), nil
	}
	if len(fields) != 3 {
		return "", nil, errors.New("git gave an answer that is no object")
	}
	kind = string(fields[1])
	size, err := strconv.ParseInt(string(fields[2]), 10, 64)
	if err != nil || size < 0 {
		return "", nil, errors.New("git gave an answer without a size")
	}
	if limit >= 0 && size > limit {
		if _, err := io.CopyN(io.Discard, in, size+1); err != nil {
			return "", nil, fmt.Errorf("git ended early: %w", err)
		}
		return kind, fmt.Errorf("%d bytes are %w of %d", size, sources.ErrTooLarge, limit), nil
	}
	if _, err := io.CopyN(buf, in, size+1); err != nil {
		return "", nil, fmt.Errorf("git ended early: %w", err)
	}
	buf.Truncate(int(size)) // the line end after the content
	if !gitobject.Names(id, kind, buf.Bytes()) {
		return kind, gitobject.ErrContent(id), nil
	}
	return kind, nil, nil
}
