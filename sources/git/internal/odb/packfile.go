package odb

import (
	"io"
	"os"
)

// packFile is the file of a pack. It is read, not mapped: what is read of a
// mapped file counts as the program's own memory, and on some systems half a
// megabyte comes with each byte; and a mapped file that is cut short ends the
// program.
type packFile struct {
	file *os.File
	size int64
}

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
	return packFile{f, info.Size()}, nil
}

func (f packFile) close() error {
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}

// blockSize is how much of a pack is read at once, in bytes. Objects are much
// smaller, and most that are wanted next lie near to each other.
const blockSize = 4 << 10

// blocks is how one worker reads packs: a few blocks of them stay in memory, each
// at the one place that its number allows. It is for one goroutine.
type blocks struct {
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

// newBlocks keeps this many bytes of packs in memory.
func newBlocks(memory int) *blocks {
	n := max(memory/blockSize, 8)
	return &blocks{held: make([]heldBlock, n), data: make([]byte, n*blockSize)}
}

// at gives n bytes from an offset on, or fewer where the file ends. They are
// valid until the next call.
func (b *blocks) at(f packFile, offset int64, n int) ([]byte, error) {
	n = int(min(int64(n), f.size-offset))
	if n <= 0 {
		return nil, nil
	}
	first, start := offset/blockSize, int(offset%blockSize)
	if start+n <= blockSize {
		block, err := b.block(f, first)
		if err != nil || start >= len(block) {
			return nil, err
		}
		return block[start:min(start+n, len(block))], nil
	}
	if cap(b.long) < n {
		b.long = make([]byte, n+n/4)
	}
	if n > 4*blockSize {
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
	data := b.data[slot*blockSize : (slot+1)*blockSize]
	if held.file != f.file || held.n != n {
		*held = heldBlock{}
		got, err := f.file.ReadAt(data, n*blockSize)
		if err != nil && err != io.EOF {
			return nil, err
		}
		*held = heldBlock{f.file, n, got}
	}
	return data[:held.size], nil
}
