// Package structure reads text as what it is: YAML, a shell's commands, a
// Dockerfile.
//
// The lexer in package entry sees names and values side by side in any notation,
// also in text that is broken. What it cannot see is what only a reader of the
// notation knows: that a value is folded over three lines, put together from
// quoted parts, an alias of another, or stands a page away from its name. So,
// where an item's notation is known, [Read] gives it again as views: plain text in
// which each entry stands on a line of its own as
//
//	name = "value"
//
// with the value as the program that reads the file would get it, and a map that
// leads back to the original. The lexer and the value checks then judge a view as
// they judge any text. A view is always an addition: the original is searched
// too, so that an item that is not valid (a template of a template, half a file)
// loses nothing.
//
// Each notation has a file of its own. A reader is a pure function, safe for
// concurrent use.
package structure

import (
	"errors"
	"fmt"

	"github.com/leakstag/leakstag/sources"
)

// View is text that was made from an item.
type View struct {
	sources.MappedText
	// Format is the notation of the view's own text, if that has to be read
	// further: the shell commands in a pipeline's YAML. Plain for most.
	Format Format
	// Path is the path of the file that the text goes into, where a command
	// writes one; empty for most.
	Path string
}

// MaxSize is the length, in bytes, of the longest text that is read. Readers
// build a tree of all of it, and a longer text is no file that people write.
const MaxSize = 1 << 20

// ErrTooLong says that a text is longer than MaxSize.
var ErrTooLong = errors.New("too long to be read as a whole")

// reader reads one notation. It calls yield for each view, which may keep
// nothing of it, and returns an error if the text is not valid; what was yielded
// before stands.
type reader func(text []byte, yield func(*View)) error

// readerOf gives the reader of a format; nil for Plain.
func readerOf(f Format) reader {
	switch f {
	case Shell:
		return readShell
	case Zsh:
		return readZsh
	case Dockerfile:
		return readDockerfile
	case Unit:
		return readUnit
	case PowerShell:
		return readPowerShell
	case Registry:
		return readRegistry
	case Code:
		return readCode
	case YAML:
		return readYAML
	case JSON:
		return readJSON
	case TOML:
		return readTOML
	case HCL:
		return readHCL
	}
	return nil
}

// Read gives the views of text in the notation f. Its error says why the text, or
// the rest of it, could not be read; it never holds a part of the text.
func Read(f Format, text []byte, yield func(*View)) (err error) {
	read := readerOf(f)
	if read == nil {
		return nil
	}
	if len(text) > MaxSize {
		return ErrTooLong
	}
	// The parsers are other people's, and what they are given is nobody's.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the reader of %v failed", f)
		}
	}()
	return read(text, yield)
}
