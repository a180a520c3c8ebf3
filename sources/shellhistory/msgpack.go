package shellhistory

import "encoding/binary"

// msgpack walks through MessagePack values
// (https://github.com/msgpack/msgpack/blob/master/spec.md) and says where their
// strings lie. It keeps nothing and trusts no length.
type msgpack struct {
	text []byte
	at   int
}

// maxMsgpackDepth is how deeply values may be nested.
const maxMsgpackDepth = 32

// head reads the first byte of a value and the length in it or after it: n is
// the number of bytes or items that follow. For all kinds without a length, n is
// the bytes to skip.
func (m *msgpack) head() (kind msgpackKind, n int, ok bool) {
	if m.at >= len(m.text) {
		return 0, 0, false
	}
	c := m.text[m.at]
	m.at++
	switch {
	case c < 0x80, c >= 0xE0, c == 0xC0, c == 0xC2, c == 0xC3: // small numbers, nil, false, true
		return msgpackOther, 0, true
	case c < 0x90:
		return msgpackMap, int(c & 0x0F), true
	case c < 0xA0:
		return msgpackList, int(c & 0x0F), true
	case c < 0xC0:
		return msgpackString, int(c & 0x1F), true
	}
	switch c {
	case 0xC4, 0xC5, 0xC6: // bytes
		return m.sized(msgpackString, 1<<(c-0xC4), 0)
	case 0xC7, 0xC8, 0xC9: // an extension has a byte for its type
		return m.sized(msgpackOther, 1<<(c-0xC7), 1)
	case 0xCA, 0xCB: // floating point
		return msgpackOther, 4 << (c - 0xCA), true
	case 0xCC, 0xCD, 0xCE, 0xCF:
		return msgpackOther, 1 << (c - 0xCC), true
	case 0xD0, 0xD1, 0xD2, 0xD3:
		return msgpackOther, 1 << (c - 0xD0), true
	case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8:
		return msgpackOther, 1 + 1<<(c-0xD4), true
	case 0xD9, 0xDA, 0xDB:
		return m.sized(msgpackString, 1<<(c-0xD9), 0)
	case 0xDC, 0xDD:
		return m.sized(msgpackList, 2<<(c-0xDC), 0)
	case 0xDE, 0xDF:
		return m.sized(msgpackMap, 2<<(c-0xDE), 0)
	}
	return 0, 0, false // 0xC1 is never used
}

// msgpackKind is what a value is, as far as it matters.
type msgpackKind int

const (
	msgpackOther msgpackKind = iota
	msgpackString
	msgpackList
	msgpackMap
)

// sized reads a length of some bytes.
func (m *msgpack) sized(kind msgpackKind, bytes, more int) (msgpackKind, int, bool) {
	n, ok := m.big(bytes)
	if !ok || n > uint64(len(m.text)) {
		return 0, 0, false
	}
	return kind, int(n) + more, true
}

// big reads a big-endian number.
func (m *msgpack) big(bytes int) (uint64, bool) {
	if len(m.text)-m.at < bytes {
		return 0, false
	}
	var padded [8]byte
	copy(padded[8-bytes:], m.text[m.at:m.at+bytes])
	m.at += bytes
	return binary.BigEndian.Uint64(padded[:]), true
}

// number reads an unsigned number.
func (m *msgpack) number() (uint64, bool) {
	if m.at >= len(m.text) {
		return 0, false
	}
	c := m.text[m.at]
	m.at++
	switch {
	case c < 0x80:
		return uint64(c), true
	case c >= 0xCC && c <= 0xCF:
		return m.big(1 << (c - 0xCC))
	}
	return 0, false
}

// value walks over a value and calls found for each string that is no key.
func (m *msgpack) value(depth int, found func(start, end int)) (ok bool) {
	kind, n, ok := m.head()
	if !ok || depth == 0 {
		return false
	}
	switch kind {
	case msgpackList, msgpackMap:
		for range n {
			if kind == msgpackMap && !m.value(depth-1, func(int, int) {}) {
				return false
			}
			if !m.value(depth-1, found) {
				return false
			}
		}
		return true
	case msgpackString:
		if n <= len(m.text)-m.at {
			found(m.at, m.at+n)
		}
	}
	if n > len(m.text)-m.at {
		return false
	}
	m.at += n
	return true
}
