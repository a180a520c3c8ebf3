package layer

import "bytes"

// How far around a name escapes tell that its text is escaped.
const (
	nearBefore = 24
	nearAfter  = 100
)

// Near looks at the text around a name that stands in it as it is, and gives the
// encodings in which the rest of its entry may be.
func Near(text []byte, start, end int, yield func(Encoding)) {
	lo, hi := max(0, start-nearBefore), min(len(text), end+nearAfter)
	if escapesName(text, lo, hi) {
		yield(Escaped)
	}
	if formData(text, start, end, hi) {
		yield(Form)
	}
	if quotedPrintable(text, lo, end, hi) {
		yield(QuotedPrintable)
	}
}

// escapesName says that there is an escape in text[lo:hi] that changes how an
// entry reads. A line break or tab written as a letter does not.
func escapesName(text []byte, lo, hi int) bool {
	for p := lo; p < hi; p++ {
		switch text[p] {
		case '%', '\\', '&':
			if c, n := escapeAt(text, p); n > 0 && (n > 2 || c != '\n' && c != '\r' && c != '\t') {
				return true
			}
		}
	}
	return false
}

// formData says that soon behind a name a plus sign may be a blank: other bytes
// are percent-encoded, or the name is that of a flag.
func formData(text []byte, start, end, hi int) bool {
	return bytes.IndexByte(text[end:min(hi, end+12)], '+') >= 0 &&
		(bytes.IndexByte(text[end:hi], '%') >= 0 || start > 0 && text[start-1] == '-')
}

// quotedPrintable says that the text around a name is quoted-printable: a mark that
// names and separators have is escaped, or a line goes on that is as long as
// encoders make them.
func quotedPrintable(text []byte, lo, end, hi int) bool {
	for p := lo; p < hi; p++ {
		i := bytes.IndexByte(text[p:hi], '=')
		if i < 0 {
			return false
		}
		p += i
		if p+2 >= len(text) {
			return false
		}
		switch c := text[p+1]; {
		case c == '\n' || c == '\r':
			if p >= end && softBreak(text, p) > 0 {
				return true
			}
		case c == '3' && text[p+2]|0x20 == 'd', c == '5' && text[p+2]|0x20 == 'f', c == '2' && text[p+2]|0x20 == 'd':
			return true
		}
	}
	return false
}
