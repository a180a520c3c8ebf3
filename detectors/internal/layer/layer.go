// Package layer undoes the encodings that hide names and values from a search for
// keywords: base64, hex, escapes, entities, quoted-printable, and what was packed
// with gzip before.
//
// Two things say where a layer may be. [Literals] are keywords as they look within
// an encoding, for the prefilter; so nothing is decoded that holds no keyword.
// [Runs] finds long runs of base64, hex or escapes that hold text, whatever it
// says, because an encoding within an encoding has no literal. [Decode] then
// decodes the stretch around such a place once, and leads each byte back to the
// original.
//
// What is decoded is searched like any text, so encodings may be nested in any
// order. Each encoding is a file of its own; all functions are pure.
package layer

import "github.com/leakstag/leakstag/sources"

// Encoding is a way to write text as other text.
type Encoding uint8

// The encodings.
const (
	// Base64 is RFC 4648's, also for URLs, without padding, and in lines.
	Base64 Encoding = iota
	// Hex is two digits a byte, without anything between them.
	Hex
	// HexList is hex with marks between the bytes: 0x61, 0x70 or 61 70.
	HexList
	// Dump is hex in lines that begin with an offset and may end with the same bytes
	// as text: hexdump -C, xxd, od -t x1.
	Dump
	// Gzip is what gzip, zlib or zstd made, in base64.
	Gzip
	// GzipHex is the same in hex.
	GzipHex
	// Escaped is text with percent-encoding, escapes with backslashes or entities
	// of XML. One layer undoes one level of all three, because they come mixed.
	Escaped
	// Form is percent-encoding in which a plus sign is a blank.
	Form
	// QuotedPrintable is RFC 2045's, also in vCards.
	QuotedPrintable
	// Encodings is how many there are.
	Encodings
)

// maxRun is how far to each side of a place a run is decoded, in bytes. A longer
// run is decoded in parts.
const maxRun = 1 << 20

// Layer is a stretch of text, decoded.
type Layer struct {
	sources.MappedText
	// From and To bound the places in the original that the layer answers for; it
	// may hold more, as context.
	From, To int
	// Packed is set where the decoded bytes have to be unpacked yet.
	Packed bool
	// Short says that what follows belongs to the layer, and was not decoded.
	Short bool
}

// Place is where a layer is.
type Place struct {
	Encoding Encoding
	// Pos is a place within it.
	Pos int
	// Lead is how many characters of base64 before Pos a group of four begins.
	Lead int
	// Dense is how many bytes of escaped text there are at Pos for certain.
	Dense int
	// Rest says that the rest of the line at Pos is escaped text.
	Rest bool
}

// Decode decodes the layer at a place. It does not go left of from, but for
// context: what is there was decoded before. It gives nil if there is nothing to
// decode, and where to go on with this encoding.
func Decode(text []byte, at Place, from int) (l *Layer, next int) {
	switch at.Encoding {
	case Base64:
		return decodeBase64(text, at, from)
	case Gzip:
		return packedRun(text, at.Pos, &base64Digits)
	case Hex:
		return decodeHex(text, at.Pos, from)
	case GzipHex:
		return packedRun(text, at.Pos, &hexDigits)
	case HexList:
		return decodeHexList(text, at.Pos, from)
	case Dump:
		l, next := decodeDump(text, dumpStart(text, at.Pos))
		return l, max(next, at.Pos+1)
	}
	return decodeWindow(text, at, from)
}

// Binary says that what is decoded is bytes, not text in which some bytes are
// escaped.
func (e Encoding) Binary() bool { return e < Escaped }
