package journalfile

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"io"
	"slices"

	"github.com/leakstag/leakstag/sources"
)

// noEntries is what journalctl says where there are none.
const noEntries = "-- No entries --"

// IsExport says whether a file that begins with head is an export: the addresses
// of an entry come first, and first of all its cursor, or else its time.
func IsExport(head []byte) bool {
	return bytes.HasPrefix(head, []byte("__CURSOR=")) || bytes.HasPrefix(head, []byte("__REALTIME_TIMES"))
}

// ReadExport reads journal entries in the export format from r, and emits each
// field that an entry has, as [ReadFile] does. What many entries have, such as the
// name of their unit, is emitted with the first of them; of entries that lie far
// apart it may be emitted again.
//
// What is not in the format is skipped, and searched as bytes with all that
// follows. The error is that of emit, skip or the context.
func ReadExport(ctx context.Context, r io.Reader, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	x := &export{
		collector: collector{ctx: ctx, origin: origin, emit: emit, skip: skip},
		in:        bufio.NewReaderSize(r, readSize),
		seen:      recent{seed: maphash.MakeSeed()},
	}
	return x.entries()
}

// export is an export that is being read.
type export struct {
	collector
	in    *bufio.Reader
	at    int64 // bytes so far
	seen  recent
	field []byte // at hand: "FIELD=value"
}

var errNotExport = errors.New("this is no field of the export format")

// entries reads all entries.
func (x *export) entries() error {
	for {
		if err := x.ctx.Err(); err != nil {
			return err
		}
		err := x.readField()
		switch {
		case err == io.EOF && len(x.field) == 0:
			return x.flush()
		case err != nil:
			return x.broken(err)
		case len(x.field) == 0:
			err = x.flush()
		default:
			err = x.note()
		}
		if err != nil {
			return err
		}
	}
}

// note adds the field at hand to its entry, unless it is an address of the entry
// (the fields with two underscores), of which the time is of use.
func (x *export) note() error {
	if value, ok := bytes.CutPrefix(x.field, []byte("__REALTIME_TIMESTAMP=")); ok {
		x.about.time = parseMicroseconds(value)
		return nil
	}
	switch name, _ := splitField(x.field); string(name) {
	case "__CURSOR", "__MONOTONIC_TIMESTAMP", "__SEQNUM", "__SEQNUM_ID":
		return nil
	}
	return x.add(x.field, x.seen.add(x.field))
}

// readField reads a field; an empty one ends the entry. Where it fails, the field
// is what was read of it.
func (x *export) readField() error {
	x.field = x.field[:0]
	if cap(x.field) > keptBuffer {
		x.field = nil
	}
	for {
		part, err := x.in.ReadSlice('\n')
		x.at += int64(len(part))
		x.field = append(x.field, part...)
		if err == nil {
			break
		}
		if err != bufio.ErrBufferFull {
			return err
		}
		if len(x.field) > maxPayload {
			return sources.ErrTooLarge
		}
	}
	x.field = x.field[:len(x.field)-1]
	if name, _ := splitField(x.field); len(x.field) == 0 || name != nil {
		return nil
	}
	if string(x.field) == noEntries {
		x.field = x.field[:0]
		return nil
	}
	return x.readBinary()
}

// readBinary reads a value that may have line breaks, of which the line at hand is
// the name: its length, in 8 bytes, comes first, and a line break last.
func (x *export) readBinary() error {
	name := len(x.field)
	x.field = append(x.field, '=')
	if got, _ := splitField(x.field); len(got) != name {
		x.field = x.field[:name]
		return errNotExport
	}
	var size [8]byte
	n, err := io.ReadFull(x.in, size[:])
	x.at += int64(n)
	if err != nil {
		return cut(err)
	}
	left := binary.LittleEndian.Uint64(size[:])
	if left > maxPayload {
		return sources.ErrTooLarge
	}
	for left > 0 {
		start := len(x.field)
		n := min(int(left), max(start, readSize))
		x.field = slices.Grow(x.field, n)[:start+n]
		got, err := io.ReadFull(x.in, x.field[start:])
		x.field = x.field[:start+got]
		x.at += int64(got)
		if err != nil {
			return cut(err)
		}
		left -= uint64(n)
	}
	end, err := x.in.ReadByte()
	if err != nil {
		return cut(err)
	}
	x.at++
	if end != '\n' {
		x.field = append(x.field, end)
		return errNotExport
	}
	return nil
}

// broken comes where an export is not one: the rest is skipped, and searched as
// bytes.
func (x *export) broken(err error) error {
	taken := bytes.Clone(x.field)
	if err := x.flush(); err != nil {
		return err
	}
	if err := x.leave("journal: export broken at byte %d: %w", x.at, cut(err)); err != nil {
		return err
	}
	o := *x.origin
	return sources.ReadItem(x.ctx, io.MultiReader(bytes.NewReader(taken), x.in), &o, x.emit, x.skip)
}

// recent remembers texts that were seen lately, by their hashes.
type recent struct {
	seed       maphash.Seed
	young, old map[uint64]struct{}
}

// add remembers a text, and says whether it is new.
func (r *recent) add(text []byte) bool {
	hash := maphash.Bytes(r.seed, text)
	_, young := r.young[hash]
	_, old := r.old[hash]
	if young {
		return false
	}
	if r.young == nil || len(r.young) >= generation {
		r.young, r.old = map[uint64]struct{}{}, r.young
	}
	r.young[hash] = struct{}{}
	return !old
}
