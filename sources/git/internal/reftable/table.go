package reftable

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Types of blocks.
const (
	refBlock   = 'r'
	logBlock   = 'g'
	indexBlock = 'i'
	objBlock   = 'o'
)

// table is one file.
type table struct {
	r io.ReaderAt
	// end is where the blocks end and the footer begins.
	end        int64
	headerSize int64
	// align is the size to which blocks are filled up; 0 if they are not.
	align  int64
	idSize int
	// sections says where things begin; nil if the footer is damaged.
	sections *sections
	// left is how many more bytes of keys and inflated logs are read. Names that
	// begin like the one before, and deflate, can turn a small file into
	// gigabytes; real tables come nowhere near.
	left int64
	buf  []byte // a block; used again for the next
}

// sections are the positions that a footer notes, 0 for what is not there.
type sections struct{ refIndex, obj, objIndex, log, logIndex int64 }

const (
	// A table may grow by expansion times its size, and base, up to limit bytes.
	base      = 1 << 20
	expansion = 64
	limit     = 1 << 30
)

// readTable adds what a table says to m. If part of it is damaged, the rest is
// added, and the error says what was wrong.
func readTable(r io.ReaderAt, size int64, idSize int, m *merged) error {
	t := &table{r: r, idSize: idSize, left: limit}
	if size < limit/expansion {
		t.left = base + expansion*size
	}
	header, err := t.readHeader(size)
	if err != nil {
		return err
	}
	return errors.Join(t.readFooter(size, header), t.readRefs(m), t.readLogs(m))
}

// readHeader reads what a table begins with:
// "REFT", version (1), block size (3), lowest and highest update (8 + 8), and
// from version 2 on the kind of object ids (4).
func (t *table) readHeader(size int64) ([]byte, error) {
	header := make([]byte, 28)
	if size < 24 {
		return nil, fmt.Errorf("%d bytes are too few for a table", size)
	}
	if _, err := t.r.ReadAt(header[:24], 0); err != nil {
		return nil, fmt.Errorf("reading the header: %w", err)
	}
	if string(header[:4]) != "REFT" {
		return nil, errors.New("does not begin like a table")
	}
	idSize := 20
	switch header[4] {
	case 1:
		header = header[:24]
	case 2:
		if _, err := t.r.ReadAt(header[24:], 24); err != nil {
			return nil, fmt.Errorf("reading the header: %w", err)
		}
		switch kind := string(header[24:]); kind {
		case "sha1":
		case "s256":
			idSize = 32
		default:
			return nil, fmt.Errorf("has object ids of an unknown kind, %q", kind)
		}
	default:
		return nil, fmt.Errorf("has the unknown version %d", header[4])
	}
	if idSize != t.idSize {
		return nil, fmt.Errorf("has object ids of %d bytes, the repository of %d", idSize, t.idSize)
	}
	t.headerSize = int64(len(header))
	t.align = uint24(header[5:])
	t.end = size
	return header, nil
}

// readFooter reads what a table ends with: the header again, the five positions
// of sections (8 bytes each), and a checksum (4). Without it refs can be found
// nonetheless, as they are what a table begins with.
func (t *table) readFooter(size int64, header []byte) error {
	n := int64(len(header)) + 5*8 + 4
	if size < t.headerSize+n {
		return errors.New("is cut off")
	}
	footer := make([]byte, n)
	if _, err := t.r.ReadAt(footer, size-n); err != nil {
		return fmt.Errorf("reading the footer: %w", err)
	}
	if !bytes.HasPrefix(footer, header) {
		return errors.New("its end is no footer, or one of another table")
	}
	t.end = size - n
	sum := footer[n-4:]
	if crc32.ChecksumIEEE(footer[:n-4]) != binary.BigEndian.Uint32(sum) {
		return errors.New("the footer does not match its checksum")
	}
	var at [5]int64
	for i := range at {
		v := binary.BigEndian.Uint64(footer[len(header)+8*i:])
		if i == 1 {
			v >>= 5 // below lies the length of abbreviated ids
		}
		if v >= uint64(t.end) && v != 0 {
			return fmt.Errorf("the footer names position %d of %d", v, t.end)
		}
		at[i] = int64(v)
	}
	t.sections = &sections{at[0], at[1], at[2], at[3], at[4]}
	return nil
}

// readRefs reads the blocks of refs, which come first.
func (t *table) readRefs(m *merged) error {
	var damage error
	for off, end := int64(0), t.refsEnd(); off < end; {
		kind, length, err := t.blockHead(off)
		if err == io.EOF || err == nil && kind != refBlock && t.mayEndRefs(off, kind) {
			break
		}
		if err == nil && kind != refBlock {
			err = fmt.Errorf("it has the type %q, but it can only be one of refs", kind)
		}
		if err == nil {
			err = t.readRefBlock(off, length, m)
		}
		switch {
		case err == nil:
			off = t.nextBlock(off, length)
			continue
		case damage == nil:
			damage = fmt.Errorf("the block at %d: %w", off, err)
		}
		if t.align == 0 || t.left <= 0 {
			break // nobody knows where the next one begins
		}
		off += t.align - off%t.align
	}
	return damage
}

// refsEnd is where another section begins, as far as the footer says so.
func (t *table) refsEnd() int64 {
	end := t.end
	if s := t.sections; s != nil {
		for _, at := range []int64{s.refIndex, s.obj, s.objIndex, s.log, s.logIndex} {
			if at > t.headerSize && at < end {
				end = at
			}
		}
	}
	return end
}

// mayEndRefs says whether a block before refsEnd is one that follows on refs. If
// its type is damaged, refs must not be missed because of it.
func (t *table) mayEndRefs(off int64, kind byte) bool {
	switch s := t.sections; {
	case s == nil:
		return true // the fault is known already
	case off == 0:
		return kind == logBlock && s.log <= t.headerSize // there are only logs
	default:
		return kind == indexBlock && s.refIndex > off // the root of an index comes last
	}
}

// nextBlock gives where the block after an uncompressed one begins.
func (t *table) nextBlock(off, length int64) int64 {
	next := off + length
	if length >= t.align || next >= t.end {
		return next
	}
	var b [1]byte
	if _, err := t.r.ReadAt(b[:], next); err == nil && b[0] != 0 {
		return next // a section that need not be aligned
	}
	return off + t.align
}

// readLogs reads the blocks of logs.
func (t *table) readLogs(m *merged) error {
	if len(m.logsOf) == 0 {
		return nil
	}
	off := int64(0) // what a table begins with is no section in a footer
	if t.sections != nil {
		off = t.sections.log
	}
	var in inflater
	for first := true; ; first = false {
		kind, length, err := t.blockHead(off)
		switch {
		case off == 0 && (err != nil || kind != logBlock):
			return nil // there are only refs
		case !first && (err == io.EOF || err == nil && t.mayEndLogs(off, kind)):
			return nil
		case err == nil && kind != logBlock:
			err = fmt.Errorf("it has the type %q", kind)
		}
		var size int64
		if err == nil {
			size, err = t.readLogBlock(&in, off, length, m)
		}
		if err != nil {
			return fmt.Errorf("the block of logs at %d: %w", off, err)
		}
		off += size
	}
}

// mayEndLogs says whether a block is one that follows on logs.
func (t *table) mayEndLogs(off int64, kind byte) bool {
	return kind == indexBlock && (t.sections == nil || t.sections.logIndex >= off)
}
