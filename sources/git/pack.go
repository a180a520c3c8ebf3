package git

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"

	"github.com/leakstag/leakstag/sources"
)

// pack is one pack file and its index.
type pack struct {
	path  string
	file  *os.File // read with ReadAt only, so that readers can share it
	size  int64
	index *packIndex
}

// openPack opens the pack base.pack. Its name need not be its checksum.
func openPack(base string) (*pack, error) {
	index, err := loadPackIndex(base + ".idx")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", base+".idx", err)
	}
	path := base + ".pack"
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &pack{path: path, file: f, size: info.Size(), index: index}, nil
}

// packScanner is one reader's view of a pack.
type packScanner = packfile.Scanner

// longestChain is more deltas than git ever puts on top of each other (its own
// limit is 4095).
const longestChain = 1 << 14

// delta is one step of a chain on the way down to an object that is whole.
type delta struct {
	offset int64
	data   []byte
}

// readPacked reads the object at an offset of a pack. It follows delta chains in
// a loop, not by recursion: a chain made to be endless must end in an error.
func (r *fileReader) readPacked(at int, offset int64, limit int64) (kind, []byte, error) {
	k, data, err := r.assemble(at, offset, limit)
	if !final(err) {
		err = fmt.Errorf("damaged object at byte %d of %s: %w", offset, r.store.packs[at].path, err)
	}
	return k, data, err
}

func (r *fileReader) assemble(at int, offset int64, limit int64) (kind, []byte, error) {
	k, data, chain, err := r.unwind(at, offset, limit)
	if err != nil {
		return k, nil, err
	}
	for i := len(chain) - 1; i >= 0; i-- {
		size, err := deltaTarget(chain[i].data, len(data))
		if err != nil {
			return 0, nil, err
		}
		if tooLarge(size, baseLimit(limit)) {
			return 0, nil, errBaseTooLarge
		}
		if data, err = packfile.PatchDelta(data, chain[i].data); err != nil {
			return 0, nil, err
		}
		r.cache.put(position{at, chain[i].offset}, k, data)
	}
	return k, data, nil
}

var errBaseTooLarge = fmt.Errorf("an object that it builds on is far %w", sources.ErrTooLarge)

// baseLimit is the size limit of an object that others build on.
func baseLimit(limit int64) int64 {
	if limit < 0 || limit > math.MaxInt64/4 {
		return -1
	}
	return max(4*limit, maxMeta)
}

// unwind follows the deltas down from offset to an object that is whole or in
// the cache. It gives that object, and the deltas that have to be applied to it,
// the last one first.
func (r *fileReader) unwind(at int, offset int64, limit int64) (kind, []byte, []delta, error) {
	var chain []delta
	var held int64
	mark, nextMark := int64(-1), 1 // an earlier offset, to notice a circle
	for steps := 0; ; steps++ {
		if k, data, ok := r.cache.get(position{at, offset}); ok {
			if len(chain) == 0 && tooLarge(int64(len(data)), limit) {
				return k, nil, nil, sizeError(int64(len(data)), limit)
			}
			return k, data, chain, nil
		}
		if offset == mark || steps > longestChain {
			return 0, nil, nil, errors.New("its deltas form a circle")
		}
		if steps == nextMark {
			mark, nextMark = offset, 2*nextMark
		}
		h, err := r.header(at, offset)
		if err != nil {
			return 0, nil, nil, err
		}
		switch h.Type {
		case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
			k := kind(h.Type)
			if len(chain) == 0 && tooLarge(h.Length, limit) {
				return k, nil, nil, sizeError(h.Length, limit)
			}
			data, err := r.inflate(at, h.Length, baseLimit(limit))
			if err != nil {
				return 0, nil, nil, err
			}
			r.cache.put(position{at, offset}, k, data)
			return k, data, chain, nil
		case plumbing.OFSDeltaObject, plumbing.REFDeltaObject:
			data, err := r.inflate(at, h.Length, baseLimit(limit))
			if err != nil {
				return 0, nil, nil, err
			}
			held += int64(len(data))
			if tooLarge(held, baseLimit(limit)) {
				return 0, nil, nil, errBaseTooLarge
			}
			chain = append(chain, delta{offset, data})
			if size, err := deltaTarget(data, -1); err != nil {
				return 0, nil, nil, err
			} else if len(chain) == 1 && tooLarge(size, limit) {
				return 0, nil, nil, sizeError(size, limit)
			}
			if h.Type == plumbing.OFSDeltaObject {
				offset = h.OffsetReference
				continue
			}
			var base objectID
			copy(base[:], h.Reference[:])
			next, ok := r.store.packs[at].index.find(base)
			if !ok {
				return 0, nil, nil, errors.New("the object that it builds on is not in the pack")
			}
			offset = next
		default:
			return 0, nil, nil, fmt.Errorf("unknown object type %d", h.Type)
		}
	}
}

// header reads the header of the entry at offset, and leaves the scanner at its
// content.
func (r *fileReader) header(at int, offset int64) (*packfile.ObjectHeader, error) {
	p := r.store.packs[at]
	if offset < 12 || offset >= p.size {
		return nil, errors.New("its offset lies outside of the pack")
	}
	if r.scanners[at] == nil {
		r.scanners[at] = packfile.NewScanner(io.NewSectionReader(p.file, 0, p.size))
	}
	return r.scanners[at].SeekObjectHeader(offset)
}

// inflate reads the content of the entry whose header was just read.
func (r *fileReader) inflate(at int, size, limit int64) ([]byte, error) {
	if size < 0 || tooLarge(size, limit) {
		return nil, errBaseTooLarge
	}
	const believed = 1 << 20 // more memory is taken only as the bytes come in
	var buf bytes.Buffer
	buf.Grow(int(min(size, believed)))
	n, _, err := r.scanners[at].NextObject(&buf)
	if err != nil {
		return nil, err
	}
	if n != size {
		return nil, fmt.Errorf("it ends after %d of %d bytes", n, size)
	}
	return buf.Bytes(), nil
}

// deltaTarget reads the two sizes at the start of a delta (gitformat-pack(5),
// "Deltified representation"), checks the first against base unless that is
// negative, and gives the second: the size of what the delta makes.
func deltaTarget(delta []byte, base int) (int64, error) {
	source, n := binary.Uvarint(delta)
	if n <= 0 || base >= 0 && source != uint64(base) {
		return 0, errors.New("a delta does not fit what it builds on")
	}
	target, n := binary.Uvarint(delta[n:])
	if n <= 0 || target > math.MaxInt64 {
		return 0, errors.New("a delta has no size")
	}
	return int64(target), nil
}
