package auditstate

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"path"
	"path/filepath"
	"slices"
	"sort"

	"github.com/leakstag/leakstag/sources"
)

// FileID names a file as a source reads it, without saying what it is called.
type FileID [16]byte

// MarshalText gives the digits.
func (id FileID) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(id[:])), nil }

// UnmarshalText reads them.
func (id *FileID) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(id) {
		return errDamaged
	}
	_, err := hex.Decode(id[:], text)
	return err
}

// FileID gives the id of the file that o is, or is a member of.
func (s *State) FileID(o *sources.Origin) FileID {
	name := o.File()
	if o.Root != "" {
		name = path.Join(filepath.ToSlash(o.Root), name)
	}
	buf := make([]byte, 0, 512)
	buf = append(append(buf, s.Key[:]...), o.Source...)
	buf = append(append(buf, 0), name...)
	sum := sha256.Sum256(buf)
	return FileID(sum[:16])
}

// record is what is known of a file that was read.
type record struct {
	stamp sources.Stamp
	// sample is a digest of some of the content; 0 for none.
	sample uint64
	// head is a digest of how the text of a log begins; 0 for none.
	head uint64
	// mark says where to go on if the file has grown.
	mark sources.Mark
	// settled says that the file had not been changed for so long, when it was
	// read, that every later change gives it another stamp.
	settled bool
}

// recordSize is the size of a record in the state file, in bytes.
const recordSize = 16 + 10*8

// records are all records as they lie in the state file, in the order of their
// ids: what is not looked at needs no time.
type records []byte

func (r records) len() int { return len(r) / recordSize }

func (r records) id(i int) []byte { return r[i*recordSize:][:16] }

// get looks for a file's record.
func (r records) get(id FileID) (record, bool) {
	if i := r.find(id); i >= 0 {
		return r.at(i), true
	}
	return record{}, false
}

// find gives the index of a file's record; -1 for none.
func (r records) find(id FileID) int {
	i := sort.Search(r.len(), func(i int) bool { return bytes.Compare(r.id(i), id[:]) >= 0 })
	if i == r.len() || FileID(r.id(i)) != id {
		return -1
	}
	return i
}

// at reads the record with this index.
func (r records) at(i int) record {
	b := r[i*recordSize+16:]
	next := func() uint64 {
		v := binary.LittleEndian.Uint64(b)
		b = b[8:]
		return v
	}
	var rec record
	rec.stamp.Inode = next()
	rec.stamp.Size = int64(next())
	rec.stamp.Modified = int64(next())
	rec.stamp.Changed = int64(next())
	rec.sample = next()
	rec.head = next()
	rec.mark.Offset = int64(next())
	rec.mark.From = int64(next())
	rec.mark.Line = int(next())
	last := next()
	rec.mark.Column, rec.settled = int(last>>1), last&1 != 0
	return rec
}

// sorted says that the ids are in order, each there once.
func (r records) sorted() bool {
	for i := 1; i < r.len(); i++ {
		if bytes.Compare(r.id(i-1), r.id(i)) >= 0 {
			return false
		}
	}
	return true
}

// with gives the records that stay, with others added, which none of them is for.
// If that is all of them and no other, it is r itself.
func (r records) with(others map[FileID]record, stays func(index int) bool) records {
	kept := 0
	for i := range r.len() {
		if stays(i) {
			kept++
		}
	}
	if kept == r.len() && len(others) == 0 {
		return r
	}
	ids := make([]FileID, 0, len(others))
	for id := range others {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b FileID) int { return bytes.Compare(a[:], b[:]) })
	out := make(records, 0, (kept+len(ids))*recordSize)
	for i := range r.len() {
		if !stays(i) {
			continue
		}
		for len(ids) > 0 && bytes.Compare(ids[0][:], r.id(i)) <= 0 {
			if FileID(r.id(i)) != ids[0] {
				out = others[ids[0]].append(out, ids[0])
			}
			ids = ids[1:]
		}
		out = append(out, r[i*recordSize:][:recordSize]...)
	}
	for _, id := range ids {
		out = others[id].append(out, id)
	}
	return out
}

// append adds a record to others.
func (rec record) append(out records, id FileID) records {
	last := uint64(rec.mark.Column) << 1
	if rec.settled {
		last |= 1
	}
	out = append(out, id[:]...)
	for _, v := range [...]uint64{
		rec.stamp.Inode, uint64(rec.stamp.Size), uint64(rec.stamp.Modified), uint64(rec.stamp.Changed), rec.sample, rec.head,
		uint64(rec.mark.Offset), uint64(rec.mark.From), uint64(rec.mark.Line), last,
	} {
		out = binary.LittleEndian.AppendUint64(out, v)
	}
	return out
}
