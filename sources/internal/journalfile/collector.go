package journalfile

import (
	"bytes"
	"context"
	"fmt"

	"github.com/leakstag/leakstag/sources"
)

const (
	// maxPending is how many bytes wait for their entry: more is emitted without
	// knowing all of it.
	maxPending = 4 << 20
	// keptBuffer is how much memory is kept from one entry to the next.
	keptBuffer = 1 << 20
	// inOnePiece is the longest field that is emitted as one fragment.
	inOnePiece = 64 << 10
)

// collector gathers the fields of an entry and emits them once all is known of it.
type collector struct {
	ctx    context.Context
	origin *sources.Origin
	emit   sources.Emit
	skip   sources.SkipFunc

	about   about
	pending []byte // the fields, one after the other
	ends    []int  // where each ends
}

// add notes a field, "FIELD=value", whose bytes are the caller's again when it
// returns, but may have changed. fresh says that it is to be emitted.
func (c *collector) add(payload []byte, fresh bool) error {
	c.about.set(propertyIn(payload))
	if !fresh {
		return nil
	}
	if len(c.pending)+len(payload) > maxPending {
		known := c.about
		if err := c.flush(); err != nil {
			return err
		}
		c.about = known
	}
	if len(payload) > maxPending {
		return c.emitField(payload)
	}
	c.pending = append(c.pending, payload...)
	c.ends = append(c.ends, len(c.pending))
	return nil
}

// flush emits what was gathered and forgets the entry.
func (c *collector) flush() error {
	start := 0
	for _, end := range c.ends {
		if err := c.emitField(c.pending[start:end:end]); err != nil {
			return err
		}
		start = end
	}
	if cap(c.pending) > keptBuffer {
		c.pending = nil
	}
	c.pending, c.ends, c.about = c.pending[:0], c.ends[:0], about{}
	return nil
}

// emitField emits one field. What journald says of a program by itself, and the
// message, is text without the field's name; in any other field, the name may be
// what says that the value is a key.
func (c *collector) emitField(payload []byte) error {
	name, value := splitField(payload)
	text := payload
	switch {
	case string(name) == "MESSAGE" || len(name) > 0 && name[0] == '_':
		text = value
	case manyLines(value):
		payload[len(name)] = '\n' // so that its first line is a line
	}
	if len(text) == 0 {
		return nil
	}
	origin := c.about.origin(c.origin, string(name))
	origin.LineText = !manyLines(text)
	return c.emitText(text, origin)
}

// emitText emits an item that is in memory.
func (c *collector) emitText(text []byte, origin *sources.Origin) error {
	if len(text) <= inOnePiece {
		return c.emit(sources.Fragment{Origin: origin, Data: text, Line: 1})
	}
	_, err := sources.Stream(c.ctx, bytes.NewReader(text), origin, c.emit)
	return err
}

// manyLines says that a text has more than one line.
func manyLines(text []byte) bool { return bytes.IndexByte(bytes.Trim(text, "\r\n"), '\n') >= 0 }

// leave skips a part of the journal. A context that is done is no reason to.
func (c *collector) leave(format string, args ...any) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	return c.skip(*c.origin, fmt.Errorf(format, args...))
}
