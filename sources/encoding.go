package sources

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// The encodings that are recognised and decoded, as Origin.Encoding names them.
const (
	UTF16LE = "utf-16le"
	UTF16BE = "utf-16be"
)

// Decode gives the text of an item that is wholly in memory as UTF-8, and the
// name of the encoding that was decoded. UTF-16 is recognised by its byte-order
// mark, which is dropped, or, without one, by the bytes of a few samples; an
// unpaired surrogate becomes U+FFFD. Anything else, UTF-8 with a mark included,
// is given back as it is, not copied, with "" for the encoding. The cost for
// what is not UTF-16 does not depend on the item's size.
func Decode(data []byte) (text []byte, encoding string) {
	encoding, mark := detectUTF16(data)
	if encoding == "" {
		return data, ""
	}
	data = data[mark:]
	// ASCII in UTF-16 shrinks to half; the rest may grow by half.
	text, rest := appendUTF16(make([]byte, 0, len(data)/2+len(data)/8+16), data, encoding == UTF16BE)
	if len(rest) > 0 {
		text = utf8.AppendRune(text, utf8.RuneError)
	}
	return text, encoding
}

// EmitBytes emits an item that is wholly in memory as one fragment, decoded if
// it is UTF-16 (origin.Encoding is set then). An empty item is not emitted. The
// caller keeps data and must not change it until EmitBytes returns.
func EmitBytes(origin *Origin, data []byte, emit Emit) error {
	text, encoding := Decode(data)
	if encoding != "" {
		origin.Encoding = encoding
	}
	if len(text) == 0 {
		return nil
	}
	return emit(Fragment{Origin: origin, Data: text, Line: 1})
}

const (
	// sampleCount samples of sampleSize bytes each are looked at, spread over
	// the item, so that one odd place decides nothing.
	sampleCount = 8
	sampleSize  = 1 << 10
	// quickLook is how far a NUL byte must be found for the samples to be
	// worth looking at: no text goes that long without a line end or a space.
	quickLook = 4 << 10
	// fewestUnits is the shortest text that is recognised without a mark.
	fewestUnits = 8
)

// detectUTF16 names the UTF-16 encoding of the item that starts with head, and
// gives the length of its byte-order mark. The name is empty for all else.
func detectUTF16(head []byte) (encoding string, mark int) {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		encoding, mark = UTF16LE, 2
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		encoding, mark = UTF16BE, 2
	case bytes.IndexByte(head[:min(len(head), quickLook)], 0) < 0:
		return "", 0
	}
	if mark > 0 {
		// A binary file may start like this by chance, and bytes that are
		// decoded by mistake can't be searched any more.
		if t := tallySamples(head[mark:], encoding == UTF16BE); t.bad*20 <= t.units {
			return encoding, mark
		}
		return "", 0
	}
	for _, encoding := range []string{UTF16LE, UTF16BE} {
		if tallySamples(head, encoding == UTF16BE).plausible() {
			return encoding, 0
		}
	}
	return "", 0
}

// tally counts what kinds of UTF-16 code units some samples hold when they are
// read in one byte order.
type tally struct {
	units   int
	ascii   int // printable ASCII, or white space
	bad     int // what no text holds: U+0000, controls, half a surrogate pair, …
	zeroLow int // units beyond ASCII whose lower byte is NUL: few, but U+4E00 is common
	packed  int // units of which both bytes are ASCII text: most likely not UTF-16
	utf8    bool
}

// plausible says whether the samples can only be UTF-16 text.
func (t tally) plausible() bool {
	if t.units < fewestUnits || t.utf8 || t.bad*100 > t.units || t.zeroLow*10 > t.units {
		return false
	}
	if t.ascii*10 >= t.units*7 {
		return true
	}
	// Text in another script has ASCII in it too: line ends, blanks, digits,
	// names. But so have short NUL-separated strings, read two bytes at a time.
	other := t.units - t.ascii
	return t.ascii*10 >= t.units && t.packed*10 <= other*5
}

// tallySamples counts the code units of samples of data.
func tallySamples(data []byte, bigEndian bool) tally {
	var t tally
	if len(data) <= sampleCount*sampleSize {
		t.add(data, bigEndian)
		return t
	}
	last := len(data) - sampleSize
	for i := range sampleCount {
		at := last / (sampleCount - 1) * i &^ 1
		t.add(data[at:at+sampleSize], bigEndian)
	}
	return t
}

// add counts the code units of one sample.
func (t *tally) add(sample []byte, bigEndian bool) {
	if multibyteUTF8(sample) {
		t.utf8 = true
	}
	high := rune(0) // the high surrogate just seen
	for i := 0; i+1 < len(sample); i += 2 {
		u := rune(sample[i]) | rune(sample[i+1])<<8
		if bigEndian {
			u = u>>8 | u&0xFF<<8
		}
		t.units++
		switch {
		case isASCIIText(byte(u)) && u < 0x80:
			t.ascii++
		case u < 0x20 || u >= 0x7F && u < 0xA0 && u != 0x85, // controls
			u >= 0xE000 && u < 0xF900,                       // private use
			u >= 0xFDD0 && u < 0xFDF0 || u >= 0xFFFE,        // no characters
			u >= 0xDC00 && u < 0xE000 && high == 0 && i > 0: // half a pair
			t.bad++
		}
		if high != 0 && (u < 0xDC00 || u >= 0xE000) {
			t.bad++
		}
		high = 0
		if u >= 0xD800 && u < 0xDC00 {
			high = u
		}
		if u > 0xFF {
			if u&0xFF == 0 {
				t.zeroLow++
			}
			if isASCIIText(byte(u)) && isASCIIText(byte(u>>8)) {
				t.packed++
			}
		}
	}
}

// isASCIIText says whether c is printable ASCII or white space.
func isASCIIText(c byte) bool {
	return c >= 0x20 && c < 0x7F || c >= '\t' && c <= '\r' || c == 0x1B
}

// multibyteUTF8 says whether sample is UTF-8, apart from cut ends, and has
// several characters beyond ASCII.
func multibyteUTF8(sample []byte) bool {
	for range 3 {
		if len(sample) > 0 && sample[0]&0xC0 == 0x80 {
			sample = sample[1:]
		}
	}
	sample = sample[:charBoundary(sample, len(sample))]
	return utf8.Valid(sample) && len(sample)-utf8.RuneCount(sample) >= 4
}

// appendUTF16 decodes src to UTF-8 at the end of dst. It gives back what it did
// not decode: an odd byte, or a high surrogate whose partner is still to come.
func appendUTF16(dst, src []byte, bigEndian bool) (text, rest []byte) {
	unit := binary.LittleEndian.Uint16
	notASCII := uint64(0xFF80FF80FF80FF80)
	shift := 0
	if bigEndian {
		unit = binary.BigEndian.Uint16
		notASCII = 0x80FF80FF80FF80FF
		shift = 8
	}
	for len(src) >= 2 {
		if len(src) >= 8 {
			if v := binary.LittleEndian.Uint64(src); v&notASCII == 0 {
				v >>= shift
				dst = append(dst, byte(v), byte(v>>16), byte(v>>32), byte(v>>48))
				src = src[8:]
				continue
			}
		}
		r := rune(unit(src))
		size := 2
		switch {
		case r >= 0xD800 && r < 0xDC00:
			if len(src) < 4 {
				return dst, src
			}
			if low := rune(unit(src[2:])); low >= 0xDC00 && low < 0xE000 {
				r = (r-0xD800)<<10 + (low - 0xDC00) + 0x10000
				size = 4
			} else {
				r = utf8.RuneError
			}
		case r >= 0xDC00 && r < 0xE000:
			r = utf8.RuneError
		}
		dst = utf8.AppendRune(dst, r)
		src = src[size:]
	}
	return dst, src
}
