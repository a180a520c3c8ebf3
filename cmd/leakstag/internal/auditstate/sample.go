package auditstate

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
)

const (
	// endSize is how many bytes of the beginning and of the end are looked at.
	endSize = 4 << 10
	// pieceCount pieces of pieceSize bytes are looked at in between, at places that
	// only this state knows.
	pieceCount = 14
	pieceSize  = 512
)

// sample gives a digest of some of the first size bytes of a file: whoever writes
// another file in its place, or writes it anew, changes it. It is 0, which is no
// digest, if they can't be read.
func (s *State) sample(r io.ReaderAt, size int64) uint64 {
	h := sha256.New()
	h.Write(s.Key[:])
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(size)))
	buf := make([]byte, endSize)
	add := func(at, n int64) bool {
		got, err := r.ReadAt(buf[:n], at)
		h.Write(buf[:got])
		return int64(got) == n && (err == nil || err == io.EOF)
	}
	if size <= 2*endSize {
		buf = make([]byte, size)
		if !add(0, size) {
			return 0
		}
		return digest(h.Sum(nil))
	}
	if !add(0, endSize) || !add(size-endSize, endSize) {
		return 0
	}
	places := sha256.Sum256(s.Key[:])
	for i := range pieceCount {
		at := int64(uint64(binary.LittleEndian.Uint16(places[2*i:])) * uint64(size-pieceSize) >> 16)
		if !add(at, pieceSize) {
			return 0
		}
	}
	return digest(h.Sum(nil))
}

// digest gives a number that is not 0.
func digest(sum []byte) uint64 { return binary.LittleEndian.Uint64(sum) | 1 }

// headSize is how many bytes of a log's text tell it from others.
const headSize = 1 << 10

// headOf gives a digest of how a text begins; 0 for one too short to tell.
func (s *State) headOf(text []byte) uint64 {
	if len(text) < headSize {
		return 0
	}
	sum := sha256.Sum256(append(append([]byte("head"), s.Key[:]...), text[:headSize]...))
	return digest(sum[:])
}
