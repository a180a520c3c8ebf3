package git

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
)

// packIndex says at which offset of a pack each object starts. It never changes
// and is safe for concurrent use.
type packIndex struct {
	fanout  [256]uint32 // how many names start with this byte or a lower one
	names   []byte      // the ids, sorted, 20 bytes each
	offsets []int64
}

// loadPackIndex reads an .idx file of version 2.
func loadPackIndex(file string) (*packIndex, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from
	decoded := idxfile.NewMemoryIndex()
	if err := idxfile.NewDecoder(f).Decode(decoded); err != nil {
		return nil, err
	}
	entries, err := decoded.Entries()
	if err != nil {
		return nil, err
	}
	// go-git's index keeps a map of every object that was ever looked up, under
	// a lock. A sorted table is a third of the size and needs none.
	idx := &packIndex{fanout: decoded.Fanout}
	count := int(decoded.Fanout[255])
	idx.names = make([]byte, 0, count*int(sha1Size))
	idx.offsets = make([]int64, 0, count)
	for {
		e, err := entries.Next()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		idx.names = append(idx.names, e.Hash[:]...)
		idx.offsets = append(idx.offsets, int64(e.Offset))
	}
	if len(idx.offsets) != count {
		return nil, idxfile.ErrMalformedIdxFile
	}
	return idx, nil
}

// find gives the offset of an object.
func (x *packIndex) find(id objectID) (int64, bool) {
	low, high := uint32(0), x.fanout[id[0]]
	if id[0] > 0 {
		low = x.fanout[id[0]-1]
	}
	want := binary.BigEndian.Uint64(id[:])
	for low < high {
		mid := low + (high-low)/2
		name := x.names[int(mid)*int(sha1Size):][:sha1Size]
		order := 0
		if got := binary.BigEndian.Uint64(name); got < want {
			order = -1
		} else if got > want {
			order = 1
		} else {
			order = bytes.Compare(name, id[:sha1Size])
		}
		switch {
		case order < 0:
			low = mid + 1
		case order > 0:
			high = mid
		default:
			return x.offsets[mid], true
		}
	}
	return 0, false
}
