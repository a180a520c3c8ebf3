package sqlitefile

// varint reads a number of one to nine bytes; size is 0 if it is cut off.
func varint(b []byte) (value uint64, size int) {
	for i, c := range b {
		if i == 8 {
			return value<<8 | uint64(c), 9
		}
		value = value<<7 | uint64(c&0x7F)
		if c < 0x80 {
			return value, i + 1
		}
	}
	return 0, 0
}

// maxColumns is how many columns a row may have to be recognized.
const maxColumns = 64

// text is a text of a row, by where it lies in its page.
type text struct{ start, end int }

// record reads the row at page[at:]: the length of its header, the types of its
// columns, and its columns. It gives the texts and blobs, and the number of
// columns; ok is false for what can't be a row. A text that goes on in other
// pages ends with the page's own.
func record(page []byte, at, end int, texts []text) (all []text, columns, stop int, ok bool) {
	headerSize, n := varint(page[at:end])
	if n == 0 || headerSize < 2 || headerSize > 9*maxColumns || int(headerSize) > end-at {
		return texts, 0, 0, false
	}
	header := at + n
	value := at + int(headerSize)
	for header < at+int(headerSize) {
		kind, n := varint(page[header : at+int(headerSize)])
		if n == 0 || kind == 10 || kind == 11 || columns == maxColumns {
			return texts, 0, 0, false
		}
		header += n
		columns++
		size := columnSize(kind)
		if size > uint64(len(page)) {
			size = uint64(len(page))
		}
		next := value + int(size)
		if kind >= 12 && value < end && size > 0 {
			texts = append(texts, text{value, min(next, end)})
		}
		value = next
	}
	return texts, columns, value, true
}

// columnSize gives the bytes that a column of a type takes
// (https://www.sqlite.org/fileformat2.html#record_format).
func columnSize(kind uint64) uint64 {
	switch {
	case kind >= 12:
		return (kind - 12) / 2
	case kind <= 4:
		return kind
	case kind == 5:
		return 6
	case kind <= 7:
		return 8
	}
	return 0
}
