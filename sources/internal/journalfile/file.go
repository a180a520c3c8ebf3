package journalfile

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// readSize is how much of a file is read at once.
const readSize = 64 << 10

// ReadFile reads a journal file from r, and emits each field that an entry of it
// has: an item each, whose origin is a copy of origin with Journal set. It takes a
// small amount of memory, and a field's length at most.
//
// A file that is being written is read as far as it goes. What is damaged or cut
// short is skipped, and what comes after the damage is searched as bytes. The
// error is that of emit, skip or the context.
func ReadFile(ctx context.Context, r io.Reader, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	f := &file{
		collector: collector{ctx: ctx, origin: origin, emit: emit, skip: skip},
		in:        bufio.NewReaderSize(r, readSize),
	}
	defer f.unpack.close()
	h, taken, err := readHeader(f.in)
	if err != nil {
		if skipped := f.leave("journal: %w", err); skipped != nil {
			return skipped
		}
		return f.rest(taken)
	}
	f.header, f.at = h, h.size
	if h.size > knownHeader { // of which nobody here knows what it is
		o := *origin
		if err := sources.ReadItem(ctx, io.LimitReader(f.in, int64(h.size-knownHeader)), &o, emit, skip); err != nil {
			return err
		}
	}
	return f.objects()
}

// file is a journal file that is being read.
type file struct {
	collector
	in      *bufio.Reader
	header  header
	at      uint64 // where the next object begins
	count   uint64 // objects so far
	facts   facts
	unpack  decompressor
	payload []byte // of the data object at hand
	// scratch holds the headers of objects, and an item of an entry behind one.
	scratch [entryHeader + entryItem]byte
}

// objects reads all objects.
func (f *file) objects() error {
	head := f.scratch[:objectHeader]
	for {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		n, err := io.ReadFull(f.in, head)
		if (err == nil || cutShort(err)) && allZero(head[:n]) {
			return f.end()
		}
		if err != nil {
			return f.damaged(head[:n], err)
		}
		o := parseObject(head)
		if !o.sane(f.header.compact) {
			return f.damaged(head, errNoObject)
		}
		taken, err := f.object(o)
		if failed := (*readError)(nil); errors.As(err, &failed) {
			return f.damaged(taken, failed.err)
		}
		if err != nil {
			return err
		}
		f.count++
		f.at += o.size + o.padding()
	}
}

var errNoObject = errors.New("this is no object")

// readError is an error in reading the file, as opposed to one of emit, skip or
// the context.
type readError struct{ err error }

func (e *readError) Error() string { return e.err.Error() }

// asReadError marks an error of the file, if it is one. In the middle of an
// object, the end of the file is an error.
func asReadError(err error) error {
	if err == nil {
		return nil
	}
	return &readError{cut(err)}
}

// object reads what follows an object's header. Where that fails, taken is what
// was read of its text.
func (f *file) object(o object) (taken []byte, err error) {
	switch o.kind {
	case typeData:
		taken, err = f.data(o)
	case typeEntry:
		err = f.entry(o)
	case typeEntryArray:
		taken, err = f.entryArray(o)
	case typeDataHashTable, typeFieldHashTable:
		taken, err = f.offsets(o.size-objectHeader, 8)
	default:
		_, err = io.CopyN(io.Discard, f.in, int64(o.size-objectHeader)) // it is short
		err = asReadError(err)
	}
	if err != nil {
		return taken, err
	}
	if _, err := f.in.Discard(int(o.padding())); err != nil && err != io.EOF {
		return nil, asReadError(err)
	}
	return nil, nil
}

// data reads a data object. Its payload waits for the entry that it is of.
func (f *file) data(o object) (taken []byte, err error) {
	more := dataHeader
	if f.header.compact {
		more += compactMore
	}
	if _, err := f.in.Discard(8); err != nil { // the hash
		return nil, asReadError(err)
	}
	if taken, err := f.offsets(32, 8); err != nil { // other objects, entries
		return taken, err
	}
	if _, err := f.in.Discard(more - 8 - 32); err != nil { // counts
		return nil, asReadError(err)
	}
	size := o.size - objectHeader - uint64(more)
	if size > maxPayload {
		return nil, f.longData(o, size)
	}
	if err := f.fill(size); err != nil {
		return f.payload, asReadError(err)
	}
	payload := f.payload
	if o.flags != 0 {
		payload, err = f.unpack.decompress(o.flags, f.payload, int64(f.at+o.size))
		if err != nil {
			return nil, f.leave("journal: field at byte %d: %w", f.at, err)
		}
	}
	if p, value := propertyIn(payload); p != none {
		f.facts.put(f.at, fact{p, value})
	}
	return nil, f.add(payload, true)
}

// fill reads size bytes into payload, and makes room for them as they come: the
// file may be shorter than it says.
func (f *file) fill(size uint64) error {
	f.payload = f.payload[:0]
	if cap(f.payload) > keptBuffer {
		f.payload = nil
	}
	for uint64(len(f.payload)) < size {
		start := len(f.payload)
		n := min(int(size)-start, max(start, readSize))
		f.payload = slices.Grow(f.payload, n)[:start+n]
		got, err := io.ReadFull(f.in, f.payload[start:])
		if err != nil {
			f.payload = f.payload[:start+got]
			return err
		}
	}
	return nil
}

// longData reads a payload that is too long to wait until its entry comes.
func (f *file) longData(o object, size uint64) error {
	if o.flags != 0 {
		if err := f.leave("journal: field at byte %d: %w: %d bytes, compressed", f.at, sources.ErrTooLarge, size); err != nil {
			return err
		}
		_, err := io.CopyN(io.Discard, f.in, int64(size))
		return asReadError(err)
	}
	n, err := sources.Stream(f.ctx, io.LimitReader(f.in, int64(size)), f.about.origin(f.origin, ""), f.emit)
	if failed := (*sources.ReadError)(nil); errors.As(err, &failed) {
		return asReadError(failed.Err)
	}
	if err == nil && uint64(n) < size {
		return asReadError(io.EOF)
	}
	return err
}

// entry reads an entry object, which names the data objects that it consists of:
// the payloads that wait are of those.
func (f *file) entry(o object) error {
	head := f.scratch[:entryHeader]
	if _, err := io.ReadFull(f.in, head); err != nil {
		return asReadError(err)
	}
	if binary.LittleEndian.Uint64(head[entryRealtime:]) >= realtimeEnd {
		return asReadError(errNoObject)
	}
	f.about.time = microseconds(binary.LittleEndian.Uint64(head[entryRealtime:]))
	width := itemSize(f.header.compact)
	left := o.size - objectHeader - entryHeader
	item := f.scratch[entryHeader:][:width]
	for ; left > 0; left -= width {
		if _, err := io.ReadFull(f.in, item); err != nil {
			return asReadError(err)
		}
		offset := uint64(binary.LittleEndian.Uint32(item))
		if !f.header.compact {
			offset = binary.LittleEndian.Uint64(item)
		}
		if v, ok := f.facts.get(offset); ok {
			f.about.set(v.property, v.value)
		}
	}
	return f.flush()
}

// entryArray reads a list of entries: where it goes on, and where they are.
func (f *file) entryArray(o object) (taken []byte, err error) {
	if taken, err := f.offsets(8, 8); err != nil {
		return taken, err
	}
	if f.header.compact {
		return f.offsets(o.size-objectHeader-8, 4)
	}
	return f.offsets(o.size-objectHeader-8, 8)
}

// offsets reads size bytes of offsets, each of width bytes. They are of no use
// here, but a damaged object might reach over text: what is no offset shows it.
func (f *file) offsets(size, width uint64) (taken []byte, err error) {
	for size > 0 {
		b, err := f.in.Peek(int(min(size, readSize/2)))
		if err != nil && uint64(len(b)) < width {
			return b, asReadError(err)
		}
		b = b[:uint64(len(b))/width*width]
		for i := 0; i < len(b); i += int(width) {
			if b[i]%alignment != 0 || width == 8 && (b[i+6] != 0 || b[i+7] != 0) {
				return nil, asReadError(errNoObject)
			}
		}
		f.in.Discard(len(b)) // which are there
		size -= uint64(len(b))
	}
	return nil, nil
}

// end comes after the last object. The space that journald has made for more is
// empty; if it isn't, it is searched as bytes.
func (f *file) end() error {
	f.about.time = time.Time{}
	if err := f.flush(); err != nil {
		return err
	}
	if f.count < f.header.objects {
		err := f.leave("journal: cut short at byte %d: it holds %d objects where its header says %d", f.at, f.count, f.header.objects)
		if err != nil {
			return err
		}
	}
	return f.rest(nil)
}

// damaged comes where the next object should: the rest is skipped, and searched
// as bytes, of which the first were taken already.
func (f *file) damaged(taken []byte, err error) error {
	f.about.time = time.Time{}
	if flushed := f.flush(); flushed != nil {
		return flushed
	}
	if err != errNoObject && !cutShort(err) {
		return f.leave("read: %w", err)
	}
	if skipped := f.leave("journal: damaged at byte %d: %w", f.at, cut(err)); skipped != nil {
		return skipped
	}
	return f.rest(taken)
}

// rest searches the rest of the file as bytes, of which the first were taken
// already. Nothing but zeros is nothing.
func (f *file) rest(taken []byte) error {
	var r io.Reader = f.in
	if !allZero(taken) {
		r = io.MultiReader(bytes.NewReader(taken), r)
	} else if err := f.skipZeros(); err != nil {
		return err
	}
	o := *f.origin
	return sources.ReadItem(f.ctx, r, &o, f.emit, f.skip)
}

// skipZeros reads up to the first byte that is none. The file's errors come again.
func (f *file) skipZeros() error {
	for {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		b, _ := f.in.Peek(readSize)
		n := 0
		for n < len(b) && b[n] == 0 {
			n++
		}
		f.in.Discard(n) // which are there
		if n == 0 || n < len(b) {
			return nil
		}
	}
}

func allZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// cutShort says that an error is the end of the file.
func cutShort(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }
