package sources

// Overlap is how many bytes of context a source gives on each side of a seam
// when it cuts an item into several fragments: the longest stretch of text that
// a detector may look at before or after the first byte of a secret.
const Overlap = 8 << 10

// Fragment is a piece of one item's text.
//
// An item that fits in memory is one fragment. A longer one is cut into several
// whose ends overlap. Before and After say which part is context only, so that a
// secret is reported exactly once: it belongs to the fragment in which its first
// byte lies between Before and len(Data)-After.
type Fragment struct {
	// Origin says where the bytes come from. It is shared by all fragments of
	// the item and must not be changed after the first emit.
	Origin *Origin
	// Data is the text, valid only until emit returns. UTF-16 has been decoded
	// to UTF-8; other bytes are as they were, unless Map is set.
	Data []byte
	// Map is set where Data is not a stretch of the item but was made from one,
	// which is Raw then: the true text of a log line that was cut in two, or of a
	// command that a shell escaped. Map leads from Data to Raw; Offset, Line and
	// Column are those of Raw[0], and places in Data become the places in the
	// item that they were made from. Both are valid only until emit returns.
	Map *TextMap
	Raw []byte
	// Offset is the byte offset of Data[0] in the item (in its decoded form,
	// where it was decoded).
	Offset int64
	// Line is the number of the line on which Data[0] lies, counted from 1.
	// A line ends with LF.
	Line int
	// Column is how many UTF-16 code units of that line lie before Data[0].
	Column int
	// Before is the number of bytes at the start of Data that are there as
	// context only: an earlier fragment answers for them.
	Before int
	// After is the number of bytes at the end of Data that are there as context
	// only: a later fragment answers for them.
	After int
}

// Whole says that the fragment holds its item from the first byte to the last.
func (f *Fragment) Whole() bool {
	return f.Offset == 0 && f.Before == 0 && f.After == 0 && f.Map == nil
}
