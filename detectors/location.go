package detectors

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// regionOf works out where text[start:end] of a fragment lies in its item.
func regionOf(f *sources.Fragment, start, end int) Region {
	text := f.Data
	if f.Map != nil {
		text = f.Raw
		start, end = f.Map.Original(start, end)
	}
	r := Region{Offset: f.Offset + int64(start), Length: end - start}
	r.StartLine, r.StartColumn = position(f, text, start)
	r.EndLine, r.EndColumn = position(f, text, end)
	return r
}

// position gives line and column of a byte of the fragment's stretch of the item.
func position(f *sources.Fragment, text []byte, pos int) (line, column int) {
	before := text[:pos]
	line = f.Line + bytes.Count(before, []byte{'\n'})
	if i := bytes.LastIndexByte(before, '\n'); i >= 0 {
		return line, 1 + sources.UTF16Len(before[i+1:])
	}
	return line, 1 + f.Column + sources.UTF16Len(before)
}
