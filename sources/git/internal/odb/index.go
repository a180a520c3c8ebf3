package odb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"path/filepath"
	"slices"
	"strings"
)

// packIndex says which objects a pack holds, and where: the content of an .idx
// file. Ids are in rising order. It keeps nothing of the file in memory but a
// finer fan-out than the file's own.
type packIndex struct {
	idLen int
	count int
	ids   []byte // the first id; stride bytes lie from one to the next
	// stride is idLen, but in an index of version 1, where an offset stands
	// before each id.
	stride int
	// small are the offsets, as four bytes each from one to the next stride;
	// large are those that need eight.
	small       []byte
	smallStride int
	large       []byte

	// starts[b] is the number of the first id whose leading bits are b or more.
	starts []int32
	shift  int
	file   *mapping // nil if the index was made in memory
}

func (x *packIndex) close() error {
	if x.file == nil {
		return nil
	}
	return x.file.close()
}

func (x *packIndex) len() int { return x.count }

// raw gives the bytes of the id with this number; they must not be changed.
func (x *packIndex) raw(i int) []byte {
	return x.ids[i*x.stride : i*x.stride+x.idLen : i*x.stride+x.idLen]
}

// id gives the id with this number.
func (x *packIndex) id(i int) (id ID) {
	copy(id[:], x.raw(i))
	return id
}

// offset gives the place in the pack of the object with this number; false if
// the index does not hold it.
func (x *packIndex) offset(i int) (uint64, bool) {
	off := binary.BigEndian.Uint32(x.small[i*x.smallStride:])
	if off&(1<<31) == 0 || x.large == nil {
		return uint64(off), true
	}
	at := 8 * int(off&^(1<<31))
	if at+8 > len(x.large) {
		return 0, false
	}
	return binary.BigEndian.Uint64(x.large[at:]), true
}

// find gives the number of an id, which must have the right length.
func (x *packIndex) find(want []byte) (int, bool) {
	b := binary.BigEndian.Uint32(want) >> x.shift
	i, end := int(x.starts[b]), int(x.starts[b+1])
	for end-i > 8 { // only where the ids are no digests
		mid := (i + end) / 2
		if bytes.Compare(x.raw(mid), want) < 0 {
			i = mid + 1
		} else {
			end = mid + 1
		}
	}
	head := binary.BigEndian.Uint64(want)
	for ; i < end; i++ {
		raw := x.raw(i)
		switch h := binary.BigEndian.Uint64(raw); {
		case h < head:
		case h > head:
			return i, false
		case bytes.Equal(raw, want):
			return i, true
		}
	}
	return i, false
}

// openIndex opens an .idx file, of version 2 or 1.
func openIndex(path string, idLen int) (*packIndex, error) {
	file, err := openMapping(path)
	if err != nil {
		return nil, err
	}
	x, err := parseIndex(file.data, idLen)
	if err != nil {
		return nil, errors.Join(err, file.close())
	}
	x.file = file
	return x, nil
}

// parseIndex reads the content of an .idx file, which the index keeps.
func parseIndex(data []byte, idLen int) (*packIndex, error) {
	const fan = 256 * 4
	head, version := 0, uint32(1) // the form that git wrote before 2007
	if bytes.HasPrefix(data, []byte("\xfftOc")) && len(data) >= 8 {
		head, version = 8, binary.BigEndian.Uint32(data[4:])
	}
	if len(data) < head+fan+2*idLen {
		return nil, damaged("the index ends early")
	}
	n, err := fanCount(data[head : head+fan])
	if err != nil {
		return nil, err
	}
	head += fan
	x := &packIndex{idLen: idLen, count: n}
	rows := data[head : len(data)-2*idLen]
	switch version {
	case 1:
		if len(rows) < n*(4+idLen) {
			return nil, damaged("the index ends early")
		}
		x.stride, x.smallStride = 4+idLen, 4+idLen
		x.small, x.ids = rows, rows[min(4, len(rows)):]
	case 2:
		crcs := n * idLen
		small := crcs + n*4
		large := small + n*4
		if len(rows) < large {
			return nil, damaged("the index ends early")
		}
		x.stride, x.smallStride = idLen, 4
		x.ids, x.small, x.large = rows[:crcs], rows[small:large], rows[large:]
	default:
		return nil, fmt.Errorf("index version %d is unknown", version)
	}
	return x, x.fanOut()
}

// fanCount checks the counts at the start of an index, and gives the last.
func fanCount(b []byte) (int, error) {
	last := uint32(0)
	for i := range 256 {
		n := binary.BigEndian.Uint32(b[4*i:])
		if n < last {
			return 0, damaged("the index's counts fall")
		}
		last = n
	}
	if last > math.MaxInt32-1 {
		return 0, damaged("the index claims %d objects", last)
	}
	return int(last), nil
}

// fanOut makes starts, with four ids or so to each entry, and makes sure that
// the ids rise, on which find relies.
func (x *packIndex) fanOut() error {
	width := min(max(bits.Len(uint(x.count))-2, 1), 24)
	x.shift = 32 - width
	x.starts = make([]int32, 1<<width+1)
	next := uint32(0) // the first entry of starts that is not set
	last := uint64(0)
	for i := range x.count {
		raw := x.ids[i*x.stride:]
		h := binary.BigEndian.Uint64(raw)
		if h < last || h == last && i > 0 && bytes.Compare(x.raw(i-1), x.raw(i)) > 0 {
			return damaged("the index is not in order")
		}
		last = h
		for b := uint32(h>>32) >> x.shift; next <= b; next++ {
			x.starts[next] = int32(i)
		}
	}
	for ; int(next) < len(x.starts); next++ {
		x.starts[next] = int32(x.count)
	}
	return nil
}

// multiIndex is a multi-pack-index: the index of several packs in one file.
type multiIndex struct {
	idLen int
	names []string // of packs, without ending
	rows  []multiRow
}

// multiRow is one object.
type multiRow struct {
	id     []byte
	pack   uint32
	offset uint64
}

// readMultiIndex reads the multi-pack-index of a pack folder.
func readMultiIndex(dir string, idLen int) (*multiIndex, error) {
	file, err := openMapping(filepath.Join(dir, "multi-pack-index"))
	if err != nil {
		return nil, err
	}
	m, err := parseMultiIndex(bytes.Clone(file.data), idLen)
	return m, errors.Join(err, file.close())
}

func parseMultiIndex(data []byte, idLen int) (*multiIndex, error) {
	if len(data) < 12 || string(data[:4]) != "MIDX" || data[4] != 1 {
		return nil, damaged("the multi-pack-index has no known form")
	}
	chunks := map[string][]byte{}
	count := int(data[6])
	if len(data) < 12+(count+1)*12 {
		return nil, damaged("the multi-pack-index ends early")
	}
	for i := range count {
		row := data[12+12*i:]
		start, end := binary.BigEndian.Uint64(row[4:]), binary.BigEndian.Uint64(row[16:])
		if start > end || end > uint64(len(data)) {
			return nil, damaged("the multi-pack-index ends early")
		}
		chunks[string(row[:4])] = data[start:end]
	}
	m := &multiIndex{idLen: idLen}
	for name := range strings.SplitSeq(string(chunks["PNAM"]), "\x00") {
		if stem, ok := strings.CutSuffix(name, ".idx"); ok {
			m.names = append(m.names, stem)
		}
	}
	ids, offs, large := chunks["OIDL"], chunks["OOFF"], chunks["LOFF"]
	n := len(ids) / idLen
	if len(offs) < 8*n {
		return nil, damaged("the multi-pack-index ends early")
	}
	for i := range n {
		off := uint64(binary.BigEndian.Uint32(offs[8*i+4:]))
		if off&(1<<31) != 0 && large != nil {
			at := 8 * int(off&^(1<<31))
			if at+8 > len(large) {
				return nil, damaged("the multi-pack-index names an offset it does not hold")
			}
			off = binary.BigEndian.Uint64(large[at:])
		}
		m.rows = append(m.rows, multiRow{ids[i*idLen : (i+1)*idLen], binary.BigEndian.Uint32(offs[8*i:]), off})
	}
	return m, nil
}

// pack gives the index of one pack, in the form of version 2. Objects that
// another pack holds too may be missing from it: they are found there.
func (m *multiIndex) pack(stem string) (*packIndex, error) {
	number := slices.Index(m.names, stem)
	if number < 0 {
		return nil, damaged("it has no .idx file and the multi-pack-index does not name it")
	}
	x := &packIndex{idLen: m.idLen, stride: m.idLen, smallStride: 4, large: []byte{}}
	for _, r := range m.rows {
		if int(r.pack) != number {
			continue
		}
		x.ids = append(x.ids, r.id...)
		if r.offset < 1<<31 {
			x.small = binary.BigEndian.AppendUint32(x.small, uint32(r.offset))
		} else {
			x.small = binary.BigEndian.AppendUint32(x.small, 1<<31|uint32(len(x.large)/8))
			x.large = binary.BigEndian.AppendUint64(x.large, r.offset)
		}
		x.count++
	}
	return x, x.fanOut()
}
