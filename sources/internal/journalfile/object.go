package journalfile

import "encoding/binary"

// alignment is what all objects are aligned to, in bytes.
const alignment = 8

// The types of objects.
const (
	_ = iota // unused
	typeData
	typeField
	typeEntry
	typeDataHashTable
	typeFieldHashTable
	typeEntryArray
	typeTag
)

// The flags of a data object say how its payload is compressed.
const (
	compressedXZ = 1 << iota
	compressedLZ4
	compressedZstd
)

// Sizes, in bytes, of what objects have in front of what varies.
const (
	objectHeader  = 16
	dataHeader    = 64 - objectHeader
	compactMore   = 8 // that a data object has in compact mode
	entryHeader   = 64 - objectHeader
	entryItem     = 16
	compactItem   = 4
	entryRealtime = 24 - objectHeader // where an entry's time is
	realtimeEnd   = 1 << 55           // no time in a journal is that late
	maxObjectSize = 1 << 40
	maxField      = 40 + 4*maxFieldName // with its header
	tagSize       = 64
)

// object is the header of an object.
type object struct {
	kind, flags byte
	size        uint64 // with the header
}

func parseObject(b []byte) object {
	return object{kind: b[0], flags: b[1], size: binary.LittleEndian.Uint64(b[8:])}
}

// sane says that the object can be one.
func (o object) sane(compact bool) bool {
	if o.size < objectHeader || o.size > maxObjectSize {
		return false
	}
	body := o.size - objectHeader
	switch o.kind {
	case typeData:
		return body >= dataHeader && (!compact || body >= dataHeader+compactMore)
	case typeField:
		return o.size <= maxField
	case typeEntry:
		return body >= entryHeader && (body-entryHeader)%itemSize(compact) == 0
	case typeDataHashTable, typeFieldHashTable:
		return body%16 == 0
	case typeEntryArray:
		return body >= 8 && (body-8)%4 == 0 && (compact || body%8 == 0)
	case typeTag:
		return o.size == tagSize
	}
	return false
}

// itemSize is the size of an entry's item.
func itemSize(compact bool) uint64 {
	if compact {
		return compactItem
	}
	return entryItem
}

// padding is what follows an object up to the next.
func (o object) padding() uint64 { return -o.size % alignment }
