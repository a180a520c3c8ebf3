package layer

import "encoding/hex"

// digitsAt says whether the digits around the window at p, all of them in class,
// are those of text: in base64 or in hex. Runs mostly begin where a group of digits
// does, so that is tried first where there are several ways to read them.
func digitsAt(text []byte, p int, class uint8) (Place, bool) {
	w := (*[window]byte)(text[p:])
	if class&inHex != 0 && (hexText(w, 0) || hexText(w, 1)) {
		if start, ok := longRun(text, p, inHex); ok {
			shift := (p - start) % 2
			if !hexText(w, shift) {
				shift = 1 - shift
			}
			return Place{Encoding: Hex, Pos: p + shift}, true
		}
	}
	columns := [4]uint8{columnOf(w, 0), columnOf(w, 1), columnOf(w, 2), columnOf(w, 3)}
	var room [24]byte
	ascii := func(shift int) bool {
		return columns[shift]&first != 0 && columns[(shift+1)%4]&second != 0 && columns[(shift+2)%4]&third != 0 &&
			readable(groups(&room, w[shift:]))
	}
	if !ascii(0) && !ascii(1) && !ascii(2) && !ascii(3) {
		return Place{}, false
	}
	start, ok := longRun(text, p, inDigits)
	if !ok {
		return Place{}, false
	}
	for i := range 4 {
		shift := (start - p + i) & 3
		if ascii(shift) && readable(groups(&room, text[p+shift:])) {
			return Place{Encoding: Base64, Pos: p + shift}, true
		}
	}
	return Place{}, false
}

// longRun says that the run of bytes of a class around the window at p is long
// enough, and where it begins.
func longRun(text []byte, p int, class uint8) (start int, ok bool) {
	start, end := p, p+window
	for start > 0 && p-start < stride && classes[text[start-1]]&class != 0 {
		start--
	}
	for end < len(text) && end-start < minFound && classes[text[end]]&class != 0 {
		end++
	}
	return start, end-start >= minFound
}

// groups decodes groups of digits of base64 into room, as many as fit.
func groups(room *[24]byte, digits []byte) []byte {
	out := room[:0]
	for ; len(out) < len(room) && len(digits) >= 4; digits = digits[4:] {
		var n uint32
		for _, c := range digits[:4] {
			if classes[c]&inDigits == 0 {
				return out
			}
			n = n<<6 | uint32(digitValue(c))
		}
		out = append(out, byte(n>>16), byte(n>>8), byte(n))
	}
	return out
}

// digitValue is what a digit of base64 counts.
func digitValue(c byte) byte {
	switch {
	case 'a' <= c:
		return c - 'a' + 26
	case c == '_' || c == '/':
		return 63
	case 'A' <= c:
		return c - 'A'
	case '0' <= c:
		return c - '0' + 52
	}
	return 62
}

// readable says that b is text: letters, marks and white space, or the zeros
// between them.
func readable(b []byte) bool {
	zeros := 0
	for _, c := range b {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' || c > '~':
			return false
		}
	}
	return zeros <= (len(b)+1)/2
}

// hexText says that there is text in a window of hex, in which a byte begins shift
// digits from its beginning.
func hexText(w *[window]byte, shift int) bool {
	var out [window/2 - 1]byte
	_, err := hex.Decode(out[:], w[shift:shift+2*len(out)])
	return err == nil && readable(out[:])
}

// packedAt says whether the run around the window at p begins as base64 of zlib's
// output does. gzip's and zstd's is found by its literals.
func packedAt(text []byte, p int) (Place, bool) {
	start, ok := longRun(text, p, inDigits)
	return Place{Encoding: Gzip, Pos: start}, ok && packedBase64(text[start:])
}

// packedBase64 says that base64 begins as that of zlib's output does.
func packedBase64(text []byte) bool {
	if text[0] != 'e' {
		return false
	}
	switch string(text[1:3]) {
	case "Jw", "Jx", "Jy", "Jz", "No", "Np", "Nq", "Nr", "AE", "AF", "AG", "AH", "F4", "F5", "F6", "F7":
		return true
	}
	return false
}
