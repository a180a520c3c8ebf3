package detectors

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/leakstag/leakstag/detectors/internal/layer"
	"github.com/leakstag/leakstag/detectors/internal/value"
)

// plain undoes the escapes in which a value stands in its text, also escapes of
// escapes.
func plain(raw string, percent bool) string {
	v := raw
	for range maxLayers {
		last := v
		if v = plainOnce(v, percent); v == last {
			break
		}
	}
	return v
}

func plainOnce(v string, percent bool) string {
	if strings.Contains(v, "\x1b[") {
		v = uncolour(v)
	}
	if percent || strings.Contains(v, "%") {
		v = unpercent(v)
	}
	if strings.Contains(v, `\`) {
		v = unescape(v)
	}
	if strings.Contains(v, "&") && strings.Contains(v, ";") {
		v = html.UnescapeString(v)
	}
	return v
}

// unpercent decodes percent-encoding, once and again if that yields more of it.
// What is no escape stays as it is.
func unpercent(s string) string {
	for range 2 {
		if !strings.Contains(s, "%") {
			break
		}
		out := make([]byte, 0, len(s))
		for i := 0; i < len(s); i++ {
			if s[i] == '%' && i+2 < len(s) {
				if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
					out = append(out, byte(n))
					i += 2
					continue
				}
			}
			out = append(out, s[i])
		}
		s = string(out)
	}
	return s
}

// unescape decodes the backslash escapes of JSON and its like; an escape it does
// not know stays as it is.
func unescape(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			out = append(out, s[i])
			continue
		}
		switch c := s[i+1]; c {
		case '/', '\\', '"', '\'', '-', '.', '=', ':', '+', '$', '`', '!':
			out = append(out, c)
			i++
			continue
		case 'u':
			if i+6 <= len(s) {
				if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
					out = append(out, string(rune(n))...)
					i += 5
					continue
				}
			}
		case 'x':
			if i+4 <= len(s) {
				if n, err := strconv.ParseUint(s[i+2:i+4], 16, 8); err == nil {
					out = append(out, byte(n))
					i += 3
					continue
				}
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

// undigit decodes a value that is base64 or hex of printable text, or of what was
// packed, also several times over.
func undigit(v string) string {
	for range maxLayers {
		inner, ok := unhex(v)
		if !ok {
			inner, ok = unbase64(v)
		}
		if !ok {
			break
		}
		v = plain(inner, false)
	}
	return v
}

// unhex decodes a value that is hex of printable text. A key may be hex itself;
// by chance one of 32 digits is so once in eight million.
func unhex(v string) (string, bool) {
	v = strings.TrimPrefix(strings.TrimPrefix(v, "0x"), `\x`)
	if len(v) < 2*minOther || len(v)%2 != 0 {
		return "", false
	}
	out, err := hex.DecodeString(v)
	if err != nil {
		return "", false
	}
	return printable(out)
}

// unbase64 decodes a value that is base64 of printable text, as in the data of a
// Kubernetes Secret. A value that is not decodes to binary, which is how the two
// are told apart: by chance that happens once in ten million values.
func unbase64(v string) (string, bool) {
	if len(v) < 12 || strings.ContainsAny(v, ".") {
		return "", false
	}
	trimmed := strings.TrimRight(v, "=")
	enc := base64.RawStdEncoding
	if strings.ContainsAny(trimmed, "-_") {
		enc = base64.RawURLEncoding
	}
	out, err := enc.DecodeString(trimmed)
	if err != nil {
		return "", false
	}
	if unpacked, err := layer.Unpack(out, 4*value.MaxLen); len(unpacked) > 0 && err == nil {
		out = unpacked
	}
	return printable(out)
}

// decodesToText says that v is text in base64, which may have lines.
func decodesToText(v string) bool {
	if _, is := unbase64(v); is {
		return true
	}
	v = strings.TrimRight(v, "=")
	out, err := base64.RawStdEncoding.DecodeString(v)
	if err != nil {
		out, err = base64.RawURLEncoding.DecodeString(v)
	}
	if err != nil || !utf8.Valid(out) {
		return false
	}
	return bytes.IndexFunc(out, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }) < 0
}

// printable gives what was decoded if it is printable text, also in UTF-16.
func printable(out []byte) (string, bool) {
	if utf16 := bytes.ReplaceAll(out, []byte{0}, nil); len(utf16)*2 == len(out) {
		out = utf16
	}
	out = bytes.TrimRight(out, "\r\n")
	if len(out) < 8 {
		return "", false
	}
	for _, c := range out {
		if c < 0x20 || c > 0x7e {
			return "", false
		}
	}
	return string(out), true
}
