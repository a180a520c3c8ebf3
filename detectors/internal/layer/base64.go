package layer

import "encoding/base64"

// base64Digits knows both alphabets of RFC 4648.
var base64Digits = alphabet{
	'A': 'A', 'B': 'B', 'C': 'C', 'D': 'D', 'E': 'E', 'F': 'F', 'G': 'G', 'H': 'H',
	'I': 'I', 'J': 'J', 'K': 'K', 'L': 'L', 'M': 'M', 'N': 'N', 'O': 'O', 'P': 'P',
	'Q': 'Q', 'R': 'R', 'S': 'S', 'T': 'T', 'U': 'U', 'V': 'V', 'W': 'W', 'X': 'X',
	'Y': 'Y', 'Z': 'Z', 'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f',
	'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n',
	'o': 'o', 'p': 'p', 'q': 'q', 'r': 'r', 's': 's', 't': 't', 'u': 'u', 'v': 'v',
	'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z', '0': '0', '1': '1', '2': '2', '3': '3',
	'4': '4', '5': '5', '6': '6', '7': '7', '8': '8', '9': '9', '+': '+', '/': '/',
	'-': '+', '_': '/',
}

// decodeBase64 decodes the run of base64 around a place.
func decodeBase64(text []byte, at Place, from int) (*Layer, int) {
	start, r := runAround(text, at.Pos, from, &base64Digits)
	next := max(r.end, at.Pos+1)
	first := r.index(at.Pos) - at.Lead
	if first < 0 {
		return nil, next
	}
	first %= 4
	digits := r.digits[first:]
	if len(digits)%4 == 1 {
		digits = digits[:len(digits)-1]
	}
	decoded := make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
	n, err := base64.RawStdEncoding.Decode(decoded, digits)
	if err != nil {
		return nil, next
	}
	l := &Layer{From: start, To: next}
	r.spread(l, first, decoded[:n], 4, 3)
	return l, next
}
