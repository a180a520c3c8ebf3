package sqlitefile

import (
	"bytes"
	"encoding/binary"
)

// File is one of the files of a database.
type File int

// The files of a database.
const (
	DatabaseFile File = iota
	WALFile
	JournalFile
)

// image is what a page is, or was once.
type image struct {
	file File
	at   int // in the file
	// header is where the page's own header begins in it: the first page has
	// the database's before it.
	header int
	// old says that the page is another one now, or free.
	old bool
}

// images lists all that pages are and were, in the order in which they lie in
// the files.
func (s *Snapshot) images() []image {
	size := s.pageSize()
	if size == 0 || size-int(s.Database[20]) < 480 { // what SQLite wants of a page
		return nil
	}
	newest := s.newestFrames(size)
	free := s.freePages(size, newest)
	var all []image
	for n := 1; n*size <= len(s.Database); n++ {
		i := image{file: DatabaseFile, at: (n - 1) * size}
		_, replaced := newest[uint32(n)]
		i.old = replaced || free[uint32(n)]
		if n == 1 {
			i.header = headerSize
		}
		all = append(all, i)
	}
	for at := walHeaderSize; at+walFrameSize+size <= len(s.WAL); at += walFrameSize + size {
		n := binary.BigEndian.Uint32(s.WAL[at:])
		i := image{file: WALFile, at: at + walFrameSize}
		i.old = newest[n] != at || free[n]
		if n == 1 {
			i.header = headerSize
		}
		all = append(all, i)
	}
	// A journal's records have the page's number before the page, and a checksum
	// after it. Its header fills a sector; 512 bytes is what systems say.
	const sector = 512
	for at := sector; at+4+size+4 <= len(s.Journal); at += 4 + size + 4 {
		i := image{file: JournalFile, at: at + 4, old: true}
		if binary.BigEndian.Uint32(s.Journal[at:]) == 1 {
			i.header = headerSize
		}
		all = append(all, i)
	}
	return all
}

// newestFrames gives where in the log the newest frame of each page begins, of
// those that belong to a change that was completed. What an earlier round of the
// log has left there has another salt.
func (s *Snapshot) newestFrames(size int) map[uint32]int {
	newest, pending := map[uint32]int{}, map[uint32]int{}
	if len(s.WAL) < walHeaderSize || !s.keepsLog() {
		return newest
	}
	salt := s.WAL[16:24]
	for at := walHeaderSize; at+walFrameSize+size <= len(s.WAL); at += walFrameSize + size {
		if !bytes.Equal(s.WAL[at+8:at+16], salt) {
			break
		}
		pending[binary.BigEndian.Uint32(s.WAL[at:])] = at
		if binary.BigEndian.Uint32(s.WAL[at+4:]) != 0 { // the last of a change
			for n, at := range pending {
				newest[n] = at
			}
			clear(pending)
		}
	}
	return newest
}

// freePages finds the pages that are in no use: a list of trunk pages, each of
// which has the numbers of some others.
func (s *Snapshot) freePages(size int, newest map[uint32]int) map[uint32]bool {
	page := func(n uint32) []byte {
		if at, ok := newest[n]; ok {
			return s.WAL[at+walFrameSize : at+walFrameSize+size]
		}
		if at := uint64(n-1) * uint64(size); n > 0 && at+uint64(size) <= uint64(len(s.Database)) {
			return s.Database[at : at+uint64(size)]
		}
		return nil
	}
	free := map[uint32]bool{}
	first := page(1)
	if first == nil {
		return free
	}
	for trunk := binary.BigEndian.Uint32(first[32:]); trunk != 0 && !free[trunk]; {
		p := page(trunk)
		if p == nil {
			break
		}
		free[trunk] = true
		for i := range min(int(binary.BigEndian.Uint32(p[4:])), size/4-2) {
			free[binary.BigEndian.Uint32(p[8+4*i:])] = true
		}
		trunk = binary.BigEndian.Uint32(p)
	}
	return free
}

// bytes gives the page.
func (i image) bytes(s *Snapshot) []byte {
	return s.Bytes(i.file)[i.at : i.at+s.pageSize()]
}

// Bytes gives one of the files. They are the snapshot's own.
func (s *Snapshot) Bytes(f File) []byte {
	switch f {
	case WALFile:
		return s.WAL
	case JournalFile:
		return s.Journal
	}
	return s.Database
}
