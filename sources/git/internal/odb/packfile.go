package odb

import (
	"errors"
	"io"
	"os"
)

// packFile is the file of a pack. A large one is read, not mapped: what is read
// of a mapped file counts as the program's own memory, and on some systems half a
// megabyte comes with each byte. A small one is mapped, which saves copying it.
type packFile struct {
	file *os.File
	size int64
	data *mapping // nil if the file is read
}

// mostMapped is the size in bytes up to which packs are mapped.
const mostMapped = 64 << 20

func openPackFile(path string) (packFile, error) {
	f, err := openRegular(path)
	if err != nil {
		return packFile{}, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close() // only read from
		return packFile{}, err
	}
	p := packFile{file: f, size: info.Size()}
	if mapsFiles && p.size <= mostMapped {
		if data, err := openMapping(path); err == nil && int64(len(data.data)) == p.size {
			p.data = data
		} else if err == nil { // it can be read all the same
			if err := data.close(); err != nil {
				return packFile{}, errors.Join(err, f.Close())
			}
		}
	}
	return p, nil
}

func (f packFile) close() error {
	if f.file == nil {
		return nil
	}
	err := f.file.Close()
	if f.data != nil {
		err = errors.Join(err, f.data.close())
	}
	return err
}

// How much of a pack is read at once, in bytes: objects are smaller, and most that
// are wanted next lie near to each other. To read a pack from its start to its
// end, more is better.
const (
	smallBlock = 4 << 10
	largeBlock = 128 << 10
)

// blocks is how one worker reads packs: a few blocks of them stay in memory, each
// at the one place that its number allows. It is for one goroutine.
type blocks struct {
	size int // of each
	held []heldBlock
	data []byte
	long []byte // room for what lies in more than one block
}

// heldBlock says which block is held; the zero value is none.
type heldBlock struct {
	file *os.File
	n    int64
	size int
}

// newBlocks keeps blocks of a size in memory, as many as there is memory for, in
// bytes.
func newBlocks(size, memory int) *blocks {
	n := max(memory/size, 2)
	return &blocks{size: size, held: make([]heldBlock, n), data: make([]byte, n*size)}
}

// at gives n bytes from an offset on, or fewer where the file ends. They are
// valid until the next call.
func (b *blocks) at(f packFile, offset int64, n int) ([]byte, error) {
	n = int(min(int64(n), f.size-offset))
	if n <= 0 {
		return nil, nil
	}
	if f.data != nil {
		return f.data.data[offset : offset+int64(n) : offset+int64(n)], nil
	}
	first, start := offset/int64(b.size), int(offset%int64(b.size))
	if start+n <= b.size {
		block, err := b.block(f, first)
		if err != nil || start >= len(block) {
			return nil, err
		}
		return block[start:min(start+n, len(block))], nil
	}
	if cap(b.long) < n {
		b.long = make([]byte, n+n/4)
	}
	if n > 4*b.size {
		got, err := f.file.ReadAt(b.long[:n], offset)
		if err == io.EOF {
			err = nil
		}
		return b.long[:got], err
	}
	long := b.long[:0]
	for len(long) < n {
		block, err := b.block(f, first)
		if err != nil {
			return nil, err
		}
		if start >= len(block) {
			break // the file was cut short
		}
		long = append(long, block[start:min(start+n-len(long), len(block))]...)
		first, start = first+1, 0
	}
	return long, nil
}

// block gives a block of a file.
func (b *blocks) block(f packFile, n int64) ([]byte, error) {
	slot := int(n % int64(len(b.held)))
	held := &b.held[slot]
	data := b.data[slot*b.size : (slot+1)*b.size]
	if held.file != f.file || held.n != n {
		*held = heldBlock{}
		got, err := f.file.ReadAt(data, n*int64(b.size))
		if err != nil && err != io.EOF {
			return nil, err
		}
		*held = heldBlock{f.file, n, got}
	}
	return data[:held.size], nil
}
