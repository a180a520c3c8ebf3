package structure

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// readRegistry reads what the registry editor of Windows exports: "name"="text",
// and "name"=hex(2):… for a text whose UTF-16 code units are written in
// hexadecimal, over several lines. Its view gives one entry a line below the key
// that it belongs to.
func readRegistry(text []byte, yield func(*View)) error {
	var view View
	for p := 0; p < len(text); {
		line, n := lineAt(text, p)
		switch {
		case len(line) > 0 && line[0] == '[':
			view.Copy(text, p, p+len(line))
			view.PutString("\n", p+n, p+n)
		case len(line) > 0 && line[0] == '"':
			n = registryValue(&view.MappedText, text, p)
		}
		p += n
	}
	if len(view.Text) > 0 {
		yield(&view)
	}
	return nil
}

// registryValue writes the entry that begins at p, and measures its lines.
func registryValue(to *sources.MappedText, text []byte, p int) int {
	line, n := lineAt(text, p)
	var name, value sources.MappedText
	size := registryString(&name, text, p, line)
	rest := line[size:]
	if len(rest) < 2 || rest[0] != '=' {
		return n
	}
	at := p + size + 1
	switch rest = rest[1:]; {
	case rest[0] == '"':
		registryString(&value, text, at, rest)
	case bytes.HasPrefix(rest, []byte("hex")):
		colon := bytes.IndexByte(rest, ':')
		if colon < 0 {
			return n
		}
		end := hexLines(text, at+colon+1)
		decodeHexText(&value, text, at+colon+1, end)
		n = end - p
		if next := bytes.IndexByte(text[end:], '\n'); next >= 0 {
			n += next + 1
		} else {
			n = len(text) - p
		}
	default:
		return n
	}
	if len(value.Text) > 0 {
		to.Append(&name, 0, len(name.Text))
		writeValue(to, &value, 0, len(value.Text))
	}
	return n
}

// registryString appends the text of the string with which a line begins that
// stands at p, and measures the string.
func registryString(to *sources.MappedText, text []byte, p int, line []byte) int {
	start := 1
	i := 1
	for ; i < len(line) && line[i] != '"'; i++ {
		if line[i] == '\\' && i+1 < len(line) {
			to.Copy(text, p+start, p+i)
			i++
			start = i
		}
	}
	to.Copy(text, p+start, p+i)
	return min(i+1, len(line))
}

// hexLines gives the end of the digits that begin at p. A backslash at the end of
// a line says that they go on.
func hexLines(text []byte, p int) int {
	for p < len(text) {
		line, n := lineAt(text, p)
		if trimmed := bytes.TrimRight(line, " \t"); len(trimmed) == 0 || trimmed[len(trimmed)-1] != '\\' {
			return p + len(line)
		}
		p += n
	}
	return len(text)
}

// decodeHexText appends what the pairs of digits in text[p:end] stand for: UTF-16
// in little-endian order, or bytes of another encoding. Zeros at the end are no
// part of a text, and those within it part several texts.
func decodeHexText(to *sources.MappedText, text []byte, p, end int) {
	data, at := hexPairs(text, p, end)
	width := 2
	for i := 1; i < len(data); i += 2 {
		if data[i] != 0 && data[i] < 0x80 && data[i-1] < 0x80 { // two letters: no UTF-16
			width = 1
			break
		}
	}
	for i := 0; i+width <= len(data); i += width {
		r := rune(data[i])
		if width == 2 {
			r |= rune(data[i+1]) << 8
		}
		if r == 0 {
			r = '\n'
		}
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
		}
		to.Put(utf8.AppendRune(nil, r), at[i], at[i+width-1]+2)
	}
	to.Text = bytes.TrimRight(to.Text, "\n")
}

// hexPairs gives the bytes that pairs of digits stand for, and their places.
func hexPairs(text []byte, p, end int) (data []byte, at []int) {
	for i := p; i+1 < end; i++ {
		hi, lo := hexDigit(text[i]), hexDigit(text[i+1])
		if hi < 0 || lo < 0 {
			continue
		}
		data = append(data, byte(hi<<4|lo))
		at = append(at, i)
		i++
	}
	return data, at
}

// hexDigit gives the value of a digit; -1 if it is none.
func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
