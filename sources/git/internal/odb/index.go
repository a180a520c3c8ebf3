package odb

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// packIndex says which objects a pack holds, and where: the content of an .idx
// file. Ids are in rising order.
type packIndex struct {
	idLen   int
	fan     [256]uint32 // how many ids begin with this byte or a lower one
	ids     []byte      // idLen bytes each
	offsets []uint64
}

func (x *packIndex) len() int { return len(x.offsets) }

// id gives the id with this number.
func (x *packIndex) id(i int) (id ID) {
	copy(id[:], x.ids[i*x.idLen:(i+1)*x.idLen])
	return id
}

// find gives the number of an id.
func (x *packIndex) find(id *ID) (int, bool) {
	lo := 0
	if id[0] > 0 {
		lo = int(x.fan[id[0]-1])
	}
	hi := int(x.fan[id[0]])
	want := id[:x.idLen]
	i := lo + sort.Search(hi-lo, func(i int) bool {
		at := (lo + i) * x.idLen
		return bytes.Compare(x.ids[at:at+x.idLen], want) >= 0
	})
	return i, i < hi && bytes.Equal(x.ids[i*x.idLen:(i+1)*x.idLen], want)
}

// parseIndex reads an .idx file, of version 2 or 1. The index keeps data.
func parseIndex(data []byte, idLen int) (*packIndex, error) {
	if !bytes.HasPrefix(data, []byte("\xfftOc")) {
		return parseIndexV1(data, idLen)
	}
	const head = 8 + 256*4
	if len(data) < head {
		return nil, damaged("the index ends early")
	}
	if v := binary.BigEndian.Uint32(data[4:]); v != 2 {
		return nil, fmt.Errorf("index version %d is unknown", v)
	}
	x := &packIndex{idLen: idLen}
	if err := x.readFan(data[8:head]); err != nil {
		return nil, err
	}
	n := int(x.fan[255])
	names := head
	crcs := names + n*idLen
	small := crcs + n*4
	large := small + n*4
	if len(data) < large+2*idLen {
		return nil, damaged("the index ends early")
	}
	x.ids = data[names:crcs]
	x.offsets = make([]uint64, n)
	for i := range x.offsets {
		off := uint64(binary.BigEndian.Uint32(data[small+4*i:]))
		if off&(1<<31) != 0 {
			at := large + 8*int(off&^(1<<31))
			if at+8 > len(data) {
				return nil, damaged("the index names an offset it does not hold")
			}
			off = binary.BigEndian.Uint64(data[at:])
		}
		x.offsets[i] = off
	}
	return x, x.check()
}

// parseIndexV1 reads the form that git wrote before 2007.
func parseIndexV1(data []byte, idLen int) (*packIndex, error) {
	const head = 256 * 4
	if len(data) < head+2*idLen {
		return nil, damaged("the index ends early")
	}
	x := &packIndex{idLen: idLen}
	if err := x.readFan(data[:head]); err != nil {
		return nil, err
	}
	n := int(x.fan[255])
	if len(data) < head+n*(4+idLen)+2*idLen {
		return nil, damaged("the index ends early")
	}
	for i := range n {
		row := data[head+i*(4+idLen):]
		x.offsets = append(x.offsets, uint64(binary.BigEndian.Uint32(row)))
		x.ids = append(x.ids, row[4:4+idLen]...)
	}
	return x, x.check()
}

func (x *packIndex) readFan(b []byte) error {
	for i := range x.fan {
		x.fan[i] = binary.BigEndian.Uint32(b[4*i:])
		if i > 0 && x.fan[i] < x.fan[i-1] {
			return damaged("the index's counts fall")
		}
	}
	if x.fan[255] > 1<<30 {
		return damaged("the index claims %d objects", x.fan[255])
	}
	return nil
}

// check makes sure that the ids rise, on which find relies.
func (x *packIndex) check() error {
	for i := 1; i < x.len(); i++ {
		if bytes.Compare(x.ids[(i-1)*x.idLen:i*x.idLen], x.ids[i*x.idLen:(i+1)*x.idLen]) > 0 {
			return damaged("the index is not in order")
		}
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
	data, err := os.ReadFile(filepath.Join(dir, "multi-pack-index"))
	if err != nil {
		return nil, err
	}
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

// pack gives the index of one pack. Objects that another pack holds too may be
// missing from it: they are found there.
func (m *multiIndex) pack(stem string) (*packIndex, error) {
	number := slices.Index(m.names, stem)
	if number < 0 {
		return nil, damaged("it has no .idx file and the multi-pack-index does not name it")
	}
	x := &packIndex{idLen: m.idLen}
	for _, r := range m.rows {
		if int(r.pack) == number {
			x.ids = append(x.ids, r.id...)
			x.offsets = append(x.offsets, r.offset)
			x.fan[r.id[0]]++
		}
	}
	for i := 1; i < 256; i++ {
		x.fan[i] += x.fan[i-1]
	}
	return x, x.check()
}
