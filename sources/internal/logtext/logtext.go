// Package logtext reads the text of logs in which a line is not always a line:
// container runtimes cut a long line of a program's output into several lines of
// their log, each with a head of its own, and mix those of standard output and
// standard error. A secret on a cut may stand in no line as a whole.
//
// [ReadItem] tells such logs by how their lines begin, and puts together what was
// cut. The notations are Docker's json-file (https://docs.docker.com/engine/logging/drivers/json-file/)
// and the one that the Container Runtime Interface asks for
// (https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md),
// as containerd, CRI-O and Podman write it below /var/log/pods and
// /var/log/containers. Any other log is read as it is.
package logtext

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/leakstag/leakstag/sources"
)

// HeadSize is how many bytes of a log are looked at to tell its notation.
const HeadSize = 4 << 10

// ReadItem is [sources.ReadItem] for the text of a log. Lines that are whole are
// emitted as they are. Those that were cut are emitted as one text, the program's
// own, with a map to where it lies; what else stands on such lines is emitted
// with the other lines, so that every byte is answered for once. A line of the
// program's that is too long for the memory that this takes (about a megabyte, of
// the log) is emitted in several fragments with context, as any long text is.
func ReadItem(ctx context.Context, p *sources.Peeked, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	head := p.Head()
	if n := recognise(head[:min(len(head), HeadSize)]); n != nil {
		return read(ctx, n, p, origin, emit, skip)
	}
	return sources.ReadItem(ctx, p, origin, emit, skip)
}

// Begins says that an item's very first line is one of a container's log. It costs
// next to nothing for all else.
func Begins(head []byte) bool {
	return bytes.HasPrefix(head, dockerHead) || len(head) > 0 && '0' <= head[0] && head[0] <= '9' && criHead(head[:min(len(head), HeadSize)]) > 0
}

// Alike says that two stretches of a log, each of which may begin in the middle of
// a line, would be read in the same way: in one notation, or both as they are.
func Alike(a, b []byte) bool {
	return recognise(a[:min(len(a), HeadSize)]) == recognise(b[:min(len(b), HeadSize)])
}

// recognise tells the notation of a log by its first lines, of which the very
// first may lack its beginning; nil for one whose lines are whole.
func recognise(head []byte) *notation {
	for line := range bytes.Lines(head) {
		switch {
		case bytes.HasPrefix(line, dockerHead):
			return &docker
		case criHead(line) > 0:
			return &cri
		}
	}
	return nil
}

// notation is a way to write a program's output into a log.
type notation struct {
	// cut tells apart the parts of a line, which comes without its LF. It is
	// false for a line that is not in the notation.
	cut func(line []byte) (piece, bool)
	// whole says at a glance that a line does not go on in another: most do not. It
	// may be false for one that does not either.
	whole func(line []byte) bool
	// text adds the text that raw[start:end], a line's content, stands for.
	text func(m *sources.MappedText, raw []byte, start, end int)
}

// piece is what a line holds of a program's output.
type piece struct {
	stream     stream
	start, end int  // of the content, in the line
	open       bool // it goes on in the next line of its stream
}

// stream is one of the two that a program writes to.
type stream uint8

const (
	stdout stream = iota
	stderr
	streamCount
)

// streamNamed gives the stream of a name.
func streamNamed(name []byte) (stream, bool) {
	switch string(name) {
	case "stdout":
		return stdout, true
	case "stderr":
		return stderr, true
	}
	return 0, false
}

// read reads a log in the notation.
func read(ctx context.Context, n *notation, r io.Reader, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	w := windows.Get().(*window)
	w.reset(n, origin, emit)
	failed, err := w.run(ctx, r)
	w.reset(nil, nil, nil) // it shall hold on to nothing but its memory
	windows.Put(w)
	if err == nil && failed != nil {
		return skip(*origin, fmt.Errorf("read: %w", failed))
	}
	return err
}
