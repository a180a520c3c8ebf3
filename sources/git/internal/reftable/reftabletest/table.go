// Package reftabletest writes reftables for tests, simply: so that a repository
// made by a git that knows no reftables can have them nonetheless, and so that
// tables can have every form that the format allows.
package reftabletest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources/git/internal/reftable"
)

// Table is what a table holds and how it is written.
type Table struct {
	// IDSize is the size of object ids in bytes, 20 or 32.
	IDSize int
	// Align is the size to which blocks are filled up; 0 if they are not.
	Align int
	// PerBlock is how many records a block has; 0 means all.
	PerBlock int
	// Refs need not be sorted. One with neither ID nor Target is deleted.
	Refs []reftable.Ref
	// Logs need not be sorted. One without New is deleted.
	Logs []reftable.Log
}

// Bytes gives the file.
func (t Table) Bytes() []byte {
	header := append([]byte("REFT\x01"), uint24(t.Align)...)
	if t.IDSize == 32 {
		header[4] = 2
	}
	header = binary.BigEndian.AppendUint64(header, 0) // lowest update
	header = binary.BigEndian.AppendUint64(header, 1<<60)
	if t.IDSize == 32 {
		header = append(header, "s256"...)
	}
	out := slices.Clone(header)
	for _, part := range t.parts(t.refs()) {
		if t.Align > 0 && len(out) > len(header) {
			out = append(out, make([]byte, (t.Align-len(out)%t.Align)%t.Align)...)
		}
		skip := 0
		if len(out) == len(header) {
			skip = len(header)
		}
		body := block(part, skip)
		out = append(append(append(out, 'r'), uint24(skip+4+len(body))...), body...)
	}
	logs := 0
	if len(out) > len(header) {
		logs = len(out)
	}
	for _, part := range t.parts(t.logs()) {
		skip := 0
		if len(out) == len(header) {
			skip = len(header)
		}
		body := block(part, skip)
		out = append(append(out, 'g'), uint24(skip+4+len(body))...)
		var deflated bytes.Buffer
		z := zlib.NewWriter(&deflated)
		z.Write(body)
		z.Close()
		out = append(out, deflated.Bytes()...)
	}
	if len(t.Logs) == 0 {
		logs = 0
	}
	footer := slices.Clone(header)
	for _, position := range []int{0, 0, 0, logs, 0} {
		footer = binary.BigEndian.AppendUint64(footer, uint64(position))
	}
	footer = binary.BigEndian.AppendUint32(footer, crc32.ChecksumIEEE(footer))
	return append(out, footer...)
}

// record is a key, a kind, and what follows.
type record struct {
	key   string
	kind  int
	value []byte
}

func (t Table) refs() []record {
	var list []record
	for _, r := range t.Refs {
		value := varint(nil, 0)
		switch {
		case r.Target != "":
			list = append(list, record{r.Name, 3, text(value, r.Target)})
		case r.Peeled != nil:
			list = append(list, record{r.Name, 2, append(append(value, r.ID...), r.Peeled...)})
		case r.ID != nil:
			list = append(list, record{r.Name, 1, append(value, r.ID...)})
		default:
			list = append(list, record{r.Name, 0, value})
		}
	}
	return list
}

func (t Table) logs() []record {
	var list []record
	for _, l := range t.Logs {
		key := l.Name + "\x00" + string(binary.BigEndian.AppendUint64(nil, ^l.Update))
		if l.New == nil {
			list = append(list, record{key, 0, nil})
			continue
		}
		value := append(slices.Clone(l.Old), l.New...)
		value = varint(text(text(value, l.Who), l.Email), l.Time)
		value = binary.BigEndian.AppendUint16(value, uint16(l.Zone))
		list = append(list, record{key, 1, text(value, l.Message)})
	}
	return list
}

// parts sorts records and cuts them into blocks.
func (t Table) parts(list []record) [][]record {
	slices.SortFunc(list, func(a, b record) int { return strings.Compare(a.key, b.key) })
	n := t.PerBlock
	if n <= 0 {
		n = max(len(list), 1)
	}
	return slices.Collect(slices.Chunk(list, n))
}

// block writes the records of a block and its one restart point. skip is how many
// bytes lie before the block's own header.
func block(list []record, skip int) []byte {
	var out []byte
	last := ""
	for _, r := range list {
		common := 0
		for common < len(last) && common < len(r.key) && last[common] == r.key[common] {
			common++
		}
		out = varint(out, uint64(common))
		out = varint(out, uint64(len(r.key)-common)<<3|uint64(r.kind))
		out = append(append(out, r.key[common:]...), r.value...)
		last = r.key
	}
	return append(append(out, uint24(skip+4)...), 0, 1)
}

func uint24(n int) []byte { return []byte{byte(n >> 16), byte(n >> 8), byte(n)} }

func text(to []byte, s string) []byte { return append(varint(to, uint64(len(s))), s...) }

func varint(to []byte, n uint64) []byte {
	digits := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		n--
		digits = append(digits, 0x80|byte(n&0x7f))
	}
	slices.Reverse(digits)
	return append(to, digits...)
}
